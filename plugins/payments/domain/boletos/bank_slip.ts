import { type CivilDate, addDays, daysBetween } from '#core/calendar/index'
import { FormatError } from '../format_error.ts'

/** The barcode of a boleto (44 digits) and the line that people type (47). */
export interface BankSlipCodes {
  readonly barcode: string
  readonly line: string
}

export interface BankSlip {
  readonly bankCode: string
  readonly dueOn: CivilDate
  readonly amountCents: bigint
  /** 25 digits, each bank's own. */
  readonly freeField: string
}

const BASE = '1997-10-07' as CivilDate
const LAST_FACTOR = 9999
const CYCLE = 9000
const REAL = '9'
const MOST_CENTS = 99_999_999_99n

/**
 * Days since 1997-10-07; after 9999 (2025-02-21) the count goes on from 1000.
 *
 * @see Comunicado FEBRABAN 082/2024; facts/cnab.md
 */
export function dueFactor(dueOn: CivilDate): number {
  const days = daysBetween(BASE, dueOn)
  return days <= LAST_FACTOR ? days : ((days - 1000) % CYCLE) + 1000
}

const DAYS_BEFORE = 3000

/** The day of a factor: the one of its cycles that lies in the window of the day on which it is read; null when it has none. */
export function dayOfFactor(factor: number, seenOn: CivilDate): CivilDate | null {
  if (factor === 0) return null
  let day = addDays(BASE, factor)
  if (factor < 1000) return day
  while (daysBetween(day, seenOn) > DAYS_BEFORE) day = addDays(day, CYCLE)
  return day
}

/** Weights 2 to 9 from the right; what would be 0, 10 or 11 is 1: the boleto's own flavour. */
function generalDigit(digits: string): number {
  const sum = [...digits].reduceRight(
    ({ total, weight }, digit) => ({
      total: total + Number(digit) * weight,
      weight: weight === 9 ? 2 : weight + 1,
    }),
    { total: 0, weight: 2 }
  ).total
  const digit = 11 - (sum % 11)
  return digit === 10 || digit === 11 ? 1 : digit
}

/** Weights 2 and 1 from the right, adding the digits of each product. */
function fieldDigit(digits: string): number {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const product = Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 2 : 1)
    sum += product > 9 ? product - 9 : product
  }
  return (10 - (sum % 10)) % 10
}

/** Errors: E_PAYMENTS_BOLETO when the amount, the bank or the free field cannot be written. */
export function bankSlipCodes({
  bankCode,
  dueOn,
  amountCents,
  freeField,
}: BankSlip): BankSlipCodes {
  const isWritable =
    /^\d{3}$/.test(bankCode) &&
    /^\d{25}$/.test(freeField) &&
    amountCents > 0n &&
    amountCents <= MOST_CENTS
  if (!isWritable || daysBetween(BASE, dueOn) < 0) {
    throw new FormatError('E_PAYMENTS_BOLETO', {
      message: `No barcode for bank ${bankCode}, ${amountCents} cents, free field "${freeField}"`,
      pt: 'O código de barras do boleto não pode ser escrito: confira o banco, o valor e o campo livre do convênio.',
    })
  }
  const start = `${bankCode}${REAL}`
  const money = `${String(dueFactor(dueOn)).padStart(4, '0')}${String(amountCents).padStart(10, '0')}`
  const digit = generalDigit(`${start}${money}${freeField}`)
  const barcode = `${start}${digit}${money}${freeField}`
  return { barcode, line: lineOf(barcode) }
}

/** The 47 digits of a barcode. */
export function lineOf(barcode: string): string {
  const fields = [
    `${barcode.slice(0, 4)}${barcode.slice(19, 24)}`,
    barcode.slice(24, 34),
    barcode.slice(34, 44),
  ].map((field) => `${field}${fieldDigit(field)}`)
  return `${fields.join('')}${barcode.slice(4, 19)}`
}

/** The line in its printed groups: `00190.00009 01234.567004 00000.123174 5 16560000012345`. */
export const printedLine = (line: string): string =>
  [
    `${line.slice(0, 5)}.${line.slice(5, 10)}`,
    `${line.slice(10, 15)}.${line.slice(15, 21)}`,
    `${line.slice(21, 26)}.${line.slice(26, 32)}`,
    line.slice(32, 33),
    line.slice(33),
  ].join(' ')

/** The barcode that a person typed or scanned, as 44 or 47 digits; null when its check digits are wrong. */
export function readBankSlip(text: string): string | null {
  const digits = text.replace(/\D/g, '')
  const barcode =
    digits.length === 44
      ? digits
      : digits.length === 47
        ? `${digits.slice(0, 4)}${digits.slice(32)}${digits.slice(4, 9)}${digits.slice(10, 20)}${digits.slice(21, 31)}`
        : null
  if (barcode === null) return null
  const isGood = generalDigit(`${barcode.slice(0, 4)}${barcode.slice(5)}`) === Number(barcode[4])
  return isGood && (digits.length === 44 || lineOf(barcode) === digits) ? barcode : null
}

/** The bank as the slip prints it, with its check digit: `001-9`. */
export function bankCodeWithDigit(code: string): string {
  const sum = [...code].reduceRight(
    ({ total, weight }, digit) => ({ total: total + Number(digit) * weight, weight: weight + 1 }),
    { total: 0, weight: 2 }
  ).total
  const digit = 11 - (sum % 11)
  return `${code}-${digit > 9 ? (digit === 10 ? 'X' : 0) : digit}`
}
