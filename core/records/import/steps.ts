import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { type InlineOptions, runInline, startRun } from '#core/jobs/index'
import { type Reader, readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'
import { errors } from './errors.ts'
import { type Mapping, checkMapping, isImportable, mappingByTitle } from './import_fields.ts'
import { type Import, readImport } from './imports.ts'
import { type ImportArgs, importJob } from './job.ts'
import type { DecimalSign } from './read_cell.ts'

const STATUS_WORDS: Readonly<Record<Import['status'], string>> = {
  mapping: 'escolha das colunas',
  checking: 'em conferência',
  checked: 'conferida',
  loading: 'em importação',
  done: 'importada',
}

export const statusWords = ({ status }: Pick<Import, 'status'>) => STATUS_WORDS[status]

/** @throws E_RECORDS_IMPORT_CLOSED when nobody types such records. */
export function requireImportable(type: RecordType): void {
  if (!isImportable(type))
    throw errors.E_RECORDS_IMPORT_CLOSED({ type: type.name, title: type.title.many })
}

interface Step {
  readonly type: RecordType
  readonly actor: Actor
  readonly id: bigint | string
}

/** A step of an import that stands in one of these states; its row is held until the end of the transaction. */
async function heldImport(
  tx: Tx,
  { type, actor, id }: Step,
  from: readonly Import['status'][]
): Promise<Import> {
  const { municipalityId } = actor
  await readRows(
    'select 1 from records_imports where municipality_id = ? and id = ? for update',
    [municipalityId, id],
    tx
  )
  const found = await readImport(tx, { type: type.name, municipalityId, id })
  if (!from.includes(found.status))
    throw errors.E_RECORDS_IMPORT_STATE({ id: String(id), status: statusWords(found) })
  return found
}

export interface MappingChoice extends Mapping {
  /** Kept under this name for other files. */
  readonly name?: string | null
}

/** Sets the columns of an import: whatever was checked before is forgotten. @throws E_RECORDS_IMPORT_MAPPING, _STATE */
export async function setMapping(step: Step, { name, ...mapping }: MappingChoice): Promise<Import> {
  const { type, actor } = step
  return db.transaction(async (tx) => {
    const found = await heldImport(tx, step, ['mapping', 'checked'])
    checkMapping(mapping, { id: found.id, type, actor, header: found.header })
    await readRows(
      `update records_imports set mapping = ?, revision = revision + 1, status = 'mapping', counts = '{}', run_id = null
        where id = ?`,
      [JSON.stringify(mapping), found.id],
      tx
    )
    if (name?.trim()) await keepMapping(tx, { type, actor, found, mapping, name: name.trim() })
    return { ...found, mapping, revision: found.revision + 1, status: 'mapping' }
  })
}

interface Keeping {
  readonly type: RecordType
  readonly actor: Actor
  readonly found: Import
  readonly mapping: Mapping
  readonly name: string
}

/** A mapping is kept by the titles of the columns: the next file may have them in another order. */
async function keepMapping(tx: Tx, keeping: Keeping): Promise<void> {
  const { type, actor, found, mapping, name } = keeping
  const titles = Object.fromEntries(
    Object.entries(mapping.columns).map(([field, column]) => [field, found.header[column]])
  )
  await readRows(
    `insert into records_import_mappings (municipality_id, record_type, name, mapping, updated_by, updated_at)
     values (?, ?, ?, ?, ?, ?)
     on conflict (municipality_id, record_type, name)
     do update set mapping = excluded.mapping, updated_by = excluded.updated_by, updated_at = excluded.updated_at`,
    [
      ...[actor.municipalityId, type.name, name.slice(0, 80)],
      ...[JSON.stringify({ titles, decimal: mapping.decimal }), actor.name, clock.now()],
    ],
    tx
  )
}

interface KeptMapping {
  readonly titles: Readonly<Record<string, string>>
  readonly decimal: DecimalSign
}

/** Names of the mappings kept for a type. */
export async function keptMappings(
  reader: Reader,
  type: string,
  municipalityId: bigint
): Promise<string[]> {
  const rows = await readRows<{ name: string }>(
    'select name from records_import_mappings where municipality_id = ? and record_type = ? order by name',
    [municipalityId, type],
    reader
  )
  return rows.map(({ name }) => name)
}

/** A kept mapping on the columns of a file; `null` when there is none of that name. */
export async function keptMapping(
  reader: Reader,
  { record_type: type, header }: Import,
  { municipalityId, name }: { municipalityId: bigint; name: string }
): Promise<Mapping | null> {
  const [row] = await readRows<{ mapping: string }>(
    'select mapping from records_import_mappings where municipality_id = ? and record_type = ? and name = ?',
    [municipalityId, type, name],
    reader
  )
  if (!row) return null
  const { titles, decimal } = JSON.parse(row.mapping) as KeptMapping
  return { columns: mappingByTitle(titles, header), decimal }
}

/** Lines that are checked or loaded while the person waits; more become a run of the workers. */
const INLINE_LINES = 300

interface Going extends Step {
  readonly mode: ImportArgs['mode']
  /** Waits for the end here, whatever the size: for commands. */
  readonly isHere?: boolean
  readonly onProgress?: InlineOptions['onProgress']
}

/**
 * Checks or loads an import. Small files at once, larger ones by the workers.
 * @returns the run that does it.
 */
export async function goOn(going: Going): Promise<bigint> {
  const { type, actor, mode } = going
  const found = await db.transaction((tx) => enterStep(tx, going))
  const args: ImportArgs = {
    importId: found.id,
    recordType: type.name,
    revision: found.revision,
    mode,
    title: `${found.file_name} em ${type.title.many.toLowerCase()}`,
  }
  const isHere = going.isHere ?? found.line_count <= INLINE_LINES
  const { onProgress } = going
  const run = isHere
    ? await runInline(importJob, args, actor, onProgress ? { onProgress } : {})
    : await startRun(importJob, args, actor)
  await readRows('update records_imports set run_id = ? where id = ?', [run.id, found.id])
  return run.id
}

/** A step that was begun may be begun again: a run that goes on is that run, one that failed is tried anew. */
async function enterStep(tx: Tx, { mode, ...step }: Going): Promise<Import> {
  const from =
    mode === 'check' ? (['mapping', 'checking'] as const) : (['checked', 'loading'] as const)
  const found = await heldImport(tx, step, from)
  await readRows(
    'update records_imports set status = ? where id = ?',
    [mode === 'check' ? 'checking' : 'loading', found.id],
    tx
  )
  return found
}
