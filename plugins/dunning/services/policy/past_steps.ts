import { type CivilDate, type RefMonth, addDays, firstDay, lastDay } from '#core/calendar/index'
import type { Pack } from '#core/configuration/index'
import { daysBetween } from '#core/calendar/index'
import { POLICY_KIND } from '../../configuration/kinds.ts'
import { NOTICES, type NoticeTerms } from '../../configuration/parameters.ts'
import { isEligible } from '../../configuration/step_rule.ts'
import { noticeEligibility } from '../../decisions/notice_eligibility.ts'
import { isMadeOn } from '../../domain/due_steps.ts'
import {
  type Away,
  type PastDebt,
  askedOn,
  countingOn,
  reachedOn,
} from '../../domain/past_debts.ts'
import {
  CUT_KINDS,
  DUE,
  NOTICE_KINDS,
  PAPER_KINDS,
  type Policy,
  type PolicyStep,
  daysFromDue,
} from '../../domain/policy.ts'
import { keptOutBy } from '../../domain/step_reasons.ts'
import { termFacts } from '../find_notices.ts'
import { keyAt } from './local_policy.ts'
import type { PastCandidate } from './past_facts.ts'

/** One side of a simulation: a policy with what decides who is notified. */
export interface Side {
  readonly policy: Policy
  readonly terms: NoticeTerms
  /** The steps, each after the one that it counts from. */
  readonly ordered: readonly PolicyStep[]
  readonly offsets: ReadonlyMap<string, number>
  readonly isNotified: (facts: Readonly<Record<string, unknown>>) => boolean
}

/** A step that was made in the month: on how many days, for which debts. */
export interface PastStep {
  readonly step: PolicyStep
  readonly days: readonly CivilDate[]
  readonly debts: readonly PastDebt[]
}

const sides = new WeakMap<Pack, Map<string, Side>>()

/** A pack as a side for who stands in some places, made once for each policy. */
export function sideOf(pack: Pack, on: CivilDate, { places = [] }: PastCandidate): Side {
  const segment = pack.at(on)
  const key = keyAt(segment, places)
  const ofPack = sides.get(pack) ?? new Map<string, Side>()
  sides.set(pack, ofPack)
  const known = ofPack.get(key)
  if (known) return known
  const policy = segment.content<Policy>(POLICY_KIND, key)
  const rules = segment.ruleset(noticeEligibility.name)
  const offsets = new Map(
    policy.steps.map((step) => [step.id, daysFromDue(policy, step.id) ?? 0] as const)
  )
  const terms = segment.parameter<NoticeTerms>(NOTICES)
  const asked = termFacts(terms)
  const side: Side = {
    ...{ policy, terms, offsets, ordered: inOrder(policy) },
    isNotified(facts) {
      const { outcome } = rules.evaluate({ ...facts, ...asked }, segment.lookups)
      return (outcome as unknown as { outcome: string }).outcome === 'cut_notice'
    },
  }
  ofPack.set(key, side)
  return side
}

function inOrder({ steps }: Policy): PolicyStep[] {
  const depth = (step: PolicyStep, left = steps.length): number => {
    const before = steps.find(({ id }) => id === step.after)
    return before && left > 0 ? 1 + depth(before, left - 1) : 0
  }
  return steps.toSorted((a, b) => depth(a) - depth(b))
}

const isOfCut = ({ kind }: PolicyStep) => NOTICE_KINDS.includes(kind) || CUT_KINDS.includes(kind)
const isPaper = ({ kind }: PolicyStep) => PAPER_KINDS.includes(kind)

/** Which steps came to a debtor in a month, as the nightly run would have made them; by the id of each. */
export function pastSteps(
  one: PastCandidate,
  month: RefMonth,
  side: Side
): ReadonlyMap<string, PastStep> {
  const done = new Map<string, ReadonlyMap<PastDebt, CivilDate>>()
  const found = new Map<string, PastStep>()
  for (const step of side.ordered) {
    const days = daysOf(one, step, { month, side, done })
    done.set(step.id, days)
    if (isOfCut(step)) {
      const reached = reachedByCut(one, step, { month, side })
      if (reached) found.set(step.id, reached)
      continue
    }
    const inMonth = [...days].filter(([, on]) => on >= firstDay(month))
    if (!inMonth.length) continue
    found.set(step.id, {
      step,
      days: [...new Set(inMonth.map(([, on]) => on))].toSorted(),
      debts: inMonth.map(([debt]) => debt),
    })
  }
  return found
}

interface Way {
  readonly month: RefMonth
  readonly side: Side
  readonly done: ReadonlyMap<string, ReadonlyMap<PastDebt, CivilDate>>
}

/** When a step was made for each debt, until the end of the month. */
function daysOf(one: PastCandidate, step: PolicyStep, way: Way): Map<PastDebt, CivilDate> {
  const ready = new Map<PastDebt, CivilDate>()
  if (isStopped(one, step)) return ready
  for (const debt of one.debts) {
    const on = readyOn(debt, step, way)
    if (on !== null && !isOvertaken(debt, { step, on, way })) ready.set(debt, on)
  }
  const hasRule = step.eligibility !== undefined && step.eligibility !== true
  return hasRule && !isOfCut(step) ? byRule(one, step, { ready, month: way.month }) : ready
}

const isStopped = ({ premise, debtorId }: PastCandidate, step: PolicyStep): boolean =>
  keptOutBy(step, {
    ...{ isHeld: false, marks: [], isBlocked: premise.isBlocked },
    isHolder: premise.holderId === debtorId,
  }) !== null

function readyOn(debt: PastDebt, step: PolicyStep, { month, done }: Way): CivilDate | null {
  const since = step.after === DUE ? debt.dueOn : done.get(step.after)?.get(debt)
  if (since === undefined) return null
  return askedOn(debt, {
    ...{ from: addDays(since, step.days), until: lastDay(month) },
    keepsOut: ({ why }: Away) =>
      keptOutBy(step, {
        ...{ isHeld: why === 'held', marks: [why], isHolder: true, isBlocked: false },
      }) !== null,
    isMade: (on) => isMadeOn(step, on),
  })
}

/** Who is warned is not reminded: a later step that writes came by the same day. */
function isOvertaken(
  debt: PastDebt,
  { step, on, way }: { readonly step: PolicyStep; readonly on: CivilDate; readonly way: Way }
): boolean {
  if (!isPaper(step)) return false
  const { ordered, offsets } = way.side
  return ordered.some((later) => {
    if (!isPaper(later) || later.after !== DUE) return false
    if (offsets.get(later.id)! <= offsets.get(step.id)!) return false
    const came = readyOn(debt, later, way)
    return came !== null && came <= on
  })
}

/** Days before the month on which a rule that turns with time is looked at once more. */
const LOOK_BACK = 7

/** What waits for a rule to hold is made on the first day on which it does, all of it at once. */
function byRule(
  one: PastCandidate,
  step: PolicyStep,
  { ready, month }: { readonly ready: ReadonlyMap<PastDebt, CivilDate>; readonly month: RefMonth }
): Map<PastDebt, CivilDate> {
  const made = new Map<PastDebt, CivilDate>()
  const [first, last] = [addDays(firstDay(month), -LOOK_BACK), lastDay(month)]
  const days = new Set([...ready.values()].filter((day) => day < first))
  for (let day = first; day <= last; day = addDays(day, 1)) if (isMadeOn(step, day)) days.add(day)
  for (const day of [...days].toSorted()) {
    const waiting = [...ready]
      .filter(([debt, since]) => since <= day && !made.has(debt))
      .map(([debt]) => debt)
    const some = countingOn(waiting, { delay: 0, on: day })
    if (some.length && isEligible(step, pastFacts(one, some, day), one.premise)) {
      for (const debt of some) made.set(debt, day)
    }
  }
  return made
}

/** A step of the cut cycle is reached by all that counts together, as the notice asks for it. */
function reachedByCut(
  one: PastCandidate,
  step: PolicyStep,
  { month, side }: Pick<Way, 'month' | 'side'>
): PastStep | null {
  const { policy, offsets, terms } = side
  // What a step of the cut cycle is counted from begins with the notice, which waits for the parameter's delay.
  const notice = policy.steps.find(({ kind }) => NOTICE_KINDS.includes(kind))
  const noticed = notice ? (offsets.get(notice.id) ?? 0) : 0
  const delay = (offsets.get(step.id) ?? 0) + Math.max(0, terms.minimum_days - noticed)
  const counted = one.debts.filter(({ isInvoice }) => isInvoice || terms.includes_sundry)
  const day = reachedOn(counted, {
    ...{ delay, from: firstDay(month), until: lastDay(month) },
    isMade: (on) => isMadeOn(step, on),
    isReached(debts, on) {
      const facts = pastFacts(one, debts, on)
      return side.isNotified(facts) && isEligible(step, facts, one.premise)
    },
  })
  return day === null ? null : { step, days: [day], debts: countingOn(counted, { delay, on: day }) }
}

/** What the rules are asked of some debts on a past day. */
function pastFacts(
  { premise, debtorId }: PastCandidate,
  debts: readonly PastDebt[],
  on: CivilDate
) {
  const invoices = debts.filter(({ isInvoice }) => isInvoice)
  return {
    ...{ today: on, invoices: invoices.length, sundry: debts.length - invoices.length },
    water_invoices: invoices.filter(({ hasWater }) => hasWater).length,
    debt_cents: Number(debts.reduce((sum, { cents }) => sum + cents, 0n)),
    oldest_days: debts.reduce((days, { dueOn }) => Math.max(days, daysBetween(dueOn, on)), 0),
    ...{ held: 0, arranged: 0, category: premise.category },
    ...{ situation: premise.situation, is_social: premise.isSocial },
    ...{ customer_type: premise.customerType, is_holder: premise.holderId === debtorId },
    ...{ is_blocked: premise.isBlocked, has_pending: false },
  }
}
