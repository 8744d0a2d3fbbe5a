import { randomUUID } from 'node:crypto'
import { rebuild } from '@zhuji/operations'
import { damage, faultsOf, sql, verified } from '../operations/installation.js'
import {
  bulletin,
  bulletinId,
  type Issue,
  MonthEnd,
  type MonthEndScene,
  programme,
  programmeId,
  type Restatements,
} from './month-end.features.js'

const issues = `dashboards/bulletins/${bulletinId}/issues`

/** A month's end from its first facts to the second version of what was published of it; the same over either bus. */
export function aMonthIsClosed(scene: MonthEndScene): void {
  let city: MonthEnd
  const [first, second] = [randomUUID(), randomUUID()]

  beforeAll(async () => {
    city = await MonthEnd.open(scene)
    await city.region('34', '安徽省')
    await city.region('3401', '合肥市', '34')
    await city.region('340104', '蜀山区', '3401')
    await city.school(first, '振兴路小学')
    await city.school(second, '井岗路小学')
    await city.tell('registry/programmes', programme(1_000_000_00, '2026-06-01'))
    await city.posted(first, '2026-06-02', { entry: 'funds-in-place', amountFen: 800_000_00 })
    const last = () => city.posted(first, '2026-06-09', { entry: 'disbursement', amountFen: 240_000_00 })
    await (scene.tellLast ? scene.tellLast(city, last) : last())
  }, 240_000)

  afterAll(() => city?.close())

  const issued = (number: number) => city.get<Issue>(`${issues}/${number}`)
  const rerun = async (number: number) => city.get(`${issues}/${number}/rerun`)

  async function bothReproduce(): Promise<void> {
    expect(await rerun(1)).toMatchObject({ equal: true, differences: [] })
    expect(await rerun(2)).toMatchObject({ equal: true, differences: [] })
  }

  describe('June, while it is not over', () => {
    it('is not closed, nor as known on a day that is not over', async () => {
      expect(await city.post('dashboards/closings', { month: '2026-06' })).toMatchObject({
        status: 422,
        body: { slug: 'month-not-over', figures: { asOf: '2026-06-30' } },
      })
      city.onDay('2026-07-06')
      expect(await city.post('dashboards/closings', { month: '2026-06', knownOn: '2026-07-06' })).toMatchObject({
        status: 422,
        body: { slug: 'known-day-not-over' },
      })
    })

    it('is not issued before it is closed', async () => {
      expect(await city.post('dashboards/bulletins', bulletin)).toMatchObject({ status: 201 })
      expect(await city.post(issues, { month: '2026-06' })).toMatchObject({
        status: 422,
        body: { slug: 'month-not-closed' },
      })
    })
  })

  scene.whileOpen?.(() => city)

  describe('June, when its facts are sealed', () => {
    it('shows on trial what closing would freeze, is closed at every log’s checkpoint, and once only', async () => {
      await city.isSealed()
      const trial = await city.post<{ wouldRecord: object[] }>('dashboards/closings?dryRun=true', { month: '2026-06' })
      expect(trial.body.wouldRecord).toMatchObject([
        { data: { month: '2026-06', cut: { asOf: '2026-06-30', knownOn: '2026-07-05' } } },
      ])
      expect(await city.get('dashboards/closings')).toEqual({ items: [] })
      expect(await city.post('dashboards/closings', { month: '2026-06' })).toMatchObject({ status: 201 })
      expect(await city.get('dashboards/closings/2026-06')).toMatchObject({
        closedBy: 'test-administrator',
        cut: {
          logs: expect.arrayContaining([expect.objectContaining({ service: 'funding', checkpoint: 1 })]) as unknown,
        },
      })
      expect(await city.post('dashboards/closings', { month: '2026-06' })).toMatchObject({
        status: 409,
        body: { slug: 'month-already-closed' },
      })
    })

    it('is closed by nobody but an administrator, and published by a supervisor for a region of their own', async () => {
      const supervisorOf = (region: string) => city.as({ role: 'supervisor', name: '督查', regions: [region] })
      const [own, other] = [await supervisorOf('3401'), await supervisorOf('3402')]
      const forbidden = { status: 403 }
      expect(await city.post('dashboards/closings', { month: '2026-05' }, own)).toMatchObject(forbidden)
      expect(await city.post(`${issues}?dryRun=true`, { month: '2026-06' }, other)).toMatchObject(forbidden)
      expect(await city.post('dashboards/bulletins', { ...bulletin, bulletinId: randomUUID() }, other)).toMatchObject(
        forbidden,
      )
      expect(
        await city.post('dashboards/bulletins', { ...bulletin, bulletinId: randomUUID(), filters: {} }, own),
      ).toMatchObject(forbidden)
      // Who takes a bulletin over to a region of their own must have been allowed to publish what it was about.
      expect(
        await city.post('dashboards/bulletins', { ...bulletin, filters: { region: '3402' } }, other),
      ).not.toMatchObject({ status: 201 })
      expect(await city.post(`${issues}?dryRun=true`, { month: '2026-06' }, own)).toMatchObject({
        body: { wouldRecord: [{ type: 'dashboards.bulletin-issued.v1' }] },
      })
    })

    it('is issued as number 1, and comes out byte for byte when it is run again', async () => {
      expect(await city.post(issues, { month: '2026-06', reason: '更正' })).toMatchObject({
        status: 422,
        body: { slug: 'nothing-to-restate' },
      })
      expect(await city.post(issues, { month: '2026-06' })).toMatchObject({ status: 201 })
      const document = JSON.parse((await issued(1)).document) as object
      expect(document).toMatchObject({
        month: '2026-06',
        restates: null,
        parts: [
          { figure: 'projects', rows: [{ place: '340104', placeName: { zh: '蜀山区' }, value: 2 }] },
          { figure: 'paidFen', rows: [{ value: 240_000_00 }] },
          { figure: 'disbursement-rate', rows: [{ value: 30, numerator: 240_000_00, denominator: 800_000_00 }] },
          { figure: 'plannedFen', rows: [{ place: 'primary-school', value: 2_000_000_00 }] },
        ],
        lines: [
          {
            programmeId,
            target: { version: 1, lineId: 'funds', base: 1_000_000_00 },
            projects: 2,
            // Nobody told of the second school's funds: unknown, not 0.
            figures: { value: 800_000_00, achieved: { unknown: 1 } },
          },
        ],
      })
      expect(await rerun(1)).toMatchObject({ equal: true })
      expect(await city.get('dashboards/closings/2026-06/restatements')).toMatchObject({ facts: [], differences: [] })
    })
  })

  describe('a payment of June that is told in August', () => {
    it('leaves the issue as it was, and is named with the figures it moved', async () => {
      city.onDay('2026-08-05')
      await city.posted(first, '2026-06-20', { entry: 'disbursement', amountFen: 160_000_00 })
      // Of July: nothing of June.
      await city.posted(first, '2026-07-15', { entry: 'disbursement', amountFen: 80_000_00 })
      const late = await city.eventually(async () => {
        const found = await city.get<Restatements>('dashboards/closings/2026-06/restatements')
        expect(found.facts).toHaveLength(1)
        return found
      })
      const moved = Object.fromEntries(
        late.differences.map(({ figure, before, after }) => [figure, [before.value, after.value]]),
      )
      expect(moved).toMatchObject({ paidFen: [240_000_00, 400_000_00], 'disbursement-rate': [30, 50] })
      const paid = late.differences.find(({ figure }) => figure === 'paidFen')!
      expect(paid.events).toMatchObject([{ eventId: late.facts[0]!.eventId, adds: { numerator: 160_000_00 } }])
      expect(await rerun(1)).toMatchObject({ equal: true })
    })

    it('is told by a restatement with its reason, which names the payment and moves two figures', async () => {
      city.onDay('2026-08-06')
      await city.isSealed()
      expect(await city.post(issues, { month: '2026-06' })).toMatchObject({
        status: 409,
        body: { slug: 'month-already-issued', figures: { number: 1 } },
      })
      expect(await city.post(issues, { month: '2026-06', reason: '6月一笔付款迟报' })).toMatchObject({ status: 201 })
      const { document } = await issued(2)
      expect(JSON.parse(document)).toMatchObject({
        restates: { number: 1, reason: '6月一笔付款迟报' },
        differences: [
          {
            figure: 'paidFen',
            before: { value: 240_000_00 },
            after: { value: 400_000_00 },
            events: [{ projectId: first }],
          },
          {
            figure: 'disbursement-rate',
            before: { value: 30 },
            after: { value: 50 },
            events: [{ project: '振兴路小学' }],
          },
        ],
      })
      await bothReproduce()
    })

    it('is not told once more while nothing else has come in', async () => {
      const again = await city.post(issues, { month: '2026-06', reason: '再次更正' })
      expect(again).toMatchObject({ status: 422, body: { slug: 'restatement-without-difference' } })
    })
  })

  describe('both versions reproduce', () => {
    it('when an import claims knowledge of June afterwards, which is listed as restating it', async () => {
      const body = {
        entry: 'disbursement',
        amountFen: 40_000_00,
        source: 'special-bond',
        documentNumber: randomUUID(),
        occurredOn: '2026-06-11',
      }
      const command = { key: randomUUID(), id: first, name: 'post-entry', body, knownOn: '2026-06-12' }
      const answer = await city.post<{ results: object[] }>('funding/commands', { commands: [command] })
      expect(answer).toMatchObject({ status: 200 })
      await city.eventually(async () =>
        expect((await city.get<Restatements>('dashboards/closings/2026-06/restatements')).facts).toHaveLength(2),
      )
      await bothReproduce()
    })

    it('when a region has another name since, and the programme another version', async () => {
      const { status } = await city.put(`registry/programmes/${programmeId}`, {
        ...programme(2_000_000_00, '2026-06-15'),
        reason: '年中调整',
      })
      expect(status).toBe(200)
      await city.region('340104', '蜀山新区', '3401')
      await city.eventually(async () => {
        const { rows } = await sql<{ name: string }>(
          city.urlOf('dashboards'),
          `select name from dashboards.region where code = '340104'`,
        )
        expect(rows).toEqual([{ name: '蜀山新区' }])
        const inForce = `dashboards/programmes/${programmeId}?asOf=2026-06-30`
        expect(await city.get(inForce)).toMatchObject({ version: 2 })
      })
      await bothReproduce()
    })

    it('when the read models are rebuilt from the logs, and by another edition of the program', async () => {
      await city.stop()
      const options = { bus: city.bus, operator: 'spec' } as const
      for (const projection of ['dashboards.projects', 'dashboards.sealed-logs'])
        expect(await rebuild(city.installation, { projection, ...options })).toMatchObject({ differences: 0 })
      await sql(city.urlOf('dashboards'), 'update dashboards.model_edition set edition = 0')
      await city.start()
      await city.eventually(() => rerun(1))
      await bothReproduce()
    })

    it('and verification recomputes them, and names the one that no longer does', async () => {
      const { installation } = city
      expect(faultsOf(await verified(installation, ['dashboards']))).toEqual([])
      const issue = await issued(1)
      const text = JSON.stringify({ ...issue, document: issue.document.replace('24000000', '25000000') })
      await damage(
        city.urlOf('dashboards'),
        `update dashboards.event_log set payload = $1::json where type = 'dashboards.bulletin-issued.v1'`,
        [text],
      )
      expect(faultsOf(await verified(installation, ['dashboards']))).toContainEqual(
        expect.objectContaining({
          check: 'bulletins',
          slug: 'bulletin-differs',
          figures: expect.objectContaining({ bulletinId, number: 1 }) as unknown,
        }),
      )
    })
  })
}
