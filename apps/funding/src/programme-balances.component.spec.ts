import { randomUUID } from 'node:crypto'
import { type DataOf, ProgrammeIssued, ProgrammeRevised } from '@zhuji/contracts'
import { eventually } from '@zhuji/testing'
import { aFundedProject, aFundingScene, type FundingScene } from './funding-scene.features.js'
import { FundingModule } from './funding.module.js'

describe('balances of programmes', () => {
  let scene: FundingScene

  beforeAll(async () => {
    scene = await aFundingScene([FundingModule])
  })

  afterAll(async () => scene?.stop())

  type Line = DataOf<typeof ProgrammeIssued>['lines'][number]
  const lineOf = (projectIds: readonly string[], lineId = 'named'): Line => ({
    lineId,
    measure: 'projects',
    verb: 'start',
    unit: 'projects',
    scope: { facilityKinds: [], regions: [], projects: projectIds.map((projectId) => ({ projectId })) },
    base: projectIds.length,
    cutOffOn: '2026-12-31',
  })
  const issued = async (name: string, lines: Line[]) => {
    const programmeId = randomUUID()
    const issuer = { id: 'city', name: '市人民政府' }
    const period = { from: '2026-01-01', to: '2026-12-31' }
    const programme = { programmeId, name, issuer, period, version: 1, lines }
    await scene.registry.tells(programmeId, ProgrammeIssued(programme, '2026-01-10'), {
      streamId: `programme/${programmeId}`,
    })
    return programme
  }
  const cash = async (query: string) => {
    const { body } = await scene.finance.get(`/api/v1/funding/balances?${query}`)
    const { items } = body as { items: { group: string; name?: string; cashFen: number }[] }
    return Object.fromEntries(items.map(({ group, name, cashFen }) => [name ?? group, cashFen]))
  }

  it('count each project of a list once, and each project of several lists once in their total', async () => {
    const [first, second, third] = [
      await aFundedProject(scene),
      await aFundedProject(scene),
      await aFundedProject(scene),
    ] as const
    const works = await issued('校舍清单', [lineOf([first, second]), lineOf([second], 'again')])
    const lunches = await issued('食堂清单', [lineOf([second, third])])
    const both = `programmeIds=${works.programmeId}&programmeIds=${lunches.programmeId}`
    await eventually(async () => {
      expect(await cash(`by=programme&${both}`)).toEqual({ 校舍清单: 200_00, 食堂清单: 200_00 })
    })
    expect(await cash(`by=source&${both}`)).toMatchObject({ 'special-bond': 300_00 })
    const { body } = await scene.finance.get(`/api/v1/funding/trial-balance?${both}`)
    expect(body).toMatchObject({ differenceFen: 0 })

    const revised = { ...works, version: 2, lines: [lineOf([first])], reason: '调出一校' }
    const stream = `programme/${works.programmeId}`
    await scene.registry.tells(works.programmeId, ProgrammeRevised(revised, '2026-06-01'), { streamId: stream })
    const one = `programmeIds=${works.programmeId}`
    await eventually(async () => expect(await cash(`by=programme&${one}`)).toEqual({ 校舍清单: 100_00 }))
    expect(await cash(`by=programme&${one}&asOf=2026-05-31`)).toEqual({ 校舍清单: 200_00 })
  })

  it('of a list by kinds and regions are those of every such project, and of others none', async () => {
    await aFundedProject(scene)
    const byPlace = (regions: string[], facilityKinds: 'primary-school'[] = []) => {
      const line = lineOf([])
      return { ...line, scope: { ...line.scope, regions, facilityKinds } }
    }
    const here = await issued('蜀山区小学', [byPlace(['340104'], ['primary-school'])])
    const elsewhere = await issued('芜湖', [byPlace(['3402'])])
    await eventually(async () => {
      const all = await cash('by=source&region=340104')
      const ids = `programmeIds=${here.programmeId}&programmeIds=${elsewhere.programmeId}`
      expect(await cash(`by=programme&${ids}`)).toEqual({ 蜀山区小学: all['special-bond'] })
    })
  })
})
