import { defineCommand } from '@zhuji/platform'
import { UnbundlePackageBody } from '../project.dto.js'
import { type Project, projectDecider, projectStream, targetOf } from '../project.js'
import { unbundle } from './unbundling.js'

/** Given together with the registrations of the parts, whose ids are known by then. */
export const unbundlePackage = defineCommand<UnbundlePackageBody, Project>({
  name: 'unbundle-package',
  permission: 'registry.register',
  body: UnbundlePackageBody,
  decider: projectDecider,
  prepare: ({ occurredOn, parts, reason }, { id }) => ({
    streamId: projectStream(id),
    target: targetOf,
    decide: (project) => {
      const known = parts.map(({ projectId, approvedBudgetFen, capacity = [] }) => {
        return { projectId: projectId!, approvedBudgetFen, capacity }
      })
      return unbundle(project, { reason, parts: known }, occurredOn)
    },
  }),
})
