import { type CivilDate, addDays, maxDate } from '#core/calendar/index'
import { type LegalCalendar, firstCutDay } from './cut_calendar.ts'
import { isMadeOn, isOfCutCycle } from './due_steps.ts'
import { NOTICE_KINDS, type Policy, type PolicyStep, daysFromDue } from './policy.ts'

/** The day that the timetable has for a step. */
export interface PlannedStep {
  readonly step: PolicyStep
  readonly on: CivilDate
}

export interface Planning {
  readonly dueOn: CivilDate
  /** Days of delay from which a debt is noticed, by the parameter of notices. */
  readonly noticeDays: number
  readonly calendar: LegalCalendar
}

/** No chain of weekends and holidays is longer. */
const LONGEST = 31

/**
 * The first day on which each step of a policy may come to bills of one due date: so many days later, or after the step that it counts
 * from, on a weekday of the step; a cut on a day that the law allows. Steps that hang on nothing have none.
 */
export function planSteps(policy: Policy, planning: Planning): PlannedStep[] {
  return policy.steps.flatMap((step): PlannedStep[] => {
    const on = dayOf(policy, step, planning)
    return on === null ? [] : [{ step, on }]
  })
}

function dayOf(policy: Policy, step: PolicyStep, planning: Planning): CivilDate | null {
  const { dueOn, noticeDays, calendar } = planning
  // Null as well where steps count from each other in a ring.
  if (daysFromDue(policy, step.id) === null) return null
  const before = policy.steps.find(({ id }) => id === step.after)
  const since = before ? dayOf(policy, before, planning) : dueOn
  if (since === null) return null
  let day = addDays(since, step.days)
  if (NOTICE_KINDS.includes(step.kind)) day = maxDate(day, addDays(dueOn, noticeDays))
  for (let left = LONGEST; left > 0; left--) {
    if (isOfCutCycle(step)) day = firstCutDay(day, calendar)
    if (isMadeOn(step, day)) return day
    day = addDays(day, 1)
  }
  return null
}
