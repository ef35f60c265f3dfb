import { civilDate, isCivilDate } from '#core/calendar/index'
import type { CivilDate } from '#core/calendar/index'
import { MoneyError, parseMoney } from '#core/money/index'

/** A line cannot be taken over: the reason is told with its number. */
export class LineRefused extends Error {}

export const refuse = (reason: string): never => {
  throw new LineRefused(reason)
}

const DAY = /^(\d{2})\/(\d{2})\/(\d{4})$/

/** `AAAA-MM-DD` or `DD/MM/AAAA`; null when empty. */
export function dayOf(text: string, title: string): CivilDate | null {
  if (!text) return null
  const plain = text.replace(DAY, '$3-$2-$1')
  return isCivilDate(plain)
    ? civilDate(plain)
    : refuse(`${title}: “${text}” não é uma data (use 2026-12-31 ou 31/12/2026)`)
}

export function requiredDay(text: string, title: string): CivilDate {
  return dayOf(text, title) ?? refuse(`${title}: falta a data`)
}

/** Cents of `1.234,56` or `1234.56`. */
export function centsOf(text: string, title: string): bigint {
  const plain = /^-?\d+\.\d{2}$/.test(text) ? text.replace('.', ',') : text
  try {
    return parseMoney(plain)
  } catch (error) {
    if (error instanceof MoneyError) return refuse(`${title}: “${text}” não é um valor`)
    throw error
  }
}

/** The same, for the sums of a file: a line whose amount cannot be read is refused with its reason, and counts as nothing. */
export function centsOrZero(text: string | undefined): bigint {
  try {
    return centsOf(text ?? '', '')
  } catch {
    return 0n
  }
}

export const orNull = (text: string | undefined): string | null => text?.trim() || null
export const digitsOf = (text: string | undefined): string | null =>
  orNull(text?.replace(/[\s.\-/()+]/g, '').toUpperCase())

export function zipOf(text: string | undefined): string | null {
  const zip = digitsOf(text)
  return zip && !/^\d{8}$/.test(zip) ? refuse(`CEP inválido: ${text}`) : zip
}

/** One of the codes of the layout. */
export function codeOf<T extends string>(
  text: string,
  title: string,
  codes: Readonly<Record<string, T>>
): T {
  return (
    codes[text.trim().toLowerCase()] ??
    refuse(`${title}: “${text}” não é um destes: ${Object.keys(codes).join(', ')}`)
  )
}

export interface Outcome<T> {
  readonly value?: T
  readonly reason?: string
}

/** Reads every row; what a reader refuses becomes the reason of that row and stops no other. */
export function readRows<R, T>(rows: readonly R[], read: (row: R) => T): Outcome<T>[] {
  return rows.map((row) => {
    try {
      return { value: read(row) }
    } catch (error) {
      if (error instanceof LineRefused) return { reason: error.message }
      throw error
    }
  })
}
