import type { Cell } from 'exceljs'
import { DateTime } from 'luxon'
import { centsText, sheetNumber } from '#core/money/index'
import { isNumber } from '../fields/families.ts'
import { mask, showValue } from '../fields/show_value.ts'
import type { Labels } from '../query/labels.ts'
import type { Row } from '../query/list_rows.ts'
import type { RecordField } from '../types.ts'

export interface CellContext {
  readonly timeZone: string
  readonly seesPersonal: boolean
  readonly labels: Labels
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it, and stays a text. */
export const neutral = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''

function textOf(field: RecordField, value: unknown, context: CellContext): string {
  return showValue(field, value, {
    timeZone: context.timeZone,
    seesPersonal: context.seesPersonal,
    reference: (record, id) => context.labels.get(record, id),
  }).text
}

/** Spreadsheets read a hyphen as minus and know no thin spaces; a unit would make a text of a number. */
const plainNumber = (text: string) =>
  text
    .replace('\u2212', '-')
    .replace(/R\$|[\u00A0\u202F ]|m³/g, '')
    .replace(/[^\d.,-]+$/, '')

/** A value as a Brazilian spreadsheet reads it from CSV. */
export function csvCell(field: RecordField, row: Row, context: CellContext): string {
  const value = row[field.name]
  if (isEmpty(value)) return ''
  const text = textOf(field, value, context)
  const isMasked = field.isPersonal && !context.seesPersonal
  return isNumber(field) && !isMasked ? plainNumber(text) : neutral(text)
}

export type SheetValue = string | number | Date | boolean | null

/** A value with its own type: numbers add up, dates sort. Texts are text cells, which no spreadsheet runs. */
export function sheetValue(field: RecordField, row: Row, context: CellContext): SheetValue {
  const value = row[field.name]
  if (isEmpty(value)) return null
  if (field.isPersonal && !context.seesPersonal) return mask(field, String(value))
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'volume':
      return sheetNumber(String(value))
    case 'money':
      return sheetNumber(centsText(BigInt(value as bigint | string)))
    case 'date':
      return new Date(`${value as string}T00:00:00Z`)
    case 'refmonth':
      return new Date(`${String(value).slice(0, 7)}-01T00:00:00Z`)
    case 'datetime':
      // A sheet knows no zones: the wall clock of the municipality is kept.
      return DateTime.fromJSDate(value as Date, { zone: context.timeZone })
        .setZone('UTC', { keepLocalTime: true })
        .toJSDate()
    default:
      return textOf(field, value, context)
  }
}

const FORMATS: Readonly<Partial<Record<RecordField['type'], Cell['numFmt']>>> = {
  money: '#,##0.00',
  volume: '#,##0.######',
  decimal: '#,##0.######',
  integer: '#,##0',
  date: 'dd/mm/yyyy',
  refmonth: 'mm/yyyy',
  datetime: 'dd/mm/yyyy hh:mm',
}

export const numberFormat = ({ type, name }: RecordField): string | undefined =>
  type === 'integer' && /(^|_)year$/.test(name) ? '0' : FORMATS[type]
