import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { clock } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import { loadVersion } from './loaded_version.ts'
import { pickVersion } from './timeline.ts'
import { approvedByName } from './versions.ts'

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

/** What those names hold on a day, as rules read it: a parameter stands as its value. For trying rules out. */
export async function lookupsInForce(
  names: readonly string[],
  municipalityId: bigint,
  today: CivilDate
): Promise<Record<string, Json>> {
  const approved = await approvedByName(db, municipalityId, names)
  const versions = approved.map(loadVersion)
  const found = [...new Set(versions.map(({ name }) => name))].flatMap((name) => {
    const timeline = versions.filter((one) => one.name === name)
    const version = pickVersion(timeline, today, clock.now())
    return version && version.ref.kind !== 'ruleset' ? [version] : []
  })
  return Object.fromEntries(
    found.map(({ name, ref, content }) => [
      name,
      ref.kind === 'parameter' ? (content as { readonly value: Json }).value : content,
    ])
  )
}
