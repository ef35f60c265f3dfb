const BYTE_ORDER_MARK = '\ufeff'

export interface DecodedText {
  readonly text: string
  readonly encoding: 'UTF-8' | 'Windows-1252'
}

/** Text as a database can keep it: a zero byte, which none takes, stands as what could not be read. */
export const storable = (text: string): string => text.replaceAll('\0', '\ufffd')

/**
 * Text of a file from outside: UTF-8 when the bytes are that, with or without a byte order mark; else Windows-1252, the
 * letters of old systems, handhelds and spreadsheets, where each byte is one position. Zero bytes are told as U+FFFD.
 */
export function decodeText(input: Uint8Array): DecodedText {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(input)
    const own = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
    return { text: storable(own), encoding: 'UTF-8' }
  } catch {
    return {
      text: storable(new TextDecoder('windows-1252').decode(input)),
      encoding: 'Windows-1252',
    }
  }
}
