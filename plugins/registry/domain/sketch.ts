/** A sketch (croqui) drawn on a sheet of 800 by 500: lines, boxes and words, in the order in which they were drawn. */
export interface Sketch {
  readonly shapes: readonly SketchShape[]
}

type Point = readonly [number, number]

export type SketchShape =
  | { readonly kind: 'pen'; readonly points: readonly Point[] }
  | { readonly kind: 'line' | 'box'; readonly from: Point; readonly to: Point }
  | { readonly kind: 'text'; readonly at: Point; readonly text: string }
  | { readonly kind: 'house'; readonly at: Point }

export const SHEET = { width: 800, height: 500 } as const
const MAX_SHAPES = 400
const MAX_POINTS = 2000
const MAX_TEXT = 60
/** Half of the house's mark. */
const HOUSE = 14

export class SketchError extends Error {
  override readonly name = 'SketchError'
}

/** Reads what the drawing board sent. @throws SketchError with what is wrong, in Portuguese. */
export function parseSketch(text: string): Sketch {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw new SketchError('o desenho não chegou inteiro')
  }
  const shapes = (given as { shapes?: unknown } | null)?.shapes
  if (!Array.isArray(shapes) || shapes.length === 0) throw new SketchError('nada foi desenhado')
  if (shapes.length > MAX_SHAPES) throw new SketchError(`há mais de ${MAX_SHAPES} traços`)
  return { shapes: shapes.map(shapeOf) }
}

function shapeOf(given: unknown): SketchShape {
  const shape = given as Record<string, unknown> | null
  switch (shape?.kind) {
    case 'pen': {
      const { points } = shape
      if (!Array.isArray(points) || points.length < 2 || points.length > MAX_POINTS) throw unknown()
      return { kind: 'pen', points: points.map(pointOf) }
    }
    case 'line':
    case 'box':
      return { kind: shape.kind, from: pointOf(shape.from), to: pointOf(shape.to) }
    case 'text':
      return { kind: 'text', at: pointOf(shape.at), text: textOf(shape.text) }
    case 'house':
      return { kind: 'house', at: pointOf(shape.at) }
    default:
      throw unknown()
  }
}

const unknown = () => new SketchError('há um traço que não se reconhece')

function pointOf(given: unknown): Point {
  const [x, y] = Array.isArray(given) ? (given as unknown[]) : []
  const isInside = (value: unknown, most: number): value is number =>
    typeof value === 'number' && value >= 0 && value <= most
  if (!isInside(x, SHEET.width) || !isInside(y, SHEET.height)) {
    throw new SketchError('há um traço fora da folha')
  }
  return [Math.trunc(x), Math.trunc(y)]
}

function textOf(given: unknown): string {
  const text = typeof given === 'string' ? given.trim() : ''
  if (!text || text.length > MAX_TEXT) {
    throw new SketchError(`há um texto vazio ou com mais de ${MAX_TEXT} letras`)
  }
  return text
}

const escapeXml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const pair = ([x, y]: Point) => `${x},${y}`

function shapeSvg(shape: SketchShape): string {
  switch (shape.kind) {
    case 'pen':
      return `<polyline points="${shape.points.map(pair).join(' ')}"/>`
    case 'line':
      return `<polyline points="${pair(shape.from)} ${pair(shape.to)}"/>`
    case 'box': {
      const [x, width] = span(shape.from[0], shape.to[0])
      const [y, height] = span(shape.from[1], shape.to[1])
      return `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`
    }
    case 'text':
      return `<text x="${shape.at[0]}" y="${shape.at[1]}">${escapeXml(shape.text)}</text>`
    case 'house': {
      const [x, y] = shape.at
      const roof = `${x - HOUSE},${y} ${x},${y - HOUSE} ${x + HOUSE},${y}`
      const walls = `${x + HOUSE - 4},${y} ${x + HOUSE - 4},${y + HOUSE} ${x - HOUSE + 4},${y + HOUSE} ${x - HOUSE + 4},${y}`
      return `<polygon class="sketch-house" points="${roof} ${walls}"/>`
    }
  }
}

const span = (a: number, b: number): [number, number] => [Math.min(a, b), Math.abs(a - b)]

/** The sketch as an SVG picture; every text in it is escaped. Colours come from the page or, on paper, are black. */
export function sketchSvg(sketch: Sketch, title: string): string {
  return (
    `<svg class="sketch-picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SHEET.width} ${SHEET.height}" ` +
    `role="img" aria-label="${escapeXml(title)}" fill="none" stroke="currentColor" stroke-width="2.5" ` +
    `stroke-linecap="round" stroke-linejoin="round" font-size="20">${sketch.shapes.map(shapeSvg).join('')}</svg>`
  )
}
