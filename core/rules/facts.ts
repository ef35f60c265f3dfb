import { Dec } from '#core/money/index'
import { Fault } from './errors.ts'
import type { JsonSchema } from './types.ts'
import { admit, isDecimalText, isForbiddenName, isObject, type Value } from './values.ts'

const INDEX = /^(0|[1-9]\d{0,8})$/

/** Segments of a `var` path; the empty path is the whole scope. */
export function splitPath(path: string): readonly string[] {
  return path === '' ? [] : path.split('.')
}

/** Reads a path by own keys and list positions only. Throws E_RULES_FACT_MISSING. */
export function readPath(scope: unknown, segments: readonly string[]): Value {
  let value: unknown = scope
  for (const segment of segments) {
    if (!hasStep(value, segment)) {
      throw new Fault('E_RULES_FACT_MISSING', `não há "${segment}" em "${segments.join('.')}"`)
    }
    value = (value as Record<string, unknown>)[segment]
  }
  return admit(value)
}

/** Whether an object has this own, permitted key, or a list this position. */
export function hasStep(value: unknown, segment: string): boolean {
  if (Array.isArray(value)) return INDEX.test(segment) && Number(segment) < value.length
  return isObject(value) && Object.hasOwn(value, segment) && !isForbiddenName(segment)
}

/** Turns what the facts hold as text into the decimals that their schema declares. */
export type Reader = (value: Value) => Value

/** Reader for the facts at a path of the schema, or null where nothing is to be turned. */
export function readerAt(schema: JsonSchema, segments: readonly string[]): Reader | null {
  const place = schemaAt(schema, segments)
  return place === null ? null : readerOf(place)
}

/** The schema of the value at a path, or null when the schema knows no such path. */
export function schemaAt(schema: JsonSchema, segments: readonly string[]): JsonSchema | null {
  let place: JsonSchema | undefined = schema
  for (const segment of segments) {
    place = place === undefined ? undefined : stepInto(place, segment)
  }
  return place ?? null
}

function stepInto({ properties, items }: JsonSchema, segment: string): JsonSchema | undefined {
  if (properties !== undefined && Object.hasOwn(properties, segment)) return properties[segment]
  return INDEX.test(segment) ? items : undefined
}

function readerOf(schema: JsonSchema): Reader | null {
  if (schema.format === 'decimal') return readDecimal
  if (schema.items !== undefined) return listReader(readerOf(schema.items))
  if (schema.properties !== undefined) return objectReader(schema.properties)
  return null
}

function readDecimal(value: Value): Value {
  if (typeof value !== 'string') return value
  if (isDecimalText(value)) return Dec.of(value)
  throw new Fault('E_RULES_TYPE', `o texto ${JSON.stringify(value.slice(0, 40))} não é um decimal`)
}

function listReader(read: Reader | null): Reader | null {
  if (read === null) return null
  return (value) => (Array.isArray(value) ? value.map((element) => read(element)) : value)
}

function objectReader(properties: Readonly<Record<string, JsonSchema>>): Reader | null {
  const readers = Object.entries(properties).flatMap(([name, schema]) => {
    const read = readerOf(schema)
    return read === null ? [] : [{ name, read }]
  })
  if (readers.length === 0) return null
  return (value) => {
    if (!isObject(value)) return value
    const copy: Record<string, Value> = { ...value }
    for (const { name, read } of readers) {
      if (Object.hasOwn(copy, name)) copy[name] = read(copy[name] as Value)
    }
    return copy
  }
}
