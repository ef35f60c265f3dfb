import { type CivilDate, addDays, dayOfWeek } from '#core/calendar/index'
import {
  CUT_KINDS,
  DUE,
  NOTICE_KINDS,
  PAPER_KINDS,
  type Policy,
  type PolicyStep,
  WEEKDAYS,
  daysFromDue,
} from './policy.ts'

/** A debt on its way through a policy. */
export interface SteppedDebt {
  readonly dueOn: CivilDate
  /** Days on which steps were done to it: by the id of the step, and by `#kind` for notices and cuts, whoever asked for them. */
  readonly done: ReadonlyMap<string, CivilDate>
  /** Steps that somebody refused: they do not come again. */
  readonly refused: ReadonlySet<string>
}

/** A step that has come to a debt. */
export interface ComingStep {
  readonly step: PolicyStep
  readonly since: CivilDate
}

/** When a step was done to a debt; null: it was not. */
function doneOn({ id, kind }: PolicyStep, { done }: SteppedDebt): CivilDate | null {
  return done.get(id) ?? done.get(`#${kind}`) ?? null
}

/** A notice that ended may be followed by another: its own rules say when. */
const isOver = (step: PolicyStep, debt: SteppedDebt): boolean =>
  debt.refused.has(step.id) || (!NOTICE_KINDS.includes(step.kind) && doneOn(step, debt) !== null)

/** The day on which a step comes to a debt; null: what it counts from was not done. */
export function comesOn(
  { steps }: Policy,
  { after, days }: PolicyStep,
  debt: SteppedDebt
): CivilDate | null {
  if (after === DUE) return addDays(debt.dueOn, days)
  const previous = steps.find(({ id }) => id === after)
  const since = previous ? doneOn(previous, debt) : null
  return since === null ? null : addDays(since, days)
}

/** How far along each step of a policy is, in days from the due date. */
const offsets = new WeakMap<Policy, ReadonlyMap<string, number>>()

function offsetOf(policy: Policy, { id }: PolicyStep): number {
  let known = offsets.get(policy)
  if (!known) {
    known = new Map(policy.steps.map((step) => [step.id, daysFromDue(policy, step.id) ?? 0]))
    offsets.set(policy, known)
  }
  return known.get(id) ?? 0
}

const isPaper = ({ kind }: PolicyStep) => PAPER_KINDS.includes(kind)

/**
 * The steps that have come to a debt by a day and are not done, whatever the weekday. Of those that write to the debtor only the
 * last: who is warned for the third time is not reminded first.
 */
export function comingSteps(policy: Policy, debt: SteppedDebt, on: CivilDate): ComingStep[] {
  const written = policy.steps
    .filter((step) => isPaper(step) && isOver(step, debt))
    .map((step) => offsetOf(policy, step))
  const coming = policy.steps.flatMap((step): ComingStep[] => {
    if (isOver(step, debt)) return []
    const since = comesOn(policy, step, debt)
    return since !== null && since <= on ? [{ step, since }] : []
  })
  const papers = coming.filter(({ step }) => isPaper(step))
  const last = papers.toSorted((a, b) => offsetOf(policy, b.step) - offsetOf(policy, a.step))[0]
  return coming.filter(
    (one) =>
      !isPaper(one.step) ||
      (one === last && written.every((offset) => offset < offsetOf(policy, one.step)))
  )
}

/** The step that comes next to a debt after a day, and when: the first that is neither done nor there yet. */
export function nextStep(policy: Policy, debt: SteppedDebt, on: CivilDate): ComingStep | null {
  const ahead = policy.steps.flatMap((step): ComingStep[] => {
    if (isOver(step, debt)) return []
    const since = comesOn(policy, step, debt)
    return since !== null && since > on ? [{ step, since }] : []
  })
  return ahead.toSorted((a, b) => (a.since < b.since ? -1 : 1))[0] ?? null
}

/** From Sunday on, as `dayOfWeek` counts. */
const DAYS = [WEEKDAYS[6].value, ...WEEKDAYS.slice(0, 6).map(({ value }) => value)]

/** Whether a step is made on the weekday of a day. */
export const isMadeOn = ({ weekdays }: PolicyStep, on: CivilDate): boolean =>
  weekdays.includes(DAYS[dayOfWeek(on)]!)

/** The latest due date of a debt to which any step may have come by a day. */
export function dueUntil(policy: Policy, on: CivilDate): CivilDate {
  const first = Math.min(...policy.steps.map((step) => offsetOf(policy, step)))
  return addDays(on, -Math.max(0, first))
}

/** What another part of the product already makes by itself, and only asks here whether it may. */
export const isOfCutCycle = ({ kind }: PolicyStep): boolean => CUT_KINDS.includes(kind)
