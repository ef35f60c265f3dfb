import type { Issue } from '#core/kernel/index'
import {
  type CivilDate,
  type RefMonth,
  firstDay,
  formatDate,
  formatRefMonth,
  lastDay,
} from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { freezeServices, freezeUnits } from './freeze_units.ts'
import { takeReconciliation } from './refresh_days.ts'

/** Payload of the extension point `payments.month_closing`: others add what they know of the month. */
export interface MonthClosing {
  readonly from: CivilDate
  readonly until: CivilDate
  /** By name: `plans` instalment plans made, `manual` invoices issued by hand; several add up. */
  readonly figures: Map<string, bigint>
}

export interface ClosingOrder {
  readonly municipalityId: bigint
  readonly reference: RefMonth
  readonly today: CivilDate
  readonly at: Date
  readonly by: string
  participate<P>(point: string, payload: P): Promise<Issue[]>
}

export interface ClosedMonth {
  readonly id: bigint
  readonly receipts: number
  readonly paidCents: bigint
  readonly pendingCents: bigint
}

/** Whether the collection of a month is closed, for those whose own closing waits for it. */
export async function isCollectionClosed(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  reference: RefMonth
): Promise<boolean> {
  const rows = await query(
    tx,
    'select 1 from payments_closings where municipality_id = ? and reference = ?',
    [municipalityId, reference]
  )
  return rows.length > 0
}

/**
 * Freezes what the collection of a month stands at: what was owed on its last day, the receipts posted in it with their state,
 * and what was cancelled, planned and issued by hand in it. What happens later is of the month in which it is posted.
 * @throws BusinessError E_PAYMENTS_MONTH_OPEN before the month is over, E_PAYMENTS_MONTH_CLOSED
 */
export async function closeMonth(tx: Tx, order: ClosingOrder): Promise<ClosedMonth> {
  const { municipalityId, reference, today } = order
  const [from, until] = [firstDay(reference), lastDay(reference)]
  const month = formatRefMonth(reference)
  if (today <= until) throw errors.E_PAYMENTS_MONTH_OPEN({ month })
  await takeReconciliation(tx, municipalityId)
  if (await isCollectionClosed(tx, municipalityId, reference))
    throw errors.E_PAYMENTS_MONTH_CLOSED({ month })
  await requireClosedTills(tx, { municipalityId, until, month })
  const figures = new Map<string, bigint>()
  await order.participate<MonthClosing>('payments.month_closing', { from, until, figures })
  const owed = await owedAtEnd(tx, { municipalityId, from, until })
  const money = await receivedIn(tx, { municipalityId, from, until })
  const [closing] = await query<{ id: bigint }>(
    tx,
    `insert into payments_closings (municipality_id, reference, closed_at, closed_by, pending_cents, paid_cents, plans_cents,
       cancelled_cents, manual_cents, reversed_cents, unidentified_cents, receipts)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, reference, order.at, order.by, owed.pending, money.paid],
      ...[figures.get('plans') ?? 0n, owed.cancelled, figures.get('manual') ?? 0n],
      ...[money.reversed, money.unidentified, Number(money.receipts)],
    ]
  )
  await query(
    tx,
    `insert into payments_closing_receipts (municipality_id, closing_id, receipt_id, document_id, agent_code, channel, paid_on,
       posted_on, amount_cents, applied_cents, credit_cents, class, state)
     select municipality_id, ?::bigint, id, document_id, agent_code, channel, paid_on, posted_on, amount_cents, applied_cents,
            credit_cents, class, state
       from receivables_receipts where municipality_id = ? and posted_on between ? and ?`,
    [closing!.id, municipalityId, from, until]
  )
  const frozen = { municipalityId, closingId: closing!.id, from, until }
  await freezeUnits(tx, frozen)
  await freezeServices(tx, frozen)
  return {
    ...{ id: closing!.id, receipts: Number(money.receipts) },
    ...{ paidCents: money.paid, pendingCents: owed.pending },
  }
}

/** @throws BusinessError E_PAYMENTS_TILLS_OPEN */
async function requireClosedTills(
  tx: Tx,
  { municipalityId, until, month }: { municipalityId: bigint; until: CivilDate; month: string }
): Promise<void> {
  const open = await query<{ name: string; by: string; on: CivilDate }>(
    tx,
    `select t.name, s.user_name as by, s.opened_on as on from payments_till_sessions s join payments_tills t on t.id = s.till_id
      where s.municipality_id = ? and s.state = 'open' and s.opened_on <= ? order by s.opened_on, s.id`,
    [municipalityId, until]
  )
  if (open.length === 0) return
  const tills = open.map(({ name, by, on }) => `${name} (${by}, ${formatDate(on)})`).join('; ')
  throw errors.E_PAYMENTS_TILLS_OPEN({ month, tills })
}

interface MonthOf {
  readonly municipalityId: bigint
  readonly from: CivilDate
  readonly until: CivilDate
}

/** What is open now, and back what later days closed; what was withdrawn later was still owed. */
async function owedAtEnd(
  tx: Tx,
  { municipalityId, from, until }: MonthOf
): Promise<{ readonly pending: bigint; readonly cancelled: bigint }> {
  const [row] = await query<{ pending: bigint; cancelled: bigint }>(
    tx,
    `with month as (select ?::bigint as place, ?::date as first, ?::date as last),
     later as (
       select x.item_id, sum(x.cents) as cents from (
         select s.item_id, s.amount_cents + s.transferred_cents + s.forgiven_cents + s.withheld_cents as cents
           from receivables_settlements s, month where s.municipality_id = place and s.posted_on > last
         union all
         select u.item_id, u.amount_cents from receivables_credit_uses u, month where u.municipality_id = place and u.used_on > last
         union all
         select a.item_id, a.amount_cents from receivables_arranged_items a, month where a.municipality_id = place and a.arranged_on > last) x
        group by x.item_id),
     born as (
       select i.id, i.open_cents, i.amount_cents, i.state, i.withdrawn_on from receivables_items i, month
        where i.municipality_id = place
          and (i.state = 'open' or i.withdrawn_on >= first or exists (select from later l where l.item_id = i.id))
          and coalesce(i.born_on, (select min(d.issued_on) from receivables_document_items k
                join receivables_documents d on d.id = k.document_id where k.item_id = i.id), first) <= last),
     withdrawn as (
       select b.*, b.amount_cents
           - coalesce((select sum(s.amount_cents + s.transferred_cents + s.forgiven_cents + s.withheld_cents)
                         from receivables_settlements s where s.item_id = b.id), 0)
           - coalesce((select sum(u.amount_cents) from receivables_credit_uses u, month
                        where u.municipality_id = place and u.item_id = b.id), 0) as was_open
         from born b where b.withdrawn_on is not null)
     select ((select coalesce(sum(b.open_cents + coalesce(l.cents, 0)), 0) from born b left join later l on l.item_id = b.id
               where b.withdrawn_on is null)
           + (select coalesce(sum(w.was_open + coalesce(l.cents, 0)), 0) from withdrawn w left join later l on l.item_id = w.id, month
               where w.withdrawn_on > last))::bigint as pending,
            (select coalesce(sum(w.was_open), 0) from withdrawn w, month
              where w.state = 'cancelled' and w.withdrawn_on between first and last)::bigint as cancelled`,
    [municipalityId, from, until]
  )
  return row!
}

interface Received {
  readonly receipts: bigint
  readonly paid: bigint
  readonly reversed: bigint
  readonly unidentified: bigint
}

async function receivedIn(tx: Tx, { municipalityId, from, until }: MonthOf): Promise<Received> {
  const [row] = await query<Received>(
    tx,
    `select count(*) as receipts, coalesce(sum(amount_cents), 0)::bigint as paid,
            coalesce(sum(amount_cents) filter (where state = 'unidentified'), 0)::bigint as unidentified,
            (select coalesce(sum(c.amount_cents), 0)::bigint from receivables_receipt_changes c
              where c.municipality_id = ? and c.kind = 'reversed' and c.posted_on between ? and ?) as reversed
       from receivables_receipts where municipality_id = ? and posted_on between ? and ?`,
    [municipalityId, from, until, municipalityId, from, until]
  )
  return row!
}
