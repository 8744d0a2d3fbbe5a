import {
  type Halt,
  type Milestone,
  type Procedure,
  type Standing,
  hasReached,
  spineMilestoneIds,
} from '@zhuji/contracts'
import type { CommandDraft } from './command-draft.js'
import { type Known, type KnownConstruction, type KnownProject, nothingKnown } from './known.js'

/** A small model of the services, for specs: what they know after commands. The journey spec asks the real ones. */
export function knownAfter(known: Known, commands: readonly CommandDraft[]): Known {
  return commands.reduce(after, known)
}

const emptyConstruction: KnownConstruction = {
  projectId: 'model',
  standing: { stage: 'reserve', halt: null, procedure: null },
  reached: [],
  forecasts: [],
  physicalPercent: null,
  lastInspectionOn: null,
  lastFinding: null,
  lastClaimedKnownOn: null,
}

/** A command's body as the model reads it: the services validate, the model trusts. */
interface Body {
  readonly milestone: Milestone
  readonly occurredOn: string
  readonly halt: Halt
  readonly procedure: Procedure
  readonly forecastOn: string
  readonly finding: string
  readonly physicalPercent: number
  readonly amountFen?: number
  readonly regionCode: string
  readonly toUnit: KnownProject['ownerUnit']
  readonly changes: Partial<KnownProject> & { readonly regionCode?: string }
}

function after(known: Known, { service, name, body }: CommandDraft): Known {
  if (service === 'registry') return afterRegistry(known, name, body as unknown as Body)
  if (service === 'funding')
    return { ...known, committedFen: (body as unknown as Body).amountFen ?? known.committedFen }
  return { ...known, construction: afterSite(known.construction ?? emptyConstruction, name, body as unknown as Body) }
}

function afterRegistry(known: Known, name: string, body: Body): Known {
  const project = known.project ?? ({ status: 'registered', regionPath: [] } as never)
  switch (name) {
    case 'register-project':
      return { ...known, project: { ...project, ...body, regionPath: pathTo(body.regionCode), status: 'registered' } }
    case 'revise-project': {
      const { changes } = body
      const regionPath = changes.regionCode ? pathTo(changes.regionCode) : project.regionPath
      return { ...known, project: { ...project, ...changes, regionPath } }
    }
    case 'move-custody':
      return { ...known, project: { ...project, ownerUnit: body.toUnit } }
    case 'cancel-project':
      return { ...known, project: { ...project, status: 'cancelled' } }
    default:
      return { ...known, project: { ...project, status: 'registered' } }
  }
}

const pathTo = (code: string) => [{ code, name: code }]

function afterSite(site: KnownConstruction, name: string, body: Body): KnownConstruction {
  const moved = (change: Partial<Standing>) => ({ ...site, standing: { ...site.standing, ...change } })
  switch (name) {
    case 'reach-milestone': {
      const { milestone, occurredOn } = body
      return restaged({ ...site, reached: [...site.reached, { milestone, reachedOn: occurredOn }] })
    }
    case 'correct-milestone':
      return restaged({ ...site, reached: site.reached.filter(({ milestone }) => milestone !== body.milestone) })
    case 'stop-work':
      return moved({ halt: body.halt })
    case 'resume-work':
      return moved({ halt: null })
    case 'start-procedure':
      return moved({ procedure: body.procedure })
    case 'end-procedure':
      return moved({ procedure: null })
    case 'revise-forecast':
      return { ...site, forecasts: [{ milestone: 'works-complete', forecastOn: body.forecastOn }] }
    case 'inspect-work':
      return { ...site, lastInspectionOn: body.occurredOn, lastFinding: body.finding }
    default:
      return { ...site, physicalPercent: body.physicalPercent }
  }
}

function restaged(site: KnownConstruction): KnownConstruction {
  const has = (milestone: Milestone) => site.reached.some((reached) => reached.milestone === milestone)
  return { ...site, standing: { ...site.standing, stage: spineMilestoneIds.findLast(has) ?? 'reserve' } }
}

export const startedSite = (known: Known): boolean =>
  hasReached(known.construction?.standing ?? emptyConstruction.standing, 'start')

export { nothingKnown }
