type Schema = Readonly<Record<string, unknown>>

export type FieldKind =
  | ('text' | 'cents' | 'decimal' | 'date' | 'month' | 'flag' | 'count' | 'image')
  | ('cnpj' | 'tax_id' | 'postal_code' | 'registration' | 'list' | 'object')

/** One field of a document's data, as the template editor shows it. */
export interface DocumentField {
  readonly name: string
  readonly title: string
  readonly kind: FieldKind
  /** It may be absent (null): inside `{{#if}}` it is there. */
  readonly isOptional: boolean
  /** Of an object its fields; of a list the fields of one item, or one field `this` where the items are plain. */
  readonly fields: readonly DocumentField[]
}

/** The fields of a document's data, in the order of its schema. */
export function fieldsOf(schema: Schema): DocumentField[] {
  const properties = (bare(schema).schema['properties'] ?? {}) as Record<string, Schema>
  return Object.entries(properties).map(([name, one]) => fieldOf(name, one))
}

function fieldOf(name: string, given: Schema): DocumentField {
  const { schema, isOptional } = bare(given)
  const title = String(given['title'] ?? schema['title'] ?? name)
  const kind = kindOf(name, schema)
  const field = { name, title, kind, isOptional, fields: [] as DocumentField[] }
  if (kind === 'object') return { ...field, fields: fieldsOf(schema) }
  if (kind !== 'list') return field
  const items = (schema['items'] ?? {}) as Schema
  const inner = fieldsOf(items)
  return { ...field, fields: inner.length ? inner : [fieldOf('this', items)] }
}

/** The schema without its "or null". */
export function bare(schema: Schema): { readonly schema: Schema; readonly isOptional: boolean } {
  const choices = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined
  const real = choices?.find((one) => one['type'] !== 'null')
  if (real) return { schema: bare(real).schema, isOptional: true }
  const { type } = schema
  const isOptional = Array.isArray(type) && type.includes('null')
  return { schema, isOptional }
}

const typeOf = ({ type }: Schema) =>
  Array.isArray(type) ? type.find((one) => one !== 'null') : type

/** By name first, where people could not tell by the form of the text. */
const BY_NAME: readonly (readonly [RegExp, FieldKind])[] = [
  [/cents$/, 'cents'],
  [/cnpj$/, 'cnpj'],
  [/tax_id$/, 'tax_id'],
  [/postal_code$|zip_code$/, 'postal_code'],
  [/^registration$/, 'registration'],
]
const BY_FORM: readonly (readonly [string, FieldKind])[] = [
  ['2026-11-20', 'date'],
  ['2026-11', 'month'],
  ['-10.5', 'decimal'],
]

function kindOf(name: string, schema: Schema): FieldKind {
  const type = typeOf(schema)
  if (type === 'object') return 'object'
  if (type === 'array') return 'list'
  if (type === 'boolean') return 'flag'
  if (type === 'integer' || type === 'number') return 'count'
  const named = BY_NAME.find(([pattern]) => pattern.test(name))
  if (named) return named[1]
  const pattern = schema['pattern']
  if (typeof pattern !== 'string') return 'text'
  if (pattern.startsWith('^data:image')) return 'image'
  const form = new RegExp(pattern, 'u')
  return BY_FORM.find(([example]) => form.test(example))?.[1] ?? 'text'
}
