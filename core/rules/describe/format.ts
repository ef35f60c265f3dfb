import { formatDate, isCivilDate } from '#core/calendar/index'
import { Dec, formatDecimal } from '#core/money/index'
import { isDecimalText } from '../values.ts'

const MAX_TEXT = 60
const MAX_PARTS = 6

/** A number or the text of a decimal as people write it: `1.234,5`. */
export function formatNumber(value: unknown): string {
  if (Number.isSafeInteger(value)) return formatDecimal(Dec.of(value as number))
  if (typeof value === 'string' && isDecimalText(value)) return formatDecimal(Dec.of(value))
  return formatValue(value)
}

/** Any value for people, shortened. Texts are quoted, dates written dd/mm/aaaa, `null` is "vazio". */
export function formatValue(value: unknown, decimal = false): string {
  if (value === null || value === undefined) return 'vazio'
  if (typeof value === 'boolean') return value ? 'sim' : 'não'
  if (typeof value === 'number' || decimal) return decimal ? decimalOf(value) : formatNumber(value)
  if (typeof value === 'string') return isCivilDate(value) ? formatDate(value) : quoted(value)
  if (Array.isArray(value)) return `[${shorten(value.map(formatPart))}]`
  const parts = Object.entries(value).map(([name, part]) => `${name}: ${formatPart(part)}`)
  return `{${shorten(parts)}}`
}

/** Inside lists and objects the kinds are lost, so a text like "3.457" is taken for the decimal that it looks like. */
function formatPart(value: unknown): string {
  const looksDecimal = typeof value === 'string' && value.includes('.') && isDecimalText(value)
  return formatValue(value, looksDecimal)
}

function decimalOf(value: unknown): string {
  return formatDecimal(Dec.of(value as string))
}

function quoted(text: string): string {
  return `"${text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text}"`
}

function shorten(parts: readonly string[]): string {
  const shown = parts.slice(0, MAX_PARTS).join(', ')
  return parts.length > MAX_PARTS ? `${shown}… (${parts.length})` : shown
}
