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

/** A line of a sheet or file accepted for an item is its reading. */
export const loadCounts = (
  tx: Tx,
  { municipalityId, reference, timeZone, groupIds }: Asked
): Promise<LoadCounts[]> =>
  query<LoadCounts>(
    tx,
    `select l.billing_group_id, l.id as load_id, l.loaded_on, items.items, items.to_read, items.read,
            (l.in_field_at at time zone ?)::date as field_on,
            (select (max(f.imported_at) at time zone ?)::date from readings_files f where f.load_id = l.id and f.accepted_count > 0) as last_on,
            (l.critique_began_at at time zone ?)::date as judged_from, (l.critique_ended_at at time zone ?)::date as judged_until,
            items.judged, items.held
       from readings_loads l
       join lateral (
         select count(*)::int as items, (count(*) filter (where i.qualification = 'read'))::int as to_read,
                (count(*) filter (where i.qualification = 'read' and n.id is not null))::int as read,
                (count(*) filter (where r.state in ('accepted', 'confirmed')))::int as judged,
                (count(*) filter (where r.state = 'held'))::int as held
           from readings_load_items i
           left join readings_file_lines n on n.load_item_id = i.id and n.fate = 'accepted'
           left join readings_readings r on r.load_item_id = i.id
          where i.load_id = l.id) items on true
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

export const runCounts = (
  tx: Tx,
  { municipalityId, reference, timeZone, groupIds }: Asked
): Promise<RunCounts[]> =>
  query<RunCounts>(
    tx,
    `with runs as (
       select id, billing_group_id, created_at from billing_runs
        where municipality_id = ? and reference = ? and billing_group_id = any(?::bigint[])),
     made as (
       select r.billing_group_id, sum(m.invoices)::int as invoices, sum(m.standing)::int as standing,
              sum(m.cancelled)::int as cancelled, min(m.issued_from) as issued_from, max(m.issued_until) as issued_until,
              sum(m.delivered)::int as delivered, min(m.delivered_from) as delivered_from, max(m.delivered_until) as delivered_until,
              sum(m.returned)::int as returned
         from runs r cross join lateral (
           select count(*) filter (where i.version = 1) as invoices,
                  count(*) filter (where i.settlement not in ('cancelled', 'replaced')) as standing,
                  count(*) filter (where i.settlement = 'cancelled') as cancelled,
                  min(i.issued_on) as issued_from, max(i.issued_on) filter (where i.version = 1) as issued_until,
                  count(d.id) as delivered, min(d.on_date) as delivered_from, max(d.on_date) as delivered_until,
                  count(*) filter (where d.id is null and i.settlement not in ('cancelled', 'replaced') and exists (
                    select from billing_deliveries b where b.invoice_id = i.id)) as returned
             from billing_invoices i
             left join billing_deliveries d on d.invoice_id = i.id and d.outcome = 'delivered'
                  and i.settlement not in ('cancelled', 'replaced')
            where i.run_id = r.id) m
        group by r.billing_group_id)
     select r.billing_group_id, (min(r.created_at) at time zone ?)::date as ran_on, (max(r.created_at) at time zone ?)::date as last_ran_on,
            m.issued_from, m.issued_until, coalesce(m.invoices, 0) as invoices, coalesce(m.standing, 0) as standing,
            coalesce(m.cancelled, 0) as cancelled, coalesce(m.delivered, 0) as delivered, coalesce(m.returned, 0) as returned,
            m.delivered_from, m.delivered_until,
            (select count(*)::int from billing_unbilled u join runs o on o.id = u.run_id where o.billing_group_id = r.billing_group_id)
              as exempt
       from runs r left join made m on m.billing_group_id = r.billing_group_id
      group by r.billing_group_id, m.issued_from, m.issued_until, m.invoices, m.standing, m.cancelled, m.delivered, m.returned,
               m.delivered_from, m.delivered_until`,
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

/** Premises in use of each group. */
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
