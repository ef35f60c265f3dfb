import { Dec, ROUNDING_MODES, type RoundingMode } from '#core/money/index'
import { Fault } from '../errors.ts'
import { toDec, toInteger, toText, type Value } from '../values.ts'
import type { Param } from './operator.ts'

export const SCALE: Param = {
  name: 'scale',
  title: 'Casas decimais (0 a 12)',
  accepts: 'integer',
  options: Array.from({ length: 13 }, (_, scale) => scale),
}

export const MODE: Param = {
  name: 'mode',
  title: 'Arredondamento',
  accepts: 'text',
  options: ROUNDING_MODES,
}

export function toScale(value: Value, arg: number): number {
  const scale = toInteger(value, arg)
  if (scale >= 0 && scale <= 12) return scale
  throw new Fault('E_RULES_ARGUMENT', `casas decimais devem ir de 0 a 12, veio ${scale}`, arg)
}

export function toMode(value: Value, arg: number): RoundingMode {
  return toOption(value, ROUNDING_MODES, arg)
}

/** One of the texts allowed. */
export function toOption<T extends string>(value: Value, options: readonly T[], arg: number): T {
  const text = toText(value, arg)
  if (options.includes(text as T)) return text as T
  const detail = `${JSON.stringify(text.slice(0, 40))} não é uma das opções ${options.join(', ')}`
  throw new Fault('E_RULES_ARGUMENT', detail, arg)
}

/** A number that keeps its kind: an integer stays one, a text of a decimal becomes a decimal. */
export function toNumber(value: Value, arg: number): number | Dec {
  return typeof value === 'number' ? toInteger(value, arg) : toDec(value, arg)
}

/** Integers stay in the range where JavaScript is exact. */
export function safe(value: number): number {
  if (Number.isSafeInteger(value)) return value + 0
  throw new Fault('E_RULES_RANGE', 'o inteiro passa de 9.007.199.254.740.991')
}

/** Sum of two numbers: integers give an integer. */
export function safeSum(left: number | Dec, right: number | Dec): number | Dec {
  if (typeof left === 'number' && typeof right === 'number') return safe(left + right)
  return Dec.of(left).plus(Dec.of(right))
}
