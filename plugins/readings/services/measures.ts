import { type CivilDate, civilDate, daysBetween } from '#core/calendar/index'
import { fitsDial, measuredM3 } from '../domain/consumption.ts'
import type { ReadingReturn } from '../domain/field_return_line.ts'
import type { FrozenFacts, Qualification } from '../domain/frozen_facts.ts'

/** What a premise was loaded with and what came back from it. */
export interface CritiqueCase {
  readonly facts: FrozenFacts
  readonly qualification: Qualification
  readonly loadedOn: CivilDate
  /** Null when nothing came back. */
  readonly visit: Visit | null
  /** The visit is one that the critique asked for. */
  readonly isSecondVisit?: boolean
}

/** What the rules ask of a visit; nothing is known of a photograph where it is not said. */
export type Visit = Pick<ReadingReturn, 'reading' | 'anomalyCode' | 'readAt' | 'meterNumber'> &
  Partial<Pick<ReadingReturn, 'hasPhoto' | 'readerCode'>>

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

/** What a visit measured against the frozen facts of its premise. Pure. */
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
