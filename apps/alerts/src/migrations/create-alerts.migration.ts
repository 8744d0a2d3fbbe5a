import type { MigrationInterface, QueryRunner } from 'typeorm'

export class CreateAlerts1790000001000 implements MigrationInterface {
  readonly name = 'CreateAlerts1790000001000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table watched_project (
        project_id uuid primary key,
        local_code text,
        name text,
        facility_kind text,
        region_codes text[],
        owner_unit_id text,
        facts json not null,
        check_on date
      )`)
    await runner.query(`create index watched_project_due on watched_project (check_on) where check_on is not null`)
    await runner.query(`create table known_region (code text primary key, region_codes text[] not null)`)
    await runner.query(`
      create table rule_pack (
        pack text not null,
        version integer not null,
        rules json not null,
        stored_at timestamptz not null default now(),
        primary key (pack, version)
      )`)
    await runner.query(`
      create table alert (
        alert_id uuid primary key,
        project_id uuid not null,
        measure text not null,
        severity text not null,
        status text not null,
        raised_at timestamptz not null,
        episode json not null
      )`)
    await runner.query(`create index alert_by_time on alert (raised_at desc, alert_id desc)`)
    await runner.query(
      `create index alert_not_cleared on alert (raised_at desc, alert_id desc) where status <> 'cleared'`,
    )
    await runner.query(`create index alert_by_project on alert (project_id)`)
    await runner.query(`
      create table alert_change (
        event_id uuid primary key,
        xid xid8 not null,
        position bigint not null,
        type text not null,
        previous_severity text not null,
        project_id uuid not null,
        episode json not null
      )`)
    await runner.query(`create unique index alert_change_order on alert_change (xid, position)`)
    await this.createSubscriptions(runner)
  }

  private async createSubscriptions(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table subscription (
        id uuid primary key,
        owner text not null,
        name text not null,
        filter json not null,
        scope json not null,
        channel text not null,
        url text,
        sealed_secret text,
        idempotency_key text not null,
        fingerprint text not null,
        created_at timestamptz not null,
        failed_in_a_row integer not null default 0,
        disabled_at timestamptz,
        disabled_because text,
        unique (owner, idempotency_key)
      )`)
    await runner.query(`
      create table delivery (
        id uuid primary key,
        subscription_id uuid not null references subscription (id) on delete cascade,
        event_id uuid not null,
        event_type text not null,
        alert_id uuid not null,
        body text not null,
        status text not null,
        attempts integer not null default 0,
        next_attempt_at timestamptz,
        last_outcome text,
        created_at timestamptz not null,
        delivered_at timestamptz,
        unique (subscription_id, event_id)
      )`)
    await runner.query(`create index delivery_due on delivery (next_attempt_at) where status = 'pending'`)
    await runner.query(`create index delivery_by_subscription on delivery (subscription_id, created_at desc, id desc)`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table delivery, subscription, alert_change, alert, rule_pack, known_region, watched_project`,
    )
  }
}
