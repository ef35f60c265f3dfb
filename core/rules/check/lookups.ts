import { lookupKey, pointer } from '../run.ts'
import type { RulesetContent } from '../types.ts'
import type { Report } from './report.ts'

/** Reports look-ups that an example brings and no rule reads: most often a misspelt key. */
export function checkUnusedLookups({ rules, examples }: RulesetContent, report: Report): void {
  const read = new Set<string>()
  collect(rules, read)
  const isRead = (key: string) =>
    [...read].some((name) =>
      name.endsWith('*') ? key.startsWith(name.slice(0, -1)) : name === key
    )
  for (const [index, { title, lookups }] of examples.entries()) {
    for (const key of Object.keys(lookups ?? {}).filter((one) => !isRead(one))) {
      const message = `O exemplo "${title}" traz a configuração "${key}", que nenhuma regra lê; confira o nome ou retire-a.`
      report.warning('unused_lookup', `/examples/${index}/lookups/${pointer(key)}`, message)
    }
  }
}

/** Keys that the rules read; a prefix with a computed rest ends in `*`. */
function collect(value: unknown, read: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, part] of Object.entries(value)) {
    if (name === 'literal') continue
    if (name === 'lookup' && Array.isArray(part) && typeof part[0] === 'string') {
      read.add(part.length === 1 ? part[0] : `${lookupKey(part[0], '')}*`)
    }
    collect(part, read)
  }
}
