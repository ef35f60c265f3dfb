import { type Tx, sha256, query } from '#core/database/index'
import type { CivilDate } from '#core/calendar/index'
import { type LoadLine, writeLoadFile } from '../domain/field_load_file.ts'
import type { FieldFileHeader } from '../domain/field_file.ts'
import type { FrozenFacts, Qualification } from '../domain/frozen_facts.ts'
import { errors } from '../errors.ts'
import { type LoadRef, readLoad } from './load_state.ts'

interface Row {
  readonly sequence: number
  readonly registration_number: string
  readonly meter_number: string | null
  readonly qualification: Qualification
  readonly previous_reading: number | null
  readonly previous_read_on: CivilDate | null
  readonly average_m3: string | null
  readonly expected_min: string | null
  readonly expected_max: string | null
  readonly facts: string
}

export interface LoadFile {
  readonly name: string
  readonly text: string
  /** sha256 of the detail lines, which the return repeats. */
  readonly contentSha256: string
}

/**
 * The file that takes a load to the field; the same load always gives the same bytes.
 * Errors: E_READINGS_LOAD_UNKNOWN, E_READINGS_INCOMPLETE.
 */
export async function exportLoadFile(
  tx: Tx,
  municipalityId: bigint,
  loadId: bigint
): Promise<LoadFile> {
  const load = await readLoad(tx, municipalityId, loadId)
  if (load.itemCount === null) throw errors.E_READINGS_INCOMPLETE({ id: load.id })
  const rows = await query<Row>(
    tx,
    `select sequence, registration_number, meter_number, qualification, previous_reading, previous_read_on, average_m3,
            expected_min, expected_max, facts
       from readings_load_items where load_id = ? order by route_id nulls last, sequence, id`,
    [load.id]
  )
  const header = await loadHeader(tx, municipalityId, load)
  const text = writeLoadFile({ header, lines: rows.map(lineOf) }, sha256)
  const name = `carga-${load.billingGroupId}-${load.reference}.csv`
  return { name, text, contentSha256: digestIn(text) }
}

/** Who and which month a file of this load is about, without the digest. */
export async function loadHeader(
  tx: Tx,
  municipalityId: bigint,
  load: LoadRef
): Promise<Omit<FieldFileHeader, 'contentSha256'>> {
  const [row] = await query<{ ibge_code: string }>(
    tx,
    'select ibge_code from access_municipalities where id = ?',
    [municipalityId]
  )
  return {
    municipality: row!.ibge_code,
    billingGroup: String(load.billingGroupId),
    reference: load.reference,
    loadId: String(load.id),
  }
}

/** The digest stands in the last column of the header. */
const digestIn = (text: string): string => text.slice(0, text.indexOf('\r\n')).slice(-64)

function lineOf(row: Row): LoadLine {
  const facts = JSON.parse(row.facts) as FrozenFacts
  return {
    sequence: row.sequence,
    registration: row.registration_number,
    meterNumber: row.meter_number,
    meterDigits: facts.meter?.digits ?? null,
    qualification: row.qualification,
    address: facts.address,
    district: facts.district,
    customerName: facts.holder_name ?? '',
    previousReading: row.previous_reading,
    previousReadOn: row.previous_read_on,
    averageM3: row.average_m3,
    expectedMinM3: row.expected_min,
    expectedMaxM3: row.expected_max,
  }
}
