import {
  aWorkingInstallation,
  damage,
  everythingIsTakenIn,
  faultsOf,
  sql,
  verified,
  type WorkingInstallation,
} from './installation.js'

let working: WorkingInstallation

beforeAll(async () => {
  working = await aWorkingInstallation()
}, 180_000)

afterAll(() => working?.stop())

describe('an installation that nobody touched', () => {
  it('verifies without a fault, and says what was looked at', async () => {
    const results = await verified(working.installation)
    expect(faultsOf(results)).toEqual([])
    expect(results.length).toBeGreaterThan(20)
  })
})
