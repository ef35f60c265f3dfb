import { Dec } from '#core/money/index'
import { Fault } from './errors.ts'

/**
 * A value while a rule runs. Decimals that are known to be decimals (facts typed so, results of arithmetic) are `Dec`;
 * texts stay texts until an operator that wants a number reads them.
 */
export type Value = null | boolean | number | string | Dec | readonly Value[] | ValueObject

export interface ValueObject {
  readonly [name: string]: Value
}

const DECIMAL = /^-?\d{1,14}(\.\d{1,12})?$/

/** Names that no path, field or object may use: those that every JavaScript object inherits. */
const FORBIDDEN: ReadonlySet<string> = new Set([
  'prototype',
  ...Object.getOwnPropertyNames(Object.prototype),
])

export function isForbiddenName(name: string): boolean {
  return FORBIDDEN.has(name)
}

/** Whether the text is a decimal of this dialect: at most 14 integer digits and 12 decimals. */
export function isDecimalText(text: string): boolean {
  return DECIMAL.test(text)
}

/** Lets into a rule what came from outside: JSON only, numbers only as safe integers. */
export function admit(value: unknown, arg?: number): Value {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'object':
      return value as Value
    case 'number':
      if (Number.isSafeInteger(value)) return value
  }
  throw new Fault('E_RULES_TYPE', `${nameOf(value)} não é um valor permitido`, arg)
}

/** Number operand: a safe integer, a decimal, or the text of a decimal. */
export function toDec(value: Value, arg?: number): Dec {
  if (value instanceof Dec) return value
  if (typeof value === 'string' ? DECIMAL.test(value) : Number.isSafeInteger(value)) {
    return Dec.of(value as string | number)
  }
  throw typeFault('um número', value, arg)
}

export function toInteger(value: Value, arg?: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw typeFault('um número inteiro', value, arg)
}

export function toText(value: Value, arg?: number): string {
  if (typeof value === 'string') return value
  throw typeFault('um texto', value, arg)
}

export function toBoolean(value: Value, arg?: number): boolean {
  if (typeof value === 'boolean') return value
  throw typeFault('sim ou não', value, arg)
}

export function toList(value: Value, arg?: number): readonly Value[] {
  if (Array.isArray(value)) return value
  throw typeFault('uma lista', value, arg)
}

export function toObject(value: Value, arg?: number): ValueObject {
  if (isObject(value)) return value
  throw typeFault('um objeto', value, arg)
}

export function isObject(value: unknown): value is ValueObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Dec)
  )
}

/**
 * Equality of scalars. Numbers and decimals compare by value, texts letter by letter, `null` equals only `null`. Comparing
 * different kinds (the code '010' with the number 10) or whole lists and objects is an error, not `false`.
 */
export function isEqual(left: Value, right: Value): boolean {
  if (left === null || right === null) return left === right
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right) === 0
  if (typeof left === 'string' && typeof right === 'string') return left === right
  if (typeof left === 'boolean' && typeof right === 'boolean') return left === right
  const detail = `não se compara ${nameOf(left)} com ${nameOf(right)}`
  throw new Fault('E_RULES_TYPE', `${detail}; converta com "decimal" ou "text"`)
}

/** Negative, zero or positive; both may be integers, decimals or texts of decimals. */
export function compareNumbers(left: Value, right: Value): number {
  return typeof left === 'number' && typeof right === 'number'
    ? toInteger(left, 0) - toInteger(right, 1)
    : toDec(left, 0).cmp(toDec(right, 1))
}

function isNumeric(value: Value): value is number | Dec {
  return typeof value === 'number' || value instanceof Dec
}

/** What a value is, in Portuguese, for messages; texts and numbers are shown, shortened. */
export function nameOf(value: unknown): string {
  if (value === null) return 'vazio'
  if (value instanceof Dec) return `o decimal ${value.toString().slice(0, 40)}`
  if (Array.isArray(value)) return 'uma lista'
  switch (typeof value) {
    case 'boolean':
      return value ? '"sim"' : '"não"'
    case 'number':
      return `o número ${value}`
    case 'string':
      return `o texto ${JSON.stringify(value.slice(0, 40))}`
    case 'object':
      return 'um objeto'
    case 'undefined':
      return 'ausência de valor'
    default:
      return `um valor do tipo ${typeof value}`
  }
}

export function typeFault(expected: string, value: unknown, arg?: number): Fault {
  return new Fault('E_RULES_TYPE', `era esperado ${expected}, veio ${nameOf(value)}`, arg)
}
