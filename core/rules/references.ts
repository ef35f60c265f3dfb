import type { RulesetContent } from './types.ts'

/** An item of configuration that a ruleset reads, so that a pack can hold it. */
export interface LookupReference {
  /** The whole key, or how it begins: `tariffs.table/`. */
  readonly key: string
  /** False when the rest of the key is only known as the rule runs: the pack needs every item that begins so. */
  readonly exact: boolean
}

/** What a ruleset of sound shape looks up, each reference once, in order of appearance. */
export function referencesOf(content: RulesetContent): readonly LookupReference[] {
  const found = new Map<string, LookupReference>()
  for (const { when, then } of content.rules) {
    for (const expression of [when, ...Object.values(then)]) collect(expression, found)
  }
  return [...found.values()]
}

function collect(expression: unknown, found: Map<string, LookupReference>): void {
  if (typeof expression !== 'object' || expression === null) return
  for (const [op, value] of Object.entries(expression)) {
    if (op === 'literal') continue
    if (op === 'lookup') {
      const reference = referenceOf(value as readonly unknown[])
      found.set(`${reference.key} ${reference.exact}`, reference)
    }
    collect(value, found)
  }
}

function referenceOf([prefix, rest]: readonly unknown[]): LookupReference {
  const start = String(prefix)
  if (rest === undefined) return { key: start, exact: true }
  const key = start.includes('/') ? start : `${start}/`
  const isFixed = typeof rest === 'string' || typeof rest === 'number'
  return isFixed ? { key: `${key}${rest}`, exact: true } : { key, exact: false }
}
