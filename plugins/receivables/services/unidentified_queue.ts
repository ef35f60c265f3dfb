import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import {
  type Candidate,
  type Suggestion,
  rankSuggestions,
  runsOfDigits,
} from '../domain/rank_suggestions.ts'

export interface QueueScope {
  readonly municipalityId: bigint
  readonly channel: string | null
  readonly page: number
}

interface QueueRow {
  readonly id: bigint
  readonly paid_on: CivilDate
  readonly agent_code: string
  readonly channel: string
  readonly amount_cents: bigint
  readonly proof: string | null
  readonly payer_id: bigint | null
  readonly payer_name: string | null
  readonly codes: string[]
}

export type WaitingMoney = QueueRow & { readonly suggestions: readonly Suggestion[] }

export const PAGE_SIZE = 20
const DOCUMENT_DIGITS = 12
/** Shorter registration numbers stand in any code by chance. */
const LEAST_DIGITS = 5
const PER_RECEIPT = 40

type Reader = Pick<Tx, 'rawQuery'>

/** A page of the money without a document, what waits longest first, each with its likeliest documents. */
export async function unidentifiedQueue(
  tx: Reader,
  { municipalityId, channel, page }: QueueScope
): Promise<{ total: bigint; cents: bigint; rows: WaitingMoney[] }> {
  const waiting = `municipality_id = ? and state = 'unidentified' and (?::text is null or channel = ?)`
  const scope = [municipalityId, channel, channel]
  const [sum] = await query<{ total: bigint; cents: bigint }>(
    tx,
    `select count(*) as total, coalesce(sum(amount_cents), 0)::bigint as cents
       from receivables_receipts where ${waiting}`,
    scope
  )
  const rows = await query<QueueRow>(
    tx,
    `select r.id, r.paid_on, r.agent_code, r.channel, r.amount_cents, r.proof, r.payer_id, c.name as payer_name,
            array(select distinct code from receivables_advices a,
                         unnest(array[a.barcode, a.txid, a.end_to_end_id, a.authentication]) as code
                   where a.municipality_id = r.municipality_id and a.receipt_id = r.id and code is not null) as codes
       from (select * from receivables_receipts where ${waiting} order by paid_on, id limit ? offset ?) r
       left join registry_customers c on c.id = r.payer_id order by r.paid_on, r.id`,
    [...scope, PAGE_SIZE, (page - 1) * PAGE_SIZE]
  )
  const candidates = await candidatesOf(tx, municipalityId, rows)
  return {
    ...sum!,
    rows: rows.map((row) => ({
      ...row,
      suggestions: rankSuggestions(
        {
          ...{ amountCents: row.amount_cents, paidOn: row.paid_on, payerId: row.payer_id },
          codes: row.codes.map(digits),
        },
        candidates
      ),
    })),
  }
}

const digits = (code: string): string => code.replace(/\D/g, '')

/** Thousands of bills come to the same minimum: the nearest due dates are read along the index, on each side of the payment. */
const SAME_AMOUNT = `select d.id, d.due_on from receivables_documents d
             where d.municipality_id = ? and d.amount_cents = r.cents and d.state = 'live'`

/** Documents that any of the receipts may have paid, by amount, customer, or a number inside the codes that came. */
async function candidatesOf(
  tx: Reader,
  municipalityId: bigint,
  rows: readonly QueueRow[]
): Promise<Candidate[]> {
  if (rows.length === 0) return []
  const codes = [...new Set(rows.flatMap((row) => row.codes.map(digits)))]
  const premises = await premisesIn(tx, municipalityId, codes)
  const payers = rows.flatMap(({ payer_id: id }) => id ?? [])
  return query<Candidate>(
    tx,
    `with chosen as (
       select a.id from unnest(?::bigint[], ?::date[]) as r(cents, paid_on) cross join lateral (
         select near.id from (
           (${SAME_AMOUNT} and d.due_on between r.paid_on - 400 and r.paid_on order by d.due_on desc limit ${PER_RECEIPT})
           union all
           (${SAME_AMOUNT} and d.due_on > r.paid_on and d.due_on <= r.paid_on + 60 order by d.due_on limit ${PER_RECEIPT})) near
          order by abs(near.due_on - r.paid_on) limit ${PER_RECEIPT}) a
       union
       select id from receivables_documents where municipality_id = ? and number = any(?::bpchar[])
       union
       select id from receivables_documents where municipality_id = ? and premise_id = any(?::bigint[]) and state = 'live'
       union
       select di.document_id from receivables_items i join receivables_document_items di on di.item_id = i.id
        where i.municipality_id = ? and i.debtor_id = any(?::bigint[]) and i.state = 'open')
     select d.id as "documentId", d.number, d.premise_id as "premiseId", p.registration_number as registration,
            d.debtor_id as "debtorId", d.due_on as "dueOn", open.cents as "openCents"
       from chosen join receivables_documents d on d.id = chosen.id
       left join registry_premises p on p.id = d.premise_id
       cross join lateral (
         select coalesce(sum(i.open_cents - i.withheld_cents), 0)::bigint as cents from receivables_document_items di
           join receivables_items i on i.id = di.item_id where di.document_id = d.id and i.state = 'open') open
      where d.state = 'live' and open.cents > 0 order by d.id`,
    [
      rows.map((row) => row.amount_cents),
      rows.map((row) => row.paid_on),
      ...[municipalityId, municipalityId, municipalityId, runsOfDigits(codes, [DOCUMENT_DIGITS])],
      ...[municipalityId, premises, municipalityId, payers],
    ]
  )
}

async function premisesIn(
  tx: Reader,
  municipalityId: bigint,
  codes: readonly string[]
): Promise<bigint[]> {
  if (codes.length === 0) return []
  const [{ least, most } = { least: null, most: null }] = await query<{
    least: number | null
    most: number | null
  }>(
    tx,
    `select min(length(registration_number)) as least, max(length(registration_number)) as most
       from (select registration_number from registry_premises where municipality_id = ?
              order by registration_number desc limit 100) last`,
    [municipalityId]
  )
  if (least === null || most === null) return []
  const lengths = Array.from({ length: most - least + 1 }, (_, i) => least + i)
  const runs = runsOfDigits(
    codes,
    lengths.filter((length) => length >= LEAST_DIGITS)
  )
  const rows = await query<{ id: bigint }>(
    tx,
    'select id from registry_premises where municipality_id = ? and registration_number = any(?::text[])',
    [municipalityId, runs]
  )
  return rows.map(({ id }) => id)
}
