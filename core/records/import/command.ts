import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import type { SentFile } from '#core/files/index'
import { registries } from '#core/kernel/index'
import { type Reader, readRows } from '../query/sql.ts'
import { errors } from './errors.ts'
import { type LineFate, openImport, readImport, readLines } from './imports.ts'
import { problemWords } from './job.ts'
import { goOn, keptMapping, requireImportable, setMapping } from './steps.ts'

export interface CommandImport {
  readonly actor: Actor
  readonly typeName: string
  readonly sent: SentFile
  readonly mapping: string | null
  readonly isDryRun: boolean
}

export interface CommandOutcome {
  readonly import: string
  readonly status: string
  readonly counts: Readonly<Partial<Record<LineFate, number>>> & Readonly<Record<string, number>>
  readonly rejected: readonly { readonly line: number; readonly message: string }[]
}

/** The municipality of that code, or the only one. @throws E_RECORDS_IMPORT_MUNICIPALITY */
export async function municipalityNamed(reader: Reader, code?: string): Promise<bigint> {
  const rows = await readRows<{ id: bigint }>(
    'select id from access_municipalities where ?::text is null or code = ? limit 2',
    [code ?? null, code ?? null],
    reader
  )
  if (rows.length !== 1) throw errors.E_RECORDS_IMPORT_MUNICIPALITY({ code: code ?? '' })
  return rows[0]!.id
}

/** All the steps of an import in this process, to its end. @throws what the screens would refuse. */
export async function importFromCommand(given: CommandImport): Promise<CommandOutcome> {
  const { actor, typeName, sent, mapping, isDryRun } = given
  const type = registries().records.find(typeName)
  if (!type) throw errors.E_RECORDS_IMPORT_TYPE({ type: typeName })
  requireImportable(type)
  const id = await db.transaction((tx) => openImport(tx, { type, actor, sent }))
  const wanted = { type: type.name, municipalityId: actor.municipalityId, id }
  const found = await readImport(db, wanted)
  const { municipalityId } = actor
  const kept = mapping ? await keptMapping(db, found, { municipalityId, name: mapping }) : null
  if (mapping && !kept) throw errors.E_RECORDS_IMPORT_KEPT({ name: mapping })
  const step = { type, actor, id, isHere: true }
  await setMapping(step, kept ?? found.mapping)
  await goOn({ ...step, mode: 'check' })
  if (!isDryRun) await goOn({ ...step, mode: 'load' })
  const { counts, status } = await readImport(db, wanted)
  const bad = await readLines(db, id, { fate: 'bad' })
  return {
    import: String(id),
    status,
    counts,
    rejected: bad.map(({ number, problems }) => ({
      line: number,
      message: problems.map(problemWords).join(' '),
    })),
  }
}
