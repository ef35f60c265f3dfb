import { todayIn } from '#core/access/index'
import type { Actor } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { fitsDial, measuredM3 } from '../domain/consumption.ts'
import { errors } from '../errors.ts'
import { type OfSource, type SourceRow, lockSource } from './alternative_sources.ts'

export interface NewSourceReading extends OfSource {
  readonly at: Date
  readonly readOn: CivilDate
  readonly reading: number
  /** Somebody says that the dial turned over: without it, a reading below the one before is a mistake. */
  readonly isTurned: boolean
  readonly remarks: string | null
}

export interface SourceReading {
  readonly id: bigint
  readonly premiseId: bigint
  readonly code: string
  readonly m3: number
}

interface Step {
  readonly id: bigint
  readonly read_on: CivilDate
  readonly reading: number
  readonly is_rollover: boolean
}

/**
 * Keeps what stood on the meter of a source, in the order of days. @throws E_READINGS_SOURCE_UNKNOWN, E_READINGS_SOURCE_UNMETERED,
 * E_READINGS_SOURCE_DATE, E_READINGS_SOURCE_BELOW, E_READINGS_BEYOND_DIAL
 */
export async function recordSourceReading(tx: Tx, given: NewSourceReading): Promise<SourceReading> {
  const source = await lockSource(tx, given)
  const { readOn, reading, isTurned } = given
  const { id, code, premise_id: premiseId, measurement } = source
  if (measurement !== 'metered') throw errors.E_READINGS_SOURCE_UNMETERED({ code })
  const [last] = await query<Step>(
    tx,
    `select id, read_on, reading, is_rollover from readings_source_readings
      where source_id = ? order by read_on desc limit 1`,
    [id]
  )
  await requireDay(tx, given, { source, last })
  const previous = last?.reading ?? source.first_reading!
  const m3 = consumed(source, { previous, reading, isTurned })
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into readings_source_readings (municipality_id, source_id, premise_id, read_on, reading, m3, is_rollover, remarks,
       recorded_by, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[given.municipalityId, id, premiseId, readOn, reading, m3, reading < previous],
      ...[given.remarks, given.actor.name, given.at],
    ]
  )
  return { id: row!.id, premiseId, code, m3 }
}

/** Readings come one after another: the day is after the last one, within the source's days and not to come. */
async function requireDay(
  tx: Tx,
  { municipalityId, readOn }: NewSourceReading,
  { source, last }: { readonly source: SourceRow; readonly last: Step | undefined }
): Promise<void> {
  const today = await todayIn(tx, municipalityId)
  const isInOrder = last ? readOn > last.read_on : readOn >= source.from_on
  const until = source.until_on !== null && source.until_on < today ? source.until_on : today
  if (isInOrder && readOn <= until) return
  throw errors.E_READINGS_SOURCE_DATE({
    ...{ code: source.code, on: formatDate(readOn), until: formatDate(until) },
    since: formatDate(last?.read_on ?? source.from_on),
  })
}

interface Measured {
  readonly previous: number
  readonly reading: number
  readonly isTurned: boolean
}

function consumed({ code, digits }: SourceRow, { previous, reading, isTurned }: Measured): number {
  if (!fitsDial(reading, digits!)) throw errors.E_READINGS_BEYOND_DIAL({ reading, digits: digits! })
  if (reading < previous && !isTurned) {
    throw errors.E_READINGS_SOURCE_BELOW({ code, reading, previous })
  }
  return measuredM3({ reading, previous, digits: digits! })!.m3
}

export interface SourceReadingCorrection {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly at: Date
  readonly id: bigint
  readonly reading: number
  readonly isTurned: boolean
}

/**
 * Another value for a reading: its m³ and those of the next one change, and what was reported first stays on record. Months counted
 * already are settled by the next one, or by recalculating their invoice.
 * @throws E_READINGS_SOURCE_READING_UNKNOWN, E_READINGS_SOURCE_BELOW, E_READINGS_BEYOND_DIAL
 */
export async function correctSourceReading(
  tx: Tx,
  given: SourceReadingCorrection
): Promise<SourceReading & { readonly before: number; readonly readOn: CivilDate }> {
  const { municipalityId, actor, id, reading, isTurned } = given
  const [found] = await query<{ source_id: bigint }>(
    tx,
    'select source_id from readings_source_readings where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (!found) throw errors.E_READINGS_SOURCE_READING_UNKNOWN({ id })
  const source = await lockSource(tx, { municipalityId, actor, sourceId: found.source_id })
  const steps = await query<Step>(
    tx,
    'select id, read_on, reading, is_rollover from readings_source_readings where source_id = ? order by read_on',
    [source.id]
  )
  const place = steps.findIndex((step) => step.id === id)
  const [own, next] = [steps[place]!, steps[place + 1]]
  const previous = steps[place - 1]?.reading ?? source.first_reading!
  const m3 = consumed(source, { previous, reading, isTurned })
  if (next) {
    const isNextTurned = next.is_rollover
    const nextM3 = consumed(source, {
      ...{ previous: reading, reading: next.reading, isTurned: isNextTurned },
    })
    await query(tx, 'update readings_source_readings set m3 = ?, is_rollover = ? where id = ?', [
      ...[nextM3, next.reading < reading, next.id],
    ])
  }
  await query(
    tx,
    `update readings_source_readings
        set reading = ?, m3 = ?, is_rollover = ?, reported = coalesce(reported, reading), corrected_by = ?, corrected_at = ?
      where id = ?`,
    [reading, m3, reading < previous, actor.name, given.at, id]
  )
  const { code, premise_id: premiseId } = source
  return { id, premiseId, code, m3, before: own.reading, readOn: own.read_on }
}
