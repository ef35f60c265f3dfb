import type { CivilDate } from '#core/calendar/index'
import type { OpenDebt } from '#plugins/receivables/api'
import { isEligible } from '../../configuration/step_rule.ts'
import { type SteppedDebt, comingSteps, isMadeOn } from '../../domain/due_steps.ts'
import { NOTICE_KINDS, type PolicyStep } from '../../domain/policy.ts'
import { type LeftOut, keptOutBy } from '../../domain/step_reasons.ts'
import { judgeNotices } from '../find_notices.ts'
import { type PremiseState, noticeFacts, pairKey } from '../notice_debts.ts'
import { noticeStep } from '../notice_policy.ts'
import { type Owing, isHeld } from '../owing.ts'
import type { PolicyRun } from './run_policy.ts'

/** A step that has come to a debtor, with the debts that it asks for. */
export interface WantedStep {
  readonly step: PolicyStep
  readonly premise: PremiseState
  readonly debtorId: bigint
  readonly debts: readonly OpenDebt[]
  readonly since: CivilDate
  /** What is issued, of a step that notifies. */
  readonly notice?: 'cut_notice' | 'debt_notice'
}

export interface LeftOutStep extends Pick<WantedStep, 'step' | 'premise' | 'debtorId'> {
  readonly reason: LeftOut
}

export interface FoundSteps {
  readonly wanted: readonly WantedStep[]
  readonly leftOut: readonly LeftOutStep[]
}

interface Coming extends Pick<WantedStep, 'step' | 'premise' | 'debtorId'> {
  readonly debts: { readonly debt: OpenDebt; readonly since: CivilDate }[]
}

/** Which steps have come to whom on a day, and who is left out and why; in memory. Of what is not made on that weekday nothing is said. */
export function findSteps(
  run: PolicyRun,
  owing: Owing,
  historyOf: (debt: OpenDebt) => SteppedDebt
): FoundSteps {
  const wanted: WantedStep[] = []
  const leftOut: LeftOutStep[] = []
  for (const one of coming(run, owing, historyOf)) {
    const found = judgeOne(run, owing, one)
    if ('reason' in found) leftOut.push(found)
    else wanted.push(found)
  }
  const notices = noticed(run, owing, historyOf)
  return {
    wanted: [...wanted, ...notices.wanted],
    leftOut: [...leftOut, ...notices.leftOut],
  }
}

/** Steps that have come, debtor by debtor; notices have an eligibility of their own. */
function coming(
  { policy, on }: PolicyRun,
  { debts, premises }: Owing,
  historyOf: (debt: OpenDebt) => SteppedDebt
): Iterable<Coming> {
  const made = new Set(policy.steps.filter((step) => isMadeOn(step, on)))
  const byStep = new Map<string, Coming>()
  for (const debt of debts) {
    const premise = debt.premiseId === null ? undefined : premises.get(debt.premiseId)
    if (!premise) continue
    for (const { step, since } of comingSteps(policy, historyOf(debt), on)) {
      if (!made.has(step) || NOTICE_KINDS.includes(step.kind)) continue
      const key = `${pairKey(premise.premiseId, debt.debtorId)}/${step.id}`
      const known = byStep.get(key)
      if (known) known.debts.push({ debt, since })
      else byStep.set(key, { step, premise, debtorId: debt.debtorId, debts: [{ debt, since }] })
    }
  }
  return byStep.values()
}

function judgeOne(
  { on }: PolicyRun,
  owing: Owing,
  { step, premise, debtorId, debts }: Coming
): WantedStep | LeftOutStep {
  const reasons = debts.map(({ debt }) =>
    keptOutBy(step, {
      ...{ isHeld: isHeld(owing, debt), marks: debt.marks },
      ...{ isHolder: premise.holderId === debtorId, isBlocked: premise.isBlocked },
    })
  )
  const asked = debts.filter((_, index) => reasons[index] === null)
  const one = { step, premise, debtorId }
  if (!asked.length) return { ...one, reason: reasons[0]! }
  const list = asked.map(({ debt }) => debt)
  const facts = noticeFacts(
    { premise, debtorId, debts: list, held: 0, arranged: 0, hasPending: false },
    on
  )
  if (!isEligible(step, facts, premise)) return { ...one, reason: 'rule' }
  const [first] = asked.map(({ since }) => since).toSorted()
  return { ...one, debts: list, since: first! }
}

/** The notices of the day, by their own decision and terms. */
function noticed(
  { pack, on, key }: PolicyRun,
  owing: Owing,
  historyOf: (debt: OpenDebt) => SteppedDebt
): FoundSteps {
  const step = noticeStep(pack, on, key)
  if (!step || !isMadeOn(step.definition, on)) {
    return { wanted: [], leftOut: [] }
  }
  const { definition } = step
  const debts = owing.debts.filter((debt) => !historyOf(debt).refused.has(definition.id))
  const { wanted, skipped } = judgeNotices({ ...owing, debts }, { on, pack, step })
  return {
    wanted: wanted.map(({ kind, premise, debtorId, debts: listed }) => ({
      ...{ step: definition, premise, debtorId, debts: listed, notice: kind, since: on },
    })),
    leftOut: skipped.map(({ premise, debtorId, reason }) => ({
      ...{ step: definition, premise, debtorId, reason },
    })),
  }
}
