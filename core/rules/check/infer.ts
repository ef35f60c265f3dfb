import { CONDITIONAL, FOLDS, ITERATORS } from '../operators/flow.ts'
import { operatorNamed } from '../operators/index.ts'
import { CHARACTERS_PER_STEP } from '../operators/text.ts'
import type { Operator, Param } from '../operators/operator.ts'
import { literalListType } from '../operators/structures.ts'
import { argPath } from '../run.ts'
import type { Expression } from '../types.ts'
import { checkBlocks } from './blocks.ts'
import { checkContents } from './contents.ts'
import { presentWhen } from './narrow.ts'
import { checkEquality, checkMixed, checkOperand, paramAt } from './operands.ts'
import { Report } from './report.ts'
import { typeOfData } from './schema_type.ts'
import { scopeOf, typeOfLocal, typeOfVar, withLocal, withPresent, type Scope } from './scope.ts'
import { ANY, UNKNOWN_LENGTH, join, joinAll, objectOf, type Type } from './type.ts'
import { unitOf, withUnit } from './units.ts'

/** What is known of an expression: its type, and the most steps it takes. */
export interface Known {
  readonly type: Type
  readonly cost: number
}

/** Visits that one check may take; nested `reduce`s double them. */
const MAX_VISITS = 100_000

/** Infers types and cost of expressions of sound shape, reporting what cannot work. */
export class Inference {
  #report: Report
  #visits = 0

  constructor(report: Report) {
    this.#report = report
  }

  expression(expression: Expression, scope: Scope, path: string): Known {
    return this.#infer(expression, scope, path)
  }

  #infer(expression: unknown, scope: Scope, path: string): Known {
    if (++this.#visits > MAX_VISITS) return this.#giveUp(path)
    if (typeof expression !== 'object' || expression === null) {
      return { type: typeOfData(expression), cost: 0 }
    }
    if (Array.isArray(expression)) return this.#list(expression, scope, path)
    const [[op, args]] = Object.entries(expression) as [[string, readonly unknown[]]]
    if (op === 'literal') {
      this.#literal(args[0], path)
      return { type: typeOfData(args[0]), cost: 0 }
    }
    if (op === 'var') {
      const place = { path, report: this.#report }
      return { type: typeOfVar(args[0] as string, scope, place), cost: 1 }
    }
    if (op === 'local') return { type: typeOfLocal(args[0] as string, scope), cost: 1 }
    if (op === 'let') return this.#let(args, scope, path)
    const operator = operatorNamed(op) as Operator
    if (ITERATORS.has(op)) return this.#iterator(operator, args, { scope, path })
    return this.#call(operator, args, { scope, path })
  }

  /** Each value sees the names before it; a name that nothing reads is told. */
  #let(args: readonly unknown[], scope: Scope, path: string): Known {
    const last = args.length - 1
    let inner = scope
    let cost = 1
    for (let index = 0; index < last; index += 2) {
      const name = args[index] as string
      const value = this.#infer(args[index + 1], inner, argPath(path, 'let', index + 1))
      cost += value.cost
      inner = withLocal(inner, name, value.type)
      if (args.slice(index + 2).some((later) => readsLocal(later, name))) continue
      const message = `O nome "${name}" não é usado; retire-o, ou confira como foi escrito onde devia estar.`
      this.#report.warning('unused_local', argPath(path, 'let', index), message)
    }
    const body = this.#infer(args[last], inner, argPath(path, 'let', last))
    return { type: body.type, cost: cost + body.cost }
  }

  #giveUp(path: string): Known {
    if (this.#visits === MAX_VISITS + 1) {
      const message = 'A expressão é complexa demais para ser verificada; divida a regra.'
      this.#report.critical('too_complex', path, message)
    }
    return { type: ANY, cost: 0 }
  }

  #list(parts: readonly unknown[], scope: Scope, path: string): Known {
    const known = parts.map((part, index) => this.#infer(part, scope, `${path}/${index}`))
    const types = known.map(({ type }) => type)
    const type = literalListType(types)
    checkMixed(types, type.element ?? ANY, this.#place(path))
    return {
      type,
      cost: 1 + parts.length + total(known),
    }
  }

  #literal(value: unknown, path: string): void {
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      const types = value.map(typeOfData)
      checkMixed(types, joinAll(types), this.#place(path))
    }
    for (const part of Object.values(value)) this.#literal(part, path)
  }

  #call(operator: Operator, args: readonly unknown[], at: Place): Known {
    const known = this.#arguments(operator, args, at)
    const types = known.map(({ type }) => type)
    this.#relate(operator.name, types, args, at.path)
    const result = resultOf(operator, types)
    if (operator.name === 'if' || operator.name === 'coalesce') {
      const isCondition = (index: number) => operator.name === 'if' && index % 2 === 0
      const last = types.length - 1
      const parts = types.filter((_, index) => index === last || !isCondition(index))
      checkMixed(parts, result, this.#place(at.path))
    }
    const type = withUnit(operator.name, types, result, { path: at.path, report: this.#report })
    return { type, cost: 1 + total(known) + weightOf(operator, types, type) }
  }

  /** Arguments in order; conditions tell the later ones of `and`, `or` and `if` what is not `null`. */
  #arguments(operator: Operator, args: readonly unknown[], { scope, path }: Place): Known[] {
    const { name } = operator
    let inner = scope
    return args.map((arg, index) => {
      const isCondition = name === 'if' ? index % 2 === 0 : name === 'and' || name === 'or'
      const at = argPath(path, name, index)
      const branch =
        name === 'if' && !isCondition
          ? withPresent(inner, presentWhen(args[index - 1], true))
          : inner
      const known = this.#infer(arg, branch, at)
      checkOperand(paramAt(operator, index, args.length), known.type, this.#place(at))
      if (name === 'and') inner = withPresent(inner, presentWhen(arg, true))
      if (name === 'or') inner = withPresent(inner, presentWhen(arg, false))
      if (name === 'if' && !isCondition)
        inner = withPresent(inner, presentWhen(args[index - 1], false))
      return known
    })
  }

  #relate(op: string, types: readonly Type[], args: readonly unknown[], path: string): void {
    const [left, right] = types as [Type, Type]
    if (op === '==' || op === '!=') checkEquality(left, right, this.#place(path))
    if (op === 'in' && right.element !== undefined && right.max !== 0) {
      checkEquality(left, right.element, this.#place(argPath(path, op, 1)))
    }
    if (op === 'at') this.#position(left, right, argPath(path, op, 1))
    checkContents(op, types, this.#place(path))
    if (op === 'field') this.#field(types, argPath(path, op, 1))
    if (op === 'brackets' || op === 'flat_by_range') {
      const blocks = args[2] as { literal?: readonly unknown[] } | null
      if (blocks?.literal === undefined) return
      this.#report.issues.push(
        ...checkBlocks(blocks.literal[0], `${argPath(path, op, 2)}/literal/0`)
      )
    }
  }

  #position({ max }: Type, position: Type, path: string): void {
    const only = position.values?.[0]
    if (max === undefined || typeof only !== 'number' || (only >= 0 && only < max)) return
    const message = `A lista tem no máximo ${max} elementos: a posição ${only} não existe.`
    this.#report.critical('unknown_position', path, message)
  }

  #field([holder, name]: readonly Type[], path: string): void {
    const fields = holder?.fields
    const only = name?.values?.[0]
    if (fields === undefined || only === undefined || Object.hasOwn(fields, String(only))) return
    const known = Object.keys(fields).join(', ')
    this.#report.critical('unknown_fact', path, `O objeto não tem "${only}"; tem: ${known}.`)
  }

  #iterator(operator: Operator, args: readonly unknown[], { scope, path }: Place): Known {
    const { name } = operator
    const at = (index: number) => argPath(path, name, index)
    const list = this.#infer(args[0], scope, at(0))
    checkOperand(operator.params[0] as Param, list.type, this.#place(at(0)))
    const element = list.type.element ?? ANY
    const rest = name === 'reduce' ? this.#infer(args[2], scope, at(2)) : null
    const body =
      rest === null
        ? this.#infer(args[1], scopeOf(element, scope), at(1))
        : this.#accumulate(args[1], { element, initial: rest.type, path: at(1), scope })
    const accepts = CONDITIONAL.has(name) ? 'boolean' : FOLDS.has(name) ? 'number' : null
    if (accepts !== null) {
      const param: Param = { ...(operator.params[1] as Param), accepts }
      checkOperand(param, body.type, this.#place(at(1)))
    }
    const size = list.type.max ?? UNKNOWN_LENGTH
    const types = [list.type, body.type, ...(rest === null ? [] : [rest.type])]
    const cost = 1 + list.cost + size * (1 + body.cost) + (rest?.cost ?? 0)
    const type = unitOf(
      resultOf(operator, types),
      accepts === 'number' ? body.type.unit : undefined
    )
    if (name === 'reduce') checkMixed(types.slice(1), type, this.#place(path))
    return { type, cost }
  }

  /** The body of `reduce`, first in silence to learn what the accumulator becomes. */
  #accumulate(body: unknown, { element, initial, path, scope }: Accumulating): Known {
    const scoped = (accumulator: Type) =>
      scopeOf(objectOf({ current: element, accumulator }), scope)
    const spoken = this.#report
    this.#report = new Report()
    const first = this.#infer(body, scoped(initial), path)
    this.#report = spoken
    return this.#infer(body, scoped(join(initial, first.type)), path)
  }

  #place(path: string): { path: string; report: Report } {
    return { path, report: this.#report }
  }
}

interface Accumulating extends Place {
  readonly element: Type
  readonly initial: Type
}

interface Place {
  readonly scope: Scope
  readonly path: string
}

function readsLocal(expression: unknown, name: string): boolean {
  if (typeof expression !== 'object' || expression === null) return false
  return Object.entries(expression).some(([op, part]) => {
    if (op === 'literal') return false
    return (op === 'local' && (part as readonly unknown[])[0] === name) || readsLocal(part, name)
  })
}

function total(known: readonly Known[]): number {
  return known.reduce((sum, { cost }) => sum + cost, 0)
}

function resultOf({ result }: Operator, types: readonly Type[]): Type {
  return typeof result === 'function' ? result(types) : result
}

/** Upper bound of what an operator spends on the size of its lists and text. */
function weightOf(operator: Operator, args: readonly Type[], result: Type): number {
  const { weight, name, bound } = operator
  if (weight === undefined) return 0
  if (bound !== undefined) return bound(args)
  if (name === 'concat') return Math.ceil((result.max ?? 0) / CHARACTERS_PER_STEP)
  const sum = [...args, result].reduce((steps, type) => steps + lengthOf(type), 0)
  return name === 'brackets' || name === 'flat_by_range' ? 2 * sum : sum
}

function lengthOf({ kind, max }: Type): number {
  return kind === 'list' || kind === 'any' ? (max ?? UNKNOWN_LENGTH) : 0
}
