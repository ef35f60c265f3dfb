import type { Actor } from '#core/actions/index'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { type Tx, copyRows, sha256 } from '#core/database/index'
import { type FilePurpose, type SentFile, acceptFile, storeAccepted } from '#core/files/index'
import { type Reader, readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'
import { errors } from './errors.ts'
import { type Mapping, guessMapping, importFields } from './import_fields.ts'
import { type Cell, type ParsedFile, parseFile } from './parse_file.ts'

export type ImportStatus = 'mapping' | 'checking' | 'checked' | 'loading' | 'done'
export type LineFate =
  | 'waiting'
  | 'create'
  | 'update'
  | 'same'
  | 'bad'
  | 'repeated'
  | 'created'
  | 'updated'
  | 'unchanged'

export interface LineProblem {
  /** Title of the field, or nothing when the line as a whole is refused. */
  readonly field: string
  readonly value: string
  readonly reason: string
  readonly remedy: string
}

/** One file on its way into a record type. */
export interface Import {
  readonly id: bigint
  readonly record_type: string
  readonly file_id: bigint
  readonly sha256: string
  readonly file_name: string
  readonly format: 'csv' | 'xlsx'
  readonly encoding: string | null
  readonly separator: string | null
  readonly header: readonly string[]
  readonly line_count: number
  readonly mapping: Mapping
  readonly revision: number
  readonly status: ImportStatus
  readonly run_id: bigint | null
  readonly counts: Readonly<Partial<Record<LineFate, number>>>
  readonly created_at: Date
  readonly created_by: string
}

const MEBIBYTE = 1024 * 1024
export const MAX_FILE_MB = 18
const MAX_FILE = MAX_FILE_MB * MEBIBYTE

const purposeOf = (type: RecordType): FilePurpose => ({
  name: `${type.name}.import`,
  formats: ['text', 'xlsx'],
  maxBytes: MAX_FILE,
})

/** Keeps a file as received with its lines, and guesses what its columns are. @throws E_FILES_*, E_RECORDS_IMPORT_* */
export async function openImport(
  tx: Tx,
  { type, actor, sent }: { type: RecordType; actor: Actor; sent: SentFile }
): Promise<bigint> {
  const { name, content } = sent
  if (!content.byteLength) throw errors.E_RECORDS_IMPORT_EMPTY({ name })
  if (content.byteLength > MAX_FILE)
    throw errors.E_RECORDS_IMPORT_LIMITS({ name, limit: `arquivos de até ${MAX_FILE_MB} MB` })
  const accepted = await acceptFile(purposeOf(type), sent, actor)
  const format = accepted.mediaType === 'text/plain' ? 'csv' : 'xlsx'
  const parsed = await parseFile(sent.name, sent.content, format)
  const { municipalityId, userId } = actor
  const stored = await storeAccepted(tx, accepted, { municipalityId, createdBy: userId })
  const id = await writeImport(tx, { type, actor, sent, parsed, fileId: stored.id })
  await appendEntry(tx, {
    municipalityId,
    at: clock.now(),
    actor,
    action: `${type.name}.import`,
    subject: null,
    description: `Enviou ${name} para importar em ${type.title.many.toLowerCase()}: ${parsed.lines.length} linhas`,
    reason: null,
    payload: { import: String(id), file: String(stored.id), sha256: sha256(content) },
  })
  return id
}

interface Received {
  readonly type: RecordType
  readonly actor: Actor
  readonly sent: SentFile
  readonly parsed: ParsedFile
  readonly fileId: bigint
}

async function writeImport(tx: Tx, received: Received): Promise<bigint> {
  const { type, actor, sent, parsed, fileId } = received
  const { municipalityId } = actor
  const columns = guessMapping(parsed.header, importFields(type, actor))
  const [row] = await readRows<{ id: bigint }>(
    `insert into records_imports (municipality_id, record_type, file_id, sha256, file_name, format, encoding, separator,
                                  header, line_count, mapping, status, created_at, created_by)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?, 'mapping', ?, ?) returning id`,
    [
      ...[municipalityId, type.name, fileId, sha256(sent.content), sent.name, parsed.format],
      ...[parsed.encoding, parsed.separator, parsed.header, parsed.lines.length],
      ...[JSON.stringify({ columns, decimal: 'auto' }), clock.now(), actor.name],
    ],
    tx
  )
  const { id } = row!
  await copyRows(
    tx,
    'records_import_lines',
    ['import_id', 'number', 'municipality_id', 'cells'],
    parsed.lines.map(({ number, cells }) => [id, number, municipalityId, JSON.stringify(cells)])
  )
  return id
}

type Stored = Omit<Import, 'mapping'> & { readonly mapping: string }
const opened = (row: Stored): Import => ({ ...row, mapping: JSON.parse(row.mapping) as Mapping })

/** @throws E_RECORDS_IMPORT_UNKNOWN */
export async function readImport(
  reader: Reader,
  { type, municipalityId, id }: { type: string; municipalityId: bigint; id: bigint | string }
): Promise<Import> {
  const [row] = await readRows<Stored>(
    'select * from records_imports where municipality_id = ? and record_type = ? and id = ?',
    [municipalityId, type, id],
    reader
  )
  if (!row) throw errors.E_RECORDS_IMPORT_UNKNOWN({ id: String(id), type })
  return opened(row)
}

/** The last imports of a type, newest first. */
export async function recentImports(
  reader: Reader,
  type: string,
  municipalityId: bigint
): Promise<Import[]> {
  const rows = await readRows<Stored>(
    'select * from records_imports where municipality_id = ? and record_type = ? order by id desc limit 20',
    [municipalityId, type],
    reader
  )
  return rows.map(opened)
}

/** An import of the same bytes that wrote something, the last before this one. */
export async function sameFile(
  reader: Reader,
  { id, record_type: type, sha256: hash }: Import,
  municipalityId: bigint
): Promise<Import | undefined> {
  const [row] = await readRows<Stored>(
    `select * from records_imports
      where municipality_id = ? and record_type = ? and sha256 = ? and id < ? and status in ('loading', 'done')
      order by id desc limit 1`,
    [municipalityId, type, hash, id],
    reader
  )
  return row && opened(row)
}

export interface ImportLine {
  readonly number: number
  readonly cells: readonly Cell[]
  readonly fate: LineFate
  readonly record_id: bigint | null
  readonly problems: readonly LineProblem[]
}

interface StoredLine extends Omit<ImportLine, 'cells' | 'problems'> {
  readonly cells: string
  readonly problems: string | null
}

interface LinesWanted {
  readonly from?: number
  readonly to?: number
  readonly fate?: LineFate
  readonly limit?: number
  readonly offset?: number
}

const LAST_LINE = 2 ** 31 - 1

/** Lines of an import by number, of one fate when given. */
export async function readLines(
  reader: Reader,
  id: bigint,
  { from = 0, to = LAST_LINE, fate, limit = LAST_LINE, offset = 0 }: LinesWanted
): Promise<ImportLine[]> {
  const rows = await readRows<StoredLine>(
    `select number, cells, fate, record_id, problems from records_import_lines
      where import_id = ? and number between ? and ? and (?::text is null or fate = ?)
      order by number limit ? offset ?`,
    [id, from, to, fate ?? null, fate ?? null, limit, offset],
    reader
  )
  return rows.map((row) => ({
    ...row,
    cells: JSON.parse(row.cells) as Cell[],
    problems: row.problems ? (JSON.parse(row.problems) as LineProblem[]) : [],
  }))
}

export async function countFates(reader: Reader, id: bigint): Promise<Import['counts']> {
  const rows = await readRows<{ fate: LineFate; count: bigint }>(
    'select fate, count(*) as count from records_import_lines where import_id = ? group by fate',
    [id],
    reader
  )
  return Object.fromEntries(rows.map(({ fate, count }) => [fate, Number(count)]))
}
