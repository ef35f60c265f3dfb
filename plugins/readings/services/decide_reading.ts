import type { CivilDate } from '#core/calendar/index'
import { civilDate, daysBetween } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import type { CompiledRuleset, Evaluation } from '#core/rules/index'
import { type BilledVolume, billedVolume } from '../domain/billed_volume.ts'
import { fitsDial, measuredM3 } from '../domain/consumption.ts'
import { expectedRange, rangeForDays } from '../domain/expected_range.ts'
import type { ReadingReturn } from '../domain/field_return_line.ts'
import type { ConsumptionKind, FrozenFacts, Qualification } from '../domain/frozen_facts.ts'
import { minimumM3 } from '../domain/minimum.ts'
import type { ReadingPolicy } from '../domain/policy.ts'

export interface CritiqueRules {
  readonly policy: ReadingPolicy
  readonly critique: CompiledRuleset
  readonly treatment: CompiledRuleset
}

/** What a premise was loaded with and what came back from it. */
export interface CritiqueCase {
  readonly facts: FrozenFacts
  readonly qualification: Qualification
  readonly loadedOn: CivilDate
  /** Null when nothing came back. */
  readonly visit: Pick<ReadingReturn, 'reading' | 'anomalyCode' | 'readAt' | 'meterNumber'> | null
}

export interface DecidedReading extends BilledVolume {
  /** Null when the reading is not to be used. */
  readonly reading: number | null
  readonly readOn: CivilDate
  readonly anomalyCode: string | null
  readonly entersAverage: boolean
  readonly state: 'accepted' | 'held'
  readonly holdReason: string | null
  readonly message: string | null
  /** Service that the anomaly asks for. */
  readonly order: string
}

interface CritiqueOutcome {
  readonly state: 'accepted' | 'held'
  readonly code: string
  readonly message: string
}

interface TreatmentOutcome {
  readonly kind: Exclude<ConsumptionKind, 'unmetered'>
  readonly enters_average: boolean
  readonly is_held: boolean
  readonly message: string
  readonly order: string
}

const answer = <T>({ outcome }: Evaluation): T => outcome as unknown as T

/**
 * The reading of one premise: what it measured, how it is billed, whether a person must look. Pure: the same facts, visit
 * and rules give the same result, so it can be replayed.
 */
export function decideReading(one: CritiqueCase, rules: CritiqueRules): DecidedReading {
  const measures = measuresOf(one)
  if (one.qualification !== 'read' && measures.reading === null) return unread(one, measures, rules)
  const treated = answer<TreatmentOutcome>(
    rules.treatment.evaluate(treatmentFacts(one, measures, rules.policy))
  )
  const judged = answer<CritiqueOutcome>(
    rules.critique.evaluate(critiqueFacts(one, usedBy(treated, measures), rules.policy))
  )
  const volume = volumeOf(one, rules.policy, { kind: treated.kind, measures })
  const isHeld = judged.state === 'held' || treated.is_held
  const message = judged.message || treated.message
  return {
    ...volume,
    reading: treated.kind === 'measured' ? measures.reading : null,
    readOn: measures.readOn,
    anomalyCode: one.visit?.anomalyCode ?? null,
    entersAverage: treated.enters_average && volume.kind === 'measured',
    state: isHeld ? 'held' : 'accepted',
    holdReason: isHeld ? (judged.state === 'held' ? judged.code : 'treatment') : null,
    message: message || null,
    order: treated.order,
  }
}

/** A reading that is not to be used (a broken meter) has no consumption to judge. */
const usedBy = ({ kind }: TreatmentOutcome, measures: Measures): Measures =>
  kind === 'measured'
    ? measures
    : { ...measures, consumption: null, isRollover: false, isBeyondDial: false }

export interface Measures {
  readonly reading: number | null
  readonly readOn: CivilDate
  /** Since the previous reading. */
  readonly days: number
  /** Since the premise was last billed, with or without a reading. */
  readonly billedDays: number
  readonly consumption: number | null
  readonly isRollover: boolean
  readonly isBeyondDial: boolean
  readonly isOtherMeter: boolean
}

const NOMINAL_DAYS = 30

export function measuresOf({ facts, visit, loadedOn }: CritiqueCase): Measures {
  const readOn = visit ? civilDate(visit.readAt.slice(0, 10)) : loadedOn
  const reading = facts.meter ? (visit?.reading ?? null) : null
  const daysSince = (on: string | null) =>
    on === null ? NOMINAL_DAYS : Math.max(0, daysBetween(civilDate(on), readOn))
  const dial =
    reading !== null && facts.meter && facts.previous_reading !== null
      ? measuredM3({
          reading,
          previous: facts.previous_reading,
          digits: facts.meter.digits,
        })
      : null
  return {
    reading,
    readOn,
    days: daysSince(facts.previous_read_on),
    billedDays: daysSince(facts.billed_until),
    consumption: dial?.m3 ?? null,
    isRollover: dial?.isRollover ?? false,
    isBeyondDial:
      reading !== null && facts.meter !== null && !fitsDial(reading, facts.meter.digits),
    isOtherMeter: isOtherMeter(facts, visit),
  }
}

const plain = (number: string) => number.toUpperCase().replace(/[^A-Z0-9]/g, '')

function isOtherMeter({ meter }: FrozenFacts, visit: CritiqueCase['visit']): boolean {
  if (!meter || !visit?.meterNumber) return false
  return plain(meter.number) !== plain(visit.meterNumber)
}

/** Category with the most economies, the first on ties. */
const mainCategory = ({ economies }: FrozenFacts): string | null =>
  economies.toSorted((a, b) => b.economies - a.economies)[0]?.category ?? null

function treatmentFacts(
  { facts, visit, loadedOn }: CritiqueCase,
  measures: Measures,
  policy: ReadingPolicy
) {
  return {
    loaded_on: loadedOn,
    anomaly_code: visit?.anomalyCode ?? null,
    has_reading: measures.reading !== null,
    has_average: facts.average_m3 !== null,
    month: facts.estimates.months + 1,
    max_estimates: policy.maxEstimates,
    category: mainCategory(facts),
  }
}

function critiqueFacts(
  { facts, visit, loadedOn }: CritiqueCase,
  measures: Measures,
  policy: ReadingPolicy
) {
  const monthly = expectedRange(facts.average_m3, policy.expectedRange)
  const days = wholeDays(facts, measures)
  const range = monthly && rangeForDays(monthly, days, policy.period)
  return {
    loaded_on: loadedOn,
    has_reading: measures.reading !== null,
    reading: measures.reading,
    previous: facts.previous_reading,
    digits: facts.meter?.digits ?? null,
    is_beyond_dial: measures.isBeyondDial || isSwapBeyondDial(facts, measures),
    is_rollover: measures.isRollover,
    is_other_meter: measures.isOtherMeter,
    consumption: wholeConsumption(facts, measures),
    average: facts.average_m3,
    expected_min: range?.min ?? null,
    expected_max: range?.max ?? null,
    days,
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

interface Way {
  readonly kind: ConsumptionKind
  readonly measures: Measures
}

/** The billed volume by one way of billing: by the rules, or as a person decided. */
export function volumeOf(
  { facts, qualification }: Pick<CritiqueCase, 'facts' | 'qualification'>,
  policy: ReadingPolicy,
  { kind, measures }: Way
): BilledVolume {
  const economies = facts.economies.reduce((sum, one) => sum + one.economies, 0)
  const isUnmetered = qualification === 'unmetered'
  const minimum = (isMetered: boolean) =>
    minimumM3({ isMetered, economies, outlets: null }, policy.minimum)
  return billedVolume({
    kind,
    measuredM3: measures.consumption,
    averageM3: facts.average_m3,
    minimumM3: minimum(true),
    unmeteredM3: isUnmetered ? minimum(false) : '0',
    swapM3: kind === 'unmetered' && facts.meter ? '0' : (facts.swap?.m3 ?? '0'),
    days: measures.billedDays,
    nominalDays: policy.period.nominal_days,
    estimates: facts.estimates,
  })
}

/** A premise that nobody reads: billed by its outlets, or not at all, and for what its last meter still showed. */
function unread(one: CritiqueCase, measures: Measures, rules: CritiqueRules): DecidedReading {
  const judged = isLastMeterGone(one.facts) ? judgeRemoval(one, measures, rules) : null
  const isHeld = judged?.state === 'held'
  return {
    ...volumeOf(one, rules.policy, { kind: 'unmetered', measures }),
    reading: null,
    readOn: measures.readOn,
    anomalyCode: one.visit?.anomalyCode ?? null,
    entersAverage: false,
    state: isHeld ? 'held' : 'accepted',
    holdReason: isHeld ? judged.code : null,
    message: isHeld ? judged.message : null,
    order: 'none',
  }
}

/** Whether a meter was taken away with consumption on it and none hangs there now. */
export const isLastMeterGone = ({ meter, swap }: FrozenFacts): boolean =>
  meter === null && swap !== null && (swap.is_beyond_dial || swap.m3 !== '0')

/**
 * The final reading of a meter that none followed, judged as a reading. That it is low, or that the connection was closed
 * with it, says nothing: the meter went.
 */
const judgeRemoval = (one: CritiqueCase, measures: Measures, rules: CritiqueRules) =>
  answer<CritiqueOutcome>(
    rules.critique.evaluate({
      ...critiqueFacts(one, { ...measures, consumption: 0 }, rules.policy),
      has_reading: true,
      expected_min: null,
      situation: 'active',
    })
  )
