import { escapeMarkup } from '#core/text/index'

export interface ChartColumn {
  readonly label: string
  readonly value: number
  /** Drawn as a mark above the column: the worst of what the column averages. */
  readonly peak?: number
}

export interface ChartOptions {
  readonly title: string
  /** What follows a figure: ` ms`, ` %`. */
  readonly unit?: string
  /** The top of the scale, when it is known: 100 for per cent. */
  readonly top?: number
}

const [WIDTH, HEIGHT, LEFT, FLOOR, ROOF] = [720, 180, 44, 156, 10]

const short = (value: number) =>
  new Intl.NumberFormat('pt-BR', { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)

/** The next of 1, 2, 5, 10, 20, … so that the scale is read at a glance. */
export function niceTop(value: number): number {
  if (value <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? 10 * power
}

/** Columns as inline SVG, in the screen's own colours; every figure is also in the text that screen readers get. */
export function columnChart(
  columns: readonly ChartColumn[],
  { title, unit = '', top }: ChartOptions
): string {
  const highest = Math.max(...columns.map(({ value, peak = 0 }) => Math.max(value, peak)), 0)
  const roof = top ?? niceTop(highest)
  const slot = (WIDTH - LEFT) / Math.max(1, columns.length)
  const y = (value: number) => FLOOR - (Math.min(value, roof) / roof) * (FLOOR - ROOF)
  const lines = [0, 0.5, 1].map((share) => {
    const at = y(roof * share)
    return `<line class="chart-line" x1="${LEFT}" x2="${WIDTH}" y1="${at}" y2="${at}"/><text class="chart-text" x="${LEFT - 6}" y="${at + 4}" text-anchor="end">${short(roof * share)}</text>`
  })
  const drawn = columns.map(({ label, value, peak }, index) => {
    const x = LEFT + slot * index
    const width = Math.max(2, slot * 0.7)
    const told = `${label}: ${short(value)}${unit}${peak === undefined ? '' : `, máximo ${short(peak)}${unit}`}`
    const mark =
      peak === undefined
        ? ''
        : `<line class="chart-peak" x1="${x}" x2="${x + width}" y1="${y(peak)}" y2="${y(peak)}"/>`
    const isNamed = columns.length <= 12 || index % Math.ceil(columns.length / 12) === 0
    const name = isNamed
      ? `<text class="chart-text" x="${x + width / 2}" y="${HEIGHT - 8}" text-anchor="middle">${escapeMarkup(label)}</text>`
      : ''
    return `<g><title>${escapeMarkup(told)}</title><rect class="chart-column" x="${x}" y="${y(value)}" width="${width}" height="${FLOOR - y(value)}" rx="1"/>${mark}</g>${name}`
  })
  return `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeMarkup(title)}">${lines.join('')}${drawn.join('')}</svg>`
}
