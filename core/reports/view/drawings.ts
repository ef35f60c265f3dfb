/** A line through figures, in the units of its own box; the words and figures stand in the table beside it. */
export interface LineDrawing {
  readonly width: number
  readonly height: number
  readonly points: string
  readonly dots: readonly { readonly x: number; readonly y: number }[]
  /** Height of nothing. */
  readonly zero: number
}

const WIDTH = 640
const HEIGHT = 200
const EDGE = 8

const rounded = (value: number) => Math.round(value * 10) / 10

/** The line begins at nothing, so that a small change does not look like a large one. */
export function lineDrawing(sizes: readonly number[]): LineDrawing {
  const top = Math.max(0, ...sizes)
  const bottom = Math.min(0, ...sizes)
  const span = top - bottom || 1
  const step = sizes.length > 1 ? (WIDTH - 2 * EDGE) / (sizes.length - 1) : 0
  const heightOf = (size: number) => rounded(EDGE + ((top - size) / span) * (HEIGHT - 2 * EDGE))
  const dots = sizes.map((size, index) => ({ x: rounded(EDGE + index * step), y: heightOf(size) }))
  return {
    ...{ width: WIDTH, height: HEIGHT, dots, zero: heightOf(0) },
    points: dots.map(({ x, y }) => `${x},${y}`).join(' '),
  }
}

/** A part of a whole as the path of an SVG, with the number of its colour. */
export interface PieSlice {
  readonly path: string
  readonly colour: number
  readonly percent: string
}

const COLOURS = 8
const RADIUS = 100

const pointAt = (share: number) => {
  const angle = share * 2 * Math.PI - Math.PI / 2
  return `${rounded(RADIUS * Math.cos(angle))} ${rounded(RADIUS * Math.sin(angle))}`
}

/** Slices from the top, clockwise; a slice that is everything is a whole circle. */
export function pieSlices(sizes: readonly number[]): PieSlice[] {
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  let before = 0
  return sizes.map((size, index) => {
    const share = size / whole
    const [from, until] = [before, before + share]
    before = until
    const isLarge = share > 0.5 ? 1 : 0
    const isWhole = share > 0.9999
    const path = isWhole
      ? `M 0 -${RADIUS} A ${RADIUS} ${RADIUS} 0 1 1 -0.1 -${RADIUS} Z`
      : `M 0 0 L ${pointAt(from)} A ${RADIUS} ${RADIUS} 0 ${isLarge} 1 ${pointAt(until)} Z`
    return { path, colour: index % COLOURS, percent: `${Math.round(share * 100)} %` }
  })
}
