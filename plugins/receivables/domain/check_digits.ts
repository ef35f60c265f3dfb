import { FormatError } from './format_error.ts'

/** The two moduli of the collection barcode; the value identifier (position 3) chooses. */
export type CollectionModulus = 10 | 11

/**
 * Modulus 10: weights 2, 1, 2, 1… from the right, adding the decimal digits of each product; `10 − r`, or 0 when r = 0.
 *
 * @see FEBRABAN, Layout Padrão de Arrecadação com Código de Barras, v7 (2023-03-01)
 */
export function mod10CheckDigit(digits: string): number {
  const sum = weightedSum(digits, (digit, index) => {
    const product = digit * (index % 2 === 0 ? 2 : 1)
    return product > 9 ? product - 9 : product
  })
  return (10 - (sum % 10)) % 10
}

/**
 * Modulus 11 of the *collection* barcode: weights 2…9, cyclic, from the right; r = 0 or 1 gives 0, r = 10 gives 1, else
 * `11 − r`. The boleto has another flavour (0, 10 and 11 become 1 there): do not mix them.
 *
 * @see FEBRABAN, Layout Padrão de Arrecadação com Código de Barras, v7 (2023-03-01)
 */
export function collectionMod11CheckDigit(digits: string): number {
  const remainder = weightedSum(digits, (digit, index) => digit * (2 + (index % 8))) % 11
  return remainder < 2 ? 0 : 11 - remainder
}

/** Check digit of the collection barcode by the given modulus. */
export function collectionCheckDigit(digits: string, modulus: CollectionModulus): number {
  return modulus === 10 ? mod10CheckDigit(digits) : collectionMod11CheckDigit(digits)
}

/** Sum of `weigh(digit, index from the right)`. Refuses anything but digits: E_RECEIVABLES_DIGITS_EXPECTED. */
function weightedSum(digits: string, weigh: (digit: number, index: number) => number): number {
  const stray = digits.search(/\D/)
  if (stray >= 0 || digits === '') {
    throw new FormatError('E_RECEIVABLES_DIGITS_EXPECTED', {
      message: `Expected digits only, got "${digits}"`,
      pt: 'O número deve conter somente algarismos.',
      position: stray < 0 ? null : stray + 1,
    })
  }
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    sum += weigh(digits.charCodeAt(digits.length - 1 - index) - 48, index)
  }
  return sum
}
