import type { Figures } from '@zhuji/kernel'
import { auditLog } from '@zhuji/messaging'
import type { Service } from '../../installation/services.js'
import type { Check } from '../check.js'
import { copyInStory } from './story-copy.repository.js'

/** Versions without gaps, every hash over its event and the one before, and each stream's own row at its last event. */
export function hashChains({ context }: Service): Check {
  return {
    name: 'hash-chains',
    service: context,
    run: async ({ snapshots }, found) => {
      const story = snapshots.find('dashboards')
      return auditLog(snapshots.get(context), {
        context,
        copyOf: (eventId) => (story ? copyInStory(story, eventId) : Promise.resolve(undefined)),
        found: ({ what: slug, ...figures }) => {
          const unknown: Figures = slug === 'event-altered' ? { field: null, was: null } : {}
          found({ slug, figures: { service: context, ...unknown, ...figures } })
        },
      })
    },
  }
}
