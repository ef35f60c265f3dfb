import { Fault } from '../errors.ts'
import { argPath, spend, type Run } from '../run.ts'
import type { JsonSchema } from '../types.ts'
import type { Value } from '../values.ts'

/** An expression made ready: computes its value in a scope (the facts, or the element of an iterator). */
export type Closure = (run: Run, scope: Value) => Value

/** Where a node stands, for errors. */
export interface NodePlace {
  readonly path: string
  readonly op: string
}

/** The expression being compiled. */
export interface Context {
  /** Schema of the facts, by which `var` turns decimals. */
  readonly facts: JsonSchema
  /** Places of the nodes by number, filled as they are compiled. */
  readonly places: NodePlace[]
  readonly path: string
  /** Whether `var` sees the facts rather than an element, whose decimals are turned already. */
  readonly root: boolean
  /** Local names in force, each with its place in the run. */
  readonly locals: ReadonlyMap<string, number>
  readonly compile: (expression: unknown, context: Context) => Closure
}

/** Compiles the arguments of an operator that the evaluator knows by itself. */
export type Special = (args: readonly unknown[], context: Context) => Closure

/** Gives the node a number, under which errors find its place. */
export function enroll(op: string, context: Context): number {
  return context.places.push({ path: context.path, op }) - 1
}

/** Counts the call of a node. */
export function enter(run: Run, at: number): void {
  run.at = at
  spend(run, 1)
}

export function constant(value: unknown): Closure {
  return () => value as Value
}

export function compileArg(
  op: string,
  args: readonly unknown[],
  index: number,
  context: Context
): Closure {
  return context.compile(args[index], { ...context, path: argPath(context.path, op, index) })
}

export function compileArgs(op: string, args: readonly unknown[], context: Context): Closure[] {
  return args.map((_, index) => compileArg(op, args, index, context))
}

/** The place of an error that arose while the node of this number was computed. */
export function placeOf(places: readonly NodePlace[], at: number, error: unknown): string {
  const place = places[at]
  if (place === undefined) return ''
  const arg = error instanceof Fault ? error.arg : undefined
  return arg === undefined ? place.path : argPath(place.path, place.op, arg)
}
