import { randomUUID } from 'node:crypto'
import { ProgrammeIssued, ProgrammeRevised } from '@zhuji/contracts'
import { eventually, type Speaker } from '@zhuji/testing'
import { health, Milestones, path } from '../milestones.features.js'
import { MilestonesModule } from '../milestones.module.js'

const programmeId = randomUUID()
const [example] = ProgrammeIssued.examples
const everySchool = { facilityKinds: ['primary-school' as const], regions: [], projects: [] }
const programme = {
  ...example!,
  programmeId,
  period: { from: '2026-01-01', to: '2026-12-31' },
  lines: [{ ...example!.lines[0]!, scope: everySchool }],
  rhythm: { kind: 'ten-days' as const, needsPhotos: false },
}

interface Listed {
  readonly counts: object
  readonly items: readonly object[]
  readonly next: string | null
}

describe('whether reports were made, over HTTP', () => {
  let milestones: Milestones
  let office: Speaker
  let silent: string
  let unchanged: string
  let unasked: string

  const asked = async (projectId: string, query = 'asOf=2026-04-05&from=2026-03-01') =>
    (await office.get(`${path(projectId, 'reporting')}?${query}`)).body
  const listed = async (query: string, speaker = office): Promise<Listed> =>
    (await speaker.get(`/api/v1/milestones/reporting?asOf=2026-04-05&from=2026-03-01&${query}`)).body

  beforeAll(async () => {
    milestones = await Milestones.run(MilestonesModule)
    office = milestones.office
    await milestones.registry.tells(programmeId, ProgrammeIssued(programme, '2026-01-10'), {
      streamId: `programme/${programmeId}`,
    })
    silent = await milestones.underConstruction(randomUUID())
    unchanged = await milestones.underConstruction(randomUUID())
    unasked = await milestones.registered(randomUUID(), { facilityKind: 'stadium', reportEveryDays: undefined })
    await office.post(path(unasked, 'milestones-reached'), { milestone: 'start', occurredOn: '2026-03-02' })
    for (const occurredOn of ['2026-03-09', '2026-03-18', '2026-03-30']) {
      await office.post(path(unchanged, 'progress-reports'), { physicalPercent: 10, occurredOn })
    }
    await eventually(async () => {
      const { counts } = await listed('')
      expect(counts).toMatchObject({ projects: 2, notAsked: 1, due: 6, unchanged: 2 })
    })
  })

  afterAll(() => milestones?.stop())

  it('shows every period of a project and who asked', async () => {
    expect(await asked(unchanged)).toMatchObject({
      days: { from: '2026-03-01', asOf: '2026-04-05', knownOn: '2026-12-31' },
      asked: [{ kind: 'ten-days', programmeId, programmeName: programme.name }],
      dueFor: { kind: 'ten-days', programmeId },
      periods: [
        { from: '2026-03-03', dueOn: '2026-03-10', status: 'reported', reportedOn: '2026-03-09', physicalPercent: 10 },
        { dueOn: '2026-03-20', status: 'unchanged', programmeId, programmeName: programme.name },
        { dueOn: '2026-03-31', status: 'unchanged' },
        { from: '2026-04-01', dueOn: '2026-04-10', status: 'open', reportedOn: null },
      ],
      counts: { due: 3, reported: 1, unchanged: 2, withoutPhotos: 0, silent: 0 },
    })
  })

  it('lists the silent apart from those without progress, and counts them all', async () => {
    expect(await listed('status=silent')).toMatchObject({
      counts: { projects: 2, notAsked: 1, due: 6, reported: 1, unchanged: 2, withoutPhotos: 0, silent: 3 },
      items: [{ projectId: silent, status: 'silent', dueOn: '2026-03-10', missed: 3, lastReportOn: null }],
      next: null,
    })
    expect((await listed('status=unchanged')).items).toMatchObject([{ projectId: unchanged, missed: 0 }])
    expect((await listed('facilityKind=stadium')).counts).toMatchObject({ projects: 0, notAsked: 1 })
  })

  it('comes in pages, what waits longest first', async () => {
    const first = await listed('limit=1')
    expect(first.items).toMatchObject([{ projectId: silent }])
    const second = await listed(`limit=1&cursor=${first.next}`)
    expect(second).toMatchObject({ items: [{ projectId: unchanged, dueOn: '2026-04-10' }], next: null })
  })

  it('is told to nobody else', async () => {
    const stranger = await milestones.as({ role: 'project-office', unit: health })
    expect(await listed('', stranger)).toMatchObject({ counts: { projects: 0, due: 0 }, items: [] })
    expect((await stranger.get(path(silent, 'reporting'))).status).toBe(404)
  })

  it('as known before the works were told of, nothing was due', async () => {
    expect(await listed('knownOn=2026-12-30')).toMatchObject({ counts: { projects: 0, due: 0 }, items: [] })
  })

  it('does not look into the future', async () => {
    const answer = await office.get(`${path(silent, 'reporting')}?asOf=2027-01-01`)
    expect(answer).toMatchObject({ status: 422, body: { slug: 'as-of-in-future' } })
  })

  it('follows the next version of the programme from its own day on', async () => {
    const rhythm = { kind: 'every' as const, days: 20, needsPhotos: true }
    const revised = ProgrammeRevised({ ...programme, version: 2, rhythm, reason: '年中调整' }, '2026-03-15')
    await milestones.registry.tells(programmeId, revised, { streamId: `programme/${programmeId}` })
    await eventually(async () => {
      const { periods } = (await asked(unchanged)) as { periods: readonly { dueOn: string; status: string }[] }
      expect(periods.map(({ dueOn, status }) => `${dueOn} ${status}`)).toEqual([
        '2026-03-10 reported',
        '2026-04-03 without-photos',
        '2026-04-23 open',
      ])
    })
  })
})
