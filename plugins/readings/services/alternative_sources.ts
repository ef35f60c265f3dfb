import type { Actor } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { fitsDial } from '../domain/consumption.ts'
import { errors } from '../errors.ts'

export interface NewSource {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly at: Date
  readonly premiseId: bigint
  readonly type: string
  readonly location: string | null
  readonly measurement: 'metered' | 'estimated'
  readonly meterNumber: string | null
  readonly digits: number | null
  readonly firstReading: number | null
  /** m³ a month, decimal text. */
  readonly estimatedM3: string | null
  readonly from: CivilDate
  readonly remarks: string | null
}

export interface RegisteredSource {
  readonly id: bigint
  readonly code: string
}

/**
 * Registers water of a premise that does not come from the network (TR-3.2.4.7). @throws E_READINGS_PREMISE_UNKNOWN,
 * E_READINGS_SOURCE_MASTER, E_READINGS_SOURCE_TYPE, E_READINGS_SOURCE_FACTS, E_READINGS_BEYOND_DIAL
 */
export async function registerSource(tx: Tx, given: NewSource): Promise<RegisteredSource> {
  const { municipalityId, premiseId, type, measurement, digits, firstReading } = given
  const premise = await lockPremise(tx, given)
  if (premise.kind === 'condominium_master') throw errors.E_READINGS_SOURCE_MASTER()
  const [known] = await query(
    tx,
    'select from registry_other_source_types where municipality_id = ? and code = ? and is_active',
    [municipalityId, type]
  )
  if (!known) throw errors.E_READINGS_SOURCE_TYPE({ type })
  const isMetered = measurement === 'metered'
  const missing = isMetered ? METER_FACTS.filter((name) => given[name] === null) : []
  if (missing.length || (!isMetered && given.estimatedM3 === null)) {
    throw errors.E_READINGS_SOURCE_FACTS()
  }
  if (isMetered && !fitsDial(firstReading!, digits!)) {
    throw errors.E_READINGS_BEYOND_DIAL({ reading: firstReading!, digits: digits! })
  }
  const [row] = await query<RegisteredSource>(
    tx,
    `insert into readings_sources (municipality_id, premise_id, code, type_code, location, measurement, meter_number, digits,
       first_reading, estimated_m3, from_on, remarks, registered_by, registered_at)
     select ?, ?, ? || '-F' || (select count(*) + 1 from readings_sources where premise_id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
     returning id, code`,
    [
      ...[municipalityId, premiseId, premise.registration_number, premiseId, type, given.location],
      ...[measurement, isMetered ? given.meterNumber : null, isMetered ? digits : null],
      ...[isMetered ? firstReading : null, given.estimatedM3, given.from, given.remarks],
      ...[given.actor.name, given.at],
    ]
  )
  return row!
}

const METER_FACTS = ['meterNumber', 'digits', 'firstReading'] as const

interface PremiseRow {
  readonly kind: string
  readonly registration_number: string
}

/** Locked, so that two sources of a premise never take the same code. */
async function lockPremise(
  tx: Tx,
  { municipalityId, actor, premiseId: id }: NewSource
): Promise<PremiseRow> {
  const [premise] = await query<PremiseRow>(
    tx,
    'select kind, registration_number from registry_premises where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  if (!premise || (await isOutside(tx, actor, { type: 'registry.premises', id }))) {
    throw errors.E_READINGS_PREMISE_UNKNOWN({ id })
  }
  return premise
}

export interface SourceRow {
  readonly id: bigint
  readonly premise_id: bigint
  readonly code: string
  readonly measurement: 'metered' | 'estimated'
  readonly digits: number | null
  readonly first_reading: number | null
  readonly from_on: CivilDate
  readonly until_on: CivilDate | null
}

export interface OfSource {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly sourceId: bigint
}

/** A source, locked; one of another municipality or outside the person's territory is unknown. @throws E_READINGS_SOURCE_UNKNOWN */
export async function lockSource(
  tx: Tx,
  { municipalityId, actor, sourceId }: OfSource
): Promise<SourceRow> {
  const [row] = await query<SourceRow>(
    tx,
    `select id, premise_id, code, measurement, digits, first_reading, from_on, until_on from readings_sources
      where municipality_id = ? and id = ? for update`,
    [municipalityId, sourceId]
  )
  const isUnknown =
    !row || (await isOutside(tx, actor, { type: 'registry.premises', id: row.premise_id }))
  if (isUnknown) throw errors.E_READINGS_SOURCE_UNKNOWN({ id: sourceId })
  return row
}

/** The last day of a source; readings made until then still count. @throws E_READINGS_SOURCE_UNKNOWN, E_READINGS_SOURCE_END */
export async function endSource(
  tx: Tx,
  { on, ...given }: OfSource & { readonly on: CivilDate }
): Promise<SourceRow> {
  const source = await lockSource(tx, given)
  const [last] = await query<{ read_on: CivilDate | null }>(
    tx,
    'select max(read_on) as read_on from readings_source_readings where source_id = ?',
    [source.id]
  )
  const first = last?.read_on ?? source.from_on
  if (source.until_on !== null || on < first) {
    throw errors.E_READINGS_SOURCE_END({ code: source.code, from: formatDate(first) })
  }
  await query(tx, 'update readings_sources set until_on = ?, ended_by = ? where id = ?', [
    ...[on, given.actor.name, source.id],
  ])
  return source
}
