import { calendarDateIn } from '@zhuji/kernel'
import type { EventStore } from '@zhuji/messaging'
import { assertVisible, type KnownProjects, type Principal, type System } from '@zhuji/platform'
import type { Calendars } from '../calendar/calendars.repository.js'
import { type Construction, constructionDecider, constructionStream } from '../construction/construction.js'
import { derivedPlan } from './derived-plan.js'
import type { PlanProposalAnswer, PlanProposalBody } from './plan-proposal.dto.js'
import { templateOf } from './plan-templates.js'

interface Sources {
  readonly store: EventStore
  readonly projects: KnownProjects
  readonly calendars: Calendars
  readonly system: Pick<System, 'clock' | 'timeZone'>
}

/** What a plan would look like. Nothing is recorded, and a need date that cannot be met is answered, not refused. */
export class PlanProposals {
  constructor(private readonly sources: Sources) {}

  async propose(projectId: string, body: PlanProposalBody, principal: Principal): Promise<PlanProposalAnswer> {
    const { store, projects, calendars, system } = this.sources
    const project = await projects.get(projectId)
    assertVisible(principal, 'milestones.read', project)
    const stream = constructionStream(project.projectId)
    const [calendar, states] = await Promise.all([
      calendars.current(),
      store.states<Construction>([stream], constructionDecider),
    ])
    const template = templateOf(body.template ?? project.facilityKind)
    const request = {
      template,
      durations: body.durations ?? [],
      leaveOut: body.leaveOut ?? [],
      needOn: body.needOn ?? project.needOn,
      from: body.from ?? calendarDateIn(system.timeZone, system.clock.now()),
    }
    const construction = states.get(stream)?.state ?? constructionDecider.initial()
    const { steps, late, ...plan } = derivedPlan(construction, request, calendar)
    const byFinish = steps.toSorted((one, other) => (one.latestFinishOn < other.latestFinishOn ? -1 : 1))
    return { template: template.id, ...plan, steps: byFinish.map((step) => ({ ...step, late: late.includes(step) })) }
  }
}
