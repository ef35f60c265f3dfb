import { Dec } from '#core/money/index'
import { measuredM3 } from './consumption.ts'
import type { SwapResidual } from './frozen_facts.ts'

/** A meter that was taken away: what stood on it at the last real reading, or at its installation, and at the end. */
export interface GoneMeter {
  readonly number: string
  readonly digits: number
  readonly previousReading: number
  readonly finalReading: number
}

/** What passed through meters that hang no more and no reading has billed; `since` is the last real reading, a date. */
export function swapResidual(gone: readonly GoneMeter[], since: string): SwapResidual | null {
  if (gone.length === 0) return null
  const measured = gone.map(({ digits, previousReading: previous, finalReading: reading }) =>
    measuredM3({ reading, previous, digits })
  )
  return {
    m3: Dec.sum(measured.map((one) => Dec.of(one?.m3 ?? 0))).toString(),
    since,
    is_beyond_dial: measured.includes(null),
    meters: gone.map(({ number, previousReading, finalReading }) => ({
      number,
      previous_reading: previousReading,
      final_reading: finalReading,
    })),
  }
}
