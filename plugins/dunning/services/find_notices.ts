import { type CivilDate, addDays } from '#core/calendar/index'
import type { Pack } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { NOTICES, type NoticeTerms } from '../configuration/parameters.ts'
import { isEligible } from '../configuration/step_rule.ts'
import { noticeEligibility } from '../decisions/notice_eligibility.ts'
import { type Candidate, candidates, noticeFacts } from './notice_debts.ts'
import { authorityOf } from '../domain/policy.ts'
import type { NoNotice } from '../domain/reasons.ts'
import type { LeftOut } from '../domain/step_reasons.ts'
import { byReach } from './messages/within_reach.ts'
import { type NoticeStep, noticeStep } from './notice_policy.ts'
import { type Owing, loadOwing } from './owing.ts'
import { premisesByPolicy } from './policy/local_policy.ts'

export interface Finding {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly pack: Pack
  readonly premiseIds: readonly bigint[]
  /** Everybody on paper, also where the policy writes messages. */
  readonly isOnPaper?: boolean
}

export interface WantedNotice extends Candidate {
  /** Of the policy that the premise goes by. */
  readonly step: NoticeStep
  readonly kind: 'cut_notice' | 'debt_notice'
}

export interface Skipped extends Candidate {
  readonly reason: LeftOut
}

export interface FoundNotices {
  readonly wanted: readonly WantedNotice[]
  readonly skipped: readonly Skipped[]
}

/**
 * Asks of every premise with overdue debts who is to be notified: four queries, then rules in memory. What the policy has somebody
 * confirm is left to the run of the policy.
 */
export async function findNotices(tx: Tx, finding: Finding): Promise<FoundNotices> {
  const { municipalityId, on, pack, premiseIds } = finding
  const segment = pack.at(on)
  const parts: FoundNotices[] = []
  for (const [key, ids] of await premisesByPolicy(tx, segment, { municipalityId, premiseIds })) {
    parts.push(await findUnder(tx, { ...finding, premiseIds: ids }, noticeStep(pack, on, key)))
  }
  return {
    wanted: parts.flatMap(({ wanted }) => wanted),
    skipped: parts.flatMap(({ skipped }) => skipped),
  }
}

/** The premises that go by one policy. */
async function findUnder(
  tx: Tx,
  { municipalityId, on, pack, premiseIds, isOnPaper = false }: Finding,
  step: NoticeStep | null
): Promise<FoundNotices> {
  if (!step) return { wanted: [], skipped: [] }
  const dueUntil = addDays(on, -step.minimumDays)
  const owing = await loadOwing(tx, { municipalityId, on, dueUntil, premiseIds })
  const { wanted, skipped } = judgeNotices(owing, { on, pack, step })
  const waits = (one: WantedNotice) => authorityOf(step.definition, noticedCents(one)) !== null
  const free = wanted.filter((one) => !waits(one))
  const { reached, unreachable } = isOnPaper
    ? { reached: free, unreachable: [] }
    : await byReach(tx, { municipalityId, on, stepOf: () => step.definition }, free)
  return {
    wanted: reached,
    skipped: [
      ...skipped,
      ...wanted.filter(waits).map((one) => ({ ...one, reason: 'authority' as const })),
      ...unreachable.map((one) => ({ ...one, reason: 'unreachable' as const })),
    ],
  }
}

/** What a notice asks for. */
export const noticedCents = ({ debts }: Pick<WantedNotice, 'debts'>): bigint =>
  debts.reduce((sum, { cutCents }) => sum + cutCents, 0n)

interface Judging extends Pick<Finding, 'on' | 'pack'> {
  readonly step: NoticeStep
}

/** The same of what is known already. */
export function judgeNotices(owing: Owing, { on, pack, step }: Judging): FoundNotices {
  const segment = pack.at(on)
  const terms = segment.parameter<NoticeTerms>(NOTICES)
  const dueUntil = addDays(on, -step.minimumDays)
  const found = candidates(
    owing.debts.filter(({ dueOn }) => dueOn <= dueUntil),
    { ...owing, includesSundry: terms.includes_sundry }
  )
  const rules = segment.ruleset(noticeEligibility.name)
  const asked = termFacts(terms)
  const wanted: WantedNotice[] = []
  const skipped: Skipped[] = []
  for (const one of found) {
    const facts = noticeFacts(one, on)
    const { outcome } = rules.evaluate({ ...facts, ...asked }, segment.lookups)
    const answer = byLaw(one, outcome as unknown as Answer)
    if (answer.outcome === 'none') skipped.push({ ...one, reason: answer.reason || 'other' })
    else if (isEligible(step.definition, facts, one.premise))
      wanted.push({ ...one, kind: answer.outcome, step })
    else skipped.push({ ...one, reason: 'rule' })
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
