import { Dec } from '#core/money/index'
import type { Value } from '../values.ts'

const MAX_DEPTH = 12
const MAX_NODES = 2_000
const CUT = '…'

/** A value as plain JSON for people to see; decimals as text, and what is too large or deep cut at `…`; deep-frozen. */
export function plain(value: Value): unknown {
  if (typeof value !== 'object' || value === null) return value
  return level(value, 0, { nodes: 0 })
}

function level(value: Value, depth: number, count: { nodes: number }): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Dec) return value.toString()
  if (depth === MAX_DEPTH || count.nodes > MAX_NODES) return CUT
  if (Array.isArray(value)) {
    const list = value.map((element: Value) => {
      count.nodes++
      return level(element, depth + 1, count)
    })
    return Object.freeze(list)
  }
  const shown: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    count.nodes++
    const part = level((value as Readonly<Record<string, Value>>)[name] as Value, depth + 1, count)
    if (name === '__proto__') Object.defineProperty(shown, name, { value: part, enumerable: true })
    else shown[name] = part
  }
  return Object.freeze(shown)
}
