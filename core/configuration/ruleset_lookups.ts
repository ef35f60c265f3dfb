import type { Json } from '#core/database/index'

/**
 * Names that the rules of a ruleset read from the pack: `kind/key` for a fixed key, `kind/prefix*` for a prefix with a
 * computed rest. Examples bring their own and do not count.
 */
export function lookupNames(content: Json): string[] {
  const names = new Set<string>()
  collect((content as { readonly rules?: Json }).rules ?? [], names)
  return [...names]
}

function collect(value: Json, names: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const item of value) collect(item as Json, names)
    return
  }
  for (const [operator, args] of Object.entries(value)) {
    if (operator === 'literal') continue
    if (operator === 'lookup' && Array.isArray(args)) names.add(nameOf(args as readonly Json[]))
    collect(args as Json, names)
  }
}

function nameOf(args: readonly Json[]): string {
  const first = String(args[0])
  if (args.length === 1) return first
  return first.includes('/') ? `${first}*` : `${first}/*`
}
