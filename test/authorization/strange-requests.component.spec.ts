import { routesOf } from '@zhuji/platform'
import { callOf, send } from './requests.js'
import { routeTable } from './route-table.js'
import { strangeRequests } from './strange-requests.js'
import { type TwoUnits, twoUnits } from './two-units.js'

const SEED = 20_261_122
const CASES = 20

describe('a request that is not what the document says', () => {
  let world: TwoUnits

  beforeAll(async () => {
    world = await twoUnits()
  }, 120_000)

  afterAll(() => world?.close())

  const guarded = Object.keys(routeTable).filter((route) => routeTable[route] !== 'open')

  it.each(guarded)('%s answers it, or says as a problem what is wrong; it never breaks', async (route) => {
    const valid = callOf(world.document, route, { ...world.own })
    const requests = strangeRequests(valid, { seed: SEED, cases: CASES })
    const { token } = world.speakers.administrator
    const answers = await Promise.all(requests.map((request) => send(world.services.url, token, request)))
    const faults = answers.flatMap(({ status, contentType, text }, place) => {
      const isProblem = contentType.startsWith('application/problem+json')
      const isRight = status < 400 || (status < 500 && isProblem)
      return isRight ? [] : [`${status} ${contentType} ${JSON.stringify(requests[place])} ${text}`.slice(0, 600)]
    })
    expect(faults).toEqual([])
  })

  it('has been tried everywhere', () => {
    expect(
      routesOf(world.services.app)
        .map(({ method, path }) => `${method} ${path}`)
        .toSorted(),
    ).toEqual(Object.keys(routeTable).toSorted())
  })
})
