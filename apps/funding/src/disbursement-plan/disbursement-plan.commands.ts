import type { CommandDefinition, KnownProjects } from '@zhuji/platform'
import { targetOf } from '../ledger/ledger.commands.js'
import { PlanDisbursementBody } from './disbursement-plan.dto.js'
import {
  type DisbursementPlan,
  disbursementPlanDecider,
  disbursementPlanStream,
  planDisbursement,
} from './disbursement-plan.js'

export class DisbursementPlanCommands {
  readonly plan: CommandDefinition<PlanDisbursementBody, DisbursementPlan> = {
    name: 'plan-disbursement',
    permission: 'funding.post',
    body: PlanDisbursementBody,
    decider: disbursementPlanDecider,
    prepare: async (body, { id }) => {
      const project = await this.projects.get(id)
      const { projectId } = project
      return {
        streamId: disbursementPlanStream(projectId),
        target: targetOf(project),
        decide: (plan, context) => planDisbursement(plan, { ...body, projectId }, context),
      }
    },
  }

  constructor(private readonly projects: KnownProjects) {}

  all() {
    return [this.plan]
  }
}
