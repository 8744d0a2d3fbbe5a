import type { Chance } from '../chance.js'

export type Speaker = 'administrator' | 'office' | 'finance'

/** One request as it will be sent, and sent again, unchanged. */
export interface Request {
  /** Idempotency-Key and correlation id: the facts of a command can be found by it. */
  readonly key: string
  readonly service: 'registry' | 'milestones' | 'funding'
  readonly command: string
  readonly path: string
  readonly speaker: Speaker
  readonly body: object
}

interface Site {
  readonly projectId: string
  percent: number
  milestones: number
}

const UNIT = { id: 'edu-bureau', name: '合肥市教育局' }
const REGIONS = [
  { code: '34', name: '安徽省' },
  { code: '3401', name: '合肥市', parentCode: '34' },
  { code: '340104', name: '蜀山区', parentCode: '3401' },
  { code: '340111', name: '包河区', parentCode: '3401' },
]
const DISTRICTS = ['340104', '340111'] as const
const KINDS = ['primary-school', 'kindergarten', 'general-hospital', 'gymnasium', 'sports-park'] as const
const MILESTONES = ['design', 'tendering', 'permit', 'start', 'foundation', 'structure', 'topping-out'] as const
const YUAN = 100
const RECENT = 4

/**
 * What a city's offices send on a busy day, from one seed: mostly reports and payments, now and then a registration, a stop,
 * a forecast; some of it wrong. Newly registered projects are used only after others came behind them, because the other
 * services learn of them a moment later.
 */
export class Programme {
  private readonly sites: Site[] = []
  private documents = 0

  constructor(
    private readonly chance: Chance,
    private readonly name = `load-${chance.seed}`,
  ) {}

  regions(): readonly Request[] {
    return REGIONS.map((region) => this.request('administrator', ['registry', 'define-region', 'regions'], region))
  }

  /** With a plan of the past, so that lights go on, and money to pay from. */
  foundation(projects: number): readonly Request[][] {
    const registrations = Array.from({ length: projects }, () => this.registration())
    const plans = this.sites.map((site) =>
      this.onSite(site, ['adopt-plan', 'plans'], { startOn: '2024-03-01', needOn: '2026-09-01' }),
    )
    const money = this.sites.map((site) => this.entry(site, 'funds-in-place', 40_000_000 * YUAN))
    return [registrations, [...plans, ...money]]
  }

  next(): Request {
    const known = this.sites.slice(0, Math.max(1, this.sites.length - RECENT))
    const site = this.chance.pick(known)
    const kind = this.chance.below(100)
    if (kind < 42) return this.report(site)
    if (kind < 64) return this.entry(site, 'disbursement', (1 + this.chance.below(90_000)) * YUAN)
    if (kind < 72) return this.entry(site, 'funds-in-place', (1 + this.chance.below(900_000)) * YUAN)
    if (kind < 80) return this.forecast(site)
    if (kind < 86) return this.registration()
    if (kind < 91) return this.milestone(site)
    if (kind < 95) return this.stopOrResume(site)
    if (kind < 98) return this.entry(site, 'disbursement', 9_000_000_000 * YUAN)
    return this.report(site, -1)
  }

  private registration(): Request {
    const projectId = this.chance.uuid()
    this.sites.push({ projectId, percent: 0, milestones: 0 })
    const number = this.sites.length
    return this.request('office', ['registry', 'register-project', 'projects'], {
      projectId,
      localCode: `${this.name}-${number}`,
      name: `振兴路第${number}学校`,
      facilityKind: this.chance.pick(KINDS),
      regionCode: this.chance.pick(DISTRICTS),
      ownerUnit: UNIT,
      capacity: [{ kind: 'floor-area', amount: 1000 + this.chance.below(20_000) }],
      approvedBudgetFen: (50_000_000 + this.chance.below(100_000_000)) * YUAN,
      plannedStartOn: '2024-03-01',
      needOn: '2026-09-01',
      reportEveryDays: 30,
      occurredOn: '2024-01-15',
    })
  }

  private report(site: Site, percent?: number): Request {
    if (percent === undefined && this.chance.below(4) === 0) site.percent = Math.min(100, site.percent + 1)
    const physicalPercent = percent ?? site.percent
    return this.onSite(site, ['report-progress', 'progress-reports'], {
      physicalPercent,
      completedInvestmentFen: this.chance.below(1_000_000) * YUAN,
      text: '主体施工',
      occurredOn: '2026-06-30',
    })
  }

  private forecast(site: Site): Request {
    const month = String(1 + this.chance.below(12)).padStart(2, '0')
    const forecastOn = `2027-${month}-15`
    return this.onSite(site, ['revise-forecast', 'forecasts'], { milestone: 'works-complete', forecastOn })
  }

  private milestone(site: Site): Request {
    const milestone = MILESTONES[site.milestones % MILESTONES.length]!
    site.milestones += 1
    return this.onSite(site, ['reach-milestone', 'milestones-reached'], { milestone, occurredOn: '2025-03-05' })
  }

  private stopOrResume(site: Site): Request {
    if (this.chance.below(2) === 0) return this.onSite(site, ['resume-work', 'resumptions'], {})
    return this.onSite(site, ['stop-work', 'stops'], { halt: 'stopped', reason: '施工单位退场' })
  }

  private entry({ projectId }: Site, entry: string, amountFen: number): Request {
    this.documents += 1
    return this.request('finance', ['funding', 'post-entry', `projects/${projectId}/entries`], {
      entry,
      amountFen,
      source: 'special-bond',
      documentNumber: `${this.name}-${this.documents}`,
      occurredOn: '2026-05-20',
    })
  }

  private onSite({ projectId }: Site, [command, path]: readonly [string, string], body: object): Request {
    return this.request('office', ['milestones', command, `projects/${projectId}/${path}`], body)
  }

  private request(
    speaker: Speaker,
    [service, command, path]: readonly [Request['service'], string, string],
    body: object,
  ): Request {
    const key = `${this.name}-${this.chance.uuid()}`.slice(0, 64)
    const dated = { occurredOn: '2026-06-01', ...body }
    return { key, service, command, path: `/api/v1/${service}/${path}`, speaker, body: dated }
  }
}
