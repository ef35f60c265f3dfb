import type { Authority } from '#core/actions/index'
import { Dec } from '#core/money/index'
import { READINGS_AUTHORITY } from '../configuration/authority.ts'
import type { ConfirmedReading } from '../services/confirm_reading.ts'

/** Whole cubic metres, begun ones counted, between the volume that was held and the one decided; what stands as read changes none. */
function changedM3({ isChanged, before, billedM3 }: ConfirmedReading): bigint {
  if (!isChanged) return 0n
  return Dec.of(billedM3).minus(Dec.of(before.billedM3)).abs().round(0, 'up').toUnits(0)
}

export const decisionAuthority: Authority<unknown, ConfirmedReading> = {
  parameter: READINGS_AUTHORITY,
  unit: 'm3',
  measureDone: changedM3,
}
