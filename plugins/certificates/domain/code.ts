/** Without I, L, O and U, which people mistake for others. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16

/** A code that nobody guesses: 80 random bits. */
export const codeOf = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('')

/** What people typed, with or without dashes and in any case; null: it is no code. */
export function readCode(text: string): string | null {
  const code = text
    .toUpperCase()
    .replaceAll(/[\s.-]/g, '')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0')
  return new RegExp(`^[${LETTERS}]{${LENGTH}}$`).test(code) ? code : null
}

/** In groups of four, as people read it aloud: `7K2M-…`. */
export const codeText = (code: string): string => code.match(/.{4}/g)!.join('-')

/** A name of which a stranger recognises only what they know already: `M**** A******** S*****`. */
export const maskedName = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => `${word.slice(0, 1)}${'*'.repeat(Math.max(word.length - 1, 0))}`)
    .join(' ')

/** A registration number of which its last digits tell whether it is the one on the paper: `******02-7`. */
export const maskedNumber = (number: string): string =>
  `${'*'.repeat(Math.max(number.length - 3, 0))}${number.slice(-3, -1)}-${number.slice(-1)}`
