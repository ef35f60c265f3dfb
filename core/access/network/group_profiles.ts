import type { GroupProfile } from './settings.ts'

const COMMON_NAME = /^cn=((?:\\.|[^,\\])+)/i

/** A group by the ways in which people write it: its whole name, and the first part of a distinguished name. */
function namesOf(group: string): string[] {
  const whole = group.trim().toLowerCase()
  const name = COMMON_NAME.exec(whole)?.[1]
  return name ? [whole, name.replaceAll(/\\(.)/g, '$1').trim()] : [whole]
}

/** Codes of the profiles that a person's groups give, each once, in the order of the mapping. Letter case does not matter. */
export function profilesOfGroups(
  groups: readonly string[],
  mapping: readonly GroupProfile[]
): string[] {
  const held = new Set(groups.flatMap(namesOf))
  const given = mapping.filter(({ group }) => held.has(group.trim().toLowerCase()))
  return [...new Set(given.map(({ profile }) => profile))]
}
