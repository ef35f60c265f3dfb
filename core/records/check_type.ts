import type { RecordField, RecordType } from './types.ts'
import { checkConditions } from './write/form_conditions.ts'

/** Words of the list's address that a column must not be called. */
export const RESERVED = new Set([
  ...['q', 'sort', 'page', 'size', 'tab', 'format', 'id'],
  ...['view', 'seen', 'custom'],
])
/** Names that the kernel gives to fields added by administrators. */
export const CUSTOM_PREFIX = 'custom_'
const COLUMN = /^[a-z][a-z0-9_]*$/

type Fail = (problem: string) => never

/** @throws Error when a declaration names a column that it does not describe: such a screen would fail in use. */
export function checkRecordType(type: RecordType): void {
  const fail: Fail = (problem) => {
    throw new Error(`E_RECORDS_DECLARATION: record type "${type.name}" ${problem}`)
  }
  checkNames(type, fail)
  for (const field of [...type.fields, ...(type.createFields ?? [])]) checkField(field, fail)
  const asked = Object.values(type.operations ?? {}).map(({ fields }) => fields)
  const [condition] = [type.fields, ...asked].flatMap(checkConditions)
  if (condition) fail(`has a condition that cannot be asked: ${condition.message}`)
}

function checkNames(type: RecordType, fail: Fail): void {
  const known = new Set(type.fields.map(({ name }) => name))
  for (const name of known) {
    if (!COLUMN.test(name) || RESERVED.has(name) || name.startsWith(CUSTOM_PREFIX))
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
    ['bulkFields', type.bulkFields ?? []],
  ]
  for (const [where, columns] of named) {
    for (const column of columns) {
      if (!known.has(column)) fail(`names "${column}" in ${where}, which is not among its fields`)
    }
  }
}

function checkField({ name, type, options, record, lookup }: RecordField, fail: Fail): void {
  if (type === 'enum' && !options?.length) fail(`has no options for "${name}"`)
  if (type === 'reference' && !record) fail(`does not say what "${name}" refers to`)
  if (type === 'lookup' && !lookup) fail(`does not say which table holds the values of "${name}"`)
}
