import type { DataOf, NewEvent, ProgressReported } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import type { DecisionContext } from '@zhuji/messaging'
import type { Asked, CommandDefinition, KnownProject, KnownProjects } from '@zhuji/platform'
import { isUuid } from '@zhuji/platform'
import type { Calendars } from '../calendar/calendars.repository.js'
import type { EvidenceBody } from '../evidence/evidence.dto.js'
import type { EvidenceRegister } from '../evidence/evidence.repository.js'
import { resumeWork, stopWork } from '../halt/halt.js'
import { inspectWork } from '../inspection/inspection.js'
import { correctMilestone, reachMilestone } from '../milestone/milestone.js'
import { adoptPlan, reviseForecast } from '../plan/plan.js'
import { planOf } from '../plan/plan-of.js'
import { endProcedure, startProcedure } from '../procedure/procedure.js'
import { correctProgress, reportProgress } from '../progress/progress.js'
import { takeOver } from '../takeover/takeover.js'
import { type Construction, constructionDecider, constructionStream } from './construction.js'
import {
  AdoptPlanBody,
  CorrectMilestoneBody,
  CorrectProgressBody,
  EndProcedureBody,
  type FactBody,
  InspectWorkBody,
  ReachMilestoneBody,
  ReportProgressBody,
  ResumeWorkBody,
  ReviseForecastBody,
  StartProcedureBody,
  StopWorkBody,
  TakeOverBody,
} from './construction.dto.js'
import type { Occasion } from './occasion.js'

export type ConstructionCommand<Body extends FactBody> = CommandDefinition<Body, Construction>
type Evidence = DataOf<typeof ProgressReported>['evidence']
type WithEvidence<Body> = Omit<Body, 'evidence'> & { readonly evidence: Evidence }

interface Decision<Body extends FactBody> {
  readonly name: string
  readonly permission: ConstructionCommand<Body>['permission']
  readonly body: new () => Body
  decide(this: void, construction: Construction, request: WithEvidence<Body>, occasion: Occasion): readonly NewEvent[]
}

/** Every command of the service by name. What each one needs from elsewhere is looked up here; the decisions are pure. */
export class ConstructionCommands {
  constructor(
    private readonly projects: KnownProjects,
    private readonly evidence: EvidenceRegister,
    private readonly calendars: Calendars,
  ) {}

  readonly adoptPlan: ConstructionCommand<AdoptPlanBody> = {
    name: 'adopt-plan',
    permission: 'milestones.plan',
    body: AdoptPlanBody,
    decider: constructionDecider,
    prepare: async (body, asked) => {
      const project = await this.projectOf(asked)
      const calendar = body.durations && (await this.calendars.current())
      return {
        streamId: constructionStream(project.projectId),
        target: project,
        decide: (construction, context) => {
          const occasion = occasionOf({ body, asked, project, context })
          return adoptPlan(construction, planOf(body, { project, construction, occasion, calendar }), occasion)
        },
      }
    },
  }

  readonly reviseForecast = this.onProject<ReviseForecastBody>({
    name: 'revise-forecast',
    permission: 'milestones.forecast',
    body: ReviseForecastBody,
    decide: reviseForecast,
  })

  readonly reportProgress = this.onProject<ReportProgressBody>({
    name: 'report-progress',
    permission: 'milestones.report',
    body: ReportProgressBody,
    decide: reportProgress,
  })

  readonly correctProgress = this.onProject<CorrectProgressBody>({
    name: 'correct-progress',
    permission: 'milestones.correct',
    body: CorrectProgressBody,
    decide: correctProgress,
  })

  readonly reachMilestone = this.onProject<ReachMilestoneBody>({
    name: 'reach-milestone',
    permission: 'milestones.reach',
    body: ReachMilestoneBody,
    decide: reachMilestone,
  })

  readonly correctMilestone = this.onProject<CorrectMilestoneBody>({
    name: 'correct-milestone',
    permission: 'milestones.correct',
    body: CorrectMilestoneBody,
    decide: correctMilestone,
  })

  readonly takeOver = this.onProject<TakeOverBody>({
    name: 'take-over',
    permission: 'milestones.reach',
    body: TakeOverBody,
    decide: takeOver,
  })

  readonly stopWork = this.onProject<StopWorkBody>({
    name: 'stop-work',
    permission: 'milestones.halt',
    body: StopWorkBody,
    decide: stopWork,
  })

  readonly resumeWork = this.onProject<ResumeWorkBody>({
    name: 'resume-work',
    permission: 'milestones.halt',
    body: ResumeWorkBody,
    decide: resumeWork,
  })

  readonly startProcedure = this.onProject<StartProcedureBody>({
    name: 'start-procedure',
    permission: 'milestones.halt',
    body: StartProcedureBody,
    decide: startProcedure,
  })

  readonly endProcedure = this.onProject<EndProcedureBody>({
    name: 'end-procedure',
    permission: 'milestones.halt',
    body: EndProcedureBody,
    decide: endProcedure,
  })

  readonly inspectWork = this.onProject<InspectWorkBody>({
    name: 'inspect-work',
    permission: 'milestones.inspect',
    body: InspectWorkBody,
    decide: inspectWork,
  })

  all() {
    return [
      this.adoptPlan,
      this.reviseForecast,
      this.reportProgress,
      this.correctProgress,
      this.reachMilestone,
      this.correctMilestone,
      this.takeOver,
      this.stopWork,
      this.resumeWork,
      this.startProcedure,
      this.endProcedure,
      this.inspectWork,
    ]
  }

  private onProject<Body extends FactBody & { evidence?: EvidenceBody[] }>({
    decide,
    ...definition
  }: Decision<Body>): ConstructionCommand<Body> {
    return {
      ...definition,
      decider: constructionDecider,
      prepare: async (body, asked) => {
        const project = await this.projectOf(asked)
        const request = { ...body, evidence: await this.evidenceOf(body.evidence, asked) }
        return {
          streamId: constructionStream(project.projectId),
          target: project,
          decide: (construction, context) =>
            decide(construction, request, occasionOf({ body, asked, project, context })),
        }
      },
    }
  }

  /** The ids of a bulk request come unchecked, and one that is no UUID would spoil the look-up it shares with others. */
  private async projectOf({ id }: Asked): Promise<KnownProject> {
    if (!isUuid(id)) throw new DomainError('invalid', 'id-invalid', { field: 'id' })
    return this.projects.get(id.toLowerCase())
  }

  private async evidenceOf(named: readonly EvidenceBody[] = [], { caller }: Asked): Promise<Evidence> {
    const files = await this.evidence.uploadedBefore(
      named.map((item) => item.fileId),
      caller,
    )
    return files.map(({ fileId, name, contentType, bytes, sha256 }, index) => {
      const { takenAt, place } = named[index] ?? {}
      const at = takenAt === undefined ? undefined : new Date(takenAt).toISOString()
      return { fileId, name, contentType, bytes, sha256, takenAt: at, place }
    })
  }
}

interface Circumstances {
  readonly body: FactBody
  readonly asked: Asked
  readonly project: KnownProject
  readonly context: DecisionContext
}

function occasionOf({ body, asked, project, context }: Circumstances): Occasion {
  return {
    projectId: project.projectId,
    occurredOn: body.occurredOn,
    today: context.today,
    fromHistory: asked.knownOn !== undefined,
    cancelledOn: project.cancelledOn,
    newId: () => context.newId(),
  }
}
