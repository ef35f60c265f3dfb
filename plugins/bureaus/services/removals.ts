import { todayIn } from '#core/access/index'
import type { ParticipantContext } from '#core/actions/index'
import { type CivilDate, parts } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { municipalCalendar } from '#core/holidays/index'
import { type DebtOrigin, liftMarks } from '#plugins/receivables/api'
import type { Reason } from '../domain/layout.ts'
import { REASON_WORDS } from '../domain/words.ts'
import { holdUnchecked } from './layout_checks.ts'
import type { LotContext } from './lots.ts'
import { LOT } from './lots.ts'
import { removalTerms } from './terms.ts'

/** A debt that stands at a bureau and leaves it. */
export interface LeavingDebt {
  readonly debtId: bigint
  readonly cause: Reason
  /** When it was paid, which begins the term of the removal; the day itself of what was not. */
  readonly paidOn?: CivilDate | null
  readonly receiptId?: bigint | null
}

export type RemovalContext = Pick<LotContext, 'tx' | 'municipalityId' | 'participate'> & {
  readonly actor: Pick<ParticipantContext['actor'], 'name'>
  readonly now: Date
}

export interface Removed {
  readonly debts: number
  /** Movements asked of the bureaus: removals, and updates of what stays. */
  readonly movements: number
}

interface EndedRow {
  readonly id: bigint
  readonly listing_id: bigint
  readonly lot_id: bigint
  readonly origin_type: string
  readonly origin_id: bigint
}

/**
 * Debts leave the bureaus: their marks end, and at once what is asked of the bureau is written: the removal of a listing of which
 * nothing is left, the new amount of one of which something is. What no file told the bureau yet is simply not sent.
 */
export async function removeDebts(
  context: RemovalContext,
  leaving: readonly LeavingDebt[]
): Promise<Removed> {
  const { tx, municipalityId, now, actor } = context
  if (leaving.length === 0) return { debts: 0, movements: 0 }
  const today = await todayIn(tx, municipalityId)
  const ended = await endDebts(tx, municipalityId, { leaving, today })
  if (ended.length === 0) return { debts: 0, movements: 0 }
  await liftEnded(context, { ended, leaving, today })
  const listingIds = [...new Set(ended.map(({ listing_id: id }) => id))]
  await dropUnsent(tx, { listingIds, today })
  const deadline = await deadlines(tx, municipalityId, today)
  const paid = [...new Set(leaving.flatMap(({ paidOn }) => paidOn ?? []))]
  const rows = await query<Asked>(tx, ASK, [
    ...[listingIds, municipalityId, today, today, now, actor.name],
    ...[paid, paid.map(deadline), deadline(today)],
  ])
  await holdAsked(tx, municipalityId, { rows, today })
  return { debts: ended.length, movements: rows.length }
}

interface Asked {
  readonly id: bigint
  readonly bureau_id: bigint
}

/** What may not go by a file yet says so from the first moment. */
async function holdAsked(
  tx: Tx,
  municipalityId: bigint,
  { rows, today }: { readonly rows: readonly Asked[]; readonly today: CivilDate }
): Promise<void> {
  if (rows.length === 0) return
  const bureaus = await query<{ id: bigint; layout: string }>(
    tx,
    `select id, layout from bureaus_bureaus where id = any(?::bigint[]) and purpose = 'protest' order by id`,
    [[...new Set(rows.map((row) => row.bureau_id))]]
  )
  for (const bureau of bureaus) await holdUnchecked(tx, { municipalityId, bureau, today })
}

async function endDebts(
  tx: Tx,
  municipalityId: bigint,
  { leaving, today }: { leaving: readonly LeavingDebt[]; today: CivilDate }
): Promise<EndedRow[]> {
  return query<EndedRow>(
    tx,
    `update bureaus_debts d set end_cause = u.cause, ended_on = ?, paid_on = u.paid_on, receipt_id = u.receipt_id
       from unnest(?::bigint[], ?::text[], ?::date[], ?::bigint[]) as u (id, cause, paid_on, receipt_id), bureaus_listings l
      where d.municipality_id = ? and d.id = u.id and d.ended_on is null and l.id = d.listing_id and l.state <> 'simulated'
     returning d.id, d.listing_id, l.lot_id, d.origin_type, d.origin_id`,
    [
      ...[today, leaving.map(({ debtId }) => debtId), leaving.map(({ cause }) => cause)],
      ...[leaving.map(({ paidOn }) => paidOn ?? null)],
      ...[leaving.map(({ receiptId }) => receiptId ?? null), municipalityId],
    ]
  )
}

interface Lifting {
  readonly ended: readonly EndedRow[]
  readonly leaving: readonly LeavingDebt[]
  readonly today: CivilDate
}

/** One lifting for each lot and cause. */
async function liftEnded(
  { tx, municipalityId, participate }: RemovalContext,
  { ended, leaving, today: on }: Lifting
): Promise<void> {
  const causes = new Map(leaving.map(({ debtId, cause }) => [debtId, cause]))
  const groups = Map.groupBy(ended, ({ id, lot_id: lot }) => `${lot}/${causes.get(id)!}`)
  for (const group of groups.values()) {
    const [first] = group
    await liftMarks(
      tx,
      { municipalityId, participate },
      {
        source: { type: LOT, id: first!.lot_id },
        origins: group.map((one): DebtOrigin => ({ type: one.origin_type, id: one.origin_id })),
        ...{ on, why: `${REASON_WORDS[causes.get(first!.id)!]}: saiu do órgão` },
      }
    )
  }
}

/** Listings that are over and of which the bureau was never told: their inclusion does not go. */
async function dropUnsent(
  tx: Tx,
  { listingIds, today }: { listingIds: readonly bigint[]; today: CivilDate }
): Promise<void> {
  await query(
    tx,
    `with over as (
       select l.id, max(d.end_cause) as cause from bureaus_listings l join bureaus_debts d on d.listing_id = l.id
        where l.id = any(?::bigint[]) and l.state in ('selected', 'rejected')
        group by l.id having bool_and(d.ended_on is not null)),
     dropped as (
       update bureaus_listings l set state = 'dropped', ended_on = ?, end_reason = o.cause from over o where l.id = o.id
        returning l.id),
     debts as (
       update bureaus_debts d set state = 'dropped' from dropped o where d.listing_id = o.id)
     update bureaus_movements m set state = 'dropped' from dropped o
      where m.listing_id = o.id and m.state in ('waiting', 'rejected')`,
    [listingIds, today]
  )
}

/**
 * What is asked of the bureau for each listing that lost a debt: its removal (a cancellation while it is not published) when none
 * is left, else the new amount; an inclusion that did not go yet goes with what is left. The cause is that of the debt that left
 * last; the term counts from the last payment, which left nothing due.
 */
const ASK = `
  with touched as (
    select l.id, l.bureau_id, l.lot_id, l.customer_id, l.premise_id, l.state,
           count(*) filter (where d.ended_on is null) as left_count,
           coalesce(sum(d.amount_cents) filter (where d.ended_on is null), 0)::bigint as left_cents,
           sum(d.amount_cents)::bigint as all_cents, count(*) as all_count,
           (array_agg(d.end_cause order by d.ended_on desc, d.paid_on desc nulls last, d.id desc)
             filter (where d.ended_on is not null))[1] as cause,
           max(d.paid_on) as paid_on
      from bureaus_listings l join bureaus_debts d on d.listing_id = l.id
     where l.id = any(?::bigint[]) and l.municipality_id = ?
       and l.state in ('selected', 'rejected', 'sent', 'accepted', 'in_notice', 'published')
     group by l.id),
  gone as (
    update bureaus_listings l set state = 'removing', end_reason = t.cause, ended_on = ?
      from touched t where l.id = t.id and t.left_count = 0 returning l.id),
  gone_debts as (
    update bureaus_debts d set state = 'removing' from gone g where d.listing_id = g.id),
  changed as (
    update bureaus_listings l set debt_count = t.left_count, amount_cents = t.left_cents
      from touched t where l.id = t.id and t.left_count > 0 returning l.id),
  unsent as (
    update bureaus_movements m set amount_cents = t.left_cents, debt_count = t.left_count
      from touched t
     where m.listing_id = t.id and t.left_count > 0 and m.operation = 'inclusion' and m.state in ('waiting', 'rejected')),
  stale as (
    update bureaus_movements m set state = 'dropped'
      from touched t where m.listing_id = t.id and m.operation = 'update' and m.state = 'waiting')
  insert into bureaus_movements (municipality_id, bureau_id, listing_id, lot_id, customer_id, premise_id, operation, reason,
    debt_count, amount_cents, created_on, created_at, created_by, paid_on, deadline_on, is_by_hand, state)
  select b.municipality_id, t.bureau_id, t.id, t.lot_id, t.customer_id, t.premise_id,
         case when t.left_count > 0 then 'update' when t.state = 'published' then 'exclusion' else 'cancellation' end, t.cause,
         case when t.left_count > 0 then t.left_count else t.all_count end,
         case when t.left_count > 0 then t.left_cents else t.all_cents end,
         ?, ?, ?, t.paid_on,
         case when t.left_count > 0 then null
              else coalesce((select u.until from unnest(?::date[], ?::date[]) as u (paid, until) where u.paid = t.paid_on),
                            ?::date) end,
         false, 'waiting'
    from touched t join bureaus_bureaus b on b.id = t.bureau_id
   where t.state not in ('selected', 'rejected')
   order by t.id
  returning id, bureau_id`

/** The last day on which a bureau is to be told of what was paid on a day. */
async function deadlines(
  tx: Tx,
  municipalityId: bigint,
  today: CivilDate
): Promise<(paidOn: CivilDate) => CivilDate> {
  const { business_days: days } = await removalTerms(tx, municipalityId, today)
  const { year } = parts(today)
  const calendar = await municipalCalendar(tx, {
    ...{ municipalityId, kind: 'legal', firstYear: year - 5, lastYear: year + 1 },
  })
  return (paidOn) => calendar.addBusinessDays(paidOn, days)
}

interface StandingDebt {
  readonly id: bigint
  readonly origin_type: string
  readonly origin_id: bigint
}

/** Debts of some origins that stand at a bureau, or are about to. */
export function standingDebts(
  tx: Tx,
  municipalityId: bigint,
  origins: readonly DebtOrigin[]
): Promise<StandingDebt[]> {
  return query<StandingDebt>(
    tx,
    `select d.id, d.origin_type, d.origin_id from bureaus_debts d
       join (select distinct * from unnest(?::text[], ?::bigint[]) as u (type, id)) o
         on o.type = d.origin_type and o.id = d.origin_id
      where d.municipality_id = ? and d.ended_on is null and d.state <> 'simulated' order by d.id`,
    [origins.map(({ type }) => type), origins.map(({ id }) => id), municipalityId]
  )
}
