/*
 * From the canonical texts of document data (cents, decimals, ISO dates) to what people read in Brazil. Works on the
 * digits, so no figure passes through floating point. Each function answers null when the text is not of its form.
 */

const NARROW_SPACE = '\u202f'

/** Cents as text, `-123456` → `-1.234,56`. */
export function moneyText(cents: string): string | null {
  const match = /^(-?)(\d{1,18})$/.exec(cents)
  if (match === null) return null
  const digits = match[2]!.padStart(3, '0')
  return `${minus(match[1])}${grouped(digits.slice(0, -2))},${digits.slice(-2)}`
}

/** A decimal text with at least `least` decimals: `4.210000` and 2 → `4,21`; `0.0335` and 2 → `0,0335`. */
export function decimalText(value: string, least = 0): string | null {
  const match = /^(-?)(\d{1,18})(?:\.(\d{1,12}))?$/.exec(value)
  if (match === null) return null
  const decimals = (match[3] ?? '').replace(/0+$/, '').padEnd(least, '0')
  return `${minus(match[1])}${grouped(match[2]!)}${decimals === '' ? '' : `,${decimals}`}`
}

/** A volume: `14.000` → `14 m³`, with a thin space that does not break. */
export function volumeText(value: string): string | null {
  const number = decimalText(value)
  return number === null ? null : `${number}${NARROW_SPACE}m³`
}

/** `2026-12-10` → `10/12/2026`. */
export function dateText(value: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  return match === null ? null : `${match[3]}/${match[2]}/${match[1]}`
}

/** `2026-11` → `11/2026`. */
export function refMonthText(value: string): string | null {
  const match = /^(\d{4})-(\d{2})$/.exec(value)
  return match === null ? null : `${match[2]}/${match[1]}`
}

/** `2026-11` → `nov`. */
export function shortMonth(value: string): string | null {
  return /^\d{4}-\d{2}$/.test(value)
    ? (MONTHS[Number(value.slice(5)) - 1]?.slice(0, 3) ?? null)
    : null
}

/** `2026-11` → `novembro de 2026`. */
export function refMonthName(value: string): string | null {
  const match = /^(\d{4})-(\d{2})$/.exec(value)
  const name = MONTHS[Number(match?.[2]) - 1]
  return match === null || name === undefined ? null : `${name} de ${match[1]}`
}

const MONTHS =
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'.split(
    ' '
  )

/** A registration number with its check digit apart: `00012345` → `0001234-5`. */
export function registrationText(value: string): string | null {
  return /^\d{2,15}$/.test(value) ? `${value.slice(0, -1)}-${value.slice(-1)}` : null
}

/** CPF shown without the digits that identify (`***.456.789-**`, LGPD); a CNPJ is public and shown whole. */
export function taxIdText(value: string): string | null {
  if (/^\d{11}$/.test(value)) return `***.${value.slice(3, 6)}.${value.slice(6, 9)}-**`
  return cnpjText(value)
}

/** Numeric or alphanumeric CNPJ. */
export function cnpjText(value: string): string | null {
  const match = /^([0-9A-Z]{2})([0-9A-Z]{3})([0-9A-Z]{3})([0-9A-Z]{4})(\d{2})$/.exec(value)
  if (match === null) return null
  const [, first, second, third, order, check] = match
  return `${first}.${second}.${third}/${order}-${check}`
}

/** `78000000` → `78000-000`. */
export function postalCodeText(value: string): string | null {
  return /^\d{8}$/.test(value) ? `${value.slice(0, 5)}-${value.slice(5)}` : null
}

/** Compares two decimal texts or integers without loss; null when one of them is no number. */
export function compareDecimals(left: unknown, right: unknown): -1 | 0 | 1 | null {
  const a = scaled(left)
  const b = scaled(right)
  if (a === null || b === null) return null
  return a === b ? 0 : a < b ? -1 : 1
}

function scaled(value: unknown): bigint | null {
  const match = /^(-?)(\d{1,18})(?:\.(\d{1,12}))?$/.exec(String(value))
  if (match === null || (typeof value !== 'string' && typeof value !== 'number')) return null
  const whole = BigInt(match[2]! + (match[3] ?? '').padEnd(12, '0'))
  return match[1] === '-' ? -whole : whole
}

function grouped(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, '.')
}

function minus(sign: string | undefined): string {
  return sign === '-' ? '\u2212' : ''
}
