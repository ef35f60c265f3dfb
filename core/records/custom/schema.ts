import type { Json } from '#core/database/index'
import type { CustomContent, CustomField } from './content.ts'

type Schema = Readonly<Record<string, unknown>>

const DECIMAL = { type: 'string', format: 'decimal' }
const SHAPES: Readonly<Record<CustomField['type'], Schema>> = {
  text: { type: 'string' },
  longtext: { type: 'string' },
  email: { type: 'string', format: 'email' },
  phone: { type: 'string', pattern: '^\\d{10,11}$' },
  taxpayer: { type: 'string', pattern: '^[0-9A-Z]{11}([0-9A-Z]{3})?$' },
  enum: { type: 'string' },
  integer: { type: 'integer' },
  decimal: DECIMAL,
  money: { type: 'string', pattern: '^-?\\d{1,18}$' },
  date: { type: 'string', format: 'date' },
  refmonth: { type: 'string', format: 'ref-month' },
  boolean: { type: 'boolean' },
}

function fieldSchema({ type, label, unit, options, maxLength }: CustomField): Schema {
  const shape = {
    ...SHAPES[type],
    ...(maxLength ? { maxLength } : {}),
    ...(options ? { enum: options.map(({ value }) => value) } : {}),
  }
  return { title: label, ...(unit ? { unit } : {}), ...shape }
}

const schemas = new WeakMap<CustomContent, Schema>()

/** JSON Schema of the column `custom`: what is there must be as declared; what is empty is left out. */
export function customSchema(content: CustomContent): Schema {
  const known = schemas.get(content)
  if (known) return known
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(content.fields.map((field) => [field.key, fieldSchema(field)])),
  }
  schemas.set(content, schema)
  return schema
}

/** As `customSchema`, for the facts of a decision: every field is there, and what is empty is null. */
export function customFactsSchema(content: CustomContent): Schema {
  const orNull = (field: CustomField): Schema => {
    const { type, enum: options, ...rest } = fieldSchema(field)
    const choices = options as readonly unknown[] | undefined
    return { ...rest, type: [type, 'null'], ...(choices ? { enum: [...choices, null] } : {}) }
  }
  return {
    type: 'object',
    additionalProperties: false,
    required: content.fields.map(({ key }) => key),
    properties: Object.fromEntries(content.fields.map((field) => [field.key, orNull(field)])),
  }
}

/** A value as the column keeps it: plain JSON, money and decimals as digits in text. */
export function customJson(value: unknown): Json {
  if (typeof value === 'bigint') return String(value)
  return value as Json
}
