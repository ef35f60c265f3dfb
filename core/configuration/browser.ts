/* What the Studio runs in the browser too: reading and writing cells of sheets. */
export { type SheetColumn, cellOf, cellText, readCell } from './sheet/cells.ts'
export { PASTE_LIMIT, problemText, readPaste, sizeProblem } from './sheet/paste.ts'
