import { schemaAt, splitPath } from '../facts.ts'
import { operatorNamed } from '../operators/index.ts'
import type { JsonSchema } from '../types.ts'
import type { Value } from './types.ts'

/** What a person fills in: it decides on the field and on the comparisons. */
export type InputType =
  'decimal' | 'integer' | 'date' | 'boolean' | 'choice' | 'text' | 'list' | 'object' | 'any'

/** A fact or an outcome for people. */
export interface FieldInfo {
  readonly path: string
  readonly title: string
  readonly type: InputType
  readonly isNullable: boolean
  readonly unit?: string
  /** Of a choice, with the words that people read. */
  readonly options?: readonly { readonly value: string; readonly title: string }[]
}

/** Facts of a decision one under the other, those of inner objects with the title of the outer before theirs. */
export function factList(schema: JsonSchema, path = '', title = ''): FieldInfo[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const at = path ? `${path}.${name}` : name
    const own = inner.title ?? name
    const info = fieldInfo(inner, at, title && !isGroup(inner) ? `${title}: ${own}` : own)
    if (info.type !== 'object') return [info]
    return [...(info.isNullable ? [info] : []), ...factList(inner, at, info.title)]
  })
}

/** An object within an object says by its own title what it is. */
const isGroup = ({ properties }: JsonSchema) => properties !== undefined

/** How one field of a schema is filled in. */
export function fieldInfo(schema: JsonSchema, path = '', title = schema.title ?? path): FieldInfo {
  const types = [schema.type ?? []].flat()
  return {
    path,
    title,
    type: inputType(
      schema,
      types.filter((type) => type !== 'null')
    ),
    isNullable: types.includes('null'),
    ...(schema.unit === undefined ? {} : { unit: schema.unit }),
    ...(schema.enum === undefined ? {} : { options: optionsOf(schema) }),
  }
}

function inputType({ enum: options, format }: JsonSchema, types: readonly string[]): InputType {
  if (options?.every((one) => typeof one === 'string' || one === null)) return 'choice'
  if (types.length !== 1) return 'any'
  if (types[0] === 'string' && format === 'decimal') return 'decimal'
  if (types[0] === 'string') return format === 'date' ? 'date' : 'text'
  return types[0] === 'array' ? 'list' : (types[0] as InputType)
}

function optionsOf({ enum: options, enumTitles }: JsonSchema) {
  return (options ?? []).flatMap((value, index) =>
    typeof value === 'string' ? [{ value, title: enumTitles?.[index] ?? value }] : []
  )
}

/** What a value is, as far as the schema and the operators tell: for the field and the unit of what it is compared with. */
export function infoOf(value: Value, facts: JsonSchema): FieldInfo | null {
  if (value.kind === 'fact') {
    const schema = schemaAt(facts, splitPath(value.path))
    return schema && fieldInfo(schema, value.path)
  }
  if (value.kind !== 'call') return null
  const accepts = operatorNamed(value.op)?.params[0]?.accepts
  if (accepts !== 'number' && accepts !== 'numbers') return null
  const [first] = value.args
  const inner = first === undefined ? null : infoOf(first, facts)
  const unit = ['+', '-', 'min', 'max', 'round', 'abs', 'neg'].includes(value.op)
    ? inner?.unit
    : undefined
  return {
    path: '',
    title: '',
    type: 'decimal',
    isNullable: false,
    ...(unit === undefined ? {} : { unit }),
  }
}

/** Whether a fact may be empty. */
export function mayBeEmpty(path: string, facts: JsonSchema): boolean {
  const schema = schemaAt(facts, splitPath(path))
  return schema !== null && fieldInfo(schema).isNullable
}

/** The plainest value that satisfies a schema: the start of a new rule, example or trial. */
export function sampleOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const types = [schema.type ?? 'null'].flat()
  const type = types.find((one) => one !== 'null') ?? 'null'
  if (type === 'object') {
    const fields = Object.entries(schema.properties ?? {})
    return Object.fromEntries(fields.map(([name, inner]) => [name, sampleOf(inner)]))
  }
  if (type === 'array') {
    const items = schema.items
    return items && schema.minItems
      ? Array.from({ length: schema.minItems }, () => sampleOf(items))
      : []
  }
  if (type === 'string') return sampleText(schema)
  return { integer: schema.minimum ?? 0, boolean: false, null: null }[type]
}

function sampleText({ format, minLength }: JsonSchema): string {
  if (format === 'decimal') return '0'
  if (format === 'date') return '2026-01-01'
  return 'x'.repeat(minLength ?? 0)
}
