import type { CivilDate } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import { type CompiledRuleset, type Evaluation, subjectFact } from '#core/rules/index'
import { SUBJECT } from '../decisions/schemas.ts'
import { type AveragesAfter, type JudgedMonth, averagesAfter } from '../domain/averages_after.ts'
import { type BilledVolume, billedVolume } from '../domain/billed_volume.ts'
import { spreadOver } from '../domain/estimate_spread.ts'
import type { ExpectedRange } from '../domain/expected_range.ts'
import type { ConsumptionKind, Fault, FrozenFacts } from '../domain/frozen_facts.ts'
import { minimumM3 } from '../domain/minimum.ts'
import type { ReadingPolicy } from '../domain/policy.ts'
import { type CritiqueCase, type Measures, measuresOf } from './measures.ts'
import { critiqueFacts, treatmentFacts } from './rule_facts.ts'

/** Rules that may read fields which administrators added to premises. */
export interface PremiseRules {
  readonly compiled: CompiledRuleset
  /** Keys of the added fields that they read. */
  readonly added: readonly string[]
}

export interface CritiqueRules {
  readonly policy: ReadingPolicy
  readonly critique: PremiseRules
  readonly treatment: PremiseRules
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
  readonly fault: Fault
  /** m³ expected in the days of the period; null without an average. */
  readonly expected: ExpectedRange | null
  /** Of the premise, this month among the past. */
  readonly averages: AveragesAfter
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
  readonly stores_reading: boolean
  readonly needs_photo: boolean
  readonly fault: Fault
}

/** Asks the rules with the added fields of the premise, as they were at the load. */
const askOf = ({ compiled, added }: PremiseRules, { facts }: CritiqueCase, asked: object) =>
  compiled.evaluate({ ...asked, ...subjectFact(SUBJECT, added, facts.added) })

const answer = <T>({ outcome }: Evaluation): T => outcome as unknown as T

/**
 * The reading of one premise: what it measured, how it is billed, whether a person must look. Pure: the same facts, visit
 * and rules give the same result, so it can be replayed.
 */
export function decideReading(one: CritiqueCase, rules: CritiqueRules): DecidedReading {
  const measures = measuresOf(one)
  if (one.qualification !== 'read' && measures.reading === null) return unread(one, measures, rules)
  const treated = answer<TreatmentOutcome>(
    askOf(rules.treatment, one, treatmentFacts(one, measures, rules.policy))
  )
  const asked = critiqueFacts(one, usedBy(treated, measures), rules.policy)
  const critique = answer<CritiqueOutcome>(askOf(rules.critique, one, asked))
  const judged = critique.state !== 'held' && lacksPhoto(one, treated) ? NO_PHOTO : critique
  const volume = volumeOf(one, rules.policy, { kind: treated.kind, measures })
  const isHeld = judged.state === 'held' || treated.is_held
  const message = judged.message || treated.message
  const enters = treated.enters_average && volume.kind === 'measured'
  return {
    ...volume,
    reading: isUsed(treated) ? measures.reading : null,
    readOn: measures.readOn,
    anomalyCode: one.visit?.anomalyCode ?? null,
    entersAverage: enters,
    state: isHeld ? 'held' : 'accepted',
    holdReason: isHeld ? (judged.state === 'held' ? judged.code : 'treatment') : null,
    message: message || null,
    order: treated.order,
    fault: treated.fault,
    expected: expectedIn(asked),
    averages: averagesOf(one.facts, rules.policy, { m3: ownM3(volume), entersAverage: enters }),
  }
}

const expectedIn = ({ expected_min: min, expected_max: max }: ReturnType<typeof critiqueFacts>) =>
  min === null || max === null ? null : { min, max }

/** Of a month that bills estimated ones again, its own share of what passed through the meter. */
export const ownM3 = ({ billedM3, rebilled }: BilledVolume): string => rebilled?.now_m3 ?? billedM3

/**
 * Of a volume to bill in a month that settles estimated ones, what is the month's own by its days; null where it is all of it.
 */
export function ownShare(one: CritiqueCase, policy: ReadingPolicy, billedM3: string) {
  const { estimates } = one.facts
  const { rebill } = rebillOf(one.facts, policy, measuresOf(one))
  if (!rebill || rebill.inMoney || !Dec.of(estimates.credit_m3).isZero()) return null
  const m3 = Dec.of(billedM3).plus(Dec.of(estimates.m3))
  return spreadOver(rebill.months, { ...rebill, m3 })?.now_m3 ?? null
}

/** The averages of a premise once its month has this volume. */
export const averagesOf = (
  { history }: FrozenFacts,
  { average }: ReadingPolicy,
  month: JudgedMonth
): AveragesAfter => averagesAfter(history, month, average)

const NO_PHOTO: CritiqueOutcome = {
  state: 'held',
  code: 'photo_missing',
  message: 'A anormalidade pede fotografia e o leiturista não mandou.',
}

const lacksPhoto = ({ visit }: CritiqueCase, treated: TreatmentOutcome): boolean =>
  treated.needs_photo && visit !== null && !visit.hasPhoto

/** Whether the number on the dial stays: it is billed by, or kept although the month is billed otherwise. */
const isUsed = ({ kind, stores_reading: isStored }: TreatmentOutcome): boolean =>
  kind === 'measured' || isStored

/** A reading that is not to be used (a broken meter) has no consumption to judge. */
const usedBy = (treated: TreatmentOutcome, measures: Measures): Measures =>
  isUsed(treated)
    ? measures
    : { ...measures, consumption: null, isRollover: false, isBeyondDial: false }

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
    minimumM3({ isMetered, economies, outlets: facts.taps ?? null }, policy.minimum)
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
    ...rebillOf(facts, policy, measures),
  })
}

/** The months to bill again: of premises alone, as the shares of a condominium's are not known month by month. */
function rebillOf(
  { kind, estimates, billed_until: billedUntil }: FrozenFacts,
  { settlement }: ReadingPolicy,
  { readOn }: Measures
) {
  if (settlement === 'in_month' || kind !== 'single' || !estimates.of || billedUntil === null)
    return {}
  const inMoney = settlement === 'credit'
  return { rebill: { months: estimates.of, readOn, billedUntil, ...(inMoney && { inMoney }) } }
}

/** A premise that nobody reads: billed by its outlets, or not at all, and for what its last meter still showed. */
function unread(one: CritiqueCase, measures: Measures, rules: CritiqueRules): DecidedReading {
  const judged = isLastMeterGone(one.facts) ? judgeRemoval(one, measures, rules) : null
  const isHeld = judged?.state === 'held'
  const volume = volumeOf(one, rules.policy, { kind: 'unmetered', measures })
  return {
    ...volume,
    reading: null,
    readOn: measures.readOn,
    anomalyCode: one.visit?.anomalyCode ?? null,
    entersAverage: false,
    state: isHeld ? 'held' : 'accepted',
    holdReason: isHeld ? judged.code : null,
    message: isHeld ? judged.message : null,
    order: 'none',
    fault: 'none',
    expected: null,
    averages: averagesOf(one.facts, rules.policy, { m3: volume.billedM3, entersAverage: false }),
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
    askOf(rules.critique, one, {
      ...critiqueFacts(one, { ...measures, consumption: 0 }, rules.policy),
      has_reading: true,
      expected_min: null,
      situation: 'active',
    })
  )
