/** SQL of where each value that candidates are asked with stands: named parameters of a report, or placeholders. */
export interface Asked {
  readonly municipality: string
  /** The day as which it is asked. */
  readonly on: string
  /** How many months in a row the dial has not moved, or how far back signs count. */
  readonly months: string
}

/** Months of readings: the one of the day, perhaps not read yet, and as many before it as are asked. */
const READ = `readings as materialized (
  select r.premise_id, max(r.read_on) as read_on, bool_and(r.measured_m3 = 0) as is_still, count(*) as n,
         (array_agg(r.measured_m3 order by r.reference desc))[1] as newest_m3
    from asked a join readings_readings r on r.municipality_id = a.municipality_id
     and r.reference > to_char(a.on_date - make_interval(months => a.months + 1), 'YYYY-MM') and r.reference <= to_char(a.on_date, 'YYYY-MM')
   where r.measured_m3 is not null and r.reading is not null
   group by r.premise_id)`

/**
 * Units worth an action, with the kind of action, the sign of it and since when: meters that the field saw stopped or whose dial
 * stands still, connections that are not active and go on consuming, and categories that readers saw otherwise. A unit stands once for each kind.
 */
export const candidatesSql = ({ municipality, on, months }: Asked): string => `
  with asked as materialized (
    select ${municipality}::bigint as municipality_id, ${on}::date as on_date, ${months}::int as months),
  ${READ},
  signs as (
    select o.premise_id, 'meter_exchange' as kind, 'exchange_asked' as sign, coalesce(o.occurred_on, o.opened_on) as seen_on
      from asked a join metering_orders o on o.municipality_id = a.municipality_id
     where o.kind = 'exchange' and o.origin = 'occurrence' and o.state = 'open' and o.premise_id is not null
    union all
    select r.premise_id, 'meter_exchange', 'still_dial', r.read_on
      from asked a cross join readings r
      join registry_connections c on c.premise_id = r.premise_id and c.service = 'water' and c.situation = 'active'
     where r.is_still and r.n >= a.months
    union all
    select r.premise_id, 'reconnection', 'inactive_use', r.read_on
      from readings r
      join registry_connections c on c.premise_id = r.premise_id and c.service = 'water' and c.situation <> 'active'
      left join registry_connection_situations s on s.municipality_id = c.municipality_id and s.connection_id = c.id and s.until_on is null
     where r.newest_m3 > 0 and (s.from_on is null or r.read_on > s.from_on)
    union all
    select f.premise_id, 'category', 'other_category', f.found_on
      from asked a join readings_finding_states f on f.municipality_id = a.municipality_id
     where f.field = 'category' and f.status = 'pending')
  select distinct on (premise_id, kind) premise_id, kind, sign, seen_on from signs order by premise_id, kind, sign, seen_on desc`
