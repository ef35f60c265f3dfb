import { isDecimalText } from '../values.ts'

/** What the checker knows of a value before any fact exists. */
export type Type = {
  readonly kind: Kind
  /** May also be `null`. */
  readonly nullable?: boolean
  /** Of a text: the literal or the only values it may have. */
  readonly values?: readonly unknown[]
  /** Of a number: may also be the text of a decimal, which `==` takes for a text. */
  readonly loose?: boolean
  /** Of a list: its elements, and how many there are at least and at most; of a text, its most letters. */
  readonly element?: Type
  readonly min?: number
  readonly max?: number
  /** Of an object: its fields, all present. */
  readonly fields?: Readonly<Record<string, Type>>
  readonly unit?: string
}

/** `number`: integer or decimal; `any`: known only when the rule runs. */
export type Kind =
  | 'any'
  | 'null'
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'number'
  | 'text'
  | 'date'
  | 'list'
  | 'object'

export const ANY: Type = Object.freeze({ kind: 'any' })
export const NULL: Type = Object.freeze({ kind: 'null' })
export const BOOLEAN: Type = Object.freeze({ kind: 'boolean' })
export const INTEGER: Type = Object.freeze({ kind: 'integer' })
export const DECIMAL: Type = Object.freeze({ kind: 'decimal' })
export const NUMBER: Type = Object.freeze({ kind: 'number' })
export const TEXT: Type = Object.freeze({ kind: 'text' })
export const DATE: Type = Object.freeze({ kind: 'date' })

/** Elements that a list of unknown length is taken to have when cost is estimated; the run-time budget binds anyway. */
export const UNKNOWN_LENGTH = 100

/** A list; `max` is left out where nothing bounds it. */
export function listOf(element: Type, max?: number, min = 0): Type {
  return { kind: 'list', element, max, min }
}

export function objectOf(fields: Readonly<Record<string, Type>>): Type {
  return { kind: 'object', fields }
}

export function isNumeric(type: Type): boolean {
  return type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'number'
}

/** The type of a value that is of one of two types. */
export function join(left: Type, right: Type): Type {
  if (left.kind === 'null') return { ...right, nullable: true }
  if (right.kind === 'null') return { ...left, nullable: true }
  const nullable = left.nullable === true || right.nullable === true
  return nullable ? { ...joinKinds(left, right), nullable } : joinKinds(left, right)
}

export function joinAll(types: readonly Type[]): Type {
  return types.length === 0 ? ANY : types.reduce(join)
}

function joinKinds(left: Type, right: Type): Type {
  if (isNumeric(left) && isNumeric(right)) return joinNumbers(left, right)
  if (isNumberWritten(left, right)) return { kind: 'number', loose: true }
  if (isText(left) && isText(right)) return joinTexts(left, right)
  if (left.kind !== right.kind) return ANY
  if (left.kind === 'list') return joinLists(left, right)
  return left.kind === 'object' ? joinObjects(left, right) : { kind: left.kind }
}

function joinLists(left: Type, right: Type): Type {
  const max = bothBounded(left, right)
  const min = Math.min(left.min ?? 0, right.min ?? 0)
  return listOf(joinElements(left, right), max, min)
}

function bothBounded(left: Type, right: Type): number | undefined {
  if (left.max === undefined || right.max === undefined) return undefined
  return Math.max(left.max, right.max)
}

/** Whether one is a number and the other a decimal written as text. */
function isNumberWritten(left: Type, right: Type): boolean {
  return (
    (isNumeric(left) && isDecimalWritten(right)) || (isDecimalWritten(left) && isNumeric(right))
  )
}

function joinNumbers(left: Type, right: Type): Type {
  const kind = left.kind === right.kind ? left.kind : 'number'
  const unit = left.unit === right.unit && left.unit !== undefined ? { unit: left.unit } : {}
  return left.loose === true || right.loose === true ? { kind, loose: true } : { kind, ...unit }
}

/** Whether a type is a text that is known to be that of a decimal. */
export function isDecimalWritten(type: Type): boolean {
  return isEveryValue(type, isDecimalText)
}

/** Whether a type is a text known to be one of some values, each of which passes. */
export function isEveryValue({ kind, values }: Type, passes: (text: string) => boolean): boolean {
  if (kind !== 'text' || values === undefined || values.length === 0) return false
  return values.every((value) => typeof value === 'string' && passes(value))
}

export function isText(type: Type): boolean {
  return type.kind === 'text' || type.kind === 'date'
}

/** The elements of an empty list are of no kind, and so do not count. */
function joinElements(left: Type, right: Type): Type {
  if (left.max === 0) return right.element ?? ANY
  if (right.max === 0) return left.element ?? ANY
  return join(left.element ?? ANY, right.element ?? ANY)
}

function joinTexts(left: Type, right: Type): Type {
  const kind = left.kind === right.kind ? left.kind : 'text'
  const max = bothBounded(left, right)
  if (left.values === undefined || right.values === undefined) return { kind, max }
  return { kind, max, values: [...new Set([...left.values, ...right.values])] }
}

function joinObjects(left: Type, right: Type): Type {
  const names = Object.keys(left.fields ?? {})
  const others = right.fields ?? {}
  if (names.length !== Object.keys(others).length) return { kind: 'object' }
  if (names.some((name) => others[name] === undefined)) return { kind: 'object' }
  const fields = names.map((name) => [name, join(left.fields?.[name] ?? ANY, others[name] ?? ANY)])
  return objectOf(Object.fromEntries(fields))
}
