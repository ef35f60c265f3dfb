/** A line of a file from outside, exactly as received, with its 1-based place in the file. */
export interface TextLine {
  number: number
  raw: string
}

const BYTE_ORDER_MARK = '\ufeff'
/** 0x1A (end of file in old systems), zero bytes and line breaks. */
const END_MARKS = '\u001a\0\r\n'

/**
 * Text of a return file, which is UTF-8; old handhelds write Windows-1252, so what is not valid UTF-8 is read as that.
 */
export function decodeText(input: Uint8Array | string): string {
  const text = typeof input === 'string' ? input : decode(input)
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
}

/**
 * Lines of the file. CR LF, LF, CR alone and doubled CR end a line; a 0x1A mark or zero bytes at the end of the file and
 * blank lines are dropped, and the others keep their numbers.
 */
export function splitLines(text: string): TextLine[] {
  return withoutEndMarks(text)
    .split(/\r*\n|\r/)
    .map((raw, index) => ({ number: index + 1, raw }))
    .filter(({ raw }) => raw.trim() !== '')
}

function withoutEndMarks(text: string): string {
  let end = text.length
  while (end > 0 && END_MARKS.includes(text[end - 1]!)) end--
  return text.slice(0, end)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
