import { parse } from 'csv-parse/sync'
import { clock } from '#core/calendar/index'
import { type Tx, canonicalJson, copyRows, query } from '#core/database/index'
import { readStoredFile } from '#core/files/index'
import { parseFile } from '#core/records/index'
import { decodeText } from '#core/text/index'
import { errors } from '../errors.ts'
import type { TakeOverEntity } from './types.ts'

export interface TakeOverArgs {
  /** Name of the system before: `legado`. */
  readonly system: string
  readonly entity: string
  readonly fileObjectId: bigint
  readonly fileName: string
}

export interface OpenedTakeOver {
  readonly fileId: bigint
  readonly lines: number
}

/** Keeps every line of a file of the system before. Errors: E_REGISTRY_TAKE_OVER_COLUMNS, E_REGISTRY_TAKE_OVER_FILE. */
export async function openTakeOver(
  tx: Tx,
  {
    args,
    entity,
    municipalityId,
    actorName,
  }: {
    readonly args: TakeOverArgs
    readonly entity: TakeOverEntity
    readonly municipalityId: bigint
    readonly actorName: string
  }
): Promise<OpenedTakeOver> {
  const stored = await readStoredFile(tx, municipalityId, args.fileObjectId)
  const { fileName } = args
  const rows = /\.xlsx$/i.test(fileName)
    ? await workbookRows(stored.content, fileName)
    : rowsOf(decodeText(stored.content).text, fileName)
  const [header = [], ...lines] = rows
  checkHeader(header, entity)
  const [file] = await query<{ id: bigint }>(
    tx,
    `insert into registry_take_over_files
       (municipality_id, system, entity, file_object_id, file_name, sha256, status, started_at, started_by)
     values (?, ?, ?, ?, ?, ?, 'loading', ?, ?) returning id`,
    [
      ...[municipalityId, args.system, entity.name, args.fileObjectId, args.fileName],
      ...[stored.sha256, clock.now(), actorName],
    ]
  )
  await copyRows(
    tx,
    'registry_take_over_lines',
    ['file_id', 'number', 'municipality_id', 'fate', 'amount', 'reason', 'raw'],
    lines.map((cells, index) => {
      const values = Object.fromEntries(header.map((name, at) => [name, (cells[at] ?? '').trim()]))
      const isWhole = cells.length === header.length
      return [
        ...[file!.id, index + 2, municipalityId, isWhole ? 'waiting' : 'rejected'],
        entity.amount?.of(values) ?? 0n,
        isWhole ? null : `A linha tem ${cells.length} colunas e o cabeçalho ${header.length}`,
        canonicalJson(values),
      ]
    })
  )
  return { fileId: file!.id, lines: lines.length }
}

function rowsOf(text: string, name: string): string[][] {
  const [first = ''] = text.split('\n', 1)
  try {
    return parse(text, {
      bom: true,
      delimiter: first.includes(';') ? ';' : ',',
      relax_column_count: true,
      skip_empty_lines: true,
    })
  } catch (error) {
    throw errors.E_REGISTRY_TAKE_OVER_FILE(
      { name, problem: (error as Error).message },
      { cause: error }
    )
  }
}

/** The first sheet of a workbook, as a CSV of it would be: numbers with a point, and days as 2026-12-31. */
async function workbookRows(content: Uint8Array, name: string): Promise<string[][]> {
  const { header, lines } = await parseFile(name, content, 'xlsx')
  const text = (cell: string | number | undefined) =>
    typeof cell === 'number' ? String(cell).replace(/\.\d$/, '$&0') : (cell ?? '')
  return [[...header], ...lines.map(({ cells }) => header.map((_, at) => text(cells[at])))]
}

function checkHeader(header: readonly string[], { title, columns }: TakeOverEntity): void {
  const known = new Set(columns.map(({ name }) => name))
  const unknown = header.filter((name) => !known.has(name))
  const missing = columns.filter(({ name, isRequired }) => isRequired && !header.includes(name))
  if (!unknown.length && !missing.length) return
  throw errors.E_REGISTRY_TAKE_OVER_COLUMNS({
    title,
    unknown: unknown.join(', ') || 'nenhuma',
    missing: missing.map(({ name }) => name).join(', ') || 'nenhuma',
  })
}
