import { type Tx, query, sha256 } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { type ReturnFile, parseReturnFile } from '../domain/field_return_file.ts'
import { loadHeader } from './export_load_file.ts'
import { RECEIVING, type LoadRef, lockLoad, requireState } from './load_state.ts'
import { type Received, receiveLines } from './receive_lines.ts'

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
  requireState(load, RECEIVING, 'returned')
  const parsed = parseReturnFile(file.bytes)
  const refusal = await refusalOf(tx, municipalityId, { load, parsed })
  const received = await receiveLines(tx, {
    ...{ municipalityId, load, refusal, lines: parsed.lines, source: 'file', name: file.name },
    ...{ sha256: hash, now: given.now, fileObjectId: file.id },
  })
  if (received.counts.accepted > 0) {
    await query(tx, `update readings_loads set state = 'returned' where id = ?`, [loadId])
  }
  return summarise({ parsed, received, refusal })
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
  const known = [load.contentSha256, ...load.formerSha256]
  if (!known.includes(header.contentSha256)) {
    return 'O arquivo foi feito com uma carga diferente da que foi distribuída.'
  }
  return null
}

interface Applied {
  readonly parsed: ReturnFile
  readonly received: Received
  readonly refusal: string | null
}

function summarise({ parsed, received, refusal }: Applied): ImportResult {
  const { fileId, status, judged, counts } = received
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
  return {
    ...{ fileId, status, lines: judged.length, accepted: counts.accepted },
    ...{ rejected: counts.rejected, unknown: counts.unknown, duplicated: counts.duplicate },
    issues: [...whole, ...other, ...bad],
  }
}
