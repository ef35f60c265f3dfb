import { type Json, canonicalJson } from '#core/database/index'
import type { BilledVolume } from '../domain/billed_volume.ts'
import type { DecidedReading } from './decide_reading.ts'

/** Columns of a reading that the rules decide; the values of `decidedValues` stand in the same order. */
export const DECIDED_COLUMNS = [
  ...['reading', 'read_on', 'anomaly_code', 'kind', 'measured_m3', 'billed_m3', 'adjustments'],
  ...['credit_m3', 'enters_average', 'state', 'hold_reason', 'message', 'fault'],
  ...['expected_min_m3', 'expected_max_m3', 'average_m3', 'annual_average_m3', 'rebilled'],
]

export const decidedValues = (reading: DecidedReading) => [
  ...[reading.reading, reading.readOn, reading.anomalyCode, reading.kind, reading.measuredM3],
  ...[reading.billedM3, canonicalJson(reading.adjustments), reading.creditM3],
  ...[reading.entersAverage, reading.state, reading.holdReason, reading.message, reading.fault],
  ...[reading.expected?.min ?? null, reading.expected?.max ?? null],
  ...[reading.averages.monthly, reading.averages.annual, rebilledText(reading)],
]

/** As it is kept: canonical JSON, null where nothing is billed month by month. */
export const rebilledText = ({ rebilled }: Pick<BilledVolume, 'rebilled'>): string | null =>
  rebilled ? canonicalJson(rebilled as unknown as Json) : null
