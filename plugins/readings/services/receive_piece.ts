import { type Tx, canonicalJson, query, sha256 } from '#core/database/index'
import { detailLine, readDetailLines } from '../domain/field_return_file.ts'
import { errors } from '../errors.ts'
import type { Device } from './devices.ts'
import { type SentFinding, keepSentFindings } from './keep_findings.ts'
import { isAllBack } from './load_routes.ts'
import { RECEIVING, lockLoad, requireState } from './load_state.ts'
import { receiveLines } from './receive_lines.ts'

/** One visit as a device sends it. */
export interface SentReading {
  readonly sequence: number
  readonly registration: string
  readonly meter?: string | null
  /** m³ on the dial. */
  readonly reading?: number | null
  readonly occurrence?: string | null
  /** Local date and time. */
  readonly read_at: string
  readonly has_photo?: boolean
  readonly latitude?: number | null
  readonly longitude?: number | null
}

export interface Piece {
  readonly municipalityId: bigint
  readonly loadId: bigint
  readonly device: Device
  /** Counts up on the device, in this load. */
  readonly piece: number
  readonly readings: readonly SentReading[]
  readonly now: Date
  /** What the reader saw other than the register says. */
  readonly findings?: readonly SentFinding[]
}

export interface PieceResult {
  readonly piece: number
  /** It had come before: nothing was written now. */
  readonly is_repeated: boolean
  readonly load_state: string
  readonly lines: readonly {
    readonly number: number
    readonly fate: string
    readonly code: string | null
    readonly message: string | null
  }[]
}

/**
 * Readings that a device sends while it works. The same piece again answers as the first time and writes nothing, so a device
 * whose answer was lost sends it again. When all that was to be read is there, the load has returned. Errors:
 * E_READINGS_LOAD_UNKNOWN, E_READINGS_STATE, E_READINGS_PIECE_OTHER.
 */
export async function receivePiece(tx: Tx, given: Piece): Promise<PieceResult> {
  const { municipalityId, loadId, device, piece, readings, now, findings = [] } = given
  const load = await lockLoad(tx, municipalityId, loadId)
  const raws = readings.map((one) => rawOf(one, device))
  const places = placesOf(readings)
  const hash = sha256(
    canonicalJson({
      device: device.code,
      piece,
      raws,
      places: [...places.values()].map((at) => [...at]),
      ...(findings.length ? { findings: findings.map((one) => ({ ...one })) } : {}),
    })
  )
  const repeated = await findRepeated(tx, given, hash)
  if (repeated) return { ...repeated, piece, is_repeated: true, load_state: load.state }
  requireState(load, [...RECEIVING, 'processed'], 'returned')
  const lines = readDetailLines(raws)
  const { judged } = await receiveLines(tx, {
    ...{ municipalityId, load, source: 'device', name: `${device.code} · envio ${piece}` },
    ...{ sha256: hash, now, lines, refusal: null, device: { id: device.id, piece } },
    places,
  })
  await keepSentFindings(
    tx,
    { municipalityId, loadId, by: device.name, at: now, readerCode: device.readerCode },
    findings
  )
  const isBack = RECEIVING.includes(load.state) && (await isAllBack(tx, loadId))
  if (isBack) {
    await query(tx, `update readings_loads set state = 'returned' where id = ?`, [loadId])
  }
  return {
    ...{ piece, is_repeated: false },
    load_state: isBack ? 'returned' : load.state === 'distributed' ? 'in_field' : load.state,
    lines: judged.map(({ number, fate, reasonCode, reason }) => ({
      ...{ number, fate, code: reasonCode, message: reason },
    })),
  }
}

/** What is kept of it is the line that a return file would have, so that critique and replay know one form. */
const rawOf = (sent: SentReading, { readerCode }: Device): string =>
  detailLine({
    ...{ sequence: sent.sequence, registration: sent.registration, readerCode },
    ...{ meterNumber: sent.meter ?? null, reading: sent.reading ?? null },
    ...{ anomalyCode: sent.occurrence ?? null, readAt: sent.read_at },
    hasPhoto: sent.has_photo ?? false,
  })

const DECIMALS = 6
const degrees = (value: number) => value.toFixed(DECIMALS)

function placesOf(readings: readonly SentReading[]) {
  const places = new Map<number, readonly [string, string]>()
  for (const [index, { latitude, longitude }] of readings.entries()) {
    if (typeof latitude !== 'number' || typeof longitude !== 'number') continue
    places.set(index + 1, [degrees(latitude), degrees(longitude)])
  }
  return places
}

async function findRepeated(tx: Tx, { loadId, device, piece }: Piece, hash: string) {
  const [file] = await query<{ id: bigint; sha256: string }>(
    tx,
    'select id, sha256 from readings_files where load_id = ? and device_id = ? and piece = ?',
    [loadId, device.id, piece]
  )
  if (!file) return null
  if (file.sha256 !== hash) throw errors.E_READINGS_PIECE_OTHER({ piece, code: device.code })
  const lines = await query<PieceResult['lines'][number]>(
    tx,
    `select number, fate, reason_code as code, reason as message from readings_file_lines where file_id = ? order by number`,
    [file.id]
  )
  return { lines }
}
