import { civilDate, daysBetween } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import { expectedRange, rangeForDays } from '../domain/expected_range.ts'
import type { FrozenFacts } from '../domain/frozen_facts.ts'
import type { ReadingPolicy } from '../domain/policy.ts'
import type { CritiqueCase, Measures, Visit } from './measures.ts'

/** Category with the most economies, the first on ties. */
const mainCategory = ({ economies }: FrozenFacts): string | null =>
  economies.toSorted((a, b) => b.economies - a.economies)[0]?.category ?? null

/** What `readings.anomaly_treatment` is asked with. */
export function treatmentFacts(
  { facts, visit, loadedOn }: CritiqueCase,
  measures: Measures,
  policy: ReadingPolicy
) {
  return {
    loaded_on: loadedOn,
    anomaly_code: visit?.anomalyCode ?? null,
    has_reading: measures.reading !== null,
    has_average: facts.average_m3 !== null,
    has_photo: visit?.hasPhoto ?? false,
    month: facts.estimates.months + 1,
    recurrence: recurrenceOf(facts, visit),
    max_estimates: policy.maxEstimates,
    category: mainCategory(facts),
  }
}

/** Months in a row with the same anomaly, this one among them. */
function recurrenceOf({ history }: FrozenFacts, visit: Visit | null): number {
  const code = visit?.anomalyCode
  if (!code) return 0
  const other = history.findIndex(({ anomaly }) => anomaly !== code)
  return (other < 0 ? history.length : other) + 1
}

/** What is expected of the premise by its average, brought to the days of a period out of the usual (DECISIONS 52). */
function rangeOf(facts: FrozenFacts, measures: Measures, policy: ReadingPolicy) {
  const monthly = expectedRange(facts.average_m3, policy.expectedRange)
  return monthly && rangeForDays(monthly, wholeDays(facts, measures), policy.period)
}

/** What `readings.critique` is asked with. */
export function critiqueFacts(
  { facts, visit, loadedOn, isSecondVisit }: CritiqueCase,
  measures: Measures,
  policy: ReadingPolicy
) {
  const range = rangeOf(facts, measures, policy)
  return {
    loaded_on: loadedOn,
    has_reading: measures.reading !== null,
    reading: measures.reading,
    previous: facts.previous_reading,
    digits: facts.meter?.digits ?? null,
    is_beyond_dial: measures.isBeyondDial || isSwapBeyondDial(facts, measures),
    is_rollover: measures.isRollover,
    is_other_meter: measures.isOtherMeter,
    is_second_visit: isSecondVisit ?? false,
    consumption: wholeConsumption(facts, measures),
    average: facts.average_m3,
    expected_min: range?.min ?? null,
    expected_max: range?.max ?? null,
    days: wholeDays(facts, measures),
    anomaly_code: visit?.anomalyCode ?? null,
    consecutive_estimates: facts.estimates.months,
    situation: facts.water?.situation ?? null,
    category: mainCategory(facts),
  }
}

/** What all meters of the period measured: a swap is judged with the meter that followed it. */
const wholeConsumption = ({ swap }: FrozenFacts, { consumption }: Measures): string | null =>
  consumption === null
    ? null
    : Dec.of(swap?.m3 ?? '0')
        .plus(Dec.of(consumption))
        .toString()

const wholeDays = ({ swap }: FrozenFacts, { days, readOn }: Measures): number =>
  swap ? Math.max(0, daysBetween(civilDate(swap.since), readOn)) : days

const isSwapBeyondDial = ({ swap }: FrozenFacts, { consumption }: Measures): boolean =>
  consumption !== null && (swap?.is_beyond_dial ?? false)
