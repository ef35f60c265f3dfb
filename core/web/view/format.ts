import { formatDate, formatRefMonth, isCivilDate, isRefMonth } from '#core/calendar/index'
import { Dec, formatDecimal, formatMoney } from '#core/money/index'

const THIN_SPACE = '\u202F'
export const NOTHING = '—'

type Missing = null | undefined
const isMissing = (value: unknown): value is Missing | '' =>
  value === null || value === undefined || value === ''

/** `R$ 1.234,56` with a thin space, from cents. */
export function money(cents: bigint | number | string | Missing): string {
  return isMissing(cents) ? NOTHING : formatMoney(BigInt(cents)).replace('\u00A0', THIN_SPACE)
}

/** A decimal with its own digits, zeros at the end left out, and at least `minScale` decimals. */
export function decimal(value: string | number | bigint | Missing, minScale = 0): string {
  if (isMissing(value)) return NOTHING
  const text = String(value)
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return formatDecimal(Dec.of(short), minScale)
}

/** `1.234 m³` with a thin space. */
export function volume(value: string | number | bigint | Missing): string {
  return isMissing(value) ? NOTHING : `${decimal(value)}${THIN_SPACE}m³`
}

/** `dd/mm/aaaa` of a civil date. */
export function date(value: string | Missing): string {
  return isCivilDate(value) ? formatDate(value) : NOTHING
}

/** `mm/aaaa` of a reference month. */
export function refMonth(value: string | Missing): string {
  return isRefMonth(value) ? formatRefMonth(value) : NOTHING
}

/** A registration number, its last digit set apart: `00012345-6`. */
export function registration(value: string | number | bigint | Missing): string {
  if (isMissing(value)) return NOTHING
  const text = String(value)
  return /^\d{2,}$/.test(text) ? `${text.slice(0, -1)}-${text.slice(-1)}` : text
}

/** CPF or CNPJ with its punctuation. */
export function taxpayer(value: string | Missing): string {
  if (isMissing(value)) return NOTHING
  if (/^\d{11}$/.test(value)) return value.replace(/(\d{3})(\d{3})(\d{3})(\d{2})/, '$1.$2.$3-$4')
  if (/^[0-9A-Z]{14}$/.test(value)) {
    return value.replace(/(.{2})(.{3})(.{3})(.{4})(.{2})/, '$1.$2.$3/$4-$5')
  }
  return value
}

/** CPF or CNPJ for who may not see it: `***.456.789-**`; the CNPJ of a company is public. */
export function maskedTaxpayer(value: string | Missing): string {
  if (isMissing(value)) return NOTHING
  if (/^[0-9A-Z]{14}$/.test(value)) return taxpayer(value)
  return /^\d{11}$/.test(value) ? `***.${value.slice(3, 6)}.${value.slice(6, 9)}-**` : '•••'
}

/** `(66) 99999-1234`. */
export function phone(value: string | Missing): string {
  if (isMissing(value)) return NOTHING
  const match = /^(?:55)?(\d{2})(\d{4,5})(\d{4})$/.exec(value)
  return match ? `(${match[1]}) ${match[2]}-${match[3]}` : value
}

const instants = new Map<string, Intl.DateTimeFormat>()

/** An instant as the municipality's clocks show it: `22/11/2026 14:05`. */
export function datetime(value: Date | string | Missing, timeZone = 'America/Sao_Paulo'): string {
  if (isMissing(value)) return NOTHING
  let format = instants.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('pt-BR', {
      timeZone,
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    })
    instants.set(timeZone, format)
  }
  return format.format(new Date(value)).replace(', ', ' ')
}

/** A whole number with points between thousands. */
export function integer(value: string | number | bigint | Missing): string {
  return isMissing(value) ? NOTHING : formatDecimal(Dec.of(value as string))
}
