import { DomainError } from '@zhuji/kernel'
import { assertVisible, type CommandDefinition, type Target } from '@zhuji/platform'
import { acknowledge, clearedNote, type Episodes, episodesDecider, episodesStream } from '../episodes/episodes.js'
import type { WatchedIdentity } from '../watch/watched-identity.js'
import type { ListedAlert } from './alert-list.repository.js'
import { AcknowledgeAlertBody } from './alert.dto.js'

export interface FindsAlerts {
  find(alertId: string): Promise<ListedAlert | undefined>
}

/** The one thing people do to an alert; raising and clearing follow from facts alone. The command's id is the alert's. */
export function acknowledgeAlert(alerts: FindsAlerts): CommandDefinition<AcknowledgeAlertBody, Episodes> {
  return {
    name: 'acknowledge-alert',
    permission: 'alerts.acknowledge',
    body: AcknowledgeAlertBody,
    decider: episodesDecider,
    prepare: async ({ text, occurredOn }, { id: alertId, caller }) => {
      const alert = await alerts.find(alertId)
      if (!alert) throw new DomainError('not-found', 'alert-unknown', { figures: { alertId } })
      const target = targetOf(alert.project)
      assertVisible(caller.principal, 'alerts.read', target)
      const { projectId } = alert
      const { person, name } = caller.principal
      return {
        streamId: episodesStream(projectId),
        key: projectId,
        target,
        lookups: [clearedNote(alertId)],
        decide: (episodes, context) =>
          acknowledge(episodes, { projectId, alertId, text, by: { person, name }, occurredOn }, context),
      }
    },
  }
}

export function targetOf({ projectId, ownerUnitId, regionCodes }: WatchedIdentity): Target {
  return { projectId, ownerUnitId, regionCodes }
}
