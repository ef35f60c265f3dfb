import { type CopyValue, type Tx, copyRows, sha256, takeIds, query } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { type ReturnFile, parseReturnFile } from '../domain/field_return_file.ts'
import { loadHeader } from './export_load_file.ts'
import { type LoadRef, lockLoad, requireState } from './load_state.ts'
import { type JudgedLine, type LoadedMeter, judgeLines } from './judge_lines.ts'

export interface ReceivedFile {
  readonly id: bigint
  readonly name: string
  readonly bytes: Uint8Array
}

export interface Import {
  readonly municipalityId: bigint
  readonly loadId: bigint
  readonly file: ReceivedFile
  readonly now: Date
}

export interface ImportResult {
  readonly fileId: bigint
  readonly status: 'accepted' | 'partial' | 'rejected' | 'repeated'
  readonly lines: number
  readonly accepted: number
  readonly rejected: number
  readonly unknown: number
  readonly duplicated: number
  readonly issues: readonly Issue[]
}

/**
 * Applies the return of a load: every line is kept with its fate and reason, good lines go through, bad ones are listed.
 * A file whose totals are wrong, or of another load, is kept and listed whole and nothing of it is applied. The same bytes
 * again are recognised and change nothing. Errors: E_READINGS_LOAD_UNKNOWN, E_READINGS_STATE.
 */
export async function importReturn(tx: Tx, given: Import): Promise<ImportResult> {
  const { municipalityId, loadId, file } = given
  const load = await lockLoad(tx, municipalityId, loadId)
  const hash = sha256(file.bytes)
  const repeated = await findRepeated(tx, load, hash)
  if (repeated) return repeated
  requireState(load, ['distributed', 'returned'], 'returned')
  const parsed = parseReturnFile(file.bytes)
  const refusal = await refusalOf(tx, municipalityId, { load, parsed })
  const judged = judgeLines(parsed.lines, await metersOf(tx, load.id), refusal)
  const [fileId] = await takeIds(tx, 'readings_files', 1)
  const result = summarise({ fileId: fileId!, parsed, judged, refusal })
  await writeFile(tx, given, { result, hash, refusal })
  await writeLines(tx, { municipalityId, fileId: fileId!, judged })
  if (result.accepted > 0) {
    await query(tx, `update readings_loads set state = 'returned' where id = ?`, [loadId])
  }
  return result
}

interface FileRow {
  readonly id: bigint
  readonly imported_at: Date
  readonly line_count: number
  readonly accepted_count: number
  readonly rejected_count: number
  readonly unknown_count: number
  readonly duplicate_count: number
  readonly time_zone: string
}

async function findRepeated(tx: Tx, load: LoadRef, hash: string): Promise<ImportResult | null> {
  const [row] = await query<FileRow>(
    tx,
    `select f.id, f.imported_at, f.line_count, f.accepted_count, f.rejected_count, f.unknown_count, f.duplicate_count,
            m.time_zone
       from readings_files f join access_municipalities m on m.id = f.municipality_id
      where f.load_id = ? and f.sha256 = ?`,
    [load.id, hash]
  )
  if (!row) return null
  const at = new Intl.DateTimeFormat('pt-BR', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: row.time_zone,
  }).format(row.imported_at)
  const others = row.line_count - row.accepted_count
  const message = `Este arquivo já foi importado em ${at} com ${row.accepted_count} linhas aceitas e ${others} não aplicadas. Nada mudou agora.`
  return {
    fileId: row.id,
    status: 'repeated',
    lines: row.line_count,
    accepted: row.accepted_count,
    rejected: row.rejected_count,
    unknown: row.unknown_count,
    duplicated: row.duplicate_count,
    issues: [{ code: 'file_repeated', severity: 'warning', path: 'arquivo', message }],
  }
}

interface Arrived {
  readonly load: LoadRef
  readonly parsed: ReturnFile
}

/** Why nothing of the file may be applied; null when it may. */
async function refusalOf(
  tx: Tx,
  municipalityId: bigint,
  { load, parsed }: Arrived
): Promise<string | null> {
  if (!parsed.accepted) {
    return parsed.issues
      .filter(({ severity }) => severity === 'critical')
      .map(({ message }) => message)
      .join(' ')
  }
  const wanted = await loadHeader(tx, municipalityId, load)
  const { header } = parsed
  const isOfThisLoad = Object.entries(wanted).every(
    ([name, value]) => header?.[name as keyof typeof wanted] === value
  )
  if (!header || !isOfThisLoad) {
    return `O arquivo é o retorno da carga ${header?.loadId ?? '?'} (${header?.reference ?? '?'}), não desta.`
  }
  if (header.contentSha256 !== load.contentSha256) {
    return 'O arquivo foi feito com uma carga diferente da que foi distribuída.'
  }
  return null
}

interface MeterRow {
  readonly id: bigint
  readonly registration_number: string
  readonly meter_number: string | null
  readonly taken: string | null
}

/** The load by registration number, with the line that already gave each reading. */
async function metersOf(tx: Tx, loadId: bigint): Promise<Map<bigint, LoadedMeter>> {
  const rows = await query<MeterRow>(
    tx,
    `select i.id, i.registration_number, i.meter_number,
            case when l.id is not null then f.name || ', linha ' || l.number end as taken
       from readings_load_items i
       left join readings_file_lines l on l.load_item_id = i.id and l.fate = 'accepted'
       left join readings_files f on f.id = l.file_id
      where i.load_id = ?`,
    [loadId]
  )
  return new Map(
    rows.map((row) => [
      BigInt(row.registration_number),
      { itemId: row.id, hasMeter: row.meter_number !== null, taken: row.taken },
    ])
  )
}

interface Judged {
  readonly fileId: bigint
  readonly parsed: ReturnFile
  readonly judged: readonly JudgedLine[]
  readonly refusal: string | null
}

function summarise({ fileId, parsed, judged, refusal }: Judged): ImportResult {
  const count = (fate: JudgedLine['fate']) => judged.filter((line) => line.fate === fate).length
  const accepted = count('accepted')
  const whole = parsed.issues.map(({ line: _, ...issue }): Issue => issue)
  const bad = judged
    .filter(({ fate }) => fate !== 'accepted')
    .map((line): Issue => ({
      code: line.reasonCode ?? 'line_invalid',
      severity: 'warning',
      path: `linha ${line.number}`,
      message: line.reason ?? '',
    }))
  const other: Issue[] =
    refusal && parsed.accepted
      ? [{ code: 'other_load', severity: 'critical', path: 'arquivo', message: refusal }]
      : []
  const status = refusal ? 'rejected' : accepted === judged.length ? 'accepted' : 'partial'
  return {
    fileId,
    status,
    lines: judged.length,
    accepted,
    rejected: count('rejected'),
    unknown: count('unknown'),
    duplicated: count('duplicate'),
    issues: [...whole, ...other, ...bad],
  }
}

interface Outcome {
  readonly result: ImportResult
  readonly hash: string
  readonly refusal: string | null
}

async function writeFile(
  tx: Tx,
  { municipalityId, loadId, file, now }: Import,
  { result, hash, refusal }: Outcome
): Promise<void> {
  await query(
    tx,
    `insert into readings_files (id, municipality_id, load_id, file_object_id, name, sha256, status, reason, line_count,
       accepted_count, rejected_count, unknown_count, duplicate_count, imported_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[result.fileId, municipalityId, loadId, file.id, file.name, hash, result.status, refusal],
      ...[result.lines, result.accepted, result.rejected, result.unknown, result.duplicated],
      now.toISOString(),
    ]
  )
}

interface Lines {
  readonly municipalityId: bigint
  readonly fileId: bigint
  readonly judged: readonly JudgedLine[]
}

async function writeLines(tx: Tx, { municipalityId, fileId, judged }: Lines): Promise<void> {
  const ids = await takeIds(tx, 'readings_file_lines', judged.length)
  const columns = ['id', 'municipality_id', 'file_id', 'number', 'raw', 'fate']
  await copyRows(
    tx,
    'readings_file_lines',
    [...columns, 'reason_code', 'reason', 'load_item_id'],
    judged.map((line, index): CopyValue[] => [
      ...[ids[index]!, municipalityId, fileId, line.number, line.raw.replaceAll('\0', ' ')],
      ...[line.fate, line.reasonCode, line.reason, line.itemId],
    ])
  )
}
