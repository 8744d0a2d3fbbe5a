import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The days on which an episode stood as a change left it, so that a list of the past asks no log. */
export class ChangesByDay1790000001001 implements MigrationInterface {
  readonly name = 'ChangesByDay1790000001001'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table alert_change add alert_id uuid, add known_on date, add known_until date`)
    await runner.query(`
      update alert_change c set alert_id = d.alert_id, known_on = d.known_on, known_until = d.known_until
      from (select k.event_id, (k.episode->>'alertId')::uuid as alert_id, e.known_on,
              coalesce(lead(e.known_on) over (partition by k.episode->>'alertId' order by k.xid, k.position), 'infinity')
                as known_until
            from alert_change k join event_log e on e.id = k.event_id) d
      where d.event_id = c.event_id`)
    await runner.query(`
      alter table alert_change alter alert_id set not null, alter known_on set not null, alter known_until set not null`)
    await runner.query(`create index alert_change_by_alert on alert_change (alert_id)`)
    await runner.query(`
      create index alert_change_not_cleared on alert_change (known_until) where episode->>'status' <> 'cleared'`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table alert_change drop alert_id, drop known_on, drop known_until`)
  }
}
