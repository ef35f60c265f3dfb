import type { Archive } from '#core/archive/index'
import { archivedDebts } from '#plugins/receivables/api'
import { ORIGIN } from '../services/run/invoice_batch.ts'

const INVOICES = 'billing_invoices'
const debts = archivedDebts(ORIGIN, INVOICES)
const ofInvoice = (table: string) => ({
  ...{ table, of: INVOICES, on: 'part.invoice_id = owner.id' },
})

/** The invoices of a month with every version, charge, correction and debt of theirs; the versions of one premise together. */
export default [
  {
    name: 'billing.invoices',
    whole: {
      record: 'billing.invoices',
      table: INVOICES,
      month: 'reference',
      set: 'premise_id',
      label: 'number',
      cents: 'total_cents',
    },
    parts: [
      ...['billing_charges', 'billing_estimate_credits', 'billing_withholdings'].map(ofInvoice),
      ...['billing_corrections', 'billing_invoice_holds'].map(ofInvoice),
      ...['billing_deliveries', 'billing_site_bills'].map(ofInvoice),
      {
        table: 'billing_site_bill_lines',
        of: 'billing_site_bills',
        on: 'part.site_bill_id = owner.id',
      },
      ...debts.parts,
    ],
    keeps: [
      {
        code: 'unsettled',
        table: INVOICES,
        reason: 'A fatura está em aberto ou paga em parte.',
        when: `row.settlement in ('open', 'partly_settled')`,
      },
      {
        code: 'in_agreement',
        table: INVOICES,
        reason: 'A fatura está em parcelamento.',
        when: `row.settlement = 'arranged'`,
      },
      {
        code: 'on_hold',
        table: INVOICES,
        reason: 'A fatura está em processo: devolva-a a pendente ou resolva-a.',
        when: 'row.hold is not null',
      },
      {
        code: 'in_collection',
        table: INVOICES,
        reason: 'A fatura está negativada, protestada, inscrita ou em juízo.',
        when: `row.stage not in ('ordinary', 'noticed')`,
      },
      {
        code: 'in_debit',
        table: INVOICES,
        reason: 'O banco ainda pode debitar a fatura em conta.',
        when: 'row.is_in_debit',
      },
      ...debts.keeps,
    ],
  },
  {
    name: 'billing.read_months',
    whole: 'readings.readings',
    keeps: [
      {
        code: 'bill_stays',
        table: 'readings_readings',
        reason: 'A fatura desta leitura fica em uso.',
        when: `exists (select from billing_invoices i where i.premise_id = row.premise_id and i.reference = row.reference
                        and i.load_item_id = row.load_item_id)`,
      },
    ],
  },
] as const satisfies readonly Archive[]
