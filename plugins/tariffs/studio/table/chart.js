/* Two step or plain lines over m³, drawn by hand as SVG: what is in force dashed, what is written full. */
import { h } from '#studio/dom'

const SVG = 'http://www.w3.org/2000/svg'
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [320, 170, 44, 24, 8]

/**
 * @param {object} chart
 * @param {string} chart.title   what it shows, for who does not see it
 * @param {{m3: number, before: number|null, after: number|null}[]} chart.points
 * @param {boolean} chart.isStep  whether each value holds for the m³ that ends there
 */
export const chart = ({ title, points, isStep }) =>
  h('div', {
    'key': `${title} ${JSON.stringify(points)}`,
    'class': 'tariff-chart',
    'role': 'img',
    'aria-label': title,
    'own': true,
    'ref': (host) => host.append(draw(points, isStep)),
  })

function draw(points, isStep) {
  const values = points
    .flatMap(({ before, after }) => [before, after])
    .filter((one) => one !== null)
  const most = niceTop(Math.max(0.01, ...values))
  const last = points.at(-1)?.m3 ?? 1
  const x = (m3) => LEFT + ((WIDTH - LEFT - 4) * m3) / last
  const y = (value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / most)
  const svg = make('svg', { 'viewBox': `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' })
  for (const share of [0, 0.5, 1]) {
    const at = y(most * share)
    svg.append(
      make('line', { x1: LEFT, x2: WIDTH - 4, y1: at, y2: at, class: 'tariff-chart-rule' }),
      make('text', { 'x': LEFT - 4, 'y': at + 4, 'text-anchor': 'end' }, label(most * share))
    )
  }
  for (const m3 of ticksOf(last)) {
    svg.append(
      make(
        'text',
        { 'x': x(m3), 'y': HEIGHT - 6, 'text-anchor': m3 === last ? 'end' : 'middle' },
        `${m3}`
      )
    )
  }
  for (const side of ['before', 'after']) {
    const d = path(points, { side, x, y, isStep })
    if (d) svg.append(make('path', { d, class: `tariff-chart-line is-${side}` }))
  }
  return svg
}

const ticksOf = (last) => [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => Math.floor(last * share))

function path(points, { side, x, y, isStep }) {
  let d = ''
  let isDown = false
  for (const point of points) {
    const value = point[side]
    if (value === null) {
      isDown = false
      continue
    }
    if (isStep)
      d += `${isDown ? 'L' : 'M'}${x(point.m3 - 1)} ${y(value)}L${x(point.m3)} ${y(value)}`
    else d += `${isDown ? 'L' : 'M'}${x(point.m3)} ${y(value)}`
    isDown = true
  }
  return d
}

function make(name, attributes, text) {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  if (text !== undefined) element.textContent = text
  return element
}

function niceTop(value) {
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value)
}

const label = (value) =>
  value.toLocaleString('pt-BR', { maximumFractionDigits: value < 10 ? 2 : 0 })
