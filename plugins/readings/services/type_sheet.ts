import { type Json, type Tx, canonicalJson, query, sha256 } from '#core/database/index'
import type { CivilDate } from '#core/calendar/index'
import { detailLine, readDetailLines } from '../domain/field_return_file.ts'
import { errors } from '../errors.ts'
import { type LoadRoute, isAllBack, readLoadRoute } from './load_routes.ts'
import { type LoadRef, RECEIVING, lockLoad, requireState } from './load_state.ts'
import { type Received, receiveLines } from './receive_lines.ts'
import { sheetRows } from './sheet.ts'

export interface TypedReading {
  /** Load item. */
  readonly item: bigint
  readonly reading: number | null
  readonly occurrence: string | null
}

export interface TypedSheet {
  readonly municipalityId: bigint
  readonly loadRouteId: bigint
  readonly readOn: CivilDate
  /** Code of who read. */
  readonly reader: string
  readonly readings: readonly TypedReading[]
  readonly now: Date
}

export interface SheetTyped {
  readonly route: LoadRoute
  readonly received: Received
}

/** The sheet says the day only: the visits stand at noon. */
const NOON = 'T12:00:00'

/**
 * What a reader wrote on a sheet, typed at the office: it goes by the same door and critique as what devices send. Errors:
 * E_READINGS_LOAD_ROUTE_UNKNOWN, E_READINGS_STATE, E_READINGS_SHEET_EMPTY.
 */
export async function typeSheet(tx: Tx, given: TypedSheet): Promise<SheetTyped> {
  const { municipalityId, readOn, reader, now } = given
  const route = await readLoadRoute(tx, municipalityId, given.loadRouteId)
  const load = await lockLoad(tx, municipalityId, route.loadId)
  requireState(load, RECEIVING, 'returned')
  const typed = new Map(given.readings.map((one) => [one.item, one]))
  const all = await sheetRows(tx, route)
  const rows = all.filter(({ id }) => typed.has(id))
  if (rows.length === 0) throw errors.E_READINGS_SHEET_EMPTY()
  const received = await receiveTyped(tx, {
    ...{ municipalityId, load, name: `Boletim do roteiro ${route.code}`, readOn, reader, now },
    rows: rows.map((row) => ({ ...row, ...typed.get(row.id)! })),
  })
  return { route, received }
}

interface TypedRow extends Omit<TypedReading, 'item'> {
  readonly sequence: number
  readonly registration_number: string
  readonly meter_number: string | null
}

export interface Typed {
  readonly municipalityId: bigint
  /** Locked by the caller. */
  readonly load: LoadRef
  readonly name: string
  readonly readOn: CivilDate
  readonly reader: string
  readonly now: Date
  readonly rows: readonly TypedRow[]
}

/** Readings typed at the office, as lines of a sheet; with the last that was missing the load has returned. */
export async function receiveTyped(tx: Tx, typed: Typed): Promise<Received> {
  const { municipalityId, load, name, readOn, reader, now, rows } = typed
  const lines = readDetailLines(
    rows.map(({ reading, occurrence, ...row }) =>
      detailLine({
        ...{ sequence: row.sequence, registration: row.registration_number },
        ...{ meterNumber: row.meter_number, reading, anomalyCode: occurrence },
        ...{ readAt: `${readOn}${NOON}`, readerCode: reader, hasPhoto: false },
      })
    )
  )
  const content = { name, at: now.toISOString(), raws: lines.map(({ raw }) => raw) }
  const received = await receiveLines(tx, {
    ...{ municipalityId, load, source: 'sheet', name },
    ...{ sha256: sha256(canonicalJson(content as unknown as Json)), now, lines, refusal: null },
  })
  if (RECEIVING.includes(load.state) && (await isAllBack(tx, load.id))) {
    await query(tx, `update readings_loads set state = 'returned' where id = ?`, [load.id])
  }
  return received
}
