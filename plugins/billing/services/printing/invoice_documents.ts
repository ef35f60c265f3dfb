import { systemActor } from '#core/access/index'
import { participate } from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import type { RealData } from '#core/documents/index'
import { type Tx, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { beneficiaries, documentsByIds, overdueOn } from '#plugins/receivables/api'
import { routePlaces } from '#plugins/readings/api'
import { billingGroups } from '#plugins/registry/api'
import { invoiceData } from '../../documents/invoice/invoice_data.ts'
import type { InvoiceData } from '../../documents/invoice/types.ts'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import type { InvoicesPrinting } from '../../domain/invoices_printing.ts'
import { errors } from '../../errors.ts'
import { heldInvoices } from '../invoices/holds.ts'
import { ORIGIN } from '../run/invoice_batch.ts'
import { type InvoiceRow, findInvoice, invoicesOfSet } from '../invoices/invoice_rows.ts'
import { waitedAgain } from '../replay/price_again.ts'
import { recomputeInvoices } from '../replay/recompute_invoice.ts'

/** Who owes each invoice: what else they owed on the day is printed on it. */
const holdersOf = (wanted: readonly { readonly invoice: InvoiceRow }[]) =>
  wanted.map(({ invoice }) => ({ premiseId: invoice.premise_id, holderId: invoice.debtor_id }))

interface Wanted {
  readonly on: CivilDate
  readonly wanted: readonly { readonly invoice: InvoiceRow }[]
}

/** What else the payers owed on the day; what is on hold is not told. */
async function debtsOf(tx: Tx, municipalityId: bigint, { on, wanted }: Wanted) {
  const holders = holdersOf(wanted)
  const premiseIds = holders.map(({ premiseId }) => premiseId)
  const held = await heldInvoices(tx, municipalityId, { premiseIds, on })
  const except = { originType: ORIGIN, originIds: held }
  return overdueOn(tx, municipalityId, { holders, on, except })
}

/** The data of some invoices of one run, in the order given. `sets` holds every invoice of their billing sets. */
export async function invoiceDocuments(
  tx: Tx,
  sets: readonly InvoiceRow[],
  wanted: readonly { readonly invoice: InvoiceRow; readonly documentId: bigint }[]
): Promise<InvoiceData[]> {
  const [first] = wanted
  if (!first) return []
  const {
    municipality_id: municipalityId,
    issued_on: on,
    billing_group_id: groupId,
  } = first.invoice
  const recomputed = await recomputeInvoices(tx, sets)
  const composedSets = [...recomputed.values()].map(({ composed }) => composed)
  const waited = await waitedAgain(tx, municipalityId, composedSets)
  const documents = await documentsByIds(
    tx,
    municipalityId,
    wanted.map(({ documentId }) => documentId)
  )
  const debts = await debtsOf(tx, municipalityId, { on, wanted })
  const places = await routePlaces(
    tx,
    wanted.map(({ invoice }) => invoice.load_item_id)
  )
  const owners = await beneficiaries(tx, municipalityId)
  const groups = await billingGroups(tx, municipalityId)
  const told = await toldBeside(tx, municipalityId, { on, wanted })
  const groupName = groups.find(({ id }) => id === groupId)?.code ?? '—'
  return wanted.map(({ invoice, documentId }) => {
    const again = recomputed.get(invoice.id)
    const document = documents.get(documentId)
    if (!again?.composed || !document) throw errors.E_BILLING_FACTS_MISSING({ id: invoice.id })
    const composed: ComposedInvoice = again.composed
    return invoiceData({
      invoice,
      recomputed: { ...again, composed },
      document,
      beneficiaries: owners,
      debts: debts.get(invoice.premise_id),
      groupName,
      place: places.get(invoice.load_item_id),
      waited,
      told: told.messages.get(invoice.id) ?? null,
      quality: told.quality.get(invoice.id) ?? null,
    })
  })
}

/** What other plugins tell the payers on these papers. */
async function toldBeside(
  tx: Tx,
  municipalityId: bigint,
  { on, wanted }: Wanted
): Promise<InvoicesPrinting> {
  const printing: InvoicesPrinting = {
    issuedOn: on,
    invoices: wanted.map(({ invoice }) => ({
      ...{ invoiceId: invoice.id, premiseId: invoice.premise_id },
      ...{ debtorId: invoice.debtor_id, dueOn: invoice.due_on },
    })),
    messages: new Map(),
    quality: new Map(),
  }
  await participate('billing.printing', printing, {
    ...{ tx, municipalityId, actor: systemActor(municipalityId), now: clock.now() },
  })
  return printing
}

/** The data of one invoice; `documentId` those of a second copy instead of the first document. */
export async function invoiceDocumentData(
  tx: Tx,
  invoice: InvoiceRow,
  documentId: bigint = invoice.document_id
): Promise<InvoiceData> {
  const sets = await invoicesOfSet(tx, invoice)
  const [data] = await invoiceDocuments(tx, sets, [{ invoice, documentId }])
  return data!
}

/** The invoice of a number, or the newest of a premise by its registration number: what a template is tried on. */
export const invoiceToTry: RealData = {
  label: 'Nº da fatura ou matrícula',
  permission: 'billing.read',
  async load({ tx, actor, municipalityId, number }) {
    const digits = number.replace(/[^0-9]/g, '')
    const [found] = await query<{ id: bigint }>(
      tx,
      `select i.id from billing_invoices i join registry_premises p on p.id = i.premise_id
        where i.municipality_id = ? and (i.number = ? or p.registration_number = ?)
        order by i.id desc limit 1`,
      [municipalityId, number, digits]
    )
    if (!found || (await isOutside(tx, actor, { type: 'billing.invoices', id: found.id })))
      return null
    return invoiceDocumentData(tx, await findInvoice(tx, municipalityId, found.id))
  },
}
