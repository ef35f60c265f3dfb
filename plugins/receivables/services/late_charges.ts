import type { CivilDate } from '#core/calendar/index'
import type { Pack } from '#core/configuration/index'
import { type JsonObject, canonicalJson } from '#core/database/index'
import { Dec } from '#core/money/index'
import type { LateBase } from '../domain/plan_settlement.ts'
import { lateChargesDecision } from '../decisions/late_charges.ts'

export interface LateCharge {
  readonly chargeType: 'late_fine' | 'late_interest'
  readonly component: 'fine' | 'interest'
  readonly amountCents: bigint
  /** Canonical JSON: facts, version and legal basis, enough to compute it again. */
  readonly explanation: string
}

/** Fine and interest of what was paid late, by decision `receivables.late_charges` in force on the due date. */
export function computeLateCharges(pack: Pack, late: LateBase, paidOn: CivilDate): LateCharge[] {
  const segment = pack.at(late.dueOn)
  const facts = {
    base: Dec.ofCents(late.baseCents).toString(),
    due_on: late.dueOn,
    paid_on: paidOn,
    days_late: late.daysLate,
    fine_percent: segment.parameter<string>('receivables.late_fine_percent'),
    monthly_interest_percent: segment.parameter<string>('receivables.monthly_interest_percent'),
  }
  const { outcome, hits } = segment
    .ruleset(lateChargesDecision.name)
    .evaluate(facts, segment.lookups)
  const { fine, interest } = outcome as unknown as { fine: string; interest: string }
  const version = segment.version('ruleset', lateChargesDecision.name)
  const basis = { version: version.id, because: hits[0]?.because ?? null, deciding_date: 'due_on' }
  const explanation = canonicalJson({ facts, ...basis, pack: pack.id } satisfies JsonLike)
  return [
    { chargeType: 'late_fine', component: 'fine', text: fine } as const,
    { chargeType: 'late_interest', component: 'interest', text: interest } as const,
  ].flatMap(({ text, ...charge }) => {
    const amountCents = Dec.of(text).toCents()
    return amountCents > 0n ? [{ ...charge, amountCents, explanation }] : []
  })
}

type JsonLike = Record<string, JsonObject | string | bigint | null>
