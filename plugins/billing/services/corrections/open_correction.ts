import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, daysBetween } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { Dec } from '#core/money/index'
import { lockOrigins } from '#plugins/receivables/api'
import type { CorrectionKind, Fault } from '../../domain/correction_kinds.ts'
import { errors } from '../../errors.ts'
import { type SetChanges, latestChanges } from './corrected_set.ts'
import {
  type CorrectionEffects,
  type CorrectionRules,
  askEffects,
  correctionRules,
} from './correction_rules.ts'
import { ORIGIN } from '../run/invoice_batch.ts'
import {
  type InvoiceRow,
  findInvoice,
  invoicesOfSet,
  isStanding,
} from '../invoices/invoice_rows.ts'

/** What is asked of every correction. */
export interface CorrectionCase {
  readonly invoiceId: bigint
  readonly kind: CorrectionKind
  /** Code of the look-up table of the kind. */
  readonly reasonCode: string
  /** What decided it, when it was a process with a record of its own: a consumption review, for instance. */
  readonly process?: CorrectionProcess
}

/** A record that decided a correction, as the invoice's versions name it. */
export interface CorrectionProcess {
  readonly type: string
  readonly id: bigint
  /** `Revisão de consumo 2026/1` */
  readonly title: string
}

/** A correction whose invoice is locked and may be corrected. */
export interface OpenCorrection {
  readonly invoice: InvoiceRow
  /** Every invoice of the billing set that stands, the corrected one among them. */
  readonly standing: readonly InvoiceRow[]
  /** What corrections changed of the set so far. */
  readonly changes: SetChanges
  readonly today: CivilDate
  readonly rules: CorrectionRules
  readonly effects: CorrectionEffects
  readonly fault: Fault
  /** Facts and answer of the rule, as they are kept. */
  readonly kept: string
}

/**
 * Locks the billing set of an invoice, asks the rule of the effects and refuses what it refuses. Errors: E_BILLING_INVOICE_UNKNOWN,
 * E_BILLING_NOT_STANDING, E_BILLING_REASON_UNKNOWN, E_BILLING_CORRECTION_REFUSED.
 */
export async function openCorrection(
  { tx, municipalityId }: Pick<ActionContext, 'tx' | 'municipalityId'>,
  { invoiceId, kind, reasonCode }: CorrectionCase
): Promise<OpenCorrection> {
  const { invoice, standing } = await lockSet(tx, municipalityId, invoiceId)
  const fault = await faultOf(tx, { municipalityId, kind, reasonCode })
  const today = await todayIn(tx, municipalityId)
  const rules = await correctionRules(tx, municipalityId, today)
  const latest = await latestChanges(tx, standing)
  const changes = latest.get(invoice.set_key) ?? {}
  const { effects, kept } = askEffects(rules, {
    ...{ kind, fault, settlement: invoice.settlement, stage: invoice.stage },
    arrangement: invoice.arrangement,
    days_late: daysLate(invoice, changes, today),
    total: Dec.ofCents(invoice.total_cents).toString(),
    has_hold: invoice.hold !== null,
  })
  if (!effects.allowed) throw errors.E_BILLING_CORRECTION_REFUSED({ reason: effects.message })
  return { invoice, standing, changes, today, rules, effects, fault, kept }
}

/** Items before invoices, as payments lock them; then the invoices are read again. */
async function lockSet(tx: Tx, municipalityId: bigint, invoiceId: bigint) {
  const seen = await findInvoice(tx, municipalityId, invoiceId)
  const before = await invoicesOfSet(tx, seen)
  const originIds = before.filter(isStanding).map(({ id }) => id)
  await lockOrigins(tx, { municipalityId, originType: ORIGIN, originIds })
  await query(
    tx,
    'select id from billing_invoices where id = any(?::bigint[]) order by id for update',
    [[...originIds, invoiceId]]
  )
  const after = await invoicesOfSet(tx, seen)
  const standing = after.filter(isStanding)
  const invoice = standing.find(({ id }) => id === invoiceId)
  if (!invoice) throw errors.E_BILLING_NOT_STANDING({ number: seen.number })
  if (standing.some(({ id }) => !originIds.includes(id))) {
    throw errors.E_BILLING_CHANGED({ number: seen.number })
  }
  return { invoice, standing }
}

interface ReasonAsked {
  readonly municipalityId: bigint
  readonly kind: CorrectionKind
  readonly reasonCode: string
}

/** Whose error a reason says that it was. @throws BusinessError E_BILLING_REASON_UNKNOWN */
async function faultOf(tx: Tx, { municipalityId, kind, reasonCode }: ReasonAsked): Promise<Fault> {
  const table = kind === 'cancel' ? 'billing_cancellation_reasons' : 'billing_correction_reasons'
  const [row] = await query<{ utility_fault: boolean }>(
    tx,
    `select utility_fault from ${table} where municipality_id = ? and code = ? and is_active`,
    [municipalityId, reasonCode]
  )
  if (!row) throw errors.E_BILLING_REASON_UNKNOWN({ code: reasonCode })
  return row.utility_fault ? 'utility' : 'none'
}

/** Days since the day from which lateness counts; of a paid invoice none. */
export function daysLate(invoice: InvoiceRow, changes: SetChanges, today: CivilDate): number {
  if (invoice.settlement === 'settled') return 0
  return Math.max(0, daysBetween(owedSince(invoice, changes), today))
}

/** The due date that lateness counts from, after earlier corrections. */
export const owedSince = (invoice: InvoiceRow, changes: SetChanges): CivilDate =>
  changes[String(invoice.premise_id)]?.owed_since ?? invoice.due_on
