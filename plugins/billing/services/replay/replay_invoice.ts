import { readThrough } from '#core/archive/index'
import { formatMoney } from '#core/money/index'
import { type Tx, canonicalJson, sha256 } from '#core/database/index'
import { type ReadingReplay, replayReading } from '#plugins/readings/api'
import { type IssuedItem, issuedItems } from '#plugins/receivables/api'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import { type ReplayStep, step } from '../../domain/replay_steps.ts'
import { shareText } from '../../domain/share_text.ts'
import type { Withheld } from '../../domain/withholding.ts'
import { askedText } from './asked_text.ts'
import { benefitText } from './benefit_text.ts'
import {
  type ExplainedCredit,
  type ExplainedLine,
  explainCredits,
  explainLines,
} from './explain_lines.ts'
import {
  type ChargeRow,
  type InvoiceRow,
  chargesOf,
  findInvoice,
  originOf,
} from '../invoices/invoice_rows.ts'
import { type WithheldRow, withheldOf } from '../invoices/withheld_rows.ts'
import { type EstimateCreditRow, estimateCreditsOf } from '../run/estimate_credits.ts'
import { ORIGIN } from '../run/invoice_batch.ts'
import { exemptText } from './exempt_text.ts'
import { type WaitedAgain, waitedAgain } from './price_again.ts'
import { type Recomputed, recomputeInvoice } from './recompute_invoice.ts'
import {
  benefitSteps,
  chargeSteps,
  grantedSteps,
  itemSteps,
  waitedSteps,
  plain,
  withheldSteps,
} from './replay_lines.ts'

export interface InvoiceReplay {
  readonly invoiceId: bigint
  readonly number: string
  readonly packHash: string
  readonly isEqual: boolean
  readonly steps: readonly ReplayStep[]
  /** The step where the past and the recalculation part; null when they never do. */
  readonly firstDifference: ReplayStep | null
  readonly lines: readonly ExplainedLine[]
  /** Credits that the settlement of estimates gave. */
  readonly granted: readonly ExplainedCredit[]
  /** Taxes that the payer keeps. */
  readonly withheld: readonly Withheld[]
  /** What price tables may ask of the premise, as frozen at the load, in words. */
  readonly asked: readonly string[]
  /** What the premise does not pay, and by which law; null when it pays all. */
  readonly exempt: string | null
  /** What the kind of tariff took off, in words; null for the normal one. */
  readonly benefit: string | null
  /** How the condominium's difference was shared, in words. */
  readonly share: string | null
  /** As frozen in the facts of the load. */
  readonly premise: {
    readonly registration: string
    readonly holder: string
    readonly address: string
  }
}

export interface ReplayRequest {
  readonly municipalityId: bigint
  readonly invoiceId: bigint
}

/**
 * Computes an invoice again from its stored facts and pack, from the field's line to the total, and compares each step with
 * what was issued, to the cent; one of the dead file as well. Errors: E_BILLING_INVOICE_UNKNOWN, E_BILLING_FACTS_MISSING.
 */
export const replayInvoice = (tx: Tx, request: ReplayRequest): Promise<InvoiceReplay> =>
  readThrough(tx, () => replay(tx, request))

async function replay(
  tx: Tx,
  { municipalityId, invoiceId }: ReplayRequest
): Promise<InvoiceReplay> {
  const invoice = await findInvoice(tx, municipalityId, invoiceId)
  const recomputed = await recomputeInvoice(tx, invoice)
  const reading = await replayReading(tx, invoice.load_item_id)
  const withheld = await withheldOf(tx, municipalityId, [invoice])
  const given = await estimateCreditsOf(tx, municipalityId, [invoice.id])
  const stored = {
    charges: await chargesOf(tx, invoice),
    items: await issuedItems(tx, municipalityId, { originType: ORIGIN, ...originOf(invoice) }),
    withheld: withheld.get(invoice.id) ?? [],
    granted: given.get(invoice.id) ?? [],
  }
  const waited = await waitedAgain(tx, municipalityId, [recomputed.composed])
  const steps = stepsOf(invoice, stored, { recomputed, reading, waited })
  const firstDifference = steps.find(({ isEqual }) => !isEqual) ?? null
  return {
    invoiceId,
    number: invoice.number,
    packHash: recomputed.pack.hash,
    isEqual: firstDifference === null,
    steps,
    firstDifference,
    lines: recomputed.composed
      ? explainLines(recomputed.pack, recomputed.composed, recomputed.charges, {
          ...{ on: invoice.rules_on, waited },
        })
      : [],
    granted: recomputed.composed ? explainCredits(recomputed.composed, recomputed.charges) : [],
    withheld: recomputed.composed?.withheld ?? [],
    asked: await askedText(tx, municipalityId, recomputed.result),
    exempt: await exemptText(tx, invoice, recomputed.composed),
    benefit: await benefitText(tx, municipalityId, recomputed.composed),
    share: shareText(recomputed.composed?.share ?? null),
    premise: {
      registration: recomputed.result.facts.registration_number,
      holder: recomputed.result.facts.holder_name ?? '—',
      address: recomputed.result.facts.address,
    },
  }
}

export interface ComputedAgain {
  readonly recomputed: Recomputed
  readonly reading: ReadingReplay
  readonly waited: WaitedAgain
}

/** Everything that a replay compares, from the facts to the debtor. Pure. */
export const stepsOf = (
  invoice: InvoiceRow,
  stored: StoredLines,
  { recomputed, reading, waited }: ComputedAgain
): ReplayStep[] => [
  ...factSteps(invoice, recomputed, reading),
  ...(recomputed.composed ? waitedSteps(recomputed.composed, waited) : []),
  ...(recomputed.composed ? computedSteps(invoice, stored, recomputed.composed) : []),
]

/** What the calculation starts from: untouched facts, the reading's own replay, and a set that can be billed. */
function factSteps(
  invoice: InvoiceRow,
  { frozen, result, parked }: Recomputed,
  reading: ReadingReplay
): ReplayStep[] {
  const [difference] = reading.differences
  return [
    step('facts', 'Dados congelados da carga (sha256)', [
      frozen.factsHash,
      sha256(canonicalJson(frozen.facts)),
    ]),
    step('live_facts', 'Créditos e débitos do dia da emissão (sha256)', [
      invoice.live_facts_hash,
      sha256(invoice.live_facts),
    ]),
    step(
      `reading.${difference?.field ?? 'all'}`,
      'Leitura e consumo, do retorno do campo à crítica',
      difference
        ? [text(difference.stored), text(difference.computed)]
        : [result.billedM3, result.billedM3]
    ),
    step('set', 'Conjunto faturável', ['faturado', parked ? parked.message : 'faturado']),
  ]
}

export interface StoredLines {
  readonly charges: readonly ChargeRow[]
  readonly items: readonly IssuedItem[]
  readonly withheld: readonly WithheldRow[]
  readonly granted: readonly EstimateCreditRow[]
}

function computedSteps(
  invoice: InvoiceRow,
  { charges, items, withheld, granted }: StoredLines,
  composed: ComposedInvoice
): ReplayStep[] {
  const money = (stored: bigint, computed: bigint): [string, string] => [
    formatMoney(stored),
    formatMoney(computed),
  ]
  return [
    step('period', 'Período de consumo', [
      `${invoice.period_from} a ${invoice.period_until}`,
      `${composed.month.previousReadOn} a ${composed.month.readOn}`,
    ]),
    step('share_m3', 'Rateio do condomínio (m³)', [plain(invoice.share_m3), composed.shareM3]),
    step('share_credit_m3', 'Crédito de rateio para o mês seguinte (m³)', [
      plain(invoice.share_credit_m3),
      composed.shareCreditM3,
    ]),
    step('contract_m3', 'Contrato de fornecimento (m³)', [
      plain(invoice.contract_m3),
      composed.contractM3,
    ]),
    step('billed_m3', 'Volume faturado (m³)', [plain(invoice.billed_m3), composed.billedM3]),
    ...chargeSteps(charges, composed),
    ...benefitSteps(invoice, composed),
    ...grantedSteps(granted, composed),
    ...itemSteps(items, composed),
    step('own', 'Do prestador', money(invoice.own_cents, composed.ownCents)),
    step('third_party', 'De terceiros', money(invoice.third_party_cents, composed.thirdPartyCents)),
    step('credits', 'Créditos aplicados', money(invoice.credits_cents, composed.creditsCents)),
    step(
      'carried_in',
      'Vindo de meses anteriores',
      money(invoice.carried_in_cents, composed.carriedInCents)
    ),
    step(
      'carried_out',
      'Levado à próxima fatura',
      money(invoice.carried_out_cents, composed.carriedOutCents)
    ),
    ...withheldSteps(withheld, composed),
    step('total', 'Total da fatura', money(invoice.total_cents, composed.totalCents)),
    step('due_on', 'Vencimento', [invoice.due_on, composed.dueOn]),
    step('debtor', 'Devedor', [String(invoice.debtor_id), String(composed.debtorId)]),
  ]
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
