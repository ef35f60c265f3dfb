/** Text of files from outside, whatever wrote them: pure, also for domain code. */
export { decodeText, storable } from './decode.ts'
export { slugOf } from './slug.ts'
export { escapeMarkup } from './escape_markup.ts'
export { type TextLine, textLines } from './lines.ts'
