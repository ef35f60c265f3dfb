import type { FieldType, RecordField } from './types.ts'

export const TEXT = { type: 'string' }
const DECIMAL = { type: 'string', pattern: '^-?\\d{1,14}(\\.\\d{1,12})?$' }
export const DIGITS = { type: 'string', pattern: '^-?\\d{1,18}$' }

const SCHEMAS: Record<FieldType, object> = {
  text: TEXT,
  longtext: TEXT,
  email: { ...TEXT, format: 'email' },
  integer: { type: 'integer' },
  decimal: DECIMAL,
  volume: DECIMAL,
  money: { ...DIGITS, description: 'Centavos' },
  date: { ...TEXT, format: 'date' },
  datetime: { ...TEXT, format: 'date-time' },
  refmonth: { ...TEXT, pattern: '^\\d{4}-\\d{2}$' },
  boolean: { type: 'boolean' },
  enum: TEXT,
  reference: DIGITS,
  lookup: TEXT,
  taxpayer: TEXT,
  phone: TEXT,
  registration: TEXT,
}

function fieldSchema({ type, label, help, unit, options, maxLength }: RecordField): object {
  return {
    ...SCHEMAS[type],
    title: unit ? `${label} (${unit})` : label,
    ...(help ? { description: help } : {}),
    ...(options ? { enum: options.map(({ value }) => value) } : {}),
    ...(maxLength ? { maxLength } : {}),
  }
}

/** A record as it is read, or as it is written. */
export function objectSchema(fields: readonly RecordField[], isWritten: boolean): object {
  const required = fields.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  return {
    type: 'object',
    properties: {
      ...(isWritten ? {} : { id: DIGITS }),
      ...Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    },
    ...(isWritten && required.length ? { required } : {}),
  }
}

export const json = (schema: object) => ({ 'application/json': { schema } })
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
export const query = (name: string, description: string, schema: object = TEXT) => ({
  name,
  in: 'query',
  description,
  schema,
})
export const idParameter = { name: 'id', in: 'path', required: true, schema: DIGITS }
