import type { Json } from '#core/database/index'
import type { Side, Sides } from './merge_json.ts'
import { isRecord } from './shape.ts'

type Keyed = ReadonlyMap<string, Json>

/** The elements of each side by their key, in their order; null when some element has no key of its own. */
export function keysOf(
  fields: readonly string[] | null,
  { base, ours, theirs }: Sides
): Sides<Keyed> | null {
  if (fields === null) return null
  const before = base === undefined ? new Map<string, Json>() : byKey(fields, base)
  const [own, their] = [byKey(fields, ours!), byKey(fields, theirs!)]
  return before && own && their ? { base: before, ours: own, theirs: their } : null
}

function byKey(fields: readonly string[], list: Json): Keyed | null {
  const keyed = new Map<string, Json>()
  for (const item of list as readonly Json[]) {
    const parts = fields.length ? fields.map((field) => fieldOf(item, field)) : [item]
    if (parts.some((part) => part === undefined || isNested(part))) return null
    const key = parts.join(' · ')
    if (keyed.has(key)) return null
    keyed.set(key, item)
  }
  return keyed
}

const isNested = (value: unknown) => typeof value === 'object' && value !== null
const fieldOf = (item: Json, field: string): Json | undefined =>
  isRecord(item) && Object.hasOwn(item, field) ? item[field] : undefined

/**
 * The order of the elements that are left: of the side that moved some; when none did, ours, with what theirs added after
 * its own neighbour.
 * @param choose asked when each orders in its own way what both have
 */
export function mergeOrder(
  { base, ours, theirs }: Sides<readonly string[]>,
  left: { has(key: string): boolean },
  choose: () => Side
): string[] {
  const [before, own, their] = [base!, ours!, theirs!]
  const [movedOwn, movedTheirs] = [isMoved(before, own), isMoved(before, their)]
  const isConflict = movedOwn === movedTheirs && isMoved(own, their)
  const isTheirs = isConflict ? choose() === 'theirs' : movedTheirs && !movedOwn
  const [main, other] = isTheirs ? [their, own] : [own, their]
  return inserted(main, other, left)
}

function isMoved(before: readonly string[], after: readonly string[]): boolean {
  const [was, is] = [new Set(before), new Set(after)]
  const kept = before.filter((key) => is.has(key))
  const now = after.filter((key) => was.has(key))
  return kept.some((key, index) => key !== now[index])
}

function inserted(
  main: readonly string[],
  other: readonly string[],
  left: { has(key: string): boolean }
): string[] {
  const order = main.filter((key) => left.has(key))
  const placed = new Set(order)
  let previous = -1
  for (const key of other) {
    if (placed.has(key)) previous = order.indexOf(key)
    else if (left.has(key)) {
      order.splice(++previous, 0, key)
      placed.add(key)
    }
  }
  return order
}
