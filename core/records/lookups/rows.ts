import type { LookupRow } from '../types.ts'

type Pair = readonly [code: string, title: string, values?: LookupRow['values']]

/** Rows that a utility may change and delete. */
export const lookupRows = (pairs: readonly Pair[]): LookupRow[] =>
  pairs.map(([code, title, values]) => ({ code, title, ...(values ? { values } : {}) }))

/** Rows whose codes rules or code know: kept, their titles free. */
export const systemRows = (pairs: readonly Pair[]): LookupRow[] =>
  lookupRows(pairs).map((row) => ({ ...row, isSystem: true }))
