import { serviceCodes } from '../apart/service_codes.ts'
import { type CopyValue, type Tx, canonicalJson, copyRows, takeIds } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { type IssuedDocument, consumeLive, issueItemsAndDocuments } from '#plugins/receivables/api'
import type { LiveOfPremise } from '../../domain/compose_types.ts'
import type { InvoiceDebit, InvoicesCollecting } from '../../domain/invoice_debits.ts'
import type { GrantedEstimate, IssuedCharge } from '../../domain/issued_batch.ts'
import {
  type NumberedInvoice,
  ORIGIN,
  type RunFacts,
  type SetInvoice,
  billedPending,
  carriedOf,
  creditUsesOf,
  documentsOf,
  itemsOf,
  numberInvoices,
} from './invoice_batch.ts'
import { giveEstimateCredits } from './estimate_credits.ts'
import { liveFactsText } from './live_facts_text.ts'

const INVOICE_COLUMNS = [
  ...['id', 'municipality_id', 'run_id', 'set_key', 'premise_id', 'debtor_id', 'reference'],
  ...['document_id', 'number', 'load_item_id', 'issued_on', 'due_on', 'period_from'],
  ...['period_until', 'total_cents', 'own_cents', 'third_party_cents', 'credits_cents'],
  ...['carried_in_cents', 'carried_out_cents', 'measured_m3', 'share_m3', 'share_credit_m3'],
  ...['contract_m3', 'withheld_cents', 'severed_document_id'],
  ...['tariff_type', 'tariff_benefit_cents'],
  ...[
    'billed_m3',
    'settlement',
    'stage',
    'arrangement',
    'pack_id',
    'deciding_date_kind',
    'live_facts',
  ],
  ...['live_facts_hash', 'debit', 'is_in_debit'],
]
/** Of a run these are what they are when nothing is said. */
const CORRECTED_COLUMNS = ['version', 'replaces_id', 'correction_id']
const CHARGE_COLUMNS = [
  ...['id', 'municipality_id', 'invoice_id', 'premise_id', 'number', 'charge_type', 'service'],
  ...['category', 'beneficiary_id', 'component', 'quantity_m3', 'amount_cents', 'version_id'],
  'source',
]

const WITHHOLDING_COLUMNS = [
  ...['municipality_id', 'invoice_id', 'premise_id', 'number', 'tax', 'title', 'percent'],
  ...['base_cents', 'amount_cents', 'is_severed', 'version_id'],
]

/** The tariff's own default: the period is split by days between versions (DECISIONS 46). */
const DECIDING_DATE = 'period'

export interface WrittenChunk {
  readonly invoices: readonly NumberedInvoice[]
  readonly charges: readonly IssuedCharge[]
  /** Credits of the settlement of estimates. */
  readonly granted: readonly GrantedEstimate[]
}

/** What writing needs of a chunk or an action. */
export interface Writing {
  readonly tx: Tx
  participate<P>(point: string, payload: P): Promise<Issue[]>
}

/** Writes the invoices of a chunk with their charges, items and documents: each table once, by COPY. */
export async function writeInvoices(
  { tx, participate }: Writing,
  run: RunFacts,
  composed: readonly SetInvoice[],
  live: ReadonlyMap<bigint, LiveOfPremise>
): Promise<WrittenChunk> {
  if (composed.length === 0) return { invoices: [], charges: [], granted: [] }
  const numbered = await numberInvoices(tx, run, composed)
  const { invoices, granted } = await giveEstimateCredits(tx, run, numbered)
  const { municipalityId } = run
  const documents = await issueItemsAndDocuments(tx, {
    municipalityId,
    profile: run.profile,
    items: itemsOf(invoices, run),
    documents: documentsOf(invoices, run),
    ...(run.correction && { bornOn: run.issuedOn }),
  })
  const collecting = collectingOf(run, invoices, documents)
  if (collecting.invoices.length) await participate('billing.collecting', collecting)
  await copyRows(
    tx,
    'billing_invoices',
    run.correction ? [...INVOICE_COLUMNS, ...CORRECTED_COLUMNS] : INVOICE_COLUMNS,
    invoiceRows(run, { invoices, documents, live, debits: collecting.debits })
  )
  const charges = await writeCharges(tx, run, invoices)
  await writeWithholdings(tx, run, invoices)
  await consumeLive(tx, {
    municipalityId,
    originType: ORIGIN,
    on: run.issuedOn,
    creditUses: creditUsesOf(invoices),
    billed: billedPending(invoices),
    carried: carriedOf(invoices),
  })
  return { invoices, charges, granted }
}

interface InvoiceRows {
  readonly invoices: readonly NumberedInvoice[]
  readonly documents: readonly IssuedDocument[]
  readonly live: ReadonlyMap<bigint, LiveOfPremise>
  readonly debits: ReadonlyMap<bigint, InvoiceDebit>
}

/** Who debits the payer's account is asked of the invoices that ask for money. */
function collectingOf(
  run: RunFacts,
  invoices: readonly NumberedInvoice[],
  documents: readonly IssuedDocument[]
): InvoicesCollecting {
  return {
    ...{ municipalityId: run.municipalityId, issuedOn: run.issuedOn, debits: new Map() },
    invoices: invoices.flatMap(({ id, documentId, composed }, index) => {
      const { number, amountCents } = documents[index]!
      if (amountCents <= 0n) return []
      const { premiseId } = composed.month
      return [
        {
          ...{ invoiceId: id, documentId, number, premiseId, debtorId: composed.debtorId },
          ...{ reference: run.reference, dueOn: composed.dueOn, amountCents },
        },
      ]
    }),
  }
}

function* invoiceRows(run: RunFacts, rows: InvoiceRows): Generator<CopyValue[]> {
  for (const [index, invoice] of rows.invoices.entries()) {
    const { id, setKey, documentId, composed } = invoice
    const { month } = composed
    const debit = rows.debits.get(id)
    const facts = liveFactsText(rows.live.get(month.premiseId))
    yield [
      ...[id, run.municipalityId, run.runId, setKey, month.premiseId, composed.debtorId],
      ...[run.reference, documentId, rows.documents[index]!.number, month.loadItemId],
      ...[run.issuedOn, composed.dueOn, month.previousReadOn, month.readOn, composed.totalCents],
      ...[composed.ownCents, composed.thirdPartyCents, composed.creditsCents],
      ...[composed.carriedInCents, composed.carriedOutCents],
      ...[month.measuredM3?.toString() ?? null, composed.shareM3, composed.shareCreditM3],
      ...[composed.contractM3, composed.withheldCents, invoice.severedDocumentId],
      ...[composed.benefit?.type ?? null, composed.benefit?.cents ?? null],
      composed.billedM3,
      ...[composed.totalCents > 0n ? 'open' : 'settled', 'ordinary', 'none', run.packId],
      ...[DECIDING_DATE, facts.text, facts.hash],
      ...[debit ? canonicalJson({ ...debit }) : null, debit !== undefined],
      ...correctedCells(run, month.premiseId),
    ]
  }
}

function correctedCells({ correction }: RunFacts, premiseId: bigint): CopyValue[] {
  if (!correction) return []
  const { id, version } = correction.replaced.get(premiseId)!
  return [version + 1, id, correction.id]
}

/** The taxes that payers keep, one by one; most invoices have none. */
async function writeWithholdings(
  tx: Tx,
  { municipalityId }: RunFacts,
  invoices: readonly NumberedInvoice[]
): Promise<void> {
  const rows = invoices.flatMap(({ id, composed: { withheld, month } }) =>
    withheld.map((one, index) => [
      ...[municipalityId, id, month.premiseId, index + 1, one.tax, one.title, one.percent],
      ...[one.baseCents, one.amountCents, one.isSevered, one.versionId],
    ])
  )
  if (rows.length > 0) await copyRows(tx, 'billing_withholdings', WITHHOLDING_COLUMNS, rows)
}

/** Charges are what the invoice itself charges: not what an earlier one charged and could not ask for. */
async function writeCharges(
  tx: Tx,
  { municipalityId }: RunFacts,
  invoices: readonly NumberedInvoice[]
): Promise<IssuedCharge[]> {
  const lines = invoices.flatMap(({ id, composed }) =>
    composed.lines
      .filter(({ line }) => !line.isCarriedIn)
      .map(({ line }, index) => ({
        invoiceId: id,
        premiseId: composed.month.premiseId,
        number: index + 1,
        line,
      }))
  )
  const ids = await takeIds(tx, 'billing_charges', lines.length)
  const charges = lines.map((line, index) => ({ chargeId: ids[index]!, ...line }))
  await copyRows(
    tx,
    'billing_charges',
    CHARGE_COLUMNS,
    charges.map(({ chargeId, invoiceId, premiseId, number, line }) => [
      ...[chargeId, municipalityId, invoiceId, premiseId, number, line.chargeType, line.service],
      ...[line.category, line.beneficiaryId, line.component, line.quantityM3, line.amountCents],
      ...[line.versionId, line.source],
    ])
  )
  const sold = lines.flatMap(({ line }) => (line.source === 'service' ? [line.pendingId!] : []))
  const codes = await serviceCodes(tx, municipalityId, sold)
  return charges.map(({ chargeId, invoiceId, premiseId, line }) => ({
    chargeId,
    invoiceId,
    premiseId,
    chargeType: line.chargeType,
    service: line.service,
    serviceCode: codes.get(line.pendingId ?? 0n) ?? null,
    category: line.category,
    component: line.component,
    beneficiaryId: line.beneficiaryId,
    beneficiaryKind: line.beneficiaryKind,
    amountCents: line.amountCents,
    pendingId: line.source === 'waited' ? line.pendingId : null,
  }))
}
