import { Dec } from './dec.ts'
import { MoneyError } from './errors.ts'

const MINUS = '\u2212'
const NO_BREAK_SPACE = '\u00A0'
const MAX_DIGITS = 15
const CENTS_SCALE = 2

/** An amount in cents as plain decimal text, exact at any size, for files and forms that are read by machines: `1234.56`, `-0.05`. */
export const centsText = (cents: bigint): string => Dec.ofCents(cents).toFixed(CENTS_SCALE)

/** An amount in cents for people: `R$ 1.234,56` with a no-break space, `−R$ 1,00` (minus sign U+2212) when negative. */
export function formatMoney(cents: bigint): string {
  const size = cents < 0n ? -cents : cents
  const text = `R$${NO_BREAK_SPACE}${localize(centsText(size))}`
  return cents < 0n ? MINUS + text : text
}

/** A decimal for people, with all its digits and at least `minScale` decimals: `1.234,567`, `−0,50` (U+2212). */
export function formatDecimal(value: Dec, minScale = 0): string {
  const [integer = '', decimals = ''] = value.abs().toString().split('.')
  const padded = decimals.padEnd(minScale, '0')
  const text = localize(padded ? `${integer}.${padded}` : integer)
  return value.isNegative() ? MINUS + text : text
}

/** A plain decimal text with Brazilian separators. */
function localize(text: string): string {
  const [integer = '', decimals] = text.split('.')
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, '.')
  return decimals === undefined ? grouped : `${grouped},${decimals}`
}

/**
 * Cents of an amount as people write it in Brazil: `1.234,56`, `1234,5`, `R$ 10`, `-3,00`. Points only separate
 * thousands and must stand every three digits, so `10.50` is refused rather than read as a thousand and fifty.
 *
 * Throws E_MONEY_TEXT, whose `people` text tells the person what to write; more than two decimals or 15 digits are refused too.
 */
export function parseMoney(text: string): bigint {
  const compact = text.replace(/[\s\u00A0\u202F]/g, '')
  const match = /^([-\u2212]?)(?:R\$)?([-\u2212]?)(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d+))?$/.exec(
    compact
  )
  if (!match || (match[1] && match[2])) throw textError(text, 'escreva como 1.234,56')
  const [, before, after, integer = '', decimals = ''] = match
  if (decimals.length > 2) throw textError(text, 'use no máximo duas casas depois da vírgula')
  const digits = integer.replaceAll('.', '')
  if (digits.length > MAX_DIGITS) throw textError(text, `use no máximo ${MAX_DIGITS} algarismos`)
  const cents = BigInt(digits + decimals.padEnd(2, '0'))
  return before || after ? -cents : cents
}

function textError(text: string, advice: string): MoneyError {
  const shown = text.slice(0, 40)
  if (shown.trim() === '') {
    return new MoneyError('E_MONEY_TEXT', 'Amount is empty', 'Informe um valor em reais.')
  }
  return new MoneyError(
    'E_MONEY_TEXT',
    `${JSON.stringify(shown)} is not an amount in Brazilian format`,
    `Valor inválido: "${shown}"; ${advice} (ponto só para milhares, vírgula para centavos).`
  )
}
