import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { CodeName, Decision, JsonSchema } from '#core/rules/index'
import { inForce } from './in_force.ts'

type Names = ReadonlyMap<string, readonly CodeName[]>

export interface Where {
  readonly municipalityId: bigint
  readonly today: CivilDate
}

/** A decision whose facts and results carry the names that the municipality gives to their codes, for people to read. */
export async function namedDecision(decision: Decision, where: Where): Promise<Decision> {
  const names = new Map<string, readonly CodeName[]>()
  for (const source of [...sourcesIn(decision.facts), ...sourcesIn(decision.outcome)]) {
    if (!names.has(source)) names.set(source, await namesOf(source, where))
  }
  return withNames(decision, names)
}

/** The same with the names that the product itself brings, for texts written without asking the database. */
export function plainlyNamed(decision: Decision): Decision {
  const sources = [...sourcesIn(decision.facts), ...sourcesIn(decision.outcome)]
  return withNames(decision, new Map(sources.map((source) => [source, productNames(source)])))
}

const withNames = (decision: Decision, names: Names): Decision => ({
  ...decision,
  facts: named(decision.facts, names),
  outcome: named(decision.outcome, names),
})

function sourcesIn(schema: JsonSchema): string[] {
  const inner = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : [])]
  return [...(schema.namedBy ? [schema.namedBy] : []), ...inner.flatMap(sourcesIn)]
}

function named(schema: JsonSchema, names: Names): JsonSchema {
  const found = schema.namedBy === undefined ? undefined : names.get(schema.namedBy)
  const inner = Object.entries(schema.properties ?? {}).map(
    ([name, one]) => [name, named(one, names)] as const
  )
  return {
    ...schema,
    ...(found?.length ? { names: found } : {}),
    ...(schema.properties ? { properties: Object.fromEntries(inner) } : {}),
    ...(schema.items ? { items: named(schema.items, names) } : {}),
  }
}

/** Codes with their names from one source; none where the plugin that has them is off. */
export async function namesOf(source: string, where: Where): Promise<readonly CodeName[]> {
  if (source.includes('/')) return configuredNames(source, where)
  return source.includes('#') ? productNames(source) : tableNames(source, where)
}

/** Of a look-up table: all its rows, since a rule may still ask about a code that is no longer offered. */
async function tableNames(name: string, { municipalityId }: Where): Promise<CodeName[]> {
  const lookup = registries().records.find(name)
  if (!lookup) return []
  return query<CodeName>(
    db,
    `select code as value, title from ${lookup.table} where municipality_id = ? order by position, title`,
    [municipalityId]
  )
}

async function configuredNames(
  source: string,
  { municipalityId, today }: Where
): Promise<readonly CodeName[]> {
  const [kind = '', key = ''] = source.split('/')
  const names = registries().kinds.find(kind)?.names
  const found = names && (await inForce(kind, key, municipalityId, today))
  return found ? names(found.content) : []
}

/** The names that the product itself brings for the codes of one source (`JsonSchema.namedBy`). */
export function productNames(source: string): readonly CodeName[] {
  if (source.includes('/')) {
    const [kind = '', key = ''] = source.split('/')
    const { names, defaults } = registries().kinds.find(kind) ?? {}
    const own = names && defaults?.().find((one) => one.key === key)
    return own ? names(own.content) : []
  }
  const [name = '', field] = source.split('#')
  if (field === undefined) {
    const rows = registries().lookups.find(name)?.rows ?? []
    return rows.map(({ code, title }) => ({ value: code, title }))
  }
  const options = registries()
    .records.find(name)
    ?.fields.find((one) => one.name === field)?.options
  return (options ?? []).map(({ value, label }) => ({ value, title: label }))
}
