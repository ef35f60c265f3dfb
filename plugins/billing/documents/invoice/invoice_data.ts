import type { Pack } from '#core/configuration/index'
import {
  type Beneficiary,
  type OverdueDebts,
  type PrintedDocument,
  lineBlocks,
} from '#plugins/receivables/api'
import type { RoutePlace } from '#plugins/readings/api'
import type { UtilityIdentity } from '#plugins/registry/api'
import { DEFAULT_TABLE, TARIFF_TABLE, type TariffTable } from '#plugins/tariffs/api'
import { type ExcessRule, messagesOf } from '../../domain/bill_messages.ts'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import type { InvoiceDebit } from '../../domain/invoice_debits.ts'
import type { PrintedMessage, PrintedQuality } from '../../domain/invoices_printing.ts'
import { categoryTitle } from '../../domain/line_title.ts'
import { socialMessage } from '../../domain/social_notice.ts'
import { explainLines } from '../../services/replay/explain_lines.ts'
import type { InvoiceRow } from '../../services/invoices/invoice_rows.ts'
import type { WaitedAgain } from '../../services/replay/price_again.ts'
import type { Recomputed } from '../../services/replay/recompute_invoice.ts'
import { parseMessages } from '../../services/run/run_messages.ts'
import { lateText, notesData } from './invoice_notes.ts'
import { groupsData } from './line_data.ts'
import { consumptionData, readingData, shareData } from './reading_data.ts'
import type { InvoiceData } from './types.ts'

/** What an invoice prints, besides itself. */
export interface PrintFacts {
  readonly invoice: InvoiceRow
  readonly recomputed: Recomputed & { readonly composed: ComposedInvoice }
  /** The document printed: the invoice's own, or a second copy. */
  readonly document: PrintedDocument
  readonly beneficiaries: ReadonlyMap<bigint, Beneficiary>
  readonly debts: OverdueDebts | undefined
  readonly groupName: string
  readonly place: RoutePlace | undefined
  /** The services that it asks for, priced again: their legal basis is printed. */
  readonly waited: WaitedAgain
  /** What another plugin tells the payer. */
  readonly told: PrintedMessage | null
  /** What was found in the premise's water. */
  readonly quality: PrintedQuality | null
}

const SITUATIONS: Readonly<Record<string, string>> = {
  active: 'Ligada',
  cut_standpipe: 'Cortada no cavalete',
  cut_branch: 'Cortada no ramal',
  suppressed: 'Suprimida',
  plugged: 'Tamponada',
}
const SEWAGE: Readonly<Record<string, string>> = {
  collected: 'Coletado',
  collected_treated: 'Coletado e tratado',
  none: 'Sem coleta',
}
const UNKNOWN = '—'

/** The data of one printed invoice: a pure function of what is stored, so that it prints again identically. */
export function invoiceData(facts: PrintFacts): InvoiceData {
  const { invoice, recomputed, document, beneficiaries } = facts
  const { composed, pack, result } = recomputed
  const on = pack.at(invoice.rules_on)
  const utility = on.parameter<UtilityIdentity>('registry.utility_identity')
  const { isSevered } = document
  const explained = explainLines(pack, composed, recomputed.charges, {
    ...{ on: invoice.rules_on, waited: facts.waited },
  })
  const groups = groupsData({ composed, explained, isSevered }, beneficiaries)
  const gross = groups.reduce((sum, group) => sum + BigInt(group.subtotal_cents), 0n)
  return {
    utility: utilityData(utility),
    document: documentData(invoice, document),
    customer: {
      name: result.facts.holder_name ?? UNKNOWN,
      tax_id: result.facts.taxpayer_id,
      delivery_address: result.facts.delivery_address ?? null,
    },
    premise: premiseData(facts, utility),
    reading: isSevered ? null : readingData(result, composed),
    share: isSevered ? null : shareData(recomputed.set, composed),
    consumption: isSevered
      ? null
      : consumptionData(result, composed, {
          reference: invoice.reference,
          from: on.parameter<string>('billing.history_from'),
        }),
    groups,
    gross_cents: String(gross),
    withholdings: withholdingsData(composed, isSevered),
    tariff: tariffData(pack, invoice),
    water_quality: isSevered ? null : qualityData(facts),
    water_quality_where: `Resultados das análises: ${utility.website ?? utility.sac_phone}`.slice(
      0,
      240
    ),
    debts: {
      as_of: invoice.issued_on,
      count: facts.debts?.count ?? 0,
      total_cents: String(facts.debts?.totalCents ?? 0n),
      notice: null,
    },
    messages: isSevered ? [] : messagesData(facts),
    late_charges: lateText(pack, invoice),
    notes: notesData(recomputed, invoice, isSevered),
    payment: paymentData(document, debitOf(invoice, document)),
    fiscal: null,
    rules: { pack_hash: pack.hash },
  }
}

/** The data of a second copy: those of the first print, with the copy's own number, date and codes. */
export function copyData(
  first: InvoiceData,
  invoice: InvoiceRow,
  document: PrintedDocument
): InvoiceData {
  const debit = debitOf(invoice, document)
  return {
    ...first,
    document: documentData(invoice, document),
    payment: paymentData(document, debit),
  }
}

const MOST_PARAMETERS = 10

const qualityData = ({ quality }: PrintFacts): InvoiceData['water_quality'] =>
  quality && { ...quality, parameters: quality.parameters.slice(0, MOST_PARAMETERS) }

const MOST_MESSAGES = 6

/** What is told apart, that the social tariff is being lost, what the run's messages say to this bill, and whether its consumption is excessive. */
function messagesData({ invoice, recomputed, debts, told }: PrintFacts): InvoiceData['messages'] {
  const { composed, pack, result } = recomputed
  const own = messagesOf(parseMessages(invoice.messages), {
    totalCents: invoice.total_cents,
    isDirectDebit: invoice.debit !== null,
    overdueCount: debts?.count ?? 0,
    billedM3: composed.billedM3,
    averageM3: result.facts.average_m3,
    excess: pack.at(invoice.rules_on).parameter<ExcessRule>('billing.excess_message'),
  })
  const social = composed.month.billing?.social
  const first = [...(told ? [told] : []), ...(social ? [socialMessage(social)] : [])]
  return [...first, ...own].slice(0, MOST_MESSAGES)
}

/** The taxes that the payer keeps of a paper. */
const withholdingsData = ({ withheld }: ComposedInvoice, isSevered: boolean) =>
  withheld
    .filter((one) => one.isSevered === isSevered)
    .map(({ title, percent, amountCents }) => ({
      ...{ tax: title.slice(0, 30), rate_percent: percent, amount_cents: String(amountCents) },
    }))

function utilityData(utility: UtilityIdentity): InvoiceData['utility'] {
  const { name, short_name: shortName, cnpj, address, website } = utility
  return {
    name,
    short_name: shortName,
    cnpj,
    address,
    sac_phone: utility.sac_phone,
    sac_hours: utility.sac_hours,
    desk: utility.desk,
    website: website && website.slice(0, 80),
    ombudsman: utility.ombudsman && utility.ombudsman.slice(0, 120),
    regulator: utility.regulator,
    logo: null,
  }
}

const FIRST = { waste: 'Fatura de resíduos sólidos', water: 'Fatura de água e esgoto' } as const

function documentData(invoice: InvoiceRow, document: PrintedDocument): InvoiceData['document'] {
  const isCopy = document.kind === 'second_copy'
  return {
    title: isCopy ? 'Segunda via de fatura' : FIRST[document.isSevered ? 'waste' : 'water'],
    number: document.number,
    reference: invoice.reference,
    issued_on: invoice.issued_on,
    due_on: document.dueOn,
    total_cents: String(document.amountCents),
    second_copy_on: isCopy ? document.issuedOn : null,
    replaces: invoice.replaces_number,
  }
}

function premiseData(
  { recomputed: { result }, groupName, place }: PrintFacts,
  utility: UtilityIdentity
): InvoiceData['premise'] {
  const { facts } = result
  return {
    registration: facts.registration_number,
    address: facts.address,
    district: facts.district,
    city: utility.city,
    state: utility.state,
    postal_code: facts.zip_code,
    economies: facts.economies.map(({ category, economies }) => ({
      category: capital(categoryTitle(category)),
      quantity: economies,
    })),
    group: groupName.slice(0, 20),
    route: place?.route ?? UNKNOWN,
    sequence: place?.route ? String(place.sequence) : UNKNOWN,
    water_status: facts.water ? (SITUATIONS[facts.water.situation] ?? UNKNOWN) : 'Sem ligação',
    sewage_status: facts.sewage ? (SEWAGE[facts.sewage.class] ?? UNKNOWN) : 'Sem ligação',
    meter_number: facts.meter?.number ?? null,
  }
}

function tariffData(pack: Pack, invoice: InvoiceRow): InvoiceData['tariff'] {
  const segment = pack.at(invoice.period_until)
  const version = segment.version(TARIFF_TABLE, DEFAULT_TABLE)
  const { title } = segment.content<TariffTable>(TARIFF_TABLE, DEFAULT_TABLE)
  return {
    act: (version.legalBasis ?? title).slice(0, 160),
    in_force_since: version.from,
    note: null,
  }
}

/** The first paper says what was so when it was issued, a second copy what stands. What is severed has no debit of its own. */
function debitOf(
  { debit, is_in_debit: isInDebit }: InvoiceRow,
  { kind, isSevered }: PrintedDocument
): InvoiceDebit | null {
  if (debit === null || isSevered || (kind === 'second_copy' && !isInDebit)) return null
  return JSON.parse(debit) as InvoiceDebit
}

/** Of what is debited no code is offered: nobody pays it twice. */
function paymentData(
  { barcode, line, pixPayload }: PrintedDocument,
  debit: InvoiceDebit | null
): InvoiceData['payment'] {
  if (barcode === null || line === null) return null
  if (debit) {
    return { barcode: null, line: null, pix: null, agents: null, direct_debit: { ...debit } }
  }
  return {
    barcode,
    line: lineBlocks(line),
    pix: pixPayload,
    agents: 'Bancos, lotéricas, internet banking e aplicativos',
    direct_debit: null,
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
