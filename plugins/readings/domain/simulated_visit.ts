import { Dec } from '#core/money/index'
import { readingAfter } from './consumption.ts'

/** Whole number from 0 to `sides` − 1, the same for the same question. */
export type Dice = (question: string, sides: number) => number

export interface SimulatedPremise {
  readonly previous: number
  readonly digits: number
  readonly averageM3: string | null
  /** A connection that is cut uses nothing, save one in ten. */
  readonly isActive: boolean
  /** Of a condominium's master: what its units consumed; null for the others. */
  readonly unitsM3: number | null
}

export interface SimulatedVisit {
  readonly m3: number
  readonly reading: number | null
  readonly anomalyCode: string | null
}

const CLOSED = '01'
const DOG = '02'
const BROKEN = '03'
const LEAK = '04'
const DEFAULT_AVERAGE = 12

/**
 * What a reader could have found at a premise: most within 25 % of the average, one in a hundred three times as much, one in
 * fifty not read with the reason, one in two hundred with a leak. A master reads a little more than its units.
 */
export function simulateVisit(premise: SimulatedPremise, dice: Dice): SimulatedVisit {
  const m3 = consumptionOf(premise, dice)
  const reading = readingAfter(premise.previous, m3, premise.digits)
  if (premise.unitsM3 === null && dice('not read', 50) === 0) {
    const anomalyCode = [CLOSED, CLOSED, DOG, BROKEN][dice('why', 4)]!
    return { m3, reading: null, anomalyCode }
  }
  return { m3, reading, anomalyCode: dice('leak', 200) === 0 ? LEAK : null }
}

function consumptionOf({ averageM3, unitsM3, isActive }: SimulatedPremise, dice: Dice): number {
  if (unitsM3 !== null) return unitsM3 + 1 + Math.floor((unitsM3 * dice('common', 4)) / 100)
  if (!isActive && dice('violated', 10) > 0) return 0
  const average = averageM3 === null ? DEFAULT_AVERAGE : wholeM3(averageM3)
  const percent = dice('high', 100) === 0 ? 320 : 75 + dice('ordinary', 51)
  return Math.floor((average * percent + 50) / 100)
}

const wholeM3 = (m3: string): number =>
  Number.parseInt(Dec.of(m3).round(0, 'half-up').toString(), 10)
