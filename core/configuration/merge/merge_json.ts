import type { Json } from '#core/database/index'
import { isSameJson } from '../compare.ts'
import { keysOf, mergeOrder } from './keyed_list.ts'
import { type JsonRecord, type MergeSchema, Shape, isRecord } from './shape.ts'

export type Side = 'ours' | 'theirs'

/** The three texts that a merge is made of; a value that one of them does not have is `undefined`. */
export interface Sides<T = Json> {
  /** What both were made from; nothing when it is not known. */
  readonly base: T | undefined
  readonly ours: T | undefined
  readonly theirs: T | undefined
}

/** A place that both sides changed, each in its own way: a person chooses. */
export interface Conflict extends Sides {
  /** JSON Pointer in which elements of keyed lists stand by their key; `#order` at the end: the order of a list. */
  readonly path: string
  /** What was chosen; ours stands in the content while nothing was. */
  readonly choice: Side | null
}

export interface Merged {
  readonly content: Json
  readonly conflicts: readonly Conflict[]
  /** Elements of keyed lists that are now neither as ours nor as theirs: each side changed another part. */
  readonly mixed: readonly string[]
  /** Keyed lists to which each side added elements of its own: their order deserves a look. */
  readonly grown: readonly string[]
}

/**
 * Joins what each of two sides changed since a common base, by path: objects by key, lists by the field that their schema
 * declares (`keyedBy`), anything else as a whole. A side that changed nothing gives way; equal changes are one.
 * @param choices for conflicts, by path
 */
export function mergeJson(
  schema: MergeSchema,
  sides: Sides & { readonly ours: Json; readonly theirs: Json },
  choices: ReadonlyMap<string, Side> = new Map()
): Merged {
  const merge = new Merge(choices)
  const content = merge.node(new Shape(schema), sides, '')
  const { conflicts, mixed, grown } = merge
  return { content: content as Json, conflicts, mixed, grown }
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')
const same = (a: Json | undefined, b: Json | undefined) =>
  a === undefined || b === undefined ? a === b : isSameJson(a, b)

class Merge {
  readonly conflicts: Conflict[] = []
  readonly mixed: string[] = []
  readonly grown: string[] = []
  readonly #choices: ReadonlyMap<string, Side>

  constructor(choices: ReadonlyMap<string, Side>) {
    this.#choices = choices
  }

  node(shape: Shape, sides: Sides, path: string): Json | undefined {
    const { base, ours, theirs } = sides
    if (same(ours, theirs) || same(base, theirs)) return ours
    if (same(base, ours)) return theirs
    const given = [base, ours, theirs].filter((one) => one !== undefined)
    const form = shape.isWhole ? null : shape.form(given)
    if (form && !form.isWhole && ours !== undefined && theirs !== undefined) {
      if (given.every(isRecord)) return this.#record(form, sides as Sides<JsonRecord>, path)
      const keys = given.every(Array.isArray) ? keysOf(form.keyFields, sides) : null
      if (keys) return this.#list(form, keys, path)
    }
    return this.#conflict(sides, path)
  }

  #record(shape: Shape, { base, ours, theirs }: Sides<JsonRecord>, path: string): Json {
    const names = new Set([base, ours, theirs].flatMap((one) => Object.keys(one ?? {})))
    const fields: [string, Json][] = []
    for (const name of names) {
      const of = (side: JsonRecord | undefined) =>
        side && Object.hasOwn(side, name) ? side[name] : undefined
      const inner = { base: of(base), ours: of(ours), theirs: of(theirs) }
      const value = this.node(shape.field(name), inner, `${path}/${escaped(name)}`)
      if (value !== undefined) fields.push([name, value])
    }
    return Object.fromEntries(fields)
  }

  #list(shape: Shape, keyed: Sides<ReadonlyMap<string, Json>>, path: string): Json {
    const { base = new Map<string, Json>(), ours, theirs } = keyed
    const [own, their] = [ours!, theirs!]
    const found = new Map<string, Json>()
    for (const key of new Set([...base.keys(), ...own.keys(), ...their.keys()])) {
      const at = `${path}/${escaped(key)}`
      const sides = { base: base.get(key), ours: own.get(key), theirs: their.get(key) }
      const value = this.node(shape.items, sides, at)
      if (value === undefined) continue
      found.set(key, value)
      if (!same(value, sides.ours) && !same(value, sides.theirs)) this.mixed.push(at)
    }
    const isNew = (side: ReadonlyMap<string, Json>, other: ReadonlyMap<string, Json>) =>
      [...side.keys()].some((key) => !base.has(key) && !other.has(key))
    if (isNew(own, their) && isNew(their, own)) this.grown.push(path)
    const lists = { base: [...base.keys()], ours: [...own.keys()], theirs: [...their.keys()] }
    const order = mergeOrder(lists, found, () => this.#choose(`${path}#order`, lists))
    return order.map((key) => found.get(key)!)
  }

  #conflict(sides: Sides, path: string): Json | undefined {
    return sides[this.#choose(path, sides)]
  }

  #choose(path: string, sides: Sides): Side {
    const choice = this.#choices.get(path) ?? null
    this.conflicts.push({ path, ...sides, choice })
    return choice ?? 'ours'
  }
}
