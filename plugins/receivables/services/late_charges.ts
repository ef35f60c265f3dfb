import type { CivilDate } from '#core/calendar/index'
import type { Pack, PackSegment } from '#core/configuration/index'
import { type JsonObject, canonicalJson } from '#core/database/index'
import { Dec } from '#core/money/index'
import {
  type Correction,
  type CorrectionTerms,
  type IndexSeries,
  NO_CORRECTION,
  correctionOf,
} from '../domain/monetary_correction.ts'
import type { LateBase } from '../domain/plan_settlement.ts'
import { lateChargesDecision } from '../decisions/late_charges.ts'

/** Series of price indexes, by code. */
export type Indexes = ReadonlyMap<string, IndexSeries>

export type LateComponent = 'fine' | 'interest' | 'correction'

export interface LateCharge {
  readonly chargeType: 'late_fine' | 'late_interest' | 'late_correction'
  readonly component: LateComponent
  readonly amountCents: bigint
  /** Canonical JSON: facts, version and legal basis, enough to compute it again. */
  readonly explanation: string
}

export interface LateTerms {
  readonly pack: Pack
  readonly indexes: Indexes
}

type Late = Omit<LateBase, 'itemId'>

/** Fine, interest and monetary correction of what was paid late, with the indexes known now. */
export function computeLateCharges(
  { pack, indexes }: LateTerms,
  late: Late,
  paidOn: CivilDate
): LateCharge[] {
  const segment = pack.at(late.dueOn)
  const terms = segment.parameter<CorrectionTerms | null>('receivables.monetary_correction')
  const delay = { dueOn: late.dueOn, paidOn }
  const isCorrected = terms !== null && late.daysLate > 0
  const correction = isCorrected
    ? correctionOf(indexes.get(terms.index) ?? new Map(), terms.period, delay)
    : NO_CORRECTION
  return lateChargesBy(pack, { ...late, paidOn, correction, terms: isCorrected ? terms : null })
}

export interface KnownLate extends Late {
  readonly paidOn: CivilDate
  readonly correction: Correction
  /** What the correction was made by; null without one. */
  readonly terms: CorrectionTerms | null
}

/** Late charges by decision `receivables.late_charges` in force on the due date, the correction being known. */
export function lateChargesBy(pack: Pack, late: KnownLate): LateCharge[] {
  const segment = pack.at(late.dueOn)
  const facts = factsOf(segment, late)
  const { outcome, hits } = segment
    .ruleset(lateChargesDecision.name)
    .evaluate(facts, segment.lookups)
  const { fine, interest, correction } = outcome as unknown as Record<LateComponent, string>
  const version = segment.version('ruleset', lateChargesDecision.name)
  const basis = { version: version.id, because: hits[0]?.because ?? null, deciding_date: 'due_on' }
  const index = late.terms && { ...late.terms, months: late.correction.months }
  const explained = { facts, ...basis, pack: pack.id, ...(index ? { index } : {}) }
  const explanation = canonicalJson(explained as unknown as JsonLike)
  return [
    { chargeType: 'late_fine', component: 'fine', text: fine } as const,
    { chargeType: 'late_interest', component: 'interest', text: interest } as const,
    { chargeType: 'late_correction', component: 'correction', text: correction } as const,
  ].flatMap(({ text, ...charge }) => {
    const amountCents = Dec.of(text).toCents()
    return amountCents > 0n ? [{ ...charge, amountCents, explanation }] : []
  })
}

const factsOf = (segment: PackSegment, late: KnownLate) => ({
  base: Dec.ofCents(late.baseCents).toString(),
  due_on: late.dueOn,
  paid_on: late.paidOn,
  days_late: late.daysLate,
  fine_percent: segment.parameter<string>('receivables.late_fine_percent'),
  monthly_interest_percent: segment.parameter<string>('receivables.monthly_interest_percent'),
  correction_percent: late.correction.percent,
})

type JsonLike = Record<string, JsonObject | string | bigint | null>
