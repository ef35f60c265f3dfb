import type { AnyRun, Operator } from '../operators/operator.ts'
import { spend } from '../run.ts'
import { isDecimalText, toDec } from '../values.ts'
import { compileArg, constant, enroll, enter, type Closure, type Context } from './node.ts'

/** Compiles a call of an operator that has a function: all arguments first, then the function. */
export function compileEager(
  operator: Operator,
  args: readonly unknown[],
  context: Context
): Closure {
  const at = enroll(operator.name, context)
  const parts = args.map((_, index) => compileOperand(operator, args, index, context))
  const call = operator.run as unknown as AnyRun
  const { weight } = operator
  if (weight === undefined && parts.length <= 3) return compileShort(call, parts, at)
  return (run, scope) => {
    enter(run, at)
    const values = parts.map((part) => part(run, scope))
    run.at = at
    const value = call(...values)
    if (weight !== undefined) spend(run, weight(value, values))
    return value
  }
}

/** A text that stands where a number is wanted is read once, at compilation. */
function compileOperand(
  operator: Operator,
  args: readonly unknown[],
  index: number,
  context: Context
): Closure {
  const param = operator.params[Math.min(index, operator.params.length - 1)]
  const arg = args[index]
  if (param?.accepts === 'number' && typeof arg === 'string' && isDecimalText(arg)) {
    return constant(toDec(arg))
  }
  return compileArg(operator.name, args, index, context)
}

function compileShort(call: AnyRun, parts: readonly Closure[], at: number): Closure {
  const [first, second, third] = parts as [Closure, Closure?, Closure?]
  if (third !== undefined && second !== undefined) {
    return (run, scope) => {
      enter(run, at)
      const a = first(run, scope)
      const b = second(run, scope)
      const c = third(run, scope)
      run.at = at
      return call(a, b, c)
    }
  }
  if (second !== undefined) {
    return (run, scope) => {
      enter(run, at)
      const a = first(run, scope)
      const b = second(run, scope)
      run.at = at
      return call(a, b)
    }
  }
  return (run, scope) => {
    enter(run, at)
    const a = first(run, scope)
    run.at = at
    return call(a)
  }
}
