import { mod10CheckDigit } from './check_digits.ts'

const DIGITS = 11

/** The number that people see and type: the row's id in 11 digits and a modulus 10 check digit. */
export function documentNumber(id: bigint): string {
  const digits = id.toString().padStart(DIGITS, '0')
  return `${digits}${mod10CheckDigit(digits)}`
}

/** The id behind a typed number, or null when its length or check digit is wrong. */
export function documentIdOf(number: string): bigint | null {
  const digits = number.replace(/\D/g, '')
  if (digits.length !== DIGITS + 1) return null
  const id = BigInt(digits.slice(0, DIGITS))
  return documentNumber(id) === digits ? id : null
}
