import { type BusinessCalendar, type CivilDate, parts } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { municipalCalendar } from '#core/holidays/index'
import { markDebits } from '#plugins/billing/api'
import {
  type Agreement,
  type DebitResult,
  type FileOfLines,
  type LineResult,
  type PaidLine,
  lineIdentity,
  receiveLines,
} from '#plugins/payments/api'
import type { SettlementContext } from '#plugins/receivables/api'
import { judgeResult, type Occurrence, type Verdict } from '../domain/judge_result.ts'
import { type AnsweredOrder, ordersAnswered } from './answered_orders.ts'
import { countRefusals } from './count_refusals.ts'

export interface ResultLine {
  readonly id: bigint
  readonly number: number
  readonly raw: string
  readonly record: DebitResult
}

export interface Receiving {
  readonly file: FileOfLines
  readonly agreement: Agreement
  readonly today: CivilDate
}

interface Judged {
  readonly line: ResultLine
  readonly order: AnsweredOrder | null
  readonly verdict: Verdict
}

/**
 * Processes the results of debits: what the bank debited becomes a receipt of the invoice's document, what it did not debit
 * frees the invoice and counts for the customer's option, and the answers to cancellations are kept.
 */
export async function receiveResults(
  tx: Tx,
  ctx: SettlementContext,
  receiving: Receiving,
  lines: readonly ResultLine[]
): Promise<LineResult[]> {
  if (lines.length === 0) return []
  const { municipalityId } = ctx
  const occurrences = await occurrencesOf(tx, municipalityId)
  const found = await ordersAnswered(tx, municipalityId, receiving.file.agreementId, lines)
  const judged = lines.map((line): Judged => {
    const order = found.get(line.id) ?? null
    return { line, order, verdict: judgeResult(line.record, order, occurrences) }
  })
  const banks = await bankDays(tx, municipalityId, receiving.today)
  const paying = judged.filter(({ verdict }) => verdict.what === 'paid')
  const paid = await receiveLines(
    tx,
    ctx,
    paying.map((one) => paidLine(one, receiving, banks))
  )
  await writeAnswers(tx, municipalityId, { judged, paid, today: receiving.today })
  const refused = judged.filter(({ verdict }) => verdict.what === 'refused')
  await countRefusals(tx, municipalityId, {
    today: receiving.today,
    paid: paying.flatMap(({ order }) => order ?? []),
    refused: refused.flatMap(({ order, verdict }) =>
      order && verdict.isCurrent ? [{ order, endsOption: verdict.endsOption }] : []
    ),
  })
  return [...paid, ...judged.filter((one) => !paying.includes(one)).map(withoutReceipt)]
}

async function occurrencesOf(
  tx: Tx,
  municipalityId: bigint
): Promise<ReadonlyMap<string, Occurrence>> {
  const rows = await query<Occurrence & { code: string }>(
    tx,
    `select code, title, settles, ends_option as "endsOption" from payments_direct_debit_occurrences where municipality_id = ?`,
    [municipalityId]
  )
  return new Map(rows.map((row) => [row.code, row]))
}

function bankDays(tx: Tx, municipalityId: bigint, today: CivilDate): Promise<BusinessCalendar> {
  const { year } = parts(today)
  return municipalCalendar(tx, {
    ...{ municipalityId, kind: 'bank', firstYear: year - 1, lastYear: year + 1 },
  })
}

/** Banks send the same debit again in other files: the key of its sending says that it is the same money. */
function paidLine(
  { line, order }: Judged,
  { file, agreement }: Receiving,
  banks: BusinessCalendar
): PaidLine {
  const { record, id, number } = line
  return {
    ...{ id, number },
    unknownReason:
      'Nenhum débito enviado tem este identificador; o recebimento fica a identificar.',
    advice: {
      identity: lineIdentity(file, line),
      channel: 'direct_debit_return',
      sourceType: 'payments.file_lines',
      sourceId: id,
      batch: `payments.files/${file.fileId}`,
      agentCode: file.agentCode,
      paidOn: record.dueOn,
      creditedOn: banks.addBusinessDays(record.dueOn, agreement.floatDays),
      amountCents: record.amountCents,
      feeCents: agreement.feeCents,
      documentId: order?.documentId ?? null,
      ...{ barcode: null, endToEndId: null, txid: null },
      authentication: order ? `DEB ${order.number} ${order.attempt}` : null,
    },
  }
}

function withoutReceipt({ line, verdict }: Judged): LineResult {
  return {
    ...{ id: line.id, number: line.number, reason: verdict.reason, outcome: null },
    fate: verdict.what === 'refused' ? 'returned' : 'noted',
    ...{ amountCents: line.record.amountCents, creditCents: 0n },
  }
}

interface Answers {
  readonly judged: readonly Judged[]
  readonly paid: readonly LineResult[]
  readonly today: CivilDate
}

async function writeAnswers(
  tx: Tx,
  municipalityId: bigint,
  { judged, paid, today }: Answers
): Promise<void> {
  const known = judged.flatMap((one) => (one.order ? [{ ...one, order: one.order }] : []))
  await query(
    tx,
    `update debits_sendings s
        set occurrence = u.code, answered_on = ?, answer_line_id = u.line, paid_cents = u.paid, paid_on = u.paid_on
       from unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::date[])
         as u(order_id, attempt, movement, code, line, paid, paid_on)
      where s.municipality_id = ? and s.order_id = u.order_id and s.attempt = u.attempt and s.movement = u.movement
        and s.kind = 'E' and s.answer_line_id is null`,
    [
      today,
      known.map(({ order }) => order.id),
      known.map(({ order }) => order.attempt),
      known.map(({ line }) => line.record.movement),
      known.map(({ line }) => line.record.code),
      known.map(({ line }) => line.id),
      known.map(({ line, verdict }) => (verdict.what === 'paid' ? line.record.amountCents : 0n)),
      known.map(({ line, verdict }) => (verdict.what === 'paid' ? line.record.dueOn : null)),
      municipalityId,
    ]
  )
  const moved = known.filter(({ verdict }) => verdict.state !== null)
  const receipts = new Map(paid.map(({ id, outcome }) => [id, outcome?.receiptId ?? null]))
  await query(
    tx,
    `update debits_orders o
        set state = u.state, occurrence = u.code, answered_on = ?, receipt_id = coalesce(u.receipt, o.receipt_id)
       from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[]) as u(id, state, code, receipt)
      where o.municipality_id = ? and o.id = u.id`,
    [
      today,
      moved.map(({ order }) => order.id),
      moved.map(({ verdict }) => verdict.state),
      moved.map(({ line }) => line.record.code),
      moved.map(({ line }) => receipts.get(line.id) ?? null),
      municipalityId,
    ]
  )
  const freed = moved.filter(
    ({ verdict }) => verdict.state === 'refused' || verdict.state === 'cancelled'
  )
  const invoiceIds = freed.map(({ order }) => order.invoiceId)
  await markDebits(tx, { municipalityId, invoiceIds, isInDebit: false })
}
