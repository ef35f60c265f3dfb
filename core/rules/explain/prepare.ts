import { namesOf } from '../builder/facts.ts'
import { readerAt, schemaAt, splitPath, type Reader } from '../facts.ts'
import { deepFreeze } from '../freeze.ts'
import { FLOW, FOLDS, ITERATORS } from '../operators/flow.ts'
import { argPath } from '../run.ts'
import type { ExplainedNode, Expression, JsonSchema } from '../types.ts'
import type { Value } from '../values.ts'
import { plain } from './plain.ts'

/** What json-logic-js is given: every node an object or a list of its own, so that each is known by identity. */
export type Logic = readonly Logic[] | { readonly [operator: string]: readonly Logic[] }

/** What a node of the logic stands for. */
export interface Source {
  readonly path: string
  readonly op: string
  /** Steps that its call costs before anything is computed. */
  readonly cost: number
  /** Of a constant. */
  readonly literal?: { readonly value: Value }
  /** Of a constant: its step as it is shown, the same every time. */
  readonly node?: ExplainedNode
  readonly read?: VarRead
  /** Of a local name: its place in the run. */
  readonly slot?: number
}

export interface VarRead {
  readonly segments: readonly string[]
  readonly reader: Reader | null
  readonly fact?: ExplainedNode['fact']
}

export interface Prepared {
  readonly logic: Logic
  readonly sources: ReadonlyMap<Logic, Source>
}

/** Keeps the dialect's operators apart from those of standard JSON-Logic. */
export const PREFIX = 'strict '

/** Gives a local name its value, before json-logic-js goes on to the next argument. */
export const BIND = `${PREFIX}bind`

/** Verifies and counts the list of an iterator, which json-logic-js would let pass whatever it is. */
export const ELEMENTS = `${PREFIX}elements`

interface Scope {
  readonly path: string
  /** Schema of what `var` sees, where it is known. */
  readonly schema: JsonSchema | null
  readonly root: boolean
  readonly locals: ReadonlyMap<string, number>
}

/** Rewrites an expression of sound shape for json-logic-js. */
export function prepareLogic(expression: Expression, path: string, facts: JsonSchema): Prepared {
  const sources = new Map<Logic, Source>()
  const preparation = new Preparation(sources)
  return {
    logic: preparation.node(expression, { path, schema: facts, root: true, locals: new Map() }),
    sources,
  }
}

class Preparation {
  readonly #sources: Map<Logic, Source>

  constructor(sources: Map<Logic, Source>) {
    this.#sources = sources
  }

  node(expression: unknown, scope: Scope): Logic {
    const { path } = scope
    if (typeof expression !== 'object' || expression === null) {
      return this.#constant(expression, path)
    }
    if (Array.isArray(expression)) {
      const parts = expression.map((part, index) =>
        this.node(part, { ...scope, path: `${path}/${index}` })
      )
      return this.#known(parts, { path, op: 'list', cost: 1 + parts.length })
    }
    const [[op, args]] = Object.entries(expression) as [[string, readonly unknown[]]]
    if (op === 'literal') return this.#constant(deepFreeze(structuredClone(args[0])), path)
    if (op === 'var') return this.#variable(args[0] as string, scope)
    if (op === 'local') return this.#local(args[0] as string, scope)
    if (op === 'let') return this.#let(args, scope)
    return this.#call(op, args, scope)
  }

  #known(logic: Logic, source: Source): Logic {
    this.#sources.set(logic, source)
    return logic
  }

  #constant(value: unknown, path: string): Logic {
    const literal = { value: value as Value }
    const node = deepFreeze({ path, op: 'literal', args: [], value: plain(value as Value) })
    const source = { path, op: 'literal', cost: 0, literal, node }
    return this.#known({ [`${PREFIX}literal`]: [] }, source)
  }

  #variable(name: string, { path, schema, root }: Scope): Logic {
    const segments = splitPath(name)
    const place = schema === null ? null : schemaAt(schema, segments)
    const names = place === null ? undefined : namesOf(place)
    const read: VarRead = {
      segments,
      reader: root && schema !== null ? readerAt(schema, segments) : null,
      fact: Object.freeze({
        path: name,
        title: place?.title ?? name,
        ...(place?.unit === undefined ? {} : { unit: place.unit }),
        ...(names === undefined ? {} : { names }),
      }),
    }
    return this.#known({ [`${PREFIX}var`]: [] }, { path, op: 'var', cost: 1, read })
  }

  #local(name: string, { path, locals }: Scope): Logic {
    const fact = Object.freeze({ path: name, title: name })
    const read = { segments: [], reader: null, fact }
    const slot = locals.get(name) as number
    return this.#known({ [`${PREFIX}local`]: [] }, { path, op: 'local', cost: 1, read, slot })
  }

  #let(args: readonly unknown[], scope: Scope): Logic {
    const at = (index: number) => argPath(scope.path, 'let', index)
    const last = args.length - 1
    const parts: Logic[] = []
    let { locals } = scope
    for (let index = 0; index < last; index += 2) {
      const value = this.node(args[index + 1], { ...scope, locals, path: at(index + 1) })
      const place = locals.size as unknown as Logic
      parts.push(this.#constant(args[index], at(index)), { [BIND]: [place, value] })
      locals = new Map([...locals, [args[index] as string, locals.size]])
    }
    parts.push(this.node(args[last], { ...scope, locals, path: at(last) }))
    return this.#known({ [`${PREFIX}let`]: parts }, { path: scope.path, op: 'let', cost: 1 })
  }

  #call(op: string, args: readonly unknown[], scope: Scope): Logic {
    const source = { path: scope.path, op, cost: 1 }
    const inner = (index: number) => ({ ...scope, path: argPath(scope.path, op, index) })
    if (!ITERATORS.has(op)) {
      const parts = args.map((arg, index) => this.node(arg, inner(index)))
      return this.#known({ [FLOW.has(op) ? op : `${PREFIX}${op}`]: parts }, source)
    }
    const schema = op === 'reduce' ? null : elementSchema(args[0], scope.schema)
    const list = { [ELEMENTS]: [this.node(args[0], inner(0))] }
    const body = this.node(args[1], { ...inner(1), schema, root: false })
    const rest = op === 'reduce' ? [this.node(args[2], inner(2))] : []
    const walk = FOLDS.get(op)
    if (walk !== undefined) {
      return this.#known({ [PREFIX + op]: [{ [walk]: [list, body] }] }, source)
    }
    return this.#known({ [op]: [list, body, ...rest] }, source)
  }
}

/** Schema of the elements of a list, when it is read straight from the facts. */
function elementSchema(list: unknown, schema: JsonSchema | null): JsonSchema | null {
  const place = valueSchema(list, schema)
  return place?.items ?? null
}

function valueSchema(expression: unknown, schema: JsonSchema | null): JsonSchema | null {
  if (schema === null || typeof expression !== 'object' || expression === null) return null
  const [entry] = Object.entries(expression) as [string, readonly unknown[]][]
  if (entry === undefined) return null
  const [op, args] = entry
  if (op === 'var') return schemaAt(schema, splitPath(args[0] as string))
  if (op === 'filter') return valueSchema(args[0], schema)
  if (op !== 'scoped') return null
  const it = elementSchema(args[0], schema) ?? {}
  const facts = valueSchema(args[1], schema) ?? {}
  return { items: { properties: { it, facts } } }
}
