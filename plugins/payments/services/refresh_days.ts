import { type CivilDate, clock } from '#core/calendar/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import { agreedFee } from './fees.ts'

/** A day's credit of an agreement, apart for files and Pix: banks credit them apart. */
export interface DayKey {
  readonly agreementId: bigint
  readonly kind: 'file' | 'pix'
  readonly creditedOn: CivilDate
}

/** Who compares, when nobody does. */
const SYSTEM = 'Sistema'

/**
 * Money was told of: the days it is credited on have to be added up again, and one that was reconciled is open until then.
 * Nothing is added up here: notices come one by one.
 */
export async function touchDays(
  tx: Tx,
  municipalityId: bigint,
  keys: readonly DayKey[]
): Promise<void> {
  if (!keys.length) return
  await query(
    tx,
    `insert into payments_days (municipality_id, agreement_id, kind, credited_on)
     select distinct ?::bigint, k.agreement, k.kind, k.day
       from unnest(?::bigint[], ?::text[], ?::date[]) as k(agreement, kind, day) order by 2, 3, 4
     on conflict (agreement_id, kind, credited_on) do update
        set is_stale = true, state = 'open', settled_by = null, settled_at = null, justification = null`,
    [
      municipalityId,
      keys.map(({ agreementId }) => agreementId),
      keys.map(({ kind }) => kind),
      keys.map(({ creditedOn }) => creditedOn),
    ]
  )
}

/** The days on which the money of a file is credited. */
export async function touchDaysOfFile(
  tx: Tx,
  municipalityId: bigint,
  { fileId, agreementId }: { readonly fileId: bigint; readonly agreementId: bigint }
): Promise<void> {
  const days = await query<{ day: CivilDate }>(
    tx,
    `select distinct credited_on as day from payments_file_lines
      where file_id = ? and credited_on is not null and amount_cents > 0`,
    [fileId]
  )
  const keys = days.map(({ day }) => ({ agreementId, kind: 'file' as const, creditedOn: day }))
  await touchDays(tx, municipalityId, keys)
}

/** Whoever compares does it alone in the municipality, until the end of the transaction. */
export async function takeReconciliation(tx: Tx, municipalityId: bigint): Promise<void> {
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('payments.reconciliation', ?))`, [
    municipalityId,
  ])
}

/** No message of a bank before this one told of the same money. */
const isFirst = (advice: string, receipt: string) =>
  `not exists (select from receivables_advices o where o.municipality_id = :municipality and o.receipt_id = ${receipt}
     and o.channel in ('collection_return', 'direct_debit_return', 'boleto_return', 'pix_notice') and o.id < ${advice})`

const FEES = {
  file: agreedFee('g', 'l.capture', 'coalesce(l.paid_on, l.credited_on)'),
  pix: agreedFee('g', `'pix'::text`, 'v.paid_on'),
}

const SQL = `
  with stale as (
    select d.id, d.agreement_id, d.kind, d.credited_on from payments_days d
     where d.municipality_id = :municipality and d.is_stale for update skip locked),
  told as (
    select s.id, count(*) as receipts, sum(l.amount_cents) as gross, sum(${FEES.file}) as fee
      from stale s join payments_agreements g on g.id = s.agreement_id
      join payments_file_lines l on l.municipality_id = :municipality and l.credited_on = s.credited_on
      join payments_files f on f.id = l.file_id and f.agreement_id = s.agreement_id and f.status = 'imported'
     where s.kind = 'file' and l.amount_cents > 0 and l.fate not in ('returned', 'noted') and (l.receipt_id is null or ${isFirst('l.advice_id', 'l.receipt_id')})
     group by s.id
    union all
    select s.id, count(*), sum(v.amount_cents), sum(${FEES.pix})
      from stale s join payments_agreements g on g.id = s.agreement_id
      join receivables_advices v on v.municipality_id = :municipality and v.source_type = 'payments.agreements'
       and v.source_id = s.agreement_id and v.credited_on = s.credited_on
     where s.kind = 'pix' and ${isFirst('v.id', 'v.receipt_id')}
     group by s.id),
  sums as (
    select s.id, coalesce(t.receipts, 0) as receipts, coalesce(t.gross, 0) as gross, coalesce(t.fee, 0) as fee,
           coalesce(t.gross, 0) - case when g.fee_mode = 'deducted' then coalesce(t.fee, 0) else 0 end as net,
           (select coalesce(sum(x.amount_cents), 0) from payments_statement_lines x where x.day_id = s.id) as credited,
           exists (select from payments_statement_lines x where x.day_id = s.id) as has_credit
      from stale s join payments_agreements g on g.id = s.agreement_id left join told t on t.id = s.id)
  update payments_days d
     set receipts = u.receipts, gross_cents = u.gross, fee_cents = u.fee, net_cents = u.net, credited_cents = u.credited,
         is_stale = false,
         state = case when u.net = u.credited then 'reconciled' when u.has_credit then 'divergent' else 'open' end,
         settled_by = case when u.net = u.credited then :by end, settled_at = case when u.net = u.credited then :now::timestamptz end
    from sums u where u.id = d.id`

/** Adds up again the days of which something changed: what the bank should credit, what it did, and whether they agree. */
export async function refreshDays(
  tx: Tx,
  municipalityId: bigint,
  by: string = SYSTEM
): Promise<void> {
  const given: Readonly<Record<string, SqlValue>> = {
    ...{ municipality: municipalityId, by, now: clock.now() },
  }
  const bindings: SqlValue[] = []
  const sql = SQL.replaceAll(/(?<!:):(municipality|by|now)\b/g, (_, name: string) => {
    bindings.push(given[name]!)
    return '?'
  })
  await query(tx, sql, bindings)
}
