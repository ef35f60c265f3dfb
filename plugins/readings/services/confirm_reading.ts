import { formatRefMonth } from '#core/calendar/index'
import { type Tx, canonicalJson, query } from '#core/database/index'
import { fitsDial } from '../domain/consumption.ts'
import type { ConsumptionKind, FrozenFacts, Qualification } from '../domain/frozen_facts.ts'
import { errors } from '../errors.ts'
import { critiqueRulesOf } from './critique_rules.ts'
import { visitOf } from './critique_chunk.ts'
import {
  type CritiqueRules,
  averagesOf,
  isLastMeterGone,
  ownM3,
  volumeOf,
} from './decide_reading.ts'
import { rebilledText } from './decided_columns.ts'
import { VISIT_COLUMNS, VISIT_JOINS, withdrawReview } from './field_reviews.ts'
import { type CritiqueCase, measuresOf } from './measures.ts'
import { type LoadRef, lockLoad, readLoad } from './load_state.ts'

/** `as_is`: the reading stands; `corrected`: this one instead; `average`: none, bill the average. */
export type ConfirmMode = 'as_is' | 'corrected' | 'average'

export interface Confirmation {
  readonly municipalityId: bigint
  readonly readingId: bigint
  readonly mode: ConfirmMode
  /** m³ on the dial; asked for with `corrected`. */
  readonly reading: number | null
  readonly reason: string
  readonly by: string
  readonly now: Date
}

export interface ConfirmedReading {
  readonly readingId: bigint
  readonly registrationNumber: string
  readonly kind: ConsumptionKind
  readonly reading: number | null
  readonly billedM3: string
  /** False: the reading stands as the field brought it. */
  readonly isChanged: boolean
  readonly before: { readonly reading: number | null; readonly billedM3: string }
}

interface Row {
  readonly id: bigint
  readonly superseded_by: bigint | null
  readonly state: string
  readonly reading: number | null
  readonly billed_m3: string
  readonly registration_number: string
  readonly qualification: Qualification
  readonly facts: string
  readonly raw: string | null
  readonly is_second_visit: boolean
}

/**
 * A person's decision about a held reading. What came from the field stays in its line; the reading becomes `confirmed`.
 * Errors: E_READINGS_READING_UNKNOWN, E_READINGS_NOT_HELD, E_READINGS_SUPERSEDED, E_READINGS_NO_READING, E_READINGS_NO_METER,
 * E_READINGS_BEYOND_DIAL, E_READINGS_CONFIRM_VALUE.
 */
export async function confirmReading(tx: Tx, given: Confirmation): Promise<ConfirmedReading> {
  const load = await lockLoadOf(tx, given)
  const row = await lockReading(tx, given)
  if (row.state !== 'held') throw errors.E_READINGS_NOT_HELD({ id: row.id, state: row.state })
  await requireNotSuperseded(tx, given.municipalityId, row)
  const rules = await critiqueRulesOf(tx, load)
  const one: CritiqueCase = {
    facts: JSON.parse(row.facts) as FrozenFacts,
    qualification: row.qualification,
    loadedOn: load.loadedOn,
    visit: visitOf(row.raw),
    isSecondVisit: row.is_second_visit,
  }
  const value = valueOf(given, one, row.id)
  const result = confirmedVolume(one, rules, { mode: given.mode, value })
  const entersAverage = result.kind === 'measured'
  const counted = { m3: ownM3(result), entersAverage }
  const { monthly, annual } = averagesOf(one.facts, rules.policy, counted)
  await withdrawReview(tx, row.id)
  await query(
    tx,
    `update readings_readings
        set state = 'confirmed', reading = ?, kind = ?, measured_m3 = ?, billed_m3 = ?, adjustments = ?, credit_m3 = ?,
            enters_average = ?, average_m3 = ?, annual_average_m3 = ?, rebilled = ?, confirmation = ?
      where id = ?`,
    [
      ...[value, result.kind, result.measuredM3, result.billedM3],
      ...[canonicalJson(result.adjustments), result.creditM3, entersAverage, monthly, annual],
      rebilledText(result),
      canonicalJson({
        mode: given.mode,
        reading: value,
        reason: given.reason,
        by: given.by,
        at: given.now.toISOString(),
      }),
      row.id,
    ]
  )
  return {
    readingId: row.id,
    registrationNumber: row.registration_number,
    kind: result.kind,
    reading: value,
    billedM3: result.billedM3,
    isChanged: given.mode !== 'as_is',
    before: { reading: row.reading, billedM3: row.billed_m3 },
  }
}

/** The load's row is locked before the reading's, as by the next load that takes held readings over. */
async function lockLoadOf(tx: Tx, { municipalityId, readingId }: Confirmation): Promise<LoadRef> {
  const [row] = await query<{ load_id: bigint | null }>(
    tx,
    'select load_id from readings_readings where municipality_id = ? and id = ?',
    [municipalityId, readingId]
  )
  if (!row) throw errors.E_READINGS_READING_UNKNOWN({ id: readingId })
  if (row.load_id === null) throw errors.E_READINGS_NOT_HELD({ id: readingId, state: 'legacy' })
  return lockLoad(tx, municipalityId, row.load_id)
}

async function requireNotSuperseded(tx: Tx, municipalityId: bigint, row: Row): Promise<void> {
  if (row.superseded_by === null) return
  const { id: load, reference } = await readLoad(tx, municipalityId, row.superseded_by)
  throw errors.E_READINGS_SUPERSEDED({ id: row.id, load, month: formatRefMonth(reference) })
}

async function lockReading(tx: Tx, { municipalityId, readingId }: Confirmation): Promise<Row> {
  const [row] = await query<Row>(
    tx,
    `select r.id, r.superseded_by, r.state, r.reading, r.billed_m3, r.registration_number, i.qualification, i.facts,
            ${VISIT_COLUMNS}
       from readings_readings r
       join readings_load_items i on i.id = r.load_item_id ${VISIT_JOINS}
      where r.municipality_id = ? and r.id = ? for update of r`,
    [municipalityId, readingId]
  )
  if (!row) throw errors.E_READINGS_READING_UNKNOWN({ id: readingId })
  return row
}

/** The reading that will stand; null when the average is billed. */
function valueOf({ mode, reading }: Confirmation, one: CritiqueCase, id: bigint): number | null {
  if (mode === 'average') return null
  if (mode === 'as_is' && isLastMeterGone(one.facts)) return null
  const { meter } = one.facts
  if (!meter) throw errors.E_READINGS_NO_METER({ id })
  const value = mode === 'as_is' ? (one.visit?.reading ?? null) : reading
  if (value === null) {
    throw mode === 'as_is'
      ? errors.E_READINGS_NO_READING({ id })
      : errors.E_READINGS_CONFIRM_VALUE({ id })
  }
  if (!fitsDial(value, meter.digits)) {
    throw errors.E_READINGS_BEYOND_DIAL({ reading: value, digits: meter.digits })
  }
  return value
}

interface Chosen {
  readonly mode: ConfirmMode
  readonly value: number | null
}

/** The volume that a person's decision leads to; also how it is replayed. */
export function confirmedVolume(one: CritiqueCase, rules: CritiqueRules, { mode, value }: Chosen) {
  const visit = {
    readAt: one.visit?.readAt ?? one.loadedOn,
    anomalyCode: one.visit?.anomalyCode ?? null,
    meterNumber: null,
    reading: value,
  }
  const measures = measuresOf({ ...one, visit })
  return volumeOf(one, rules.policy, {
    kind: mode === 'average' ? 'average' : one.facts.meter ? 'measured' : 'unmetered',
    measures,
  })
}
