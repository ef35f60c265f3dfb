/**
 * What a debit carries in the company's field and the bank returns untouched: the number of the invoice's document, with its
 * check digit, and which sending of it this is. So a return is matched without guessing.
 */
export const debitKey = (number: string, attempt: number): string =>
  `${number} ${String(attempt).padStart(2, '0')}`

/** Null when the field holds something else, as of debits sent by a former system. */
export function parseDebitKey(
  text: string
): { readonly number: string; readonly attempt: number } | null {
  const [, number, attempt] = /^(\d{12}) (\d{2})/.exec(text) ?? []
  return number && attempt ? { number, attempt: Number.parseInt(attempt, 10) } : null
}
