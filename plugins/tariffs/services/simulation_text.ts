import { formatDate } from '#core/calendar/index'
import { Dec, formatDecimal } from '#core/money/index'
import type { Simulated } from './simulate_case.ts'

const reais = (text: string) => `R$ ${formatDecimal(Dec.of(text), 2)}`

/** How a line is named for people: its own label, or the limits of its bracket. */
export function lineLabel(line: Simulated['charges'][number]['spans'][number]['lines'][number]) {
  if (line.label) return line.label
  const from = formatDecimal(Dec.of(line.from))
  return line.to === null ? `acima de ${from} m³` : `${from} a ${formatDecimal(Dec.of(line.to))} m³`
}

/** A simulated bill for the terminal: charge, days of each version, line by line, with the legal basis. */
export function simulationText({
  charges,
  total,
  previous_read_on: from,
  read_on: until,
}: Simulated) {
  const texts = charges.flatMap(({ title, category, amount, because, spans }) => [
    `${title} (${category}): ${reais(amount)}`,
    ...spans.flatMap(({ days, of_days: ofDays, full_amount: full, lines, basis, rate }) => [
      ...(spans.length > 1 ? [`  ${days}/${ofDays} dias de ${reais(full)}`] : []),
      ...lines.map(
        (line) =>
          `  ${lineLabel(line)}: ${formatDecimal(Dec.of(line.m3))} m³, ${reais(line.amount)}`
      ),
      ...(lines.length || Dec.of(rate).isZero()
        ? []
        : [`  ${formatDecimal(Dec.of(rate))} sobre ${formatDecimal(Dec.of(basis))}`]),
    ]),
    `  ${because}`,
  ])
  return [
    `Leitura de ${formatDate(from)} a ${formatDate(until)}`,
    ...texts,
    `Total: ${reais(total)}`,
  ].join('\n')
}
