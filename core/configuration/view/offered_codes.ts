import type { CivilDate } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import type { CodeName } from '#core/rules/index'
import { namesOf } from '../coded_facts.ts'
import type { Parameter } from '../types.ts'

type Schema = Parameter['schema']

interface Offering {
  readonly municipalityId: bigint
  readonly today: CivilDate
  /** Values that the parameter has or had: their codes stay choosable. */
  readonly values: readonly Json[]
}

/**
 * The schema of a parameter with its codes (`namedBy`) as choices by name. A source that names nothing leaves the code to be
 * typed; a code that a value has and nobody registered is offered as what it is.
 */
export async function offeredSchema(
  { schema, names = {} }: Pick<Parameter, 'schema' | 'names'>,
  { municipalityId, today, values }: Offering
): Promise<Schema> {
  const offer = async (one: Schema, given: readonly Json[]): Promise<Schema> => {
    const source = one.namedBy
    if (typeof source === 'string') {
      const own = names[source]
      const known = own
        ? await own(municipalityId)
        : await namesOf(source, { municipalityId, today })
      return known.length ? asChoice(one, known, given) : one
    }
    const items = one.items as Schema | undefined
    const properties = one.properties as Readonly<Record<string, Schema>> | undefined
    const inner = Object.entries(properties ?? {}).map(
      async ([name, schemaOf]) =>
        [name, await offer(schemaOf, given.flatMap(fieldOf(name)))] as const
    )
    return {
      ...one,
      ...(items ? { items: await offer(items, given.flatMap(itemsOf)) } : {}),
      ...(properties ? { properties: Object.fromEntries(await Promise.all(inner)) } : {}),
    }
  }
  return offer(schema, values)
}

const itemsOf = (value: Json): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : [])

const fieldOf =
  (name: string) =>
  (value: Json): readonly Json[] => {
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
    const inner = isRecord ? (value as Readonly<Record<string, Json>>)[name] : undefined
    return inner === undefined ? [] : [inner]
  }

function asChoice(schema: Schema, known: readonly CodeName[], given: readonly Json[]): Schema {
  const codes = new Set(known.map(({ value }) => value))
  const others = [...new Set(given)].filter(
    (value): value is string => typeof value === 'string' && value !== '' && !codes.has(value)
  )
  const mayBeNull = Array.isArray(schema.type) && schema.type.includes('null')
  return {
    ...schema,
    enum: [...known.map(({ value }) => value), ...others, ...(mayBeNull ? [null] : [])],
    enumTitles: [
      ...known.map(({ title }) => title),
      ...others.map((code) => `${code} (não cadastrado)`),
      ...(mayBeNull ? ['Nenhum'] : []),
    ],
  }
}
