import { Dec, formatDecimal, formatMoney } from '#core/money/index'
import type { CivilDate } from '#core/calendar/index'
import type { Pack } from '#core/configuration/index'
import { documentNumber, indexName } from '#plugins/receivables/api'
import { type Tax, taxesOn } from '#plugins/tariffs/api'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import { WASTE } from '../../domain/severed_waste.ts'
import { contractText } from '../../domain/supply_contract.ts'
import { sourceReasons } from '../../services/replay/line_reasons.ts'
import type { InvoiceRow } from '../../services/invoices/invoice_rows.ts'

const NOTE_LENGTH = 400

/** What an invoice says in sentences, one after the other. */
export function notesData(
  { composed, pack }: { readonly composed: ComposedInvoice; readonly pack: Pack },
  invoice: InvoiceRow,
  isSevered: boolean
): string[] {
  const taxes = pack.at(invoice.rules_on).parameter<readonly Tax[]>('tariffs.taxes')
  return [
    ...apartNotes(invoice, isSevered),
    ...contractNotes(composed, isSevered),
    ...sourceNotes(composed, isSevered),
    ...taxNotes(taxes, { on: invoice.issued_on, cents: ownCents(composed, isSevered) }),
  ]
}

/** The contracts of what the paper asks for: of solid waste apart where it has a paper of its own. */
const contractNotes = ({ month }: ComposedInvoice, isSevered: boolean): string[] =>
  (month.billing?.contracts ?? [])
    .filter(({ service }) =>
      month.billing?.waste === 'separate' ? (service === WASTE) === isSevered : true
    )
    .map((one) => contractText(one).slice(0, NOTE_LENGTH))

/** How the base of sewage adds up, where it is charged. */
const sourceNotes = (composed: ComposedInvoice, isSevered: boolean): string[] => {
  const sewage = composed.lines.find(
    ({ line, isSevered: isApart }) => line.service === 'sewage' && isApart === isSevered
  )
  if (!sewage) return []
  const text = sourceReasons(sewage.line, composed).join(' ')
  return text ? [text.slice(0, NOTE_LENGTH)] : []
}

/** Where the rest of the month is asked for, when two papers ask for it. */
function apartNotes(
  { severed_document_id: severedId, document_id: documentId }: InvoiceRow,
  isSevered: boolean
): string[] {
  if (severedId === null) return []
  return isSevered
    ? [`Água e esgoto deste mês são cobrados no documento ${documentNumber(documentId)}.`]
    : [`Os resíduos sólidos deste mês são cobrados no documento ${documentNumber(severedId)}.`]
}

/** What a paper charges of the utility's own. */
const ownCents = ({ lines }: ComposedInvoice, isSevered: boolean): bigint =>
  lines.reduce(
    (sum, { line, isSevered: isApart }) =>
      isApart === isSevered && !line.isCarriedIn && line.beneficiaryKind === 'utility'
        ? sum + line.amountCents
        : sum,
    0n
  )

/** Taxes within the price, at the rates of the date of issue, on what is the utility's own (Lei 12.741/2012). */
function taxNotes(
  taxes: readonly Tax[],
  { on, cents }: { readonly on: CivilDate; readonly cents: bigint }
): string[] {
  const due = taxesOn(taxes, on, cents)
  if (!due.length) return []
  const texts = due.map(
    ({ title, percent, amountCents }) =>
      `${title} ${formatDecimal(Dec.of(percent), 2)}% (${formatMoney(amountCents)})`
  )
  const text = `Tributos incluídos no valor (Lei 12.741/2012): ${texts.join('; ')}.`
  return [text.slice(0, NOTE_LENGTH)]
}

/** What is charged of who pays late. */
export function lateText(pack: Pack, invoice: InvoiceRow): string {
  const on = pack.at(invoice.rules_on)
  const percent = (key: string) => formatDecimal(Dec.of(on.parameter<string>(key)))
  const fine = percent('receivables.late_fine_percent')
  const interest = percent('receivables.monthly_interest_percent')
  const correction = on.parameter<{ readonly index: string } | null>(
    'receivables.monetary_correction'
  )
  const index = correction && indexName(correction.index)
  const charges = index
    ? `multa de ${fine}% (uma vez), juros de ${interest}% ao mês por dia de atraso e correção monetária (${index}), cobrados`
    : `multa de ${fine}% (uma vez) e juros de ${interest}% ao mês por dia de atraso, cobrados`
  return `Após o vencimento: ${charges} na fatura seguinte. O valor do código de barras não muda. Vencimento em dia não útil pode ser pago no dia útil seguinte.`
}
