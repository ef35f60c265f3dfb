import { deepFreeze } from '../freeze.ts'
import { FOLDS } from '../operators/flow.ts'
import { operatorNamed } from '../operators/index.ts'
import type { Operator } from '../operators/operator.ts'
import type { Expression, JsonSchema } from '../types.ts'
import { compileConditions, compileIf, compileList, compileLookup, compileVar } from './control.ts'
import { compileEager } from './eager.ts'
import {
  compileFilter,
  compileFold,
  compileMap,
  compileQuantifier,
  compileReduce,
} from './iterators.ts'
import { compileLet, compileLocal } from './locals.ts'
import { constant, type Closure, type Context, type NodePlace, type Special } from './node.ts'

const SPECIAL: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['var', compileVar],
  ['lookup', compileLookup],
  ['literal', ([value]) => constant(deepFreeze(structuredClone(value)))],
  ['if', compileIf],
  ['let', compileLet],
  ['local', compileLocal],
  ['and', (args, context) => compileConditions('and', args, context)],
  ['or', (args, context) => compileConditions('or', args, context)],
  ['map', compileMap],
  ['filter', compileFilter],
  ['all', (args, context) => compileQuantifier('all', args, context)],
  ['some', (args, context) => compileQuantifier('some', args, context)],
  ['none', (args, context) => compileQuantifier('none', args, context)],
  ['reduce', compileReduce],
])

const NO_LOCALS: ReadonlyMap<string, number> = new Map()

/** Compiles an expression of sound shape (`checkRuleset`) to closures; fills `places` with those of its nodes. */
export function compileExpression(
  expression: Expression,
  path: string,
  { facts, places }: { readonly facts: JsonSchema; readonly places: NodePlace[] }
): Closure {
  return compile(expression, { facts, places, path, root: true, locals: NO_LOCALS, compile })
}

function compile(expression: unknown, context: Context): Closure {
  if (typeof expression !== 'object' || expression === null) return constant(expression)
  if (Array.isArray(expression)) return compileList(expression, context)
  const [[name, args]] = Object.entries(expression) as [[string, readonly unknown[]]]
  const special = SPECIAL.get(name)
  if (special !== undefined) return special(args, context)
  const operator = operatorNamed(name) as Operator
  if (FOLDS.has(name)) return compileFold(operator, args, context)
  return compileEager(operator, args, context)
}
