import { type CivilDate, addDays } from '#core/calendar/index'
import type { Pack } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { heldInvoices } from '#plugins/billing/api'
import { openDebts } from '#plugins/receivables/api'
import { NOTICES, type NoticeTerms } from '../configuration/parameters.ts'
import { noticeEligibility } from '../decisions/notice_eligibility.ts'
import { type Candidate, candidates, noticeFacts } from './notice_debts.ts'
import type { NoNotice } from '../domain/reasons.ts'
import { noticeStep } from './notice_policy.ts'
import { pendingDebts, premiseStates } from './premise_states.ts'

export interface Finding {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly pack: Pack
  readonly premiseIds: readonly bigint[]
}

export interface WantedNotice extends Candidate {
  readonly kind: 'cut_notice' | 'debt_notice'
}

export interface Skipped extends Candidate {
  readonly reason: NoNotice
}

/** Asks of every premise with overdue debts who is to be notified: four queries, then rules in memory. */
export async function findNotices(
  tx: Tx,
  { municipalityId, on, pack, premiseIds }: Finding
): Promise<{ readonly wanted: readonly WantedNotice[]; readonly skipped: readonly Skipped[] }> {
  const segment = pack.at(on)
  const terms = segment.parameter<NoticeTerms>(NOTICES)
  const step = noticeStep(pack, on)
  if (!step) return { wanted: [], skipped: [] }
  const dueUntil = addDays(on, -step.minimumDays)
  const debts = await openDebts(tx, { municipalityId, dueUntil, premiseIds })
  const ids = [...new Set(debts.flatMap(({ premiseId }) => (premiseId ? [premiseId] : [])))]
  if (!ids.length) return { wanted: [], skipped: [] }
  const found = candidates(debts, {
    premises: await premiseStates(tx, { municipalityId, premiseIds: ids, on }),
    held: new Set(await heldInvoices(tx, municipalityId, { premiseIds: ids, on })),
    pending: await pendingDebts(tx, { municipalityId, premiseIds: ids }),
    includesSundry: terms.includes_sundry,
  })
  const rules = segment.ruleset(noticeEligibility.name)
  const asked = termFacts(terms)
  const wanted: WantedNotice[] = []
  const skipped: Skipped[] = []
  for (const one of found) {
    const { outcome } = rules.evaluate({ ...noticeFacts(one, on), ...asked }, segment.lookups)
    const answer = byLaw(one, outcome as unknown as Answer)
    if (answer.outcome === 'none') skipped.push({ ...one, reason: answer.reason || 'other' })
    else wanted.push({ ...one, kind: answer.outcome })
  }
  return { wanted, skipped }
}

/** The parameters that the decision reads. */
export const termFacts = (terms: NoticeTerms) => ({
  minimum_debts: terms.minimum_debts,
  minimum_cents: terms.minimum_cents,
  debt_notices: terms.debt_notices,
  allows_several: terms.allows_several,
  notices_cut: terms.notices_cut,
})

interface Answer {
  readonly outcome: 'cut_notice' | 'debt_notice' | 'none'
  readonly reason: NoNotice | ''
}

/** What no rule of a utility may overrule: the debt is personal, and only who has water is cut. */
function byLaw({ premise, debtorId, debts }: Candidate, answer: Answer): Answer {
  if (answer.outcome === 'none') return answer
  if (!debts.length) return { outcome: 'none', reason: 'nothing' }
  if (answer.outcome === 'debt_notice') return answer
  if (premise.holderId !== debtorId) return { outcome: 'none', reason: 'former_holder' }
  return premise.situation === null ? { outcome: 'none', reason: 'no_connection' } : answer
}
