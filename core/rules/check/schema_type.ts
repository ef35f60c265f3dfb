import type { JsonSchema } from '../types.ts'
import { ANY, BOOLEAN, INTEGER, NULL, joinAll, listOf, objectOf, type Type } from './type.ts'

/** The type of the values that satisfy a schema. */
export function typeOfSchema(schema: JsonSchema): Type {
  if (schema.anyOf !== undefined) return joinAll(schema.anyOf.map(typeOfSchema))
  const kinds = schema.type === undefined ? [] : [schema.type].flat()
  const filled = kinds.filter((kind) => kind !== 'null')
  if (filled.length > 1 || kinds.length === 0) return ANY
  const unit = schema.unit === undefined ? {} : { unit: schema.unit }
  const type = filled[0] === undefined ? NULL : { ...typeOfKind(filled[0], schema), ...unit }
  return kinds.includes('null') && filled.length > 0 ? { ...type, nullable: true } : type
}

function typeOfKind(kind: string, schema: JsonSchema): Type {
  switch (kind) {
    case 'boolean':
      return BOOLEAN
    case 'integer':
      return INTEGER
    case 'string':
      return typeOfText(schema)
    case 'array':
      return typeOfList(schema)
    default:
      return typeOfObject(schema)
  }
}

function typeOfList({ items, maxItems, minItems }: JsonSchema): Type {
  return listOf(items === undefined ? ANY : typeOfSchema(items), maxItems, minItems)
}

function typeOfText({ format, enum: options, const: only, maxLength }: JsonSchema): Type {
  if (format === 'decimal') return { kind: 'decimal' }
  if (format === 'date') return { kind: 'date' }
  if (only !== undefined) return { kind: 'text', values: [only] }
  if (options === undefined) return { kind: 'text', max: maxLength }
  return { kind: 'text', values: options.filter((option) => option !== null) }
}

function typeOfObject({ properties }: JsonSchema): Type {
  if (properties === undefined) return { kind: 'object' }
  const fields = Object.entries(properties).map(([name, schema]) => [name, typeOfSchema(schema)])
  return objectOf(Object.fromEntries(fields))
}

/** The type of a constant: scalars keep their value. */
export function typeOfData(value: unknown): Type {
  if (value === null) return NULL
  if (typeof value === 'boolean') return BOOLEAN
  if (typeof value === 'number') return { kind: 'integer', values: [value] }
  if (typeof value === 'string') return { kind: 'text', values: [value], max: value.length }
  if (Array.isArray(value))
    return listOf(joinAll(value.map(typeOfData)), value.length, value.length)
  if (typeof value !== 'object') return ANY
  const fields = Object.entries(value).map(([name, part]) => [name, typeOfData(part)])
  return objectOf(Object.fromEntries(fields))
}
