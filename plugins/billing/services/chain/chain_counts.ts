import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

interface Asked {
  readonly municipalityId: bigint
  readonly reference: RefMonth
  readonly timeZone: string
  readonly groupIds: readonly bigint[]
}

/** The loads of a month by group, with what came back of each and what the critique said. */
export interface LoadCounts {
  readonly billing_group_id: bigint
  readonly load_id: bigint
  readonly loaded_on: CivilDate
  readonly items: number
  readonly to_read: number
  readonly read: number
  readonly field_on: CivilDate | null
  readonly last_on: CivilDate | null
  readonly judged_from: CivilDate | null
  readonly judged_until: CivilDate | null
  readonly judged: number
  readonly held: number
}

/**
 * What came in is summed up by the routes of a load, through which all readings come (`receiveLines`). Of a load whose critique is
 * over every item is judged, so that only those of a critique at work are counted.
 */
export const loadCounts = (
  tx: Tx,
  { municipalityId, reference, timeZone, groupIds }: Asked
): Promise<LoadCounts[]> =>
  query<LoadCounts>(
    tx,
    `select l.billing_group_id, l.id as load_id, l.loaded_on, n.items, n.to_read, n.read, (l.in_field_at at time zone ?)::date as field_on,
            (select (max(f.imported_at) at time zone ?)::date from readings_files f where f.load_id = l.id and f.accepted_count > 0) as last_on,
            (l.critique_began_at at time zone ?)::date as judged_from, (l.critique_ended_at at time zone ?)::date as judged_until,
            case when l.state in ('processed', 'billed') then n.items
                 else (select count(*)::int from readings_readings r where r.load_id = l.id) end - h.held as judged, h.held
       from readings_loads l
       cross join lateral (
         select coalesce(sum(a.item_count), 0)::int as items, coalesce(sum(a.to_read), 0)::int as to_read,
                coalesce(sum(a.transmitted), 0)::int as read
           from readings_load_routes a where a.municipality_id = l.municipality_id and a.load_id = l.id) n
       cross join lateral (
         select count(*)::int as held from readings_readings r
          where r.municipality_id = l.municipality_id and r.load_id = l.id and r.state = 'held') h
      where l.municipality_id = ? and l.reference = ? and l.billing_group_id = any(?::bigint[])`,
    [...[timeZone, timeZone, timeZone, timeZone], municipalityId, reference, groupIds]
  )

/** What runs made of a month, by group, and what became of its papers. */
export interface RunCounts {
  readonly billing_group_id: bigint
  readonly ran_on: CivilDate
  readonly last_ran_on: CivilDate
  readonly issued_from: CivilDate | null
  readonly issued_until: CivilDate | null
  readonly invoices: number
  readonly standing: number
  readonly cancelled: number
  readonly exempt: number
  readonly delivered: number
  readonly returned: number
  readonly delivered_from: CivilDate | null
  readonly delivered_until: CivilDate | null
}

/** What a run that is over made it keeps itself; cancelled and replaced are few, and an index of their own finds them. */
const RUNS = `
  runs as (
    select r.id, r.billing_group_id, r.created_at, r.issued_on,
           coalesce(case when r.state = 'done' then (r.figures::json ->> 'invoices')::int end,
                    (select count(*)::int from billing_invoices i where i.run_id = r.id and i.version = 1)) as invoices
      from billing_runs r where r.municipality_id = ? and r.reference = ? and r.billing_group_id = any(?::bigint[])),
  changed as (
    select i.id, i.run_id, i.version, i.settlement, i.settlement in ('cancelled', 'replaced') as is_ended
      from billing_invoices i
     where i.run_id = any(array(select id from runs)) and (i.version > 1 or i.settlement in ('cancelled', 'replaced'))),
  changes as (
    select run_id, count(*) filter (where version > 1)::int as later, count(*) filter (where is_ended)::int as ended,
           count(*) filter (where settlement = 'cancelled')::int as cancelled
      from changed group by run_id)`

/** Of the papers of invoices that stand: what was delivered, and what came back each time. */
const PAPERS = `
  delivered as (
    select d.run_id, count(*)::int as delivered, min(d.on_date) as delivered_from, max(d.on_date) as delivered_until
      from billing_deliveries d
     where d.run_id = any(array(select id from runs)) and d.outcome = 'delivered'
       and d.invoice_id not in (select id from changed where is_ended)
     group by d.run_id),
  returned as (
    select d.run_id, count(distinct d.invoice_id)::int as returned
      from billing_deliveries d
     where d.run_id = any(array(select id from runs)) and d.outcome = 'returned'
       and d.invoice_id not in (select id from changed where is_ended)
       and not exists (select from billing_deliveries b where b.invoice_id = d.invoice_id and b.outcome = 'delivered')
     group by d.run_id)`

export const runCounts = (
  tx: Tx,
  { municipalityId, reference, timeZone, groupIds }: Asked
): Promise<RunCounts[]> =>
  query<RunCounts>(
    tx,
    `with ${RUNS}, ${PAPERS}
     select r.billing_group_id, (min(r.created_at) at time zone ?)::date as ran_on, (max(r.created_at) at time zone ?)::date as last_ran_on,
            min(r.issued_on) filter (where r.invoices > 0) as issued_from, max(r.issued_on) filter (where r.invoices > 0) as issued_until,
            sum(r.invoices)::int as invoices, sum(r.invoices + coalesce(c.later - c.ended, 0))::int as standing,
            coalesce(sum(c.cancelled), 0)::int as cancelled,
            sum((select count(*) from billing_unbilled u where u.run_id = r.id))::int as exempt,
            coalesce(sum(d.delivered), 0)::int as delivered, coalesce(sum(b.returned), 0)::int as returned,
            min(d.delivered_from) as delivered_from, max(d.delivered_until) as delivered_until
       from runs r left join changes c on c.run_id = r.id
       left join delivered d on d.run_id = r.id left join returned b on b.run_id = r.id
      group by r.billing_group_id`,
    [municipalityId, reference, groupIds, timeZone, timeZone]
  )

export interface ParkedCount {
  readonly billing_group_id: bigint
  readonly code: string
  readonly premises: number
}

/** What waits of a month, by group and reason: the premises of the sets. */
export const parkedCounts = (
  tx: Tx,
  { municipalityId, reference, groupIds }: Asked
): Promise<ParkedCount[]> =>
  query<ParkedCount>(
    tx,
    `select r.billing_group_id, p.code, count(*)::int as premises
       from billing_runs r join billing_parked p on p.run_id = r.id and p.state = 'waiting'
       join readings_load_items i on i.load_id = r.load_id and i.set_key = p.set_key
      where r.municipality_id = ? and r.reference = ? and r.billing_group_id = any(?::bigint[])
      group by r.billing_group_id, p.code order by premises desc`,
    [municipalityId, reference, groupIds]
  )

/** Premises in use of each group, counted in an index alone (`registry_premises_in_use`). */
export const premiseCounts = (
  tx: Tx,
  { municipalityId, groupIds }: Asked
): Promise<{ readonly billing_group_id: bigint; readonly premises: number }[]> =>
  query<{ billing_group_id: bigint; premises: number }>(
    tx,
    `select billing_group_id, count(*)::int as premises from registry_premises
      where municipality_id = ? and status = 'active' and billing_group_id = any(?::bigint[]) group by billing_group_id`,
    [municipalityId, groupIds]
  )
