import { type Chance } from '../chance.js'
import type { TopicRecord } from '../records.js'

/** R6: everything so many times, and a share of it once more, somewhere behind. */
export function repeated(records: readonly TopicRecord[], times: number, chance: Chance): TopicRecord[] {
  const again = records.filter(() => chance.next() < 0.2)
  return [...Array.from({ length: times }, () => records).flat(), ...chance.shuffled(again)]
}

/** R7: each window in an order of its own. */
export function reordered(records: readonly TopicRecord[], window: number, chance: Chance): TopicRecord[] {
  const windows = Math.ceil(records.length / window)
  return Array.from({ length: windows }, (_, index) =>
    chance.shuffled(records.slice(index * window, (index + 1) * window)),
  ).flat()
}

export interface Poison {
  /** Undefined where the record is unusual, but no fault: it has its effect, or none, without a dead letter. */
  readonly cause: string | undefined
  readonly kind: string
  readonly record: TopicRecord
}

/** R8: seven kinds that are no facts for us, made to look like a registration of a project of their own. */
export function poisonLike(registration: TopicRecord, chance: Chance): Poison[] {
  const fresh = (): TopicRecord & { headers: Record<string, string> } => {
    const key = chance.uuid()
    const named = { ce_id: chance.uuid(), ce_subject: key, ce_streamid: `project/${key}`, ce_streamversion: '1' }
    return { ...registration, key, headers: { ...registration.headers, ...named } }
  }
  const data = JSON.parse(String(registration.value)) as { projectId: string }
  const [odd, unknownType, unknownProject] = [fresh(), fresh(), fresh()]
  const cancelled = { projectId: unknownProject.key, reason: '从未登记' }
  return [
    { kind: 'bad JSON', cause: 'not-json', record: { ...fresh(), value: '{"projectId": ' } },
    { kind: 'bad schema', cause: 'invalid-schema', record: { ...fresh(), value: '{"projectId":"x"}' } },
    {
      kind: 'unknown type',
      cause: 'no-handler',
      record: { ...unknownType, headers: { ...unknownType.headers, ce_type: 'registry.moon-landed.v1' } },
    },
    { kind: 'tombstone', cause: 'tombstone', record: { ...fresh(), value: null } },
    {
      kind: 'oversize',
      cause: 'invalid-schema',
      record: { ...fresh(), value: JSON.stringify({ ...data, name: '大'.repeat(1_200_000) }) },
    },
    {
      kind: 'odd headers',
      cause: 'invalid-headers',
      record: { ...odd, headers: { ...odd.headers, ce_streamversion: 'two' } },
    },
    {
      kind: 'unknown project',
      cause: undefined,
      record: {
        ...unknownProject,
        headers: { ...unknownProject.headers, ce_type: 'registry.project-cancelled.v1' },
        value: JSON.stringify(cancelled),
      },
    },
  ]
}
