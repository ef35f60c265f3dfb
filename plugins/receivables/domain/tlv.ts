import { FormatError } from './format_error.ts'

/** One field of an EMV code: a 2-digit id and its value, at a 1-based position of the payload. */
export interface TlvField {
  id: string
  value: string
  position: number
}

/** Writes `id`, the length in two digits and the value. The caller keeps values within 99 characters. */
export function writeTlv(id: string, value: string): string {
  return `${id}${String(value.length).padStart(2, '0')}${value}`
}

/**
 * Reads fields until the end of the text; `start` is the position of its first character in the whole payload. Refuses
 * what is cut or malformed with E_RECEIVABLES_PIX_MALFORMED and the position of the wrong field.
 */
export function readTlv(text: string, start = 1): TlvField[] {
  const fields: TlvField[] = []
  let offset = 0
  while (offset < text.length) {
    const position = start + offset
    const head = /^(\d{2})(\d{2})/.exec(text.slice(offset))
    const [, id = '', length = ''] = head ?? []
    const end = offset + 4 + Number.parseInt(length, 10)
    if (!head || end > text.length) throw malformed(`field at position ${position}`, position)
    fields.push({ id, value: text.slice(offset + 4, end), position })
    offset = end
  }
  return fields
}

/** The error for a payload that cannot be read. */
export function malformed(what: string, position: number): FormatError {
  return new FormatError('E_RECEIVABLES_PIX_MALFORMED', {
    message: `Malformed Pix code: ${what}`,
    pt: 'O código Pix está incompleto ou alterado. Copie-o novamente por inteiro.',
    position,
  })
}

const POLYNOMIAL = 0x1021

/** What the eight bits of each byte do to the remainder, worked out once. */
const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8
  for (let bit = 0; bit < 8; bit++) {
    crc = crc & 0x8000 ? ((crc << 1) ^ POLYNOMIAL) & 0xffff : (crc << 1) & 0xffff
  }
  return crc
})
const UTF8 = new TextEncoder()

/**
 * CRC16-CCITT-FALSE (polynomial 0x1021, initial 0xFFFF, no reflection, no final xor) over the UTF-8 bytes of the text,
 * as 4 upper-case hexadecimal digits. `crc16('123456789')` is `29B1`.
 */
export function crc16(text: string): string {
  let crc = 0xffff
  for (const byte of UTF8.encode(text)) {
    crc = ((crc << 8) & 0xffff) ^ CRC_TABLE[(crc >> 8) ^ byte]!
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}
