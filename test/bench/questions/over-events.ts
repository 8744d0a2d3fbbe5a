/**
 * The summary without read models: projects of a province by city, kind and stage with their money and progress, from the
 * events themselves, in one statement.
 */
export const summaryOverEvents = `
  with project as (
    select aggregateid as id, payload -> 'regionPath' -> 1 ->> 'code' as city, payload ->> 'facilityKind' as kind,
      (payload ->> 'approvedBudgetFen')::bigint as budget
    from registry.event_log where type = 'registry.project-registered.v1'
  ), money as (
    select aggregateid as id,
      sum((payload ->> 'amountFen')::bigint) filter (where payload ->> 'entry' = 'funds-in-place') as in_place,
      sum((payload ->> 'amountFen')::bigint) filter (where payload ->> 'entry' = 'disbursement') as disbursed
    from funding.event_log where type like 'funding.ledger-entry-posted.%' group by 1
  ), progress as (
    select distinct on (aggregateid) aggregateid as id, (payload ->> 'physicalPercent')::float8 as percent
    from milestones.event_log where type = 'milestones.progress-reported.v1'
    order by aggregateid, occurred_on desc, position desc
  ), standing as (
    select distinct on (aggregateid) aggregateid as id, payload -> 'to' ->> 'stage' as stage
    from milestones.event_log where type = 'milestones.standing-moved.v1' order by aggregateid, position desc
  )
  select city, kind, stage, count(*), sum(budget), sum(in_place), sum(disbursed), avg(percent)
  from project left join money using (id) left join progress using (id) left join standing using (id)
  group by 1, 2, 3`
