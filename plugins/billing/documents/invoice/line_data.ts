import { type RefMonth, formatDate, formatRefMonth } from '#core/calendar/index'
import { Dec, formatDecimal, formatMoney } from '#core/money/index'
import type { Beneficiary } from '#plugins/receivables/api'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import type { InvoiceLine as ComposedLine } from '../../domain/invoice_line.ts'
import { lineTitle } from '../../domain/line_title.ts'
import type { ExplainedLine, ExplainedSpan } from '../../services/replay/explain_lines.ts'
import type { InvoiceGroup, InvoiceLine } from './types.ts'

const OWN = 'Serviços de água e esgoto'
const WASTE = 'Resíduos sólidos'
/** Charges without a volume of their own. */
const FEES: ReadonlySet<string> = new Set([
  'garbage',
  'water_basic',
  'sewage_basic',
  'regulation_fee',
  'delivery_fee',
])
const THIRD_PARTY = 'Valores de terceiros'

interface Printed {
  readonly composed: ComposedInvoice
  readonly explained: readonly ExplainedLine[]
  /** The paper of solid waste, or the one of all the rest. */
  readonly isSevered: boolean
}

/** The lines of a paper by beneficiary, each with its brackets and legal basis; credits close the utility's own. */
export function groupsData(
  { composed, explained, isSevered }: Printed,
  beneficiaries: ReadonlyMap<bigint, Beneficiary>
): InvoiceGroup[] {
  const asked = explained.filter((line) => line.isSevered === isSevered)
  const owners = composed.lines.map(({ line }) =>
    line.beneficiaryKind === 'utility' ? null : beneficiaries.get(line.beneficiaryId)!
  )
  const byOwner = Map.groupBy(asked, (line): Beneficiary | null => {
    const owner = owners[explained.indexOf(line)]
    return owner ?? null
  })
  const own = [
    ...(byOwner.get(null) ?? []).map(lineData),
    ...closingLines(asked, grantedText(composed)),
  ]
  const groups = own.length ? [groupOf(isSevered ? WASTE : OWN, null, own)] : []
  for (const [owner, lines] of byOwner) {
    if (owner) groups.push(groupOf(THIRD_PARTY, owner, lines.map(lineData)))
  }
  return groups
}

function groupOf(title: string, owner: Beneficiary | null, lines: InvoiceLine[]): InvoiceGroup {
  const subtotal = lines.reduce((sum, line) => sum + BigInt(line.amount_cents), 0n)
  return {
    title,
    beneficiary: owner?.taxpayerId ? { name: owner.name, cnpj: owner.taxpayerId } : null,
    subtotal_cents: String(subtotal),
    lines,
  }
}

/** Which estimated months gave a credit, and what each was charged too much. */
function grantedText({ granted }: ComposedInvoice): string | null {
  const texts = granted.flatMap(({ lines }) => lines.map(creditText))
  return texts.length ? texts.join(' · ').slice(0, 160) : null
}

const creditText = ({ settles, amountCents }: ComposedLine): string =>
  `Estimativa de ${formatRefMonth(settles!.reference as RefMonth)}: ${formatMoney(-amountCents)}`

function closingLines(lines: readonly ExplainedLine[], credits: string | null): InvoiceLine[] {
  const sum = (name: 'creditedCents' | 'carriedCents') =>
    lines.reduce((cents, line) => cents + line[name], 0n)
  return [
    { title: 'Créditos aplicados', detail: credits, cents: sum('creditedCents') },
    {
      title: 'Levado à próxima fatura',
      detail: 'Abaixo do valor mínimo de cobrança',
      cents: sum('carriedCents'),
    },
  ]
    .filter(({ cents }) => cents > 0n)
    .map(({ title, detail, cents }) => plainLine(title, detail, -cents))
}

const plainLine = (description: string, detail: string | null, cents: bigint): InvoiceLine => ({
  description,
  detail,
  legal_basis: null,
  quantity: null,
  unit: null,
  unit_price: null,
  amount_cents: String(cents),
  brackets: [],
})

function lineData(line: ExplainedLine): InvoiceLine {
  const isVolume = line.spans.length > 0 && !FEES.has(line.chargeType)
  return {
    ...plainLine(
      lineTitle(line),
      line.settlement ?? discountText(line) ?? line.prorated?.slice(0, 160) ?? detailOf(line),
      line.amountCents
    ),
    legal_basis: line.because?.slice(0, 160) ?? null,
    quantity: isVolume ? line.quantityM3 : null,
    unit: isVolume ? 'm³' : null,
    brackets: line.spans.flatMap((span) => bracketsOf(span, line.spans.length > 1)).slice(0, 20),
  }
}

const discountText = ({ discountCents }: ExplainedLine): string | null =>
  discountCents > 0n ? `Já com desconto por vazamento de ${formatMoney(discountCents)}` : null

/** What an amount without brackets was computed from, or the days of each version when there is more than one. */
function detailOf({ chargeType, spans, settledCents }: ExplainedLine): string | null {
  const [first] = spans
  if (!first) return null
  if (settledCents !== 0n) {
    return `Inclui ${formatMoney(settledCents)} dos meses estimados, cobrados de novo pela tarifa de cada um`
  }
  if (spans.length > 1) {
    return spans
      .map(
        ({ days, ofDays, from, fullAmount }) =>
          `${days}/${ofDays} dias desde ${formatDate(from)} de ${reais(fullAmount)}`
      )
      .join(' + ')
      .slice(0, 160)
  }
  if (first.brackets.length) return null
  const rate = formatDecimal(Dec.of(first.rate))
  return chargeType === 'sewage'
    ? `${rate}% do valor da água`
    : `R$ ${rate} × ${formatDecimal(Dec.of(first.basis))}`
}

function bracketsOf({ brackets, days, ofDays }: ExplainedSpan, isSplit: boolean) {
  return brackets.map((bracket) => {
    const from = formatDecimal(Dec.of(bracket.from))
    const limits =
      bracket.to === null
        ? `acima de ${from} m³`
        : `${from} a ${formatDecimal(Dec.of(bracket.to))} m³`
    const range = bracket.label ?? limits
    return {
      label: (isSplit ? `${range} (${days}/${ofDays} dias)` : range).slice(0, 60),
      volume_m3: bracket.m3,
      unit_price: bracket.price,
      amount_cents: String(Dec.of(bracket.amount).round(2, 'half-up').toCents()),
    }
  })
}

const reais = (text: string) => formatMoney(Dec.of(text).round(2, 'half-up').toCents())
