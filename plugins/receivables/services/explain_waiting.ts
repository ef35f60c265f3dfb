import { type CivilDate, formatDate, formatRefMonth } from '#core/calendar/index'
import { loadPack } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { Dec, formatDecimal, formatMoney } from '#core/money/index'
import type { InstalmentReason } from './arrangements/plan_charges.ts'
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
  readonly cause: 'late' | 'underpayment' | 'plan' | 'plan_interest'
  readonly pack_id: bigint | null
  readonly paid_on: CivilDate | null
}

/** Late charges, underpayments and instalments of plans among some waiting charges, each with what it was made from. */
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
      where c.municipality_id = ? and c.id = any(?::bigint[]) and c.cause in ('late', 'underpayment', 'plan', 'plan_interest')`,
    [municipalityId, ids]
  )
  const explained = new Map<bigint, ExplainedWaiting>()
  for (const row of rows) explained.set(row.id, await explain(tx, row))
  return explained
}

async function explain(tx: Tx, row: Row): Promise<ExplainedWaiting> {
  if (row.cause === 'plan' || row.cause === 'plan_interest') return instalment(row)
  if (row.cause === 'underpayment' || row.pack_id === null) {
    const { amount_cents: amountCents } = row
    return { amountCents, legalBasis: null, texts: shortTexts(row) }
  }
  const { because: legalBasis } = explanationOf(row)
  const amountCents = amountAgain(await loadPack(row.pack_id, tx), row)
  return { amountCents, legalBasis, texts: lateTexts(row) }
}

const NOVATION = 'Código Civil, art. 360 (novação)'
const CREDIT = 'Código de Defesa do Consumidor, art. 52'

function instalment({ cause, explanation, amount_cents: amountCents }: Row): ExplainedWaiting {
  const { instalment: why } = JSON.parse(explanation) as { instalment?: InstalmentReason }
  const legalBasis = cause === 'plan' ? NOVATION : CREDIT
  if (!why) return { amountCents, legalBasis, texts: [] }
  const principal = formatMoney(BigInt(why.principal_cents))
  const interest = formatMoney(BigInt(why.interest_cents))
  return {
    ...{ amountCents, legalBasis },
    texts: [
      `Termo de parcelamento ${why.agreement}, assinado em ${formatDate(why.signed_on)}: parcela ${why.number} de ${why.of}.`,
      `A parcela tem ${principal} de principal e ${interest} de juros.`,
    ],
  }
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
