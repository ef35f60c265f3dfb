/* What the Studio runs in the browser too: reading and writing cells of sheets. */
export { type Cell, type SheetColumn, NO_LIMIT, cellOf, cellText, readCell } from './sheet/cells.ts'
export { PASTE_LIMIT, type Pasted, problemText, readPaste, sizeProblem } from './sheet/paste.ts'
