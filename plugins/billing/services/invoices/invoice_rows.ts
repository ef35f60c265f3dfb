import { everywhere } from '#core/archive/index'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { documentIdOf } from '#plugins/receivables/api'
import type { Component } from '../../domain/invoice_line.ts'
import { errors } from '../../errors.ts'

/** An invoice as it is stored. */
export interface InvoiceRow {
  readonly id: bigint
  readonly municipality_id: bigint
  readonly run_id: bigint
  readonly set_key: bigint
  readonly premise_id: bigint
  readonly debtor_id: bigint
  readonly reference: RefMonth
  readonly version: number
  readonly replaces_id: bigint | null
  /** Number of the invoice that it replaces. */
  readonly replaces_number: string | null
  /** The correction that made it; null for what a run issued. */
  readonly correction_id: bigint | null
  /** The correction that cancelled or replaced it. */
  readonly ended_by_id: bigint | null
  readonly hold: 'bank_confirmation' | 'administrative' | 'judicial' | 'review' | null
  readonly document_id: bigint
  /** The paper of solid waste alone; null where one paper asks for all. */
  readonly severed_document_id: bigint | null
  readonly number: string
  readonly load_item_id: bigint
  readonly issued_on: CivilDate
  readonly due_on: CivilDate
  readonly period_from: CivilDate
  readonly period_until: CivilDate
  readonly total_cents: bigint
  readonly own_cents: bigint
  readonly third_party_cents: bigint
  readonly credits_cents: bigint
  readonly carried_in_cents: bigint
  readonly carried_out_cents: bigint
  readonly settled_cents: bigint
  /** Of the total, what the payer keeps as tax. */
  readonly withheld_cents: bigint
  /** Kind of tariff, where it is not the normal one; null too of what was issued before it was kept. */
  readonly tariff_type: string | null
  /** Its charges at the normal tariff less what they are; null where the normal tariff had no answer. */
  readonly tariff_benefit_cents: bigint | null
  readonly measured_m3: string | null
  readonly share_m3: string
  readonly share_credit_m3: string
  readonly contract_m3: string
  readonly billed_m3: string
  /** Canonical JSON: where it is debited, as its paper says; null: it is paid with a code. */
  readonly debit: string | null
  /** Still to be debited. */
  readonly is_in_debit: boolean
  readonly settlement: string
  readonly stage: string
  readonly arrangement: string
  readonly pack_id: bigint
  readonly live_facts: string
  readonly live_facts_hash: string
  readonly load_id: bigint
  readonly billing_group_id: bigint
  /** Canonical JSON of the run: whose each charge type was. */
  readonly charge_owners: string
  readonly bank_holidays: string
  /** Day whose parameters decide: the issue of the run, for every version. */
  readonly rules_on: CivilDate
  /** Canonical JSON of the run: the messages of its bills. */
  readonly messages: string
}

export interface ChargeRow {
  readonly id: bigint
  readonly number: number
  readonly charge_type: string
  readonly service: 'water' | 'sewage' | 'other'
  readonly category: string | null
  readonly beneficiary_id: bigint
  readonly component: Component
  readonly quantity_m3: string
  readonly amount_cents: bigint
  readonly version_id: bigint | null
}

const SELECT = `select i.*, r.load_id, r.billing_group_id, r.charge_owners, r.bank_holidays, r.messages, r.issued_on as rules_on,
    (select o.number from billing_invoices o where o.id = i.replaces_id) as replaces_number
  from billing_invoices i join billing_runs r on r.id = i.run_id`

/** Neither cancelled nor replaced. */
export const isStanding = ({ settlement }: Pick<InvoiceRow, 'settlement'>): boolean =>
  settlement !== 'cancelled' && settlement !== 'replaced'

/** An invoice as the origin of what it asks for, with the papers that first asked for it. */
export const originOf = (invoice: InvoiceRow) => ({
  originId: invoice.id,
  documentId: invoice.document_id,
  severedId: invoice.severed_document_id,
})

/** The papers that first asked for an invoice. */
export const papersOf = (invoice: InvoiceRow): readonly bigint[] =>
  invoice.severed_document_id === null
    ? [invoice.document_id]
    : [invoice.document_id, invoice.severed_document_id]

/** @throws BusinessError E_BILLING_INVOICE_UNKNOWN, E_BILLING_INVOICE_ARCHIVED */
export async function findInvoice(tx: Tx, municipalityId: bigint, id: bigint): Promise<InvoiceRow> {
  const [row] = await query<InvoiceRow>(tx, `${SELECT} where i.municipality_id = ? and i.id = ?`, [
    municipalityId,
    id,
  ])
  if (!row) throw await unknownInvoice(tx, municipalityId, id)
  return row
}

async function unknownInvoice(tx: Tx, municipalityId: bigint, id: bigint) {
  const rows = await query(
    tx,
    `select 1 from ${everywhere('billing_invoices')} where municipality_id = ? and id = ?`,
    [municipalityId, id]
  )
  return rows.length
    ? errors.E_BILLING_INVOICE_ARCHIVED({ id })
    : errors.E_BILLING_INVOICE_UNKNOWN({ id })
}

/** The invoice of a typed number (with its check digit) or of an id. @throws BusinessError E_BILLING_INVOICE_UNKNOWN */
export async function findInvoiceOfAnyMunicipality(
  tx: Tx,
  text: string
): Promise<{ readonly id: bigint; readonly municipalityId: bigint }> {
  const digits = text.replace(/\D/g, '')
  const [row] = await query<{ id: bigint; municipality_id: bigint }>(
    tx,
    documentIdOf(digits) === null
      ? `select id, municipality_id from ${everywhere('billing_invoices')} where id = ?`
      : `select id, municipality_id from ${everywhere('billing_invoices')} where number = ?`,
    [documentIdOf(digits) === null ? BigInt(digits || '0') : digits]
  )
  if (!row) throw errors.E_BILLING_INVOICE_UNKNOWN({ id: text })
  return { id: row.id, municipalityId: row.municipality_id }
}

/** Every invoice of the same billing set and run. */
export async function invoicesOfSet(tx: Tx, invoice: InvoiceRow): Promise<InvoiceRow[]> {
  return query<InvoiceRow>(tx, `${SELECT} where i.run_id = ? and i.set_key = ? order by i.id`, [
    invoice.run_id,
    invoice.set_key,
  ])
}

/** The invoices of some billing sets of a run. */
export async function invoicesOfRun(
  tx: Tx,
  runId: bigint,
  setKeys: readonly bigint[]
): Promise<InvoiceRow[]> {
  return query<InvoiceRow>(
    tx,
    `${SELECT} where i.run_id = ? and i.set_key = any(?::bigint[]) order by i.id`,
    [runId, setKeys]
  )
}

/** Some invoices of a run in the order given, with every invoice of their billing sets. */
export async function invoicesWithSets(
  tx: Tx,
  runId: bigint,
  ids: readonly bigint[]
): Promise<{ readonly wanted: InvoiceRow[]; readonly sets: InvoiceRow[] }> {
  const sets = await query<InvoiceRow>(
    tx,
    `${SELECT} where i.run_id = ? and i.set_key in (select set_key from billing_invoices where id = any(?::bigint[]))
      order by i.id`,
    [runId, ids]
  )
  const byId = new Map(sets.map((invoice) => [invoice.id, invoice]))
  return { sets, wanted: ids.flatMap((id) => byId.get(id) ?? []) }
}

/** The charges of some invoices, by invoice and in their order. */
export async function chargesOfAll(
  tx: Tx,
  municipalityId: bigint,
  invoiceIds: readonly bigint[]
): Promise<ReadonlyMap<bigint, ChargeRow[]>> {
  const rows = await query<ChargeRow & { invoice_id: bigint }>(
    tx,
    `select * from billing_charges where municipality_id = ? and invoice_id = any(?::bigint[])
      order by invoice_id, number`,
    [municipalityId, invoiceIds]
  )
  return Map.groupBy(rows, (row) => row.invoice_id)
}

export async function chargesOf(tx: Tx, invoice: InvoiceRow): Promise<ChargeRow[]> {
  return query<ChargeRow>(
    tx,
    'select * from billing_charges where municipality_id = ? and invoice_id = ? order by number',
    [invoice.municipality_id, invoice.id]
  )
}
