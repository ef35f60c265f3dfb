/**
 * Whether 44 digits are a collection barcode whose general check digit is right (modulus 10 when position 3 is 6 or 7, 11
 * when it is 8 or 9).
 *
 * Written apart from the code that draws our own barcodes: a reader of bank files verifies what any company issued, and
 * two independent readings that agree are worth more than one.
 *
 * @see FEBRABAN, Layout Padrão de Arrecadação com Código de Barras, v7 (2023-03-01)
 */
export function isCollectionBarcode(text: string): boolean {
  if (!/^8[1-79][6-9]\d{41}$/.test(text)) return false
  const isModulus10 = text[2] === '6' || text[2] === '7'
  return text[3] === (isModulus10 ? modulus10(text) : modulus11(text))
}

function modulus10(barcode: string): string {
  let sum = 0
  for (const [index, digit] of digitsFromRight(barcode)) {
    const product = index % 2 === 0 ? digit * 2 : digit
    sum += product > 9 ? product - 9 : product
  }
  return String((10 - (sum % 10)) % 10)
}

function modulus11(barcode: string): string {
  let sum = 0
  for (const [index, digit] of digitsFromRight(barcode)) sum += digit * (2 + (index % 8))
  const remainder = sum % 11
  return String(remainder < 2 ? 0 : 11 - remainder)
}

/** The 43 digits that the general digit covers: all but position 4. */
function digitsFromRight(barcode: string) {
  const covered = barcode.slice(0, 3) + barcode.slice(4)
  return [...covered]
    .reverse()
    .map((digit) => digit.charCodeAt(0) - 48)
    .entries()
}

/** The same company, segment and amount with another free field, and the check digit that it then has. */
export function barcodeWithFreeField(barcode: string, freeField: string): string {
  const [start, rest] = [barcode.slice(0, 3), `${barcode.slice(4, 19)}${freeField}`]
  const digit = [...'0123456789'].find((one) => isCollectionBarcode(`${start}${one}${rest}`))
  return `${start}${digit}${rest}`
}
