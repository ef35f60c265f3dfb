import { randomBytes } from 'node:crypto'
import { sha256 } from '#core/database/index'

const COUNT = 10
/** No 0, 1, I, L, O: people copy them from paper. 31 letters, 16 of them: 79 random bits. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 16

/** Codes for the day the phone is lost, each good for one entry: `7K4M-…`. */
export const newRecoveryCodes = (): string[] => Array.from({ length: COUNT }, newRecoveryCode)

function newRecoveryCode(): string {
  let code = ''
  while (code.length < LENGTH) {
    // Bytes past the last whole multiple would favour the first letters.
    for (const byte of randomBytes(LENGTH)) {
      if (byte < 248 && code.length < LENGTH) code += LETTERS[byte % LETTERS.length]
    }
  }
  return code.match(/.{4}/g)!.join('-')
}

/** What a code is stored as, however it was typed; null for what cannot be one. */
export function hashOfRecoveryCode(text: string): string | null {
  const plain = text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  return plain.length === LENGTH ? sha256(`recovery:${plain}`) : null
}
