import { decodeText, storable } from './decode.ts'

/** A line of a file from outside, as received, with its 1-based place in the file. */
export interface TextLine {
  readonly number: number
  readonly raw: string
}

/** 0x1A (end of file in old systems), zero bytes as `storable` tells them, and line breaks. */
const END_MARKS = '\u001a\ufffd\r\n'

/**
 * Lines of a file. CR LF, LF, CR alone and doubled CR end a line; a 0x1A mark or zero bytes at the end of the file and
 * blank lines are dropped, and the others keep their numbers. A zero byte within a line is told as U+FFFD.
 */
export function textLines(input: Uint8Array | string): TextLine[] {
  return withoutEndMarks(typeof input === 'string' ? storable(input) : decodeText(input).text)
    .split(/\r*\n|\r/)
    .map((raw, index) => ({ number: index + 1, raw }))
    .filter(({ raw }) => raw.trim() !== '')
}

function withoutEndMarks(text: string): string {
  let end = text.length
  while (end > 0 && END_MARKS.includes(text[end - 1]!)) end--
  return text.slice(0, end)
}
