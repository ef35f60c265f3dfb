/** Stands before and after each personal value in a search document: who may not see them matches only whole ones. */
export const PERSONAL_MARK = '¦'

/** Words that a search is cut into; more than these add nothing. */
const MAX_TERMS = 6

/** Patterns of `like` for what a person typed, one per word; numbers lose their punctuation, as they are kept. */
export function searchTerms(text: string): string[] {
  const cleaned = text.replaceAll(PERSONAL_MARK, ' ').trim()
  const isNumber = /^[\d.\-/()\s]+$/.test(cleaned) && /\d/.test(cleaned)
  const words = isNumber ? [cleaned.replace(/\D/g, '')] : cleaned.split(/\s+/).map(bareNumber)
  return words.filter(Boolean).slice(0, MAX_TERMS)
}

/** `123.456.789-09` among words is searched as its digits; `12/2` or a date is left alone. */
const bareNumber = (word: string) =>
  /^\d[\d.\-/]{6,}\d$/.test(word) ? word.replace(/\D/g, '') : word

export const escapeLike = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
