import {
  type CivilDate,
  type RefMonth,
  febrabanDate,
  fromFebrabanDate,
  isRefMonth,
} from '#core/calendar/index'
import { mod10CheckDigit } from './check_digits.ts'
import { FormatError } from './format_error.ts'
import {
  FREE_FIELD_LENGTH,
  FREE_FIELD_NUMBERS,
  type FreeFieldLayout,
  type FreeFieldNumber,
  type FreeFieldPart,
  checkFreeFieldLayout,
} from './free_field_layout.ts'

/** What a free field says. `due_date: null` is a document without due date, written as zeros. */
export type FreeFieldValues = { [name in FreeFieldNumber]?: bigint } & {
  due_date?: CivilDate | null
  reference?: RefMonth
}

/**
 * Writes the 25 digits of `values` in the agreement's layout.
 *
 * Errors: those of `checkFreeFieldLayout`; E_RECEIVABLES_FREE_FIELD_VALUE when a value is missing, negative or too long.
 */
export function composeFreeField(layout: FreeFieldLayout, values: FreeFieldValues): string {
  checkFreeFieldLayout(layout)
  const written = new Map<string, string>()
  for (const part of layout) {
    if (part.part !== 'literal' && part.part !== 'check_digit') {
      written.set(part.part, writeValue(part, values))
    }
  }
  return layout.map((part) => writtenPart(part, written)).join('')
}

/**
 * Reads a free field back. `parseFreeField(layout, composeFreeField(layout, values))` gives `values`.
 *
 * Errors: E_RECEIVABLES_FREE_FIELD_MISMATCH, with the position inside the free field, when the text was not written in
 * this layout: wrong length, another literal, an impossible date or a check digit that does not match.
 */
export function parseFreeField(layout: FreeFieldLayout, text: string): FreeFieldValues {
  checkFreeFieldLayout(layout)
  if (text.length !== FREE_FIELD_LENGTH || /\D/.test(text)) throw mismatch('length or content', 1)

  const slices = sliceParts(layout, text)
  const written = new Map(slices.map(({ part, digits }) => [part.part as string, digits]))
  const values: FreeFieldValues = {}
  for (const { part, digits, position } of slices) {
    if (part.part === 'literal' || part.part === 'check_digit') {
      if (writtenPart(part, written) !== digits) throw mismatch(part.part, position)
    } else if (!readValue(part, digits, values)) {
      throw mismatch(part.part, position)
    }
  }
  return values
}

function sliceParts(layout: FreeFieldLayout, text: string) {
  let offset = 0
  return layout.map((part) => {
    const slice = { part, digits: text.slice(offset, offset + part.length), position: offset + 1 }
    offset += part.length
    return slice
  })
}

function writtenPart(part: FreeFieldPart, written: ReadonlyMap<string, string>): string {
  if (part.part === 'literal') return part.value.padEnd(part.length, part.value)
  if (part.part === 'check_digit') {
    return String(mod10CheckDigit(part.of.map((name) => written.get(name) ?? '').join('')))
  }
  return written.get(part.part) ?? ''
}

function writeValue(part: FreeFieldPart, values: FreeFieldValues): string {
  if (part.part === 'due_date') {
    if (values.due_date === undefined) throw badValue(part, undefined)
    return values.due_date === null ? '0'.repeat(8) : febrabanDate(values.due_date)
  }
  if (part.part === 'reference') {
    if (values.reference === undefined) throw badValue(part, undefined)
    const [year, month] = values.reference.split('-')
    return part.format === 'MMAAAA' ? `${month}${year}` : `${year}${month}`
  }
  const value = isNumberPart(part.part) ? values[part.part] : undefined
  if (value === undefined || value < 0n || value.toString().length > part.length) {
    throw badValue(part, value)
  }
  return value.toString().padStart(part.length, '0')
}

/** Puts the part's value in `values`; false when the digits cannot be one. */
function readValue(part: FreeFieldPart, digits: string, values: FreeFieldValues): boolean {
  if (part.part === 'due_date') {
    const date = digits === '0'.repeat(8) ? null : dateOf(digits)
    if (date !== undefined) values.due_date = date
    return date !== undefined
  }
  if (part.part === 'reference') {
    const isMonthFirst = part.format === 'MMAAAA'
    const year = isMonthFirst ? digits.slice(2) : digits.slice(0, 4)
    const month = isMonthFirst ? digits.slice(0, 2) : digits.slice(4)
    const reference = `${year}-${month}`
    if (!isRefMonth(reference)) return false
    values.reference = reference
    return true
  }
  if (isNumberPart(part.part)) values[part.part] = BigInt(digits)
  return true
}

function dateOf(digits: string): CivilDate | undefined {
  try {
    return fromFebrabanDate(digits)
  } catch {
    return undefined
  }
}

function isNumberPart(name: string): name is FreeFieldNumber {
  return (FREE_FIELD_NUMBERS as readonly string[]).includes(name)
}

function badValue(part: FreeFieldPart, value: bigint | undefined): FormatError {
  return new FormatError('E_RECEIVABLES_FREE_FIELD_VALUE', {
    message: `Free field part "${part.part}" needs a value of up to ${part.length} digits, got ${value ?? 'none'}`,
    pt: `O campo livre não pôde ser composto: "${part.part}" está sem valor ou não cabe em ${part.length} algarismos.`,
  })
}

function mismatch(what: string, position: number): FormatError {
  return new FormatError('E_RECEIVABLES_FREE_FIELD_MISMATCH', {
    message: `Free field was not written in this layout: ${what} at position ${position}`,
    pt: `O campo livre não segue a composição deste convênio (posição ${position}).`,
    position,
  })
}
