import type { Actor } from '#core/actions/index'
import { columnsOf } from '../query/columns.ts'
import type { Row } from '../query/list_rows.ts'
import { type Reader, readRows } from '../query/sql.ts'
import type { FieldType, RecordField, RecordType } from '../types.ts'
import { type Mapping, importFields } from './import_fields.ts'
import type { ImportLine, LineProblem } from './imports.ts'
import { cellText, readCell } from './read_cell.ts'
import { resolveTexts } from './resolve.ts'

/** A line as the record's forms would hold it. */
export interface PreparedLine {
  readonly number: number
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: readonly LineProblem[]
  /** The record that the line's key names, when there is one. */
  readonly row: Row | null
}

export interface Preparing {
  readonly type: RecordType
  readonly actor: Actor
  readonly mapping: Mapping
  readonly timeZone: string
  /** Titles of the file, for cells beyond them. */
  readonly columnCount: number
}

interface Draft {
  readonly line: ImportLine
  readonly values: Record<string, unknown>
  readonly problems: LineProblem[]
}

/** Reads lines into values: cells by the rules of the form, texts of references into what they point to, keys into rows. */
export async function prepareLines(
  reader: Reader,
  lines: readonly ImportLine[],
  preparing: Preparing
): Promise<PreparedLine[]> {
  const fields = mappedFields(preparing)
  const drafts = lines.map((line) => draftOf(line, fields, preparing))
  for (const [field, column] of fields) {
    if (field.type === 'reference' || field.type === 'lookup')
      await resolveField(reader, drafts, { field, column, actor: preparing.actor })
  }
  const rows = await rowsByKey(reader, drafts, preparing)
  return drafts.map(({ line, values, problems }) => {
    const found = rows.get(keyText(preparing.type, values) ?? '') ?? []
    if (found.length > 1) problems.push(severalRows(preparing.type, found.length))
    return { number: line.number, values, problems, row: found.length === 1 ? found[0]! : null }
  })
}

export function mappedFields({ type, actor, mapping }: Preparing): [RecordField, number][] {
  return importFields(type, actor).flatMap((field): [RecordField, number][] => {
    const column = mapping.columns[field.name]
    return column === undefined ? [] : [[field, column]]
  })
}

function draftOf(
  line: ImportLine,
  fields: readonly [RecordField, number][],
  { mapping, timeZone, columnCount }: Preparing
): Draft {
  const values: Record<string, unknown> = {}
  const problems: LineProblem[] = []
  const beyond = line.cells.slice(columnCount).filter((cell) => cell !== '')
  if (beyond.length) {
    problems.push({
      field: '',
      value: beyond.join(' | '),
      reason: `A linha tem ${line.cells.length} colunas e os títulos são ${columnCount}.`,
      remedy: 'Confira se há um separador dentro de um texto: ponha o texto entre aspas.',
    })
  }
  for (const [field, column] of fields) {
    const read = readCell(field, line.cells[column], { timeZone, decimal: mapping.decimal })
    if ('value' in read) values[field.name] = read.value
    else problems.push({ field: field.label, value: cellText(line.cells[column]), ...read.problem })
  }
  return { line, values, problems }
}

async function resolveField(
  reader: Reader,
  drafts: readonly Draft[],
  { field, column, actor }: { field: RecordField; column: number; actor: Actor }
): Promise<void> {
  const texts = new Set(
    drafts.flatMap(({ values }) => {
      const text = values[field.name]
      return typeof text === 'string' ? [text] : []
    })
  )
  if (!texts.size) return
  const resolved = await resolveTexts(reader, actor, { field, texts: [...texts] })
  for (const { line, values, problems } of drafts) {
    const found = resolved.get(values[field.name] as string)
    if (!found) continue
    if ('value' in found) values[field.name] = found.value
    else {
      delete values[field.name]
      problems.push({ field: field.label, value: cellText(line.cells[column]), ...found.problem })
    }
  }
}

const SQL_TYPES: Partial<Record<FieldType, string>> = {
  reference: 'bigint',
  integer: 'integer',
  date: 'date',
  money: 'bigint',
}

/** The values of a line's key as one text, or nothing when one is missing: such a line always makes a new record. */
export function keyText(
  { importKey = [] }: RecordType,
  values: Readonly<Record<string, unknown>>
): string | null {
  if (!importKey.length) return null
  const parts = importKey.map((name) => values[name])
  if (parts.some((part) => part === null || part === undefined || part === '')) return null
  return JSON.stringify(parts.map((part) => String(part).trimEnd()))
}

async function rowsByKey(
  reader: Reader,
  drafts: readonly Draft[],
  { type, actor }: Preparing
): Promise<Map<string, Row[]>> {
  const keyed = drafts.filter(({ values }) => keyText(type, values) !== null)
  const names = type.importKey ?? []
  if (!keyed.length) return new Map()
  const kindOf = (name: string) =>
    SQL_TYPES[type.fields.find((field) => field.name === name)!.type] ?? 'text'
  const rows = await readRows<Row>(
    `select ${columnsOf(type)} from ${type.table}
      where municipality_id = ? and (${names.join(', ')}) in (
        select * from unnest(${names.map((name) => `?::${kindOf(name)}[]`).join(', ')}))`,
    [actor.municipalityId, ...names.map((name) => keyed.map(({ values }) => String(values[name])))],
    reader
  )
  return Map.groupBy(rows, (row) => keyText(type, row)!)
}

function severalRows({ importKey = [], fields }: RecordType, count: number): LineProblem {
  const labels = importKey.map((name) => fields.find((field) => field.name === name)!.label)
  return {
    field: labels.join(', '),
    value: '',
    reason: `Há ${count} registros com esta chave: não se sabe qual mudar.`,
    remedy: 'Mude o registro pela tela, ou una os que são o mesmo.',
  }
}
