/** Text of files from outside, whatever wrote them: pure, also for domain code. */
export { decodeText } from './decode.ts'
export { type TextLine, textLines } from './lines.ts'
