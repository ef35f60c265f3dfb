import type { ExplainedLine, Pack, Sides } from '#core/configuration/index'
import { formatMoney } from '#core/money/index'
import { lineTitle } from '../../domain/line_title.ts'
import { explainLines } from './explain_lines.ts'
import { spanText } from './replay_text.ts'
import { type InvoiceFacts, composedOn } from './simulate_invoices.ts'

interface Side {
  readonly title: string
  readonly amount: string
  readonly steps: readonly string[]
}

/** The tariff lines of one invoice on both sides: days, brackets, m³ × price, legal basis. Pure. */
export function explainSimulated(facts: InvoiceFacts, sides: Sides, key: string): ExplainedLine[] {
  const invoice = facts.invoices.find(({ id }) => String(id) === key)
  if (!invoice) return []
  const linesOf = (pack: Pack) => sideLines(facts, pack, invoice)
  const [before, after] = [linesOf(sides.before), linesOf(sides.after)]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return names.map((name) => {
    const [was, is] = [before.get(name) ?? null, after.get(name) ?? null]
    return { title: (is ?? was)!.title, before: was, after: is }
  })
}

function sideLines(
  facts: InvoiceFacts,
  pack: Pack,
  invoice: InvoiceFacts['invoices'][number]
): Map<string, Side> {
  const { composed, charges, parked } = composedOn(facts, pack, invoice)
  if (!composed) {
    const steps = [parked?.message ?? 'Os dados congelados da carga não foram encontrados.']
    return new Map([['parked', { title: 'Sem cálculo', amount: '—', steps }]])
  }
  return new Map(
    explainLines(pack, composed, charges)
      .filter(({ spans }) => spans.length)
      .map((line) => [
        `${line.chargeType}/${line.category}`,
        {
          title: lineTitle(line),
          amount: formatMoney(line.amountCents),
          steps: [
            ...line.spans.flatMap(spanText).map((text) => text.trim()),
            ...(line.because ? [`Base legal: ${line.because}`] : []),
          ],
        },
      ])
  )
}
