import type { Json } from '#core/database/index'

/**
 * How a content may be taken apart when two changes of it are joined, as its JSON Schema declares: `keyedBy` names the field
 * (or fields) that tell the elements of a list apart, `whole` says that a value is only taken or left entire.
 */
export type MergeSchema = Readonly<Record<string, unknown>>
export type JsonRecord = { readonly [key: string]: Json }

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One node of a schema, with the root in which its references are looked up. */
export class Shape {
  readonly #root: MergeSchema
  readonly #schema: MergeSchema

  constructor(schema: MergeSchema, root: MergeSchema = schema) {
    this.#root = root
    this.#schema = resolve(schema, root)
  }

  /** The form that every side has, where the schema allows several; null when they are of different forms. */
  form(sides: readonly Json[]): Shape | null {
    const variants = variantsOf(this.#schema)
    if (!variants.length) return this
    const fitting = variants.filter((one) => sides.every((side) => isOfForm(one, side)))
    return fitting.length === 1 ? new Shape(thenOf(fitting[0]!), this.#root).form(sides) : null
  }

  get isWhole(): boolean {
    return this.#schema.whole === true
  }

  /** What tells the elements of a list apart: fields of theirs, or of a list without repetition the values themselves. */
  get keyFields(): readonly string[] | null {
    const { keyedBy, uniqueItems } = this.#schema
    if (typeof keyedBy === 'string') return [keyedBy]
    if (Array.isArray(keyedBy)) return keyedBy as readonly string[]
    return uniqueItems === true ? [] : null
  }

  field(name: string): Shape {
    const { properties, additionalProperties } = this.#schema
    const own = (properties as Readonly<Record<string, MergeSchema>> | undefined)?.[name]
    return this.#inner(own ?? additionalProperties)
  }

  get items(): Shape {
    return this.#inner(this.#schema.items)
  }

  #inner(schema: unknown): Shape {
    return new Shape(isRecord(schema) ? schema : {}, this.#root)
  }
}

function resolve(schema: MergeSchema, root: MergeSchema): MergeSchema {
  const { $ref } = schema
  if (typeof $ref !== 'string' || !$ref.startsWith('#/')) return schema
  let found: unknown = root
  for (const step of $ref.slice(2).split('/')) found = isRecord(found) ? found[step] : undefined
  return isRecord(found) ? { ...found, ...schema, $ref: undefined } : {}
}

const listed = (value: unknown): MergeSchema[] => (Array.isArray(value) ? value : [])

/** Alternatives of a schema: `oneOf`, `anyOf`, or `allOf` made of `if … then …`. */
function variantsOf({ oneOf, anyOf, allOf }: MergeSchema): MergeSchema[] {
  const conditional = listed(allOf).filter((one) => isRecord(one.if) && isRecord(one.then))
  return [...listed(oneOf), ...listed(anyOf), ...conditional]
}

const thenOf = (variant: MergeSchema): MergeSchema =>
  isRecord(variant.then) ? (variant.then as MergeSchema) : variant

/** Whether a value holds the fixed values (`const`) by which a form is told. */
function isOfForm(variant: MergeSchema, value: Json): boolean {
  const told = isRecord(variant.if) ? (variant.if as MergeSchema) : variant
  const fixed = Object.entries((told.properties ?? {}) as Readonly<Record<string, MergeSchema>>)
  const consts = fixed.filter(([, one]) => 'const' in one)
  if (!consts.length || !isRecord(value)) return false
  return consts.every(([name, one]) => value[name] === one.const)
}
