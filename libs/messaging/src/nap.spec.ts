import { Nap } from './nap.js'

const HOUR_MS = 3_600_000

describe('a nap between two looks', () => {
  it('ends by itself', async () => {
    await expect(new Nap().upTo(1)).resolves.toBeUndefined()
  })

  it('ends when nudged', async () => {
    const nap = new Nap()
    const asleep = nap.upTo(HOUR_MS)
    nap.nudge()
    await expect(asleep).resolves.toBeUndefined()
  })

  it('does not begin when something was said since the look', async () => {
    const nap = new Nap()
    nap.looking()
    nap.nudge()
    await expect(nap.upTo(HOUR_MS)).resolves.toBeUndefined()
  })

  it('begins although something was said before the look', async () => {
    const nap = new Nap()
    nap.nudge()
    nap.looking()
    const asleep = nap.upTo(HOUR_MS).then(() => 'woken')
    await expect(Promise.race([asleep, Promise.resolve('asleep')])).resolves.toBe('asleep')
    nap.nudge()
    await expect(asleep).resolves.toBe('woken')
  })
})
