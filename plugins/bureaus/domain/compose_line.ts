import type { CivilDate } from '#core/calendar/index'
import type { LayoutField, SourceValue, SourceValues } from './layout.ts'

/** A value that its field cannot hold. */
export class FieldRefusal extends Error {
  constructor(
    readonly field: string,
    readonly value: string,
    readonly length: number
  ) {
    super(`Field "${field}" of ${length} positions cannot hold "${value}"`)
  }
}

/** As the files of bureaus have it: capitals, no accents, nothing beyond printable ASCII. */
export const plainUpper = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\x20-\x7e]/g, ' ')

/**
 * A line of the width of its layout, every field at its positions. Texts that do not fit are cut; numbers that do not are refused.
 * @throws FieldRefusal
 */
export function composeLine(
  fields: readonly LayoutField[],
  width: number,
  values: SourceValues
): string {
  const line: string[] = Array.from({ length: width }, () => ' ')
  for (const field of fields) {
    const text = writeField(field, values[field.source] ?? null)
    for (const [place, char] of [...text].entries()) line[field.start - 1 + place] = char
  }
  return line.join('')
}

/** What a field writes, of exactly its length. */
export function writeField(field: LayoutField, value: SourceValue): string {
  const { name, length, kind, empty } = field
  if (kind === 'literal') return field.value.padEnd(length)
  if (value === null || value === '') return (empty === 'zero' ? '0' : ' ').repeat(length)
  const text = String(value)
  if (kind === 'text') return plainUpper(text).slice(0, length).padEnd(length)
  if (kind === 'code') return exact(plainUpper(text), field).padEnd(length)
  if (kind === 'date_ymd') return text.replaceAll('-', '')
  if (kind === 'date_dmy') return dayFirst(text as CivilDate)
  const digits = kind === 'digits' ? text.replace(/\D/g, '') : text
  if (CONTACT.has(field.source) && digits.length > length) return writeField(field, null)
  if (!/^\d+$/.test(digits)) throw new FieldRefusal(name, text, length)
  return exact(digits, field).padStart(length, '0')
}

/** Of how to reach a debtor what does not fit is left out: it is no reason not to tell the rest. */
const CONTACT = new Set(['debtor.phone', 'debtor.phone_area', 'debtor.zip'])

function exact(text: string, { name, length }: LayoutField): string {
  if (text.length > length) throw new FieldRefusal(name, text, length)
  return text
}

const dayFirst = (date: CivilDate): string => date.split('-').toReversed().join('')

/** The positions of a field, as they stand. */
export const rawField = ({ start, length }: Pick<LayoutField, 'start' | 'length'>, line: string) =>
  line.slice(start - 1, start - 1 + length)

/** What a line says in a field: the text trimmed, a date or a number; null when it is absent. */
export function readField(field: LayoutField, line: string): SourceValue {
  const raw = rawField(field, line)
  const text = raw.trim()
  if (field.kind === 'text' || field.kind === 'code' || field.kind === 'literal') {
    return text === '' ? null : text
  }
  if (text === '') return null
  if (field.kind === 'digits') return text
  if (field.kind === 'number' || field.kind === 'cents') {
    return /^\d+$/.test(text) ? BigInt(text) : null
  }
  return dateOf(text, field.kind)
}

function dateOf(text: string, kind: 'date_dmy' | 'date_ymd'): string | null {
  if (!/^\d{8}$/.test(text) || /^0+$/.test(text)) return null
  return kind === 'date_ymd'
    ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
    : `${text.slice(4)}-${text.slice(2, 4)}-${text.slice(0, 2)}`
}
