import { type CivilDate, daysBetween } from '#core/calendar/index'

/** One step of a group's month: what the calendar planned, what was done, and what stands out. */
export interface ChainStep {
  readonly title: string
  readonly planned: CivilDate | null
  readonly started: CivilDate | null
  readonly ended: CivilDate | null
  readonly done: number
  /** How many there are to do; of the step before. */
  readonly of: number
  readonly exceptions: readonly ChainException[]
  /** Days after the plan: it began so late, or has not begun; zero or less: on time. */
  readonly lateDays: number
  readonly lateText: string | null
}

export interface ChainException {
  readonly text: string
  readonly count: number
  readonly path: string | null
}

export type StepFacts = Omit<ChainStep, 'lateDays' | 'lateText'>

const days = (count: number): string => `${count} ${count === 1 ? 'dia' : 'dias'}`

/** The steps of a month with their delays. Of those that have not begun only the first is late: the others wait for it. */
export function chainSteps(steps: readonly StepFacts[], today: CivilDate): ChainStep[] {
  const next = steps.find(({ started }) => started === null)
  return steps.map((step) => chainStep(step, step === next || step.started ? today : null))
}

/** A step that began after its planned day is late, and so is one that should have begun by `today`. */
function chainStep(facts: StepFacts, today: CivilDate | null): ChainStep {
  const { planned, started } = facts
  const until = started ?? today
  const lateDays = planned === null || until === null ? 0 : daysBetween(planned, until)
  const lateText =
    lateDays <= 0
      ? null
      : started
        ? `Começou com ${days(lateDays)} de atraso`
        : `Não começou: ${days(lateDays)} de atraso`
  return {
    ...{ ...facts, lateDays: Math.max(0, lateDays), lateText },
    exceptions: facts.exceptions.filter(({ count }) => count > 0),
  }
}
