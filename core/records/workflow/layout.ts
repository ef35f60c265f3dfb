/** Places of the states and transitions of a workflow on a drawing, in layers from left to right. Pure and deterministic. */

export interface DrawnState {
  readonly key: string
  readonly isInitial?: boolean
}

export interface DrawnTransition {
  readonly key: string
  readonly from: readonly string[]
  readonly to: string
}

export interface Box {
  readonly key: string
  readonly layer: number
  readonly x: number
  readonly y: number
}

export interface Arrow {
  readonly key: string
  readonly from: string
  readonly to: string
  /** `d` of an SVG path. */
  readonly path: string
  readonly labelX: number
  readonly labelY: number
}

export interface Layout {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly arrows: readonly Arrow[]
}

export const BOX = { width: 148, height: 52 } as const
const GAP = { x: 128, y: 56 } as const
const MARGIN = 28
/** Room for arrows beside the last layer. */
const BESIDE = 64

/**
 * Layer of each state: the longest way to it from the initial one, steps back left out; what nothing reaches stands in a last
 * layer of its own.
 */
function layersOf(
  states: readonly DrawnState[],
  transitions: readonly DrawnTransition[]
): Map<string, number> {
  const layers = new Map<string, number>()
  const onward = new Map<string, string[]>()
  const onWay = new Set<string>()
  const order: string[] = []
  const visit = (key: string) => {
    onWay.add(key)
    const next = states
      .map((one) => one.key)
      .filter(
        (to) => !onWay.has(to) && transitions.some((t) => t.to === to && t.from.includes(key))
      )
    onward.set(key, next)
    for (const to of next) if (!onward.has(to)) visit(to)
    onWay.delete(key)
    order.unshift(key)
  }
  for (const { key, isInitial } of states) if (isInitial && !onward.has(key)) visit(key)
  for (const key of order) {
    const layer = layers.get(key) ?? 0
    layers.set(key, layer)
    for (const to of onward.get(key)!) layers.set(to, Math.max(layers.get(to) ?? 0, layer + 1))
  }
  const last = layers.size ? Math.max(...layers.values()) + 1 : 0
  for (const { key } of states) if (!layers.has(key)) layers.set(key, last)
  return layers
}

/** Where everything stands; the same workflow is always drawn the same way. */
export function layoutOf(
  states: readonly DrawnState[],
  transitions: readonly DrawnTransition[]
): Layout {
  const layers = layersOf(states, transitions)
  const filled = new Map<number, number>()
  const tallest = Math.max(
    0,
    ...[...new Set(layers.values())].map(
      (layer) => states.filter(({ key }) => layers.get(key) === layer).length
    )
  )
  const boxes = states.map(({ key }): Box => {
    const layer = layers.get(key)!
    const row = filled.get(layer) ?? 0
    filled.set(layer, row + 1)
    const x = MARGIN + layer * (BOX.width + GAP.x)
    return { key, layer, x, y: MARGIN + GAP.y / 2 + row * (BOX.height + GAP.y) }
  })
  const count = Math.max(-1, ...layers.values()) + 1
  return {
    width: 2 * MARGIN + count * BOX.width + Math.max(0, count - 1) * GAP.x + BESIDE,
    height: 2 * MARGIN + GAP.y + tallest * BOX.height + Math.max(0, tallest - 1) * GAP.y,
    boxes,
    arrows: transitions.flatMap((one) => arrowsOf(one, boxes)),
  }
}

function arrowsOf({ key, from, to }: DrawnTransition, boxes: readonly Box[]): Arrow[] {
  const end = boxes.find((box) => box.key === to)
  return from.flatMap((name) => {
    const start = boxes.find((box) => box.key === name)
    return start && end ? [{ key, from: name, to, ...curve(start, end) }] : []
  })
}

/** Forwards from side to side; back, or within a layer, in an arc over or beside the boxes. */
function curve(start: Box, end: Box): Pick<Arrow, 'path' | 'labelX' | 'labelY'> {
  const [y1, y2] = [start.y + BOX.height / 2, end.y + BOX.height / 2]
  if (end.layer > start.layer) {
    const [x1, x2] = [start.x + BOX.width, end.x - 6]
    const bend = (x2 - x1) / 2
    const isLong = end.layer > start.layer + 1 && y1 === y2
    if (isLong) return arc(start.x + BOX.width / 2, end.x + BOX.width / 2, start.y, end.y)
    const path = `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
    return { path, labelX: x2 - bend, labelY: (y1 + y2) / 2 - 6 }
  }
  if (end.layer < start.layer)
    return arc(start.x + BOX.width / 2, end.x + BOX.width / 2, start.y, end.y)
  const x = start.x + BOX.width
  const path = `M${x} ${y1} C${x + 44} ${y1} ${x + 44} ${y2} ${x + 6} ${y2}`
  return { path, labelX: x + 40, labelY: (y1 + y2) / 2 }
}

function arc(x1: number, x2: number, y1: number, y2: number) {
  const top = Math.min(y1, y2) - 38
  const path = `M${x1} ${y1} C${x1} ${top} ${x2} ${top} ${x2} ${y2 - 6}`
  return { path, labelX: (x1 + x2) / 2, labelY: top + 8 }
}
