import { randomUUID } from 'node:crypto'
import { type Permission, type Role, roleIds, type RouteFacts, routesOf, scopesOf } from '@zhuji/platform'
import { type Answer, callOf, operationOf, problemSlug, type RouteCall, send } from './requests.js'
import { routeTable } from './route-table.js'
import { foreignUnit, type Objects, type TwoUnits, twoUnits } from './two-units.js'

const nameOf = ({ method, path }: RouteFacts) => `${method} ${path}`
const isObject = (route: RouteFacts) => ['project', 'alert', 'file'].includes(routeTable[nameOf(route)] ?? '')
const bounded = ['project-office', 'finance', 'supervisor'] as const

/** What a valid body says differently where its example names things of another day or object. */
function bodyFor(route: string, call: RouteCall, { entryId }: Objects): RouteCall {
  const occurredOn = { occurredOn: '2026-10-31' }
  const changes: Record<string, object> = {
    'POST api/v1/registry/projects': { ...occurredOn, projectId: randomUUID(), localCode: randomUUID() },
    'POST api/v1/funding/projects/:projectId/entries': { source: 'special-bond', documentNumber: randomUUID() },
    'POST api/v1/funding/projects/:projectId/reversals': { entryId, documentNumber: randomUUID() },
    'POST api/v1/alerts/:alertId/acknowledgement': { occurredOn: '2026-11-01' },
    'POST api/v1/milestones/projects/:projectId/forecasts': occurredOn,
    'POST api/v1/milestones/projects/:projectId/progress-reports': occurredOn,
  }
  return { ...call, body: call.body === undefined ? undefined : { ...call.body, ...changes[route] } }
}

describe('who may do what', () => {
  let world: TwoUnits
  let routes: readonly RouteFacts[]

  beforeAll(async () => {
    world = await twoUnits()
    routes = routesOf(world.services.app)
  }, 120_000)

  afterAll(() => world?.close())

  const call = (route: RouteFacts, role: Role | undefined, objects: Objects): Promise<Answer> => {
    const request = bodyFor(nameOf(route), callOf(world.document, nameOf(route), { ...objects }), objects)
    return send(world.services.url, role && world.speakers[role].token, request)
  }
  const guarded = () => routes.filter(({ access }) => access !== 'public')
  const permissionOf = ({ access }: RouteFacts) => access as Permission
  const holders = (route: RouteFacts, roles: readonly Role[] = roleIds) =>
    roles.filter((role) => scopesOf(role, permissionOf(route)).length > 0)
  /** Every fault of a round in one picture instead of the first alone. */
  const faultsOf = async (
    asked: readonly (readonly [RouteFacts, Role | undefined])[],
    objects: Objects,
    isRight: (answer: Answer, route: RouteFacts) => boolean,
  ): Promise<string[]> => {
    const faults: string[] = []
    for (const [route, role] of asked) {
      const answer = await call(route, role, objects)
      if (!isRight(answer, route)) {
        faults.push(`${nameOf(route)} as ${role ?? 'nobody'}: ${answer.status} ${answer.text.slice(0, 300)}`)
      }
    }
    return faults
  }

  it('is decided here for every route there is, and for no other', () => {
    expect(routes.map(nameOf).toSorted()).toEqual(Object.keys(routeTable).toSorted())
    const open = routes.filter(({ access }) => access === 'public').map(nameOf)
    expect(open).toEqual(open.filter((route) => routeTable[route] === 'open'))
  })

  it('can be asked with a documented body everywhere', () => {
    const silent = routes.map(nameOf).filter((route) => {
      const takesBody = !/^(GET|DELETE) /.test(route)
      return takesBody && operationOf(world.document, route)?.requestBody === undefined
    })
    expect(silent).toEqual([])
  })

  it('is nothing at all without a token', async () => {
    const asked = guarded().map((route) => [route, undefined] as const)
    const isRight = (answer: Answer) => answer.status === 401 && problemSlug(answer) === 'token-missing'
    expect(await faultsOf(asked, world.own, isRight)).toEqual([])
  })

  it('ends where the role lacks the permission', async () => {
    const asked = guarded().flatMap((route) =>
      roleIds.filter((role) => !holders(route).includes(role)).map((role) => [route, role] as const),
    )
    expect(asked.length).toBeGreaterThan(40)
    const isRight = (answer: Answer) => answer.status === 403 && problemSlug(answer) === 'permission-missing'
    expect(await faultsOf(asked, world.own, isRight)).toEqual([])
  })

  it('does not reach the objects of another unit and region: reads find nothing, commands are refused', async () => {
    const asked = guarded()
      .filter(isObject)
      .flatMap((route) => holders(route, bounded).map((role) => [route, role] as const))
    expect(asked.length).toBeGreaterThan(30)
    const isRight = (answer: Answer, route: RouteFacts) =>
      // An alert has an id of its own, which nobody out of its scope may learn to exist: not even by acknowledging it.
      route.command && routeTable[nameOf(route)] === 'project'
        ? answer.status === 403 && problemSlug(answer) === 'out-of-scope'
        : answer.status === 404 && answer.contentType.startsWith('application/problem+json')
    expect(await faultsOf(asked, world.foreign, isRight)).toEqual([])
  })

  it('does not reach them by way of a body', async () => {
    const { speakers, foreign, services } = world
    const project = callOf(world.document, 'POST api/v1/registry/projects', {})
    const asForeign = { ...project, body: { ...(project.body as object), localCode: 'X-1', ownerUnit: foreignUnit } }
    const office = await send(services.url, speakers['project-office'].token, asForeign)
    expect([office.status, problemSlug(office)]).toEqual([403, 'out-of-scope'])
    for (const [method, path] of [
      ['POST', ''],
      ['PUT', `/${foreign.programmeId}`],
    ] as const) {
      const { body } = callOf(world.document, 'PUT api/v1/registry/programmes/:programmeId', {})
      const lines = (body as { lines: { scope: object }[] }).lines.map((line) => ({
        ...line,
        scope: { ...line.scope, regions: ['340202'], projects: [] },
      }))
      const { reason, ...issue } = body as { reason: string }
      const told = { ...issue, ...(method === 'PUT' ? { reason } : {}), lines }
      const request = { method, path: `/api/v1/registry/programmes${path}`, body: told }
      const answer = await send(services.url, speakers.supervisor.token, request)
      expect([method, answer.status, problemSlug(answer)]).toEqual([method, 403, 'out-of-scope'])
    }
  })

  it('does not reach them by way of a bulk request, whose commands are each decided alone', async () => {
    const body = { physicalPercent: 50, occurredOn: '2026-10-31' }
    const commands = [world.own, world.foreign].map(({ projectId }) => ({
      name: 'report-progress',
      id: projectId,
      key: randomUUID(),
      body,
    }))
    const answer = await world.speakers['project-office'].post('/api/v1/milestones/commands', { commands })
    const { results } = answer.body as { results: { status: number; problem?: { slug: string } }[] }
    expect(results.map(({ status, problem }) => [status, problem?.slug])).toEqual([
      [200, undefined],
      [403, 'out-of-scope'],
    ])
  })

  it('does not reach the subscriptions of others', async () => {
    const asked = guarded()
      .filter((route) => nameOf(route).includes(':subscriptionId'))
      .flatMap((route) => holders(route, bounded).map((role) => [route, role] as const))
    expect(await faultsOf(asked, world.foreign, (answer) => answer.status === 404)).toEqual([])
  })

  it('reaches what is in scope: no route is refused to those who hold it', async () => {
    const reads = guarded().filter(({ command }) => !command)
    const asked = reads.filter(isObject).flatMap((route) => holders(route).map((role) => [route, role] as const))
    expect(await faultsOf(asked, world.own, (answer) => answer.status === 200)).toEqual([])
    const commands = guarded().filter((route) => isObject(route) && route.command)
    const given = commands.flatMap((route) => holders(route, bounded).map((role) => [route, role] as const))
    // A command may still be refused for the state of its object, never for who asks or what the body looks like.
    const isRight = (answer: Answer) => answer.status < 300 || [409, 412, 422].includes(answer.status)
    expect(await faultsOf(given, world.own, isRight)).toEqual([])
  }, 120_000)
})
