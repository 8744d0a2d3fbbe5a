import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * The tables that every recording service has in its own schema. `event_log` is insert-only and carries the columns that
 * Debezium's outbox router reads (id, aggregatetype, aggregateid, type, payload). `xid` with `position` is the only order
 * in which it may be paged: sequence numbers alone are handed out before commit and would skip late transactions.
 */
export class CreateEventLog1790000000000 implements MigrationInterface {
  readonly name = 'CreateEventLog1790000000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table event_log (
        position bigint generated always as identity primary key,
        xid xid8 not null default pg_current_xact_id(),
        id uuid not null unique,
        aggregatetype text not null,
        aggregateid text not null,
        type text not null,
        payload json not null,
        stream_id text not null,
        stream_version integer not null,
        occurred_on date not null,
        recorded_at timestamptz not null,
        known_on date not null,
        known_on_claimed boolean not null,
        actor json not null,
        correlation_id text not null,
        causation_id text,
        hash bytea not null,
        unique (stream_id, stream_version)
      )`)
    await runner.query(`create unique index event_log_commit_order on event_log (xid, position)`)
    await runner.query(`create index event_log_by_key on event_log (aggregateid, position)`)
    await runner.query(`
      create table stream (
        id text primary key,
        version integer not null,
        hash bytea not null,
        state_version integer not null,
        state json not null
      )`)
    await runner.query(`create table claim (name text primary key, stream_id text not null)`)
    await runner.query(`
      create table idempotency_key (
        scope text not null,
        key text not null,
        fingerprint text not null,
        receipt json not null,
        created_at timestamptz not null,
        primary key (scope, key)
      )`)
    await runner.query(`create index idempotency_key_by_age on idempotency_key (created_at)`)
    await runner.query(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'the event log is append-only';
      end $$`)
    await runner.query(`
      create trigger event_log_is_append_only before update or delete or truncate on event_log
      for each statement execute function refuse_change()`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table event_log, stream, claim, idempotency_key`)
    await runner.query(`drop function refuse_change()`)
  }
}

/** Where each consumer group of a service stands in each log it reads, and the facts it could not take in. */
export class CreateConsumerTables1790000000001 implements MigrationInterface {
  readonly name = 'CreateConsumerTables1790000000001'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table consumer_cursor (
        consumer_group text not null,
        source text not null,
        xid xid8 not null,
        position bigint not null,
        primary key (consumer_group, source)
      )`)
    await runner.query(`
      create table consumer_stream (
        consumer_group text not null,
        source text not null,
        stream_id text not null,
        version integer not null,
        primary key (consumer_group, source, stream_id)
      )`)
    await runner.query(`
      create table parked_event (
        consumer_group text not null,
        source text not null,
        stream_id text not null,
        version integer not null,
        event json not null,
        parked_at timestamptz not null default now(),
        primary key (consumer_group, source, stream_id, version)
      )`)
    await runner.query(`
      create table dead_letter (
        id bigint generated always as identity primary key,
        consumer_group text not null,
        source text not null,
        event_id uuid,
        key text,
        type text,
        cause text not null,
        message text not null,
        attempts integer not null,
        event json not null,
        created_at timestamptz not null default now()
      )`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table consumer_cursor, consumer_stream, parked_event, dead_letter`)
  }
}
