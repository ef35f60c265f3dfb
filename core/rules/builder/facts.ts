import { schemaAt, splitPath } from '../facts.ts'
import { operatorNamed } from '../operators/index.ts'
import type { CodeName, JsonSchema } from '../types.ts'
import type { Each, Kept, Value } from './types.ts'

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
  readonly options?: readonly CodeName[]
  /** Of an object, what its fields are called. */
  readonly fields?: Readonly<Record<string, string>>
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
    ...optionsOf(schema),
    ...(schema.properties === undefined ? {} : { fields: titlesOf(schema.properties) }),
  }
}

const titlesOf = (properties: NonNullable<JsonSchema['properties']>) =>
  Object.fromEntries(
    Object.entries(properties).map(([name, { title }]) => [name, title ?? name] as const)
  )

function inputType(
  { enum: options, format, names }: JsonSchema,
  types: readonly string[]
): InputType {
  if (names?.length) return 'choice'
  if (options?.every((one) => typeof one === 'string' || one === null)) return 'choice'
  if (types.length !== 1) return 'any'
  if (types[0] === 'string' && format === 'decimal') return 'decimal'
  if (types[0] === 'string') return format === 'date' ? 'date' : 'text'
  return types[0] === 'array' ? 'list' : (types[0] as InputType)
}

function optionsOf(schema: JsonSchema): Pick<FieldInfo, 'options'> {
  const options = namesOf(schema)
  return options ? { options } : {}
}

/** What the values that a schema allows, or the codes that a text holds, are called; undefined where they have no names. */
export function namesOf({ enum: options, enumTitles, names }: JsonSchema): FieldInfo['options'] {
  if (options === undefined) return names?.length ? names : undefined
  return options.flatMap((value, index) =>
    typeof value === 'string' ? [{ value, title: enumTitles?.[index] ?? value }] : []
  )
}

/** What a value is, as far as the schema and the operators tell: for the field and the unit of what it is compared with. */
export function infoOf(value: Value, facts: JsonSchema): FieldInfo | null {
  if (value.kind === 'fact') {
    const schema = schemaAt(facts, splitPath(value.path))
    return schema && fieldInfo(schema, value.path)
  }
  if (value.kind === 'kept' || value.kind === 'each') return overListInfo(value, facts)
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

const PLAIN = { path: '', title: '', isNullable: false } as const

function overListInfo(value: Kept | Each, facts: JsonSchema): FieldInfo | null {
  if (value.op === 'filter' || value.op === 'map') return { ...PLAIN, type: 'list' }
  if (value.op === 'count') return { ...PLAIN, type: 'integer' }
  if (value.kind === 'kept') return { ...PLAIN, type: 'boolean' }
  const inner = infoOf(value.item, elementFacts(value, facts))
  return inner && { ...inner, ...PLAIN }
}

/** What is known of one element of the list that is gone through: its conditions and values read facts of their own. */
export function elementFacts({ op, list }: Kept | Each, facts: JsonSchema): JsonSchema {
  const element = listSchema(list, facts)?.items ?? {}
  if (op !== 'reduce') return element
  const current = { title: 'Item', ...element }
  return { properties: { current, accumulator: { title: 'Acumulado' } } }
}

/** The schema of a list, as far as it is read from the facts. */
function listSchema(list: Value, facts: JsonSchema): JsonSchema | null {
  if (list.kind === 'fact') return schemaAt(facts, splitPath(list.path))
  if (list.kind === 'kept' && list.op === 'filter') return listSchema(list.list, facts)
  if (list.kind !== 'call' || list.op !== 'scoped') return null
  const [inner, outer] = list.args
  const it = inner && listSchema(inner, facts)?.items
  const others = outer?.kind === 'fact' ? schemaAt(facts, splitPath(outer.path)) : null
  return {
    items: {
      properties: { it: { title: 'Item', ...it }, facts: { ...others, title: 'De fora da lista' } },
    },
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

function sampleText({ format, minLength, names }: JsonSchema): string {
  if (names?.length) return names[0]!.value
  if (format === 'decimal') return '0'
  if (format === 'date') return '2026-01-01'
  return 'x'.repeat(minLength ?? 0)
}
