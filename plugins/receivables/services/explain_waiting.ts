import { type CivilDate, formatDate, formatRefMonth } from '#core/calendar/index'
import { loadPack } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { Dec, formatDecimal, formatMoney } from '#core/money/index'
import { indexName } from '../records/options.ts'
import {
  type LateExplanation,
  type PastLate,
  amountAgain,
  explanationOf,
  lateOf,
} from './late_again.ts'

/** Why a waiting charge is what it is, computed again. */
export interface ExplainedWaiting {
  /** Computed again, of a late charge; what is missing, of an underpayment. */
  readonly amountCents: bigint
  readonly legalBasis: string | null
  /** In sentences. */
  readonly texts: readonly string[]
}

interface Row extends PastLate {
  readonly id: bigint
  readonly cause: 'late' | 'underpayment'
  readonly pack_id: bigint | null
  readonly paid_on: CivilDate | null
}

/** Late charges and underpayments among some waiting charges, each with what it was made from. */
export async function explainWaiting(
  tx: Tx,
  municipalityId: bigint,
  ids: readonly bigint[]
): Promise<ReadonlyMap<bigint, ExplainedWaiting>> {
  if (ids.length === 0) return new Map()
  const rows = await query<Row>(
    tx,
    `select c.id, c.cause, c.component, c.amount_cents, c.explanation, c.pack_id, r.paid_on
       from receivables_pending_charges c left join receivables_receipts r on r.id = c.source_receipt_id
      where c.municipality_id = ? and c.id = any(?::bigint[]) and c.cause in ('late', 'underpayment')`,
    [municipalityId, ids]
  )
  const explained = new Map<bigint, ExplainedWaiting>()
  for (const row of rows) explained.set(row.id, await explain(tx, row))
  return explained
}

async function explain(tx: Tx, row: Row): Promise<ExplainedWaiting> {
  if (row.cause === 'underpayment' || row.pack_id === null) {
    const { amount_cents: amountCents } = row
    return { amountCents, legalBasis: null, texts: shortTexts(row) }
  }
  const { because: legalBasis } = explanationOf(row)
  const amountCents = amountAgain(await loadPack(row.pack_id, tx), row)
  return { amountCents, legalBasis, texts: lateTexts(row) }
}

function shortTexts({ explanation, amount_cents: cents, paid_on: paidOn }: Row): string[] {
  const { paid_cents: paid } = JSON.parse(explanation) as { paid_cents?: string | number }
  if (paid === undefined || paidOn === null) return []
  return [
    `Pagaram-se ${formatMoney(BigInt(paid))} em ${formatDate(paidOn)}; faltaram ${formatMoney(cents)}, que vieram para esta fatura.`,
  ]
}

function lateTexts(charge: PastLate): string[] {
  const { baseCents, dueOn, paidOn, daysLate } = lateOf(charge)
  const days = daysLate === 1 ? '1 dia' : `${daysLate} dias`
  return [
    `${formatMoney(baseCents)} vencidos em ${formatDate(dueOn)} e pagos em ${formatDate(paidOn)}: ${days} de atraso.`,
    `${rateText(explanationOf(charge), { component: charge.component, baseCents, days })} = ${formatMoney(charge.amount_cents)}`,
  ]
}

interface Rated extends Pick<PastLate, 'component'> {
  readonly baseCents: bigint
  readonly days: string
}

const percent = (text: string) => `${formatDecimal(Dec.of(text))} %`

function rateText(
  { facts, index }: LateExplanation,
  { component, baseCents, days }: Rated
): string {
  const base = formatMoney(baseCents)
  if (component === 'fine') return `${base} × ${percent(facts.fine_percent)}`
  if (component === 'interest') {
    return `${base} × ${percent(facts.monthly_interest_percent)} ao mês ÷ 30 × ${days}`
  }
  const months = (index?.months ?? []).map(
    (one) => `${formatRefMonth(one.month)} ${percent(one.percent)}`
  )
  const of = index ? ` (${indexName(index.index)}: ${months.join(', ')})` : ''
  return `${base} × ${percent(facts.correction_percent)}${of}`
}
