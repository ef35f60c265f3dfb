import type { Actor } from '#core/actions/index'
import { seesPersonal } from '../access.ts'
import type { RecordField, RecordType } from '../types.ts'
import { creationFields, creationOf } from '../write/creation.ts'
import { writable } from '../write/input.ts'
import { errors } from './errors.ts'
import { type DecimalSign, plain } from './read_cell.ts'

/** Which column of the file gives each field, and how the file writes decimals. */
export interface Mapping {
  readonly columns: Readonly<Record<string, number>>
  readonly decimal: DecimalSign
}

/** Whether files may be imported into a type: whatever people may create or change. */
export const isImportable = (type: RecordType) =>
  type.permissions.write !== null || type.createAction !== undefined

/** Whether the person may import into a type. */
export function mayImport(actor: Actor, type: RecordType): boolean {
  if (!isImportable(type) || !actor.permissions.has('records.import')) return false
  const creation = creationOf(type)
  const { write } = type.permissions
  return [creation?.permission, write].some((one) => one && actor.permissions.has(one))
}

/** What a file may give of a record: what its forms ask, and what tells it from the others. */
export function importFields(type: RecordType, actor: Actor): readonly RecordField[] {
  const isSeen = seesPersonal(actor, type)
  const keys = type.fields.filter(({ name }) => type.importKey?.includes(name))
  const fields = new Map<string, RecordField>()
  for (const field of [...keys, ...creationFields(type), ...writable(type)]) {
    if (!fields.has(field.name) && (isSeen || !field.isPersonal)) fields.set(field.name, field)
  }
  return [...fields.values()]
}

/** Columns by their titles: equal to the name or the label of a field, whatever the accents and capitals. */
export function guessMapping(
  header: readonly string[],
  fields: readonly RecordField[]
): Mapping['columns'] {
  const columns: Record<string, number> = {}
  const titles = header.map((title) => plain(title.replace(/[_*]/g, ' ')))
  for (const { name, label } of fields) {
    const wanted = [plain(label), plain(name.replaceAll('_', ' '))]
    const index = titles.findIndex((title) => wanted.includes(title))
    if (index >= 0 && !Object.values(columns).includes(index)) columns[name] = index
  }
  return columns
}

/** A mapping kept by titles, on the columns of another file. */
export function mappingByTitle(
  titles: Readonly<Record<string, string>>,
  header: readonly string[]
): Mapping['columns'] {
  const plainHeader = header.map(plain)
  return Object.fromEntries(
    Object.entries(titles)
      .map(([name, title]) => [name, plainHeader.indexOf(plain(title))] as const)
      .filter(([, index]) => index >= 0)
  )
}

interface Checked {
  readonly id: bigint
  readonly type: RecordType
  readonly actor: Actor
  readonly header: readonly string[]
}

/** @throws E_RECORDS_IMPORT_MAPPING: a field that may not be given, a column used twice, nothing mapped. */
export function checkMapping({ columns }: Mapping, { id, type, actor, header }: Checked): void {
  const fail = (problem: string) => {
    throw errors.E_RECORDS_IMPORT_MAPPING({ id, problem })
  }
  const fields = new Map(importFields(type, actor).map((field) => [field.name, field]))
  const used = new Map<number, string>()
  for (const [name, column] of Object.entries(columns)) {
    const field = fields.get(name)
    if (!field) return fail(`o campo “${name}” não pode ser importado aqui.`)
    const title = header[column]
    if (title === undefined) return fail(`a coluna ${column + 1} não existe no arquivo.`)
    const other = used.get(column)
    if (other) return fail(`a coluna “${title}” está em dois campos, ${other} e ${field.label}.`)
    used.set(column, field.label)
  }
  if (!used.size) fail('escolha a coluna de pelo menos um campo.')
}
