import { Dec } from '#core/money/index'
import type { Value } from '../values.ts'

const MAX_DEPTH = 12
const MAX_NODES = 2_000
const CUT = '…'

/** A value as plain JSON for people to see; decimals as text, and what is too large or deep cut at `…`. */
export function plain(value: Value): unknown {
  return level(value, 0, { nodes: 0 })
}

function level(value: Value, depth: number, count: { nodes: number }): unknown {
  if (value instanceof Dec) return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (depth === MAX_DEPTH || count.nodes > MAX_NODES) return CUT
  if (Array.isArray(value)) {
    return value.map((element: Value) => {
      count.nodes++
      return level(element, depth + 1, count)
    })
  }
  const entries = Object.entries(value).map(([name, part]) => {
    count.nodes++
    return [name, level(part as Value, depth + 1, count)] as const
  })
  return Object.fromEntries(entries)
}
