import type { Json } from '#core/database/index'
import type { Difference } from './types.ts'

/** A value as people read it in a sentence: texts in quotes, decimals with a comma, absence as “vazio”. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'vazio'
  if (value === true) return 'sim'
  if (value === false) return 'não'
  if (typeof value === 'string') {
    if (/^-?\d+\.\d+$/.test(value)) return value.replace('.', ',')
    return /^-?\d+$/.test(value) ? value : `“${value}”`
  }
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

/** Equality of plain JSON, whatever the order of the keys. */
export function isSameJson(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right
  if (left === null || right === null) return left === right
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const names = Object.keys(left)
  if (names.length !== Object.keys(right).length) return false
  return names.every(
    (name) =>
      Object.hasOwn(right, name) &&
      isSameJson((left as Record<string, unknown>)[name], (right as Record<string, unknown>)[name])
  )
}

export interface CompareOptions {
  /** JSON Pointer of what is compared. */
  readonly path?: string
  /** Its name for people, put before every text. */
  readonly label?: string
  /** Name of a field for people, where the key itself is not clear. */
  readonly nameOf?: (key: string) => string
}

const place = ({ path = '', label = '', nameOf = (key: string) => key }: CompareOptions) => ({
  path,
  label,
  nameOf,
})
const pointer = (path: string, key: string | number) =>
  `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
const joinLabel = (label: string, name: string) => (label ? `${label}, ${name}` : name)

/** Every leaf that differs, in words: `Residencial, preço: de 4,149 para 4,350`. For any kind of content. */
export function compareJson(before: Json, after: Json, options: CompareOptions = {}): Difference[] {
  const { path, label, nameOf } = place(options)
  if (isSameJson(before, after)) return []
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys].flatMap((key) =>
      compareField(before[key], after[key], {
        path: pointer(path, key),
        label: joinLabel(label, nameOf(key)),
        nameOf,
      })
    )
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length)
    return Array.from({ length }, (_, index) =>
      compareField(before[index] as Json | undefined, after[index] as Json | undefined, {
        path: pointer(path, index),
        label: joinLabel(label, `item ${index + 1}`),
        nameOf,
      })
    ).flat()
  }
  const text = `${label || 'Valor'}: de ${valueText(before)} para ${valueText(after)}`
  return [{ path, text }]
}

function compareField(
  before: Json | undefined,
  after: Json | undefined,
  options: CompareOptions
): Difference[] {
  const { path, label } = place(options)
  if (before === undefined && after === undefined) return []
  if (before === undefined) return [{ path, text: `${label}: incluído (${valueText(after)})` }]
  if (after === undefined) return [{ path, text: `${label}: retirado (era ${valueText(before)})` }]
  return compareJson(before, after, options)
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export interface ListShape<T> {
  readonly path: string
  /** What tells one element from another when it moves. */
  keyOf(item: T): string
  /** `Regra “Consumo mínimo”`. */
  titleOf(item: T): string
  compareItem(before: T, after: T, path: string): readonly Difference[]
}

/** Differences of two lists of named things: what is new, what is gone, what changed inside, and a changed order. */
export function compareLists<T>(
  before: readonly T[],
  after: readonly T[],
  { path, keyOf, titleOf, compareItem }: ListShape<T>
): Difference[] {
  const old = new Map(before.map((item) => [keyOf(item), item]))
  const fresh = new Set(after.map(keyOf))
  const gone = before.filter((item) => !fresh.has(keyOf(item)))
  const changes = after.flatMap((item, index) => {
    const was = old.get(keyOf(item))
    const at = pointer(path, index)
    return was === undefined
      ? [{ path: at, text: `${titleOf(item)}: incluída` }]
      : [...compareItem(was, item, at)]
  })
  return [
    ...changes,
    ...gone.map((item) => ({ path, text: `${titleOf(item)}: retirada` })),
    ...compareOrder(before.map(keyOf), after.map(keyOf), path),
  ]
}

function compareOrder(before: string[], after: string[], path: string): Difference[] {
  const [old, fresh] = [new Set(before), new Set(after)]
  const first = before.filter((key) => fresh.has(key))
  const second = after.filter((key) => old.has(key))
  if (first.every((key, index) => key === second[index])) return []
  return [{ path, text: `A ordem mudou: agora é ${second.join(', ')}` }]
}
