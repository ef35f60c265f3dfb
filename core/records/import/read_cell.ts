import { problemOf } from '../fields/check_value.ts'
import { isNumber } from '../fields/families.ts'
import { readTyped } from '../fields/read_typed.ts'
import type { RecordField } from '../types.ts'
import type { Cell } from './parse_file.ts'

/** How the file writes decimals; `auto` refuses a number that could be read in two ways. */
export type DecimalSign = 'auto' | 'comma' | 'point'

export interface CellContext {
  readonly timeZone: string
  readonly decimal: DecimalSign
}

export interface CellProblem {
  readonly reason: string
  readonly remedy: string
}

export type CellRead = { readonly value: unknown } | { readonly problem: CellProblem }

const YES = new Set(['sim', 's', 'true', 'verdadeiro', '1', 'x', 'yes'])
const NO = new Set(['nao', 'n', 'false', 'falso', '0', 'no'])

export const plain = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase()

const bad = (reason: string, remedy: string): CellRead => ({ problem: { reason, remedy } })

/** The text of a cell; the apostrophe that exports put before what a spreadsheet would compute is taken off. */
export function cellText(cell: Cell | undefined): string {
  if (typeof cell === 'number') return numberText(cell)
  return (cell ?? '').trim().replace(/^'(?=[=+@\-\t])/, '')
}

/** Digits with a point, never in powers of ten. */
function numberText(value: number): string {
  const text = String(value)
  return /e/i.test(text)
    ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 12 })
    : text
}

/** Reads one cell as a field, by the same rules as the form; references and look-ups are left as text for their tables. */
export function readCell(
  field: RecordField,
  cell: Cell | undefined,
  context: CellContext
): CellRead {
  const text = cellText(cell)
  if (text === '') return { value: null }
  if (field.type === 'reference' || field.type === 'lookup') return { value: text }
  const prepared = prepare(field, cell, { text, decimal: context.decimal })
  if ('problem' in prepared || 'value' in prepared) return prepared
  const typed = readTyped(field, prepared.text, context.timeZone)
  if ('problem' in typed)
    return bad(`O valor não foi entendido como ${field.label}.`, typed.problem)
  const problem = problemOf(field, typed.value)
  return problem ? bad('O valor não é aceito neste campo.', problem) : typed
}

type Prepared = { readonly text: string } | CellRead

function prepare(
  field: RecordField,
  cell: Cell | undefined,
  { text, decimal }: { readonly text: string; readonly decimal: DecimalSign }
): Prepared {
  if (isNumber(field))
    return typeof cell === 'number'
      ? { text: text.replace('.', ',') }
      : numberOf(field, text, decimal)
  if (field.type === 'boolean') return answerOf(text)
  if (field.type === 'enum') return optionOf(field, text)
  if (field.type === 'date') return { text: dateOf(text) }
  if (field.type === 'datetime') return { text: instantOf(text) }
  return { text }
}

function answerOf(text: string): CellRead {
  if (YES.has(plain(text))) return { value: true }
  if (NO.has(plain(text))) return { value: false }
  return bad(`“${text}” não é sim nem não.`, 'Escreva sim ou não.')
}

function optionOf({ options = [] }: RecordField, text: string): CellRead {
  const wanted = plain(text)
  const option = options.find(({ value, label }) => value === text || plain(label) === wanted)
  if (option) return { value: option.value }
  const offered = options.map(({ label }) => label).join(', ')
  return bad(`“${text}” não está entre as opções.`, `Escreva uma destas: ${offered}.`)
}

/** `5/3/2026` and `2026-03-05 00:00` as the form writes them. */
function dateOf(text: string): string {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  if (year) return `${day!.padStart(2, '0')}/${month!.padStart(2, '0')}/${year}`
  return text.replace(/^(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?Z?$/, '$1')
}

function instantOf(text: string): string {
  const [, day, month, year, time] =
    /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{2}:\d{2}(?::\d{2})?))?$/.exec(text) ?? []
  if (!year) return text.replace(' ', 'T')
  return `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}T${time ?? '00:00'}`
}

const BRAZILIAN = /^-?\d{1,3}(\.\d{3})+,\d+$/
const ENGLISH = /^-?\d{1,3}(,\d{3})+\.\d+$/
const AMBIGUOUS = /^-?[1-9]\d{0,2}[.,]\d{3}$/

/** A number of a text file with decimals after a comma. What may be a thousand or a decimal is refused. */
function numberOf({ type }: RecordField, typed: string, decimal: DecimalSign): Prepared {
  const text = typed.replace(/^R\$\s*|[\s\u00A0\u202F]|m³$/g, '')
  if (BRAZILIAN.test(text)) return { text }
  if (ENGLISH.test(text)) return { text: text.replaceAll(',', '').replace('.', ',') }
  if (decimal === 'comma') return { text }
  if (decimal === 'point') return { text: text.replaceAll(',', '').replace('.', ',') }
  if (AMBIGUOUS.test(text) && !(type === 'integer' && text.includes('.'))) {
    return bad(
      `“${typed}” pode ser lido de duas maneiras: milhar ou decimal.`,
      'Diga no mapeamento se o arquivo usa vírgula ou ponto nos decimais, ou escreva 1234,56.'
    )
  }
  const isPoint = /^-?\d+\.\d+$/.test(text) && type !== 'integer'
  return { text: isPoint ? text.replace('.', ',') : text }
}
