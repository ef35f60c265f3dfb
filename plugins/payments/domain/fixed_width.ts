import { type CivilDate, febrabanDate, fromFebrabanDate, isCivilDate } from '#core/calendar/index'
import { FormatError } from './format_error.ts'

/** What a field type becomes in code: digits stay text (leading zeros matter), cents are bigint, never a float. */
interface FieldValues {
  text: string
  digits: string
  integer: number
  cents: bigint
  date: CivilDate
  /** `DDMMAAAA`; zeros and blanks are no date. */
  day: CivilDate | null
}

export type FieldType = keyof FieldValues

/** A field of a fixed-width record, as the bank's manual tells it; `start` counts from 1. */
export type Field =
  | {
      readonly id: string
      readonly name: string
      readonly start: number
      readonly length: number
      readonly type: FieldType
      /** What a blank field means (older versions leave some numbers blank). */
      readonly blankAs?: string
      /** Written in upper case, without accents and cut to its length, as manuals ask of names. */
      readonly isFolded?: boolean
    }
  | {
      readonly id: string
      readonly start: number
      readonly length: number
      readonly type: 'constant'
      readonly value: string
    }

/** The fields of one record kind, in order and without gaps. */
export type RecordLayout = readonly Field[]

type Named<L extends RecordLayout> = Extract<L[number], { readonly name: string }>

/** The values of a record, typed by its layout; constants and reserved fields are left out. */
export type RecordOf<L extends RecordLayout> = {
  -readonly [F in Named<L> as F['name']]: FieldValues[F['type']]
}

/** A field that could not be read. */
export interface FieldProblem {
  /** The manual's name, as `G.06`. */
  id: string
  /** 1-based, first character of the field. */
  start: number
  end: number
  content: string
}

export interface RecordReading<L extends RecordLayout> {
  /** Null when any field could not be read. */
  record: RecordOf<L> | null
  found: Partial<RecordOf<L>>
  problems: FieldProblem[]
}

type Value = FieldValues[FieldType]

/** A field that could not be read; a day may be none. */
const UNREADABLE = Symbol('unreadable')

/** Refuses a layout with gaps, overlaps or another total (E_PAYMENTS_RECORD_LAYOUT). */
export function checkRecordLayout(layout: RecordLayout, length: number): void {
  let next = 1
  for (const { id, start, length: width } of layout) {
    if (start !== next || width < 1)
      throw badLayout(`field ${id} starts at ${start}, expected ${next}`)
    next = start + width
  }
  if (next !== length + 1) throw badLayout(`record has ${next - 1} positions, expected ${length}`)
}

/**
 * Reads one line of the layout's length. Every field that cannot be read is reported, and what could be is in `found`;
 * constants are not checked: the caller says which of them matter.
 */
export function readRecord<const L extends RecordLayout>(
  layout: L,
  line: string
): RecordReading<L> {
  const found: Record<string, Value> = {}
  const problems: FieldProblem[] = []
  for (const field of layout) {
    if (field.type === 'constant') continue
    const end = field.start - 1 + field.length
    const content = line.slice(field.start - 1, end)
    const value = readField(
      field.type,
      content.trim() === '' ? (field.blankAs ?? content) : content
    )
    if (value === UNREADABLE) problems.push({ id: field.id, start: field.start, end, content })
    else found[field.name] = value
  }
  const record = problems.length === 0 ? (found as RecordOf<L>) : null
  return { record, found: found as Partial<RecordOf<L>>, problems }
}

/**
 * Writes one line of the layout. Text is blank-filled on the right, numbers zero-filled on the left.
 *
 * Errors: E_PAYMENTS_RECORD_VALUE when a value does not fit its field or has characters that are not plain ASCII.
 */
export function writeRecord<const L extends RecordLayout>(layout: L, record: RecordOf<L>): string {
  const values = record as Readonly<Record<string, Value>>
  return layout
    .map((field) => {
      if (field.type === 'constant') return field.value.padEnd(field.length)
      const text = writeValue(field.type, values[field.name]!)
      const fitted = field.isFolded ? fold(text).slice(0, field.length) : text
      const isNumber = field.type !== 'text' && field.type !== 'date' && field.type !== 'day'
      const written = isNumber ? fitted.padStart(field.length, '0') : fitted.padEnd(field.length)
      if (written.length !== field.length || !isWritable(field.type, written)) {
        throw new FormatError('E_PAYMENTS_RECORD_VALUE', {
          message: `Value "${text}" cannot be written in field ${field.id} (${field.type}, ${field.length})`,
          pt: `O valor "${text}" não cabe no campo ${field.id} do arquivo (${field.length} posições).`,
        })
      }
      return written
    })
    .join('')
}

function readField(type: FieldType, content: string): Value | typeof UNREADABLE {
  switch (type) {
    case 'text':
      return content.trimEnd()
    case 'digits':
      return /^\d+$/.test(content) ? content : UNREADABLE
    case 'integer':
      return /^\d{1,15}$/.test(content) ? Number.parseInt(content, 10) : UNREADABLE
    case 'cents':
      return /^\d+$/.test(content) ? BigInt(content) : UNREADABLE
    case 'date':
      return readDate(content)
    case 'day':
      return readDay(content)
  }
}

function readDate(content: string): CivilDate | typeof UNREADABLE {
  const text = `${content.slice(0, 4)}-${content.slice(4, 6)}-${content.slice(6)}`
  return isCivilDate(text) ? fromFebrabanDate(content) : UNREADABLE
}

function readDay(content: string): CivilDate | null | typeof UNREADABLE {
  if (/^(0*| *)$/.test(content)) return null
  const text = `${content.slice(4)}-${content.slice(2, 4)}-${content.slice(0, 2)}`
  return isCivilDate(text) ? text : UNREADABLE
}

function writeValue(type: FieldType, value: Value): string {
  if (type === 'date') return febrabanDate(value as CivilDate)
  if (type !== 'day') return String(value)
  return value === null ? '00000000' : String(value).split('-').reverse().join('')
}

function isWritable(type: FieldType, written: string): boolean {
  return type === 'text' ? /^[\x20-\x7e]*$/.test(written) : /^\d+$/.test(written)
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .toUpperCase()
}

function badLayout(reason: string): FormatError {
  return new FormatError('E_PAYMENTS_RECORD_LAYOUT', {
    message: `Invalid record layout: ${reason}`,
    pt: `O leiaute do arquivo está mal descrito: ${reason}.`,
  })
}
