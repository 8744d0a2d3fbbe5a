import { randomUUID } from 'node:crypto'
import { jest } from '@jest/globals'
import { kafkaForTests } from '@zhuji/testing'
import { Logger } from '@nestjs/common'
import { type OnKafka, sceneOnKafka } from './on-kafka.js'
import { record, type Scene } from './scene.js'
import { chainsHold } from './oracle/chains.js'
import { commandsOnce, versionsWhole } from './oracle/commands.js'
import { deadLettersExpected, moneyAgrees, notificationsOnce } from './oracle/effects.js'
import type { Evidence, Finding } from './oracle/finding.js'
import { findingsOf } from './oracle/oracle.js'
import { readModelsRebuilt } from './oracle/read-models.js'

jest.setTimeout(300_000)
Logger.overrideLogger(false)

const kafka = await kafkaForTests()
const describeWithKafka = kafka ? describe : describe.skip

interface Damage {
  readonly point: number
  readonly what: string
  readonly looks: (evidence: Evidence) => Promise<Finding[]>
  readonly service: string
  readonly damage: string
  readonly repair: string
}

const OPEN_LOG = 'alter table funding.event_log disable trigger event_log_is_append_only'
const CLOSE_LOG = 'alter table funding.event_log enable trigger event_log_is_append_only'
const ONE = 'funding.event_log where position = (select min(position) from funding.event_log)'
const CARD =
  'dashboards.project_card where project_id = (select min(project_id::text)::uuid from dashboards.project_card)'

const damages: readonly Damage[] = [
  {
    point: 1,
    what: 'a fact that was acknowledged and is gone',
    looks: commandsOnce,
    service: 'funding',
    damage: `${OPEN_LOG}; create table kept as select * from ${ONE}; delete from ${ONE}`,
    repair: `insert into funding.event_log overriding system value select * from kept; drop table kept; ${CLOSE_LOG}`,
  },
  {
    point: 3,
    what: 'a stream whose head is ahead of its log',
    looks: versionsWhole,
    service: 'registry',
    damage: `update registry.stream set version = version + 1 where id = (select min(id) from registry.stream)`,
    repair: `update registry.stream set version = version - 1 where id = (select min(id) from registry.stream)`,
  },
  {
    point: 4,
    what: 'a card with another name than was registered',
    looks: readModelsRebuilt,
    service: 'dashboards',
    damage: `update ${CARD.replace(' where', " set name = name || '!' where")}`,
    repair: `update ${CARD.replace(' where', ' set name = left(name, -1) where')}`,
  },
  {
    point: 5,
    what: 'a dead letter that nobody poisoned',
    looks: deadLettersExpected,
    service: 'alerts',
    damage: `insert into alerts.dead_letter (consumer_group, source, cause, message, attempts, event)
      values ('alerts.watch', 'funding', 'not-json', '', 1, '{}')`,
    repair: 'delete from alerts.dead_letter',
  },
  {
    point: 6,
    what: 'a light whose message never arrived',
    looks: notificationsOnce,
    service: 'alerts',
    damage: `create table kept as select * from alerts.delivery limit 1;
      insert into alerts.delivery select gen_random_uuid(), subscription_id, gen_random_uuid(), event_type, alert_id,
        body, status, attempts, next_attempt_at, last_outcome, created_at, delivered_at from kept`,
    repair: `delete from alerts.delivery where event_id not in (select event_id from alerts.alert_change); drop table kept`,
  },
  {
    point: 7,
    what: 'a fen too many on the dashboard',
    looks: moneyAgrees,
    service: 'dashboards',
    damage: `update ${CARD.replace(' where', ' set in_place_fen = in_place_fen + 1 where')}`,
    repair: `update ${CARD.replace(' where', ' set in_place_fen = in_place_fen - 1 where')}`,
  },
  {
    point: 8,
    what: 'a payload that was changed by hand',
    looks: chainsHold,
    service: 'funding',
    damage: `${OPEN_LOG}; create table kept as select position, payload from ${ONE};
      update ${ONE.replace(' where', ` set payload = (payload::text || ' ')::json where`)}`,
    repair: `update funding.event_log log set payload = kept.payload from kept where kept.position = log.position;
      drop table kept; ${CLOSE_LOG}`,
  },
]

describeWithKafka('the oracle', () => {
  let scene: Scene & OnKafka

  beforeAll(async () => {
    scene = await sceneOnKafka(kafka!.brokers, 6)
    await record(scene, 120)
  })

  afterAll(async () => scene?.stop())

  it('finds nothing after an undisturbed day', async () => {
    expect(scene.evidence.journal.count('acked')).toBeGreaterThan(80)
    expect(await findingsOf(scene.evidence)).toEqual([])
  })

  it.each(damages)('finds $what (point $point)', async ({ point, looks, service, damage, repair }) => {
    const { installation } = scene.evidence
    await installation.rows(service as never, damage)
    const findings = await looks(scene.evidence)
    await installation.rows(service as never, repair)
    expect(findings.map((finding) => finding.point)).toContain(point)
    expect(await looks(scene.evidence)).toEqual([])
  })

  it('finds facts of a command that was refused, and of one in effect twice (point 2)', async () => {
    const { journal, installation } = scene.evidence
    const [acked] = journal.entries().filter(({ outcome, eventIds }) => outcome === 'acked' && eventIds!.length > 0)
    await journal.note({ ...acked!, outcome: 'refused' })
    expect(await commandsOnce(scene.evidence)).toMatchObject([{ point: 2, row: { key: acked!.key } }])
    await journal.note({ ...acked!, outcome: 'unknown' })
    expect(await commandsOnce(scene.evidence)).toEqual([])
    const { service, key } = acked!
    const stream = `twice/${randomUUID()}`
    await installation.rows(
      service as never,
      `insert into ${service}.event_log (id, aggregatetype, aggregateid, type, payload, stream_id, stream_version,
         occurred_on, recorded_at, known_on, known_on_claimed, actor, correlation_id, hash)
       select gen_random_uuid(), aggregatetype, aggregateid, type, payload, $2, 1, occurred_on, recorded_at, known_on,
         false, actor, correlation_id, hash from ${service}.event_log where correlation_id = $1 limit 1`,
      [key, stream],
    )
    expect(await commandsOnce(scene.evidence)).toMatchObject([{ point: 2, row: { key } }])
  })
})
