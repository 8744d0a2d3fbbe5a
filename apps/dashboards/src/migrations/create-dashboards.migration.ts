import type { MigrationInterface, QueryRunner } from 'typeorm'

/** What is shown of a project; the same in the present and in the past. */
const CARD_COLUMNS = `
  project_id uuid not null,
  registered boolean not null,
  local_code text not null,
  name text not null,
  facility_kind text not null,
  construction text,
  region_codes text[] not null,
  region_names text[] not null,
  owner_unit_id text not null,
  owner_unit_name text not null,
  capacity json not null,
  agreement text,
  approved_budget_fen bigint,
  planned_start_on date,
  need_on date,
  report_every_days integer,
  registered_on date,
  cancelled boolean not null,
  stage text not null,
  halt text,
  procedure text,
  physical_percent double precision,
  last_report_on date,
  completed_investment_fen bigint,
  last_inspection_on date,
  started_on date,
  works_complete_on date,
  in_use_on date,
  planned_completion_on date,
  first_planned_completion_on date,
  forecast_completion_on date,
  first_forecast_completion_on date,
  allocated_fen bigint not null,
  in_place_fen bigint not null,
  committed_fen bigint not null,
  certified_fen bigint not null,
  disbursed_fen bigint not null,
  refunded_fen bigint not null,
  alerts_yellow integer not null,
  alerts_red integer not null,
  status text not null,
  register_word text not null,
  paid_percent double precision,
  gap_points double precision,
  slip_days integer,
  known_on date,
  updated_at text`

/** Plain counts and amounts, in the order in which they were introduced; later ones are added by later migrations. */
const SUMS = [
  'projects cancelled_projects standing started works_complete in_use halted planned_fen allocated_fen in_place_fen committed_fen',
  'certified_fen disbursed_fen refunded_fen completed_investment_fen compared_investment_fen compared_budget_fen',
  'alerts_yellow alerts_red unknown_budget unknown_physical unknown_investment unknown_planned_start',
  'unknown_forecast unknown_comparison unknown_allocation unknown_in_place',
]
  .join(' ')
  .split(' ')

const CAPACITIES = [
  'school_places boarding_beds hospital_beds classes floor_area trail_length dwellings paths sports_grounds seats',
]
  .join(' ')
  .split(' ')

/**
 * Read models only; every one can be dropped and built again from the logs. Pages of sorted lists read one of the sort
 * indexes forwards or backwards, so unknown values are paged after the known ones instead of being sorted among them.
 */
export class CreateDashboards1790000010000 implements MigrationInterface {
  readonly name = 'CreateDashboards1790000010000'

  async up(runner: QueryRunner): Promise<void> {
    await this.createCards(runner)
    await this.createSums(runner)
    await runner.query(`
      create table story_event (
        xid xid8 not null default pg_current_xact_id(),
        sequence bigint generated always as identity,
        event_id uuid not null unique,
        project_id uuid not null,
        source text not null,
        type text not null,
        occurred_on date not null,
        recorded_at text collate "C" not null,
        known_on date not null,
        known_on_claimed boolean not null,
        actor json not null,
        data json not null,
        log_xid text not null,
        log_position bigint not null,
        primary key (xid, sequence)
      )`)
    await runner.query(
      `create index story_event_by_project on story_event (project_id, known_on, recorded_at, sequence)`,
    )
    await runner.query(`
      create table region (
        code text primary key,
        name text not null,
        parent text not null,
        path text[] not null
      )`)
    await runner.query(`create index region_by_parent on region (parent)`)
  }

  private async createCards(runner: QueryRunner): Promise<void> {
    await runner.query(`create table project_card (${CARD_COLUMNS}, detail json not null, primary key (project_id))
      with (fillfactor = 80)`)
    for (const column of ['name', 'physical_percent', 'slip_days', 'approved_budget_fen', 'gap_points', 'updated_at']) {
      await runner.query(
        `create index project_card_by_${column} on project_card (${column}, project_id) where registered`,
      )
    }
    await runner.query(`create index project_card_by_owner on project_card (owner_unit_id)`)
    await runner.query(`create index project_card_by_region on project_card using gin (region_codes)`)
    await runner.query(`create index project_card_with_alerts on project_card (project_id)
      where alerts_red > 0 or alerts_yellow > 0`)
    await runner.query(`create table card_history (${CARD_COLUMNS}, known_until date not null,
      primary key (project_id, known_on))`)
    await runner.query(`create index card_history_by_day on card_history (known_on, known_until)`)
    for (const table of ['project_card', 'card_history']) {
      await runner.query(
        `create index ${table}_by_planned_start on ${table} (planned_start_on) where planned_start_on is not null`,
      )
    }
    await runner.query(`create table card_search (project_id uuid primary key, terms text[] not null)`)
    await runner.query(`create index card_search_terms on card_search using gin (terms)`)
  }

  private async createSums(runner: QueryRunner): Promise<void> {
    const capacity = CAPACITIES.flatMap((kind) => [`planned_${kind}`, `delivered_${kind}`])
    const sums = [...SUMS, ...capacity].map((column) => `${column} bigint not null default 0`).join(', ')
    const place = `region text collate "C" not null, period text collate "C" not null,
      parent text collate "C" not null, facility_kind text collate "C" not null`
    await runner.query(`
      create table summary_cell (${place}, stage text not null, halt text not null, procedure text not null,
        cancelled boolean not null, status text not null, ${sums},
        primary key (region, period, parent, facility_kind, stage, halt, procedure, cancelled)) with (fillfactor = 70)`)
    await runner.query(`create index summary_cell_by_parent on summary_cell (parent, period)`)
    await runner.query(`
      create table start_cell (${place}, due text collate "C" not null,
        projects bigint not null default 0, started bigint not null default 0,
        primary key (region, period, due, parent, facility_kind)) with (fillfactor = 70)`)
    await runner.query(`create index start_cell_by_parent on start_cell (parent, period, due)`)
    await runner.query(`
      create table series_month (region text collate "C" not null, parent text collate "C" not null,
        facility_kind text not null, month text collate "C" not null,
        registered bigint not null default 0, started bigint not null default 0,
        works_complete bigint not null default 0, in_use bigint not null default 0,
        allocated_fen bigint not null default 0, in_place_fen bigint not null default 0,
        disbursed_fen bigint not null default 0, completed_investment_fen bigint not null default 0,
        primary key (region, month, facility_kind, parent)) with (fillfactor = 70)`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table project_card, card_history, card_search, summary_cell, start_cell, series_month, story_event, region`,
    )
  }
}
