import { Dec } from '#core/money/index'

export interface DialReading {
  readonly reading: number
  readonly previous: number
  /** Digits of the dial: it turns over at 10^digits. */
  readonly digits: number
}

export interface DialConsumption {
  /** Whole m³, never negative. */
  readonly m3: number
  /** The reading is below the previous one: either the dial turned over or one of them is wrong. */
  readonly isRollover: boolean
}

/** Whether a number can stand on a dial of so many digits. */
export const fitsDial = (reading: number, digits: number): boolean =>
  Number.isSafeInteger(reading) && reading >= 0 && reading < 10 ** digits

/**
 * m³ between two readings. A reading below the previous one is taken as a turn of the dial; whether that is plausible is
 * for the critique. Null when either number does not fit the dial.
 */
export function measuredM3({ reading, previous, digits }: DialReading): DialConsumption | null {
  if (!fitsDial(reading, digits) || !fitsDial(previous, digits)) return null
  return reading >= previous
    ? { m3: reading - previous, isRollover: false }
    : { m3: reading + 10 ** digits - previous, isRollover: true }
}

/** The reading that a consumption leads to, past the turn of the dial. */
export const readingAfter = (previous: number, m3: number, digits: number): number =>
  (previous + m3) % 10 ** digits

/** An average per month brought to the days of a period, in whole m³, half up. */
export const perDays = (monthlyM3: string, days: number, nominalDays: number): Dec =>
  Dec.muldiv(Dec.of(monthlyM3), Dec.of(days), Dec.of(nominalDays), 0, 'half-up')

/** Mean of volumes with so many decimals, half up; null without any. */
export function meanOf(volumes: readonly string[], decimals: number): string | null {
  if (volumes.length === 0) return null
  const total = Dec.sum(volumes.map((m3) => Dec.of(m3)))
  return total.divide(Dec.of(volumes.length), decimals, 'half-up').toString()
}
