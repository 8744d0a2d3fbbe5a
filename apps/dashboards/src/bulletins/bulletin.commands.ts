import { addDays } from '@zhuji/kernel'
import { assertAllowed, defineCommand, type Target } from '@zhuji/platform'
import type { Closings } from '../closing/closings.repository.js'
import { lastDayOf } from '../closing/cut.js'
import type { Today } from '../today.adapter.js'
import { bulletinDecider, bulletinStream, defineBulletin, issueBulletin, latestOf } from './bulletin.js'
import { DefineBulletinBody, IssueBulletinBody } from './bulletins.dto.js'
import type { Bulletins } from './bulletins.repository.js'

/** Whoever publishes answers for the region that a bulletin is about, or for the whole deployment. */
export class BulletinCommands {
  constructor(
    private readonly bulletins: Bulletins,
    private readonly closings: Closings,
    private readonly today: Today,
  ) {}

  readonly define = defineCommand({
    name: 'define-bulletin',
    permission: 'dashboards.publish',
    body: DefineBulletinBody,
    decider: bulletinDecider,
    prepare: async ({ bulletinId: _, filters, ...content }, { id: bulletinId, caller }) => {
      const { definition } = await this.bulletins.state(bulletinId)
      // Who takes a bulletin over must have been allowed to publish what it was about so far.
      if (definition)
        assertAllowed(caller.principal, 'dashboards.publish', await this.reachOf(definition.filters.region))
      return {
        streamId: bulletinStream(bulletinId),
        target: await this.reachOf(filters.region),
        decide: (bulletin, { today }) =>
          defineBulletin(bulletin, { bulletinId, filters: { ...filters }, ...content }, today),
      }
    },
  })

  readonly issue = defineCommand({
    name: 'issue-bulletin',
    permission: 'dashboards.publish',
    body: IssueBulletinBody,
    decider: bulletinDecider,
    prepare: async ({ month, reason, knownOn = addDays(this.today.on(), -1) }, { id: bulletinId }) => {
      const bulletin = await this.bulletins.find(bulletinId)
      const closedAt = await this.closings.cutOf(month)
      const previous = latestOf(bulletin, month)
      const later = previous ? await this.closings.readiness({ asOf: lastDayOf(month), knownOn }) : undefined
      const cut = later?.cut ?? closedAt
      const drawn = cut ? await this.bulletins.draw(bulletin, { month, reason, cut }) : undefined
      return {
        streamId: bulletinStream(bulletinId),
        target: await this.reachOf(bulletin.definition.filters.region),
        decide: (state, { today }) =>
          issueBulletin(state, { request: { bulletinId, month, reason, closedAt }, drawn, later }, today),
      }
    },
  })

  private async reachOf(region: string | undefined): Promise<Target> {
    return region === undefined ? {} : { regionCodes: await this.bulletins.regionPath(region) }
  }
}
