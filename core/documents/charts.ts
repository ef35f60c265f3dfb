import { escapeMarkup } from '#core/text/index'

/** One bar. `value` is a decimal text; `muted` draws it pale (for example an estimated figure). */
export interface Bar {
  readonly label: string
  readonly value: string
  readonly highlighted: boolean
  readonly muted: boolean
}

export interface BarChartOptions {
  /** Size in mm. */
  readonly width?: number
  readonly height?: number
  /** A dashed horizontal line, for example the average. */
  readonly line?: string | null
}

const LABEL = 3.6
const VALUE = 3.4

/**
 * A small bar chart as inline SVG, in mm. Colours and fonts come from the style sheet through the classes `bar`,
 * `bar highlighted`, `bar muted`, `bar-value`, `bar-label`, `bar-line`.
 */
export function barChartSvg(bars: readonly Bar[], options: BarChartOptions = {}): string {
  const { width = 66, height = 26, line = null } = options
  const top = Math.max(1, ...bars.map((bar) => magnitude(bar.value)), magnitude(line ?? '0'))
  const room = height - LABEL - VALUE
  const floor = height - LABEL
  const slot = width / Math.max(bars.length, 1)
  const thick = Math.min(slot * 0.68, 7)
  const drawn = bars.map((bar, index) => {
    const tall = Math.max((magnitude(bar.value) / top) * room, 0.35)
    const middle = slot * (index + 0.5)
    const kind = `bar${bar.highlighted ? ' highlighted' : ''}${bar.muted ? ' muted' : ''}`
    const rect = `<rect class="${kind}" x="${mm(middle - thick / 2)}" y="${mm(floor - tall)}" width="${mm(thick)}" height="${mm(tall)}" rx="0.5"/>`
    const marked = bar.highlighted ? ' highlighted' : ''
    const figure = shown(bar.value)
    const foot = floor - tall - 0.9
    // A white patch keeps the figure legible where the line crosses it.
    const patch = Math.min(slot, figure.length * 1.3 + 0.4)
    const texts =
      `<rect fill="#fff" x="${mm(middle - patch / 2)}" y="${mm(foot - 1.7)}" width="${mm(patch)}" height="1.9"/>` +
      text(`bar-value${marked}`, middle, foot, figure) +
      text(`bar-label${marked}`, middle, height - 0.6, bar.label)
    return { rect, texts }
  })
  const level = floor - (magnitude(line ?? '0') / top) * room
  const dashed =
    line === null
      ? ''
      : `<line class="bar-line" x1="0" x2="${width}" y1="${mm(level)}" y2="${mm(level)}"/>`
  const base = `<line class="bar-floor" x1="0" x2="${width}" y1="${mm(floor)}" y2="${mm(floor)}"/>`
  return `<svg class="bar-chart" xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" role="img">${base}${drawn.map((bar) => bar.rect).join('')}${dashed}${drawn.map((bar) => bar.texts).join('')}</svg>`
}

function text(css: string, x: number, y: number, content: string): string {
  return `<text class="${css}" x="${mm(x)}" y="${mm(y)}" text-anchor="middle">${escapeMarkup(content)}</text>`
}

/** Only the drawing's proportions come from this; the figures shown are the exact texts. */
function magnitude(value: string): number {
  const number = Number(value)
  return Number.isFinite(number) && number > 0 ? number : 0
}

function shown(value: string): string {
  return value
    .replace(/\.0+$/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace('.', ',')
}

function mm(value: number): string {
  return String(Math.round(value * 100) / 100)
}
