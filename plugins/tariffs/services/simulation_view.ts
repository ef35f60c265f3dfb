import { formatDate } from '#core/calendar/index'
import { Dec, formatDecimal } from '#core/money/index'
import type { Simulated, SimulatedCharge } from './simulate_case.ts'
import { lineLabel } from './simulation_text.ts'

const reais = (text: string) => `R$ ${formatDecimal(Dec.of(text), 2)}`

function spanView(charge: SimulatedCharge, span: SimulatedCharge['spans'][number]) {
  const isSplit = charge.spans.length > 1
  const rate = Dec.of(span.rate)
  const single = rate.isZero()
    ? []
    : [
        {
          label: `${formatDecimal(rate)} sobre ${formatDecimal(Dec.of(span.basis))}`,
          m3: '—',
          amount: reais(span.full_amount),
        },
      ]
  return {
    days: isSplit
      ? `${span.days} de ${span.of_days} dias, desde ${formatDate(span.from)}: ${reais(span.amount)}`
      : null,
    version: span.table_version,
    lines: span.lines.length
      ? span.lines.map((line) => ({
          label: lineLabel(line),
          m3: Dec.of(line.m3).isZero() ? '—' : formatDecimal(Dec.of(line.m3)),
          amount: reais(line.amount),
        }))
      : single,
  }
}

/** A simulated bill as the screen shows it; `titles` names the categories. */
export const simulationView = (result: Simulated, titles: ReadonlyMap<string, string>) => ({
  total: reais(result.total),
  period: `${formatDate(result.previous_read_on)} a ${formatDate(result.read_on)}`,
  charges: result.charges.map((charge) => ({
    title: charge.title,
    category: titles.get(charge.category) ?? charge.category,
    amount: reais(charge.amount),
    because: charge.because,
    spans: charge.spans.map((span) => spanView(charge, span)),
  })),
})
