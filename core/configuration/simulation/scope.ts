import { type RefMonth, formatRefMonth, isRefMonth, monthsBetween } from '#core/calendar/index'
import type { Actor } from '#core/actions/index'
import { requirePermission } from '#core/access/index'
import { registries } from '#core/kernel/index'
import { errors } from './errors.ts'
import type { Reader } from '../query.ts'
import type { ItemName, Population, PopulationScope } from './types.ts'

/** Months and groups as people, commands and other systems give them. */
export interface AskedScope {
  readonly population: string
  readonly from: string
  readonly until: string
  readonly groups?: readonly string[] | null
}

/** A scope that was checked, as a job keeps it. */
export interface KeptScope {
  readonly population: string
  readonly from: RefMonth
  readonly until: RefMonth
  readonly groups: readonly string[] | null
}

const LONGEST_MONTHS = 36

/** Populations whose results a version of the item may change. */
export const populationsFor = (item: ItemName): Population[] =>
  registries()
    .populations.all()
    .filter((population) => population.concerns(item))

/**
 * The population of that name, for a person who may see its results and is not limited to some localities.
 * @throws BusinessError E_CONFIGURATION_POPULATION, E_CONFIGURATION_POPULATION_TERRITORY, E_ACCESS_DENIED
 */
export function populationFor(name: string, actor: Actor): Population {
  const population = registries().populations.find(name)
  if (!population) {
    throw errors.E_CONFIGURATION_POPULATION({
      name,
      known: registries().populations.names().join(', '),
    })
  }
  requirePermission(actor, population.permission)
  if (actor.scope?.localities) {
    throw errors.E_CONFIGURATION_POPULATION_TERRITORY({ user: actor.name, title: population.title })
  }
  return population
}

/**
 * Months and groups that can be asked of a population.
 * @throws BusinessError E_CONFIGURATION_SCOPE_MONTHS, E_CONFIGURATION_SCOPE_LONG, E_CONFIGURATION_SCOPE_EMPTY,
 *   E_CONFIGURATION_SCOPE_GROUP
 */
export async function checkScope(
  reader: Reader,
  population: Population,
  { from, until, groups }: AskedScope,
  municipalityId: bigint
): Promise<KeptScope> {
  if (!isRefMonth(from) || !isRefMonth(until) || from > until) {
    throw errors.E_CONFIGURATION_SCOPE_MONTHS({ from, until })
  }
  const months = monthsBetween(from, until) + 1
  if (months > LONGEST_MONTHS)
    throw errors.E_CONFIGURATION_SCOPE_LONG({ months, most: LONGEST_MONTHS })
  const wanted = groups?.length ? [...new Set(groups)].sort() : null
  if (wanted) {
    const there = await population.groups(reader, municipalityId)
    const known = new Set(there.map(({ value }) => value))
    const unknown = wanted.find((one) => !known.has(one))
    if (unknown !== undefined) throw errors.E_CONFIGURATION_SCOPE_GROUP({ group: unknown })
  }
  const has = await population.months(reader, municipalityId)
  if (!has.some(({ month }) => month >= from && month <= until)) {
    throw errors.E_CONFIGURATION_SCOPE_EMPTY({
      title: population.title,
      months: monthsText({ from, until }),
    })
  }
  return { population: population.name, from, until, groups: wanted }
}

/** `10/2026`, `01/2026 a 12/2026`. */
export const monthsText = ({ from, until }: Pick<KeptScope, 'from' | 'until'>): string =>
  from === until ? formatRefMonth(from) : `${formatRefMonth(from)} a ${formatRefMonth(until)}`

/** One line: what, which months, which groups. */
export function scopeText(scope: KeptScope): string {
  const title = registries().populations.find(scope.population)?.title ?? scope.population
  const groups = scope.groups
    ? ` · ${scope.groups.length === 1 ? '1 grupo' : `${scope.groups.length} grupos`}`
    : ''
  return `${title} · ${monthsText(scope)}${groups}`
}

export const scopeIn = (scope: KeptScope, municipalityId: bigint): PopulationScope => ({
  municipalityId,
  from: scope.from,
  until: scope.until,
  groups: scope.groups,
})
