import type { RecordType } from './types.ts'

/** Words of the list's address that a column must not be called. */
export const RESERVED = new Set(['q', 'sort', 'page', 'size', 'tab', 'format', 'id'])
const COLUMN = /^[a-z][a-z0-9_]*$/

/** @throws Error when a declaration names a column that it does not describe: such a screen would fail in use. */
export function checkRecordType(type: RecordType): void {
  const known = new Set(type.fields.map(({ name }) => name))
  const fail = (problem: string): never => {
    throw new Error(`E_RECORDS_DECLARATION: record type "${type.name}" ${problem}`)
  }
  for (const name of known) {
    if (!COLUMN.test(name) || RESERVED.has(name))
      fail(`has a field called "${name}", which is not a usable name`)
  }
  if (!COLUMN.test(type.table)) fail(`has the table "${type.table}", which is not a usable name`)
  const named: [string, readonly string[]][] = [
    ['label', [type.label]],
    ['list.columns', type.list.columns],
    ['list.sort', [type.list.sort.column]],
    ['list.sortable', type.list.sortable],
    ['list.filters', type.list.filters],
    ['search', type.search],
  ]
  for (const [where, columns] of named) {
    for (const column of columns) {
      if (!known.has(column)) fail(`names "${column}" in ${where}, which is not among its fields`)
    }
  }
  for (const field of [...type.fields, ...(type.createFields ?? [])]) {
    if (field.type === 'enum' && !field.options?.length) fail(`has no options for "${field.name}"`)
    if (field.type === 'reference' && !field.record)
      fail(`does not say what "${field.name}" refers to`)
    if (field.type === 'lookup' && !field.lookup)
      fail(`does not say which table holds the values of "${field.name}"`)
  }
}
