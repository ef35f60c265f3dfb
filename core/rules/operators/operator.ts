import type { Expression } from '../types.ts'
import type { Value } from '../values.ts'
import type { Type } from '../check/type.ts'

/**
 * What a parameter takes; the checker verifies it where the type is known. `any` may be `null`; `printable` is
 * a text or number, `readable` a number or a text to be read as one, `key` a text or integer, `body` the expression that an iterator computes on each element.
 */
export type Accepts =
  | 'any'
  | 'printable'
  | 'readable'
  | 'key'
  | 'boolean'
  | 'number'
  | 'integer'
  | 'text'
  | 'date'
  | 'list'
  | 'numbers'
  | 'lists'
  | 'object'
  | 'body'

export interface Param {
  readonly name: string
  /** In Portuguese, for the editor. */
  readonly title: string
  readonly accepts: Accepts
  /** The last parameter may repeat: at least this often. */
  readonly repeat?: number
  readonly optional?: true
  /** The only values allowed. */
  readonly options?: readonly (string | number)[]
}

/** Shown in the editor and run as a test in both evaluators. */
export interface OperatorExample {
  readonly rule: Expression
  readonly facts?: Readonly<Record<string, unknown>>
  readonly lookups?: Readonly<Record<string, unknown>>
  readonly value: unknown
}

export interface Operator {
  readonly name: string
  /** In Portuguese, for the editor. */
  readonly title: string
  readonly doc: string
  readonly params: readonly Param[]
  /** Signature for people: `(número, número…) → número`. */
  readonly types: string
  readonly examples: readonly OperatorExample[]
  /** Steps of one call, beside those of its arguments, for people. */
  readonly cost: string
  /** The pure function; absent for the operators that the evaluators themselves are made of. */
  readonly run?: Run
  /** Steps spent on the size of what was read or made. */
  readonly weight?: (value: Value, args: readonly Value[]) => number
  /** Upper bound of `weight` by the types of the arguments, where the lengths of their lists do not tell it. */
  readonly bound?: (args: readonly Type[]) => number
  /** Type of the result, by those of the arguments. */
  readonly result: Type | ((args: readonly Type[]) => Type)
}

/** Throws `Fault`, naming the argument at fault by its position. */
export type Run = (...args: never[]) => Value

/** How the evaluators call `Run`: whatever arrives, each operator verifies by itself. */
export type AnyRun = (...args: readonly Value[]) => Value

/** Declares a family of operators; the table freezes them. */
export function family(...list: readonly Operator[]): readonly Operator[] {
  return list
}
