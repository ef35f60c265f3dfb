import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'
import { maskedAccount } from '../domain/account.ts'
import { ORDER_STATES } from '../records/options.ts'

interface Option {
  readonly id: bigint
  readonly bank: string
  readonly agency: string
  readonly bank_client: string
  readonly from_on: string
  readonly refusals: number
}

/** Whether a premise is in direct debit, and where. */
const premiseDebit: Panel = {
  name: 'debits.premise',
  on: 'registry.premises',
  title: 'Débito em conta',
  permission: 'debits.read',
  place: 46,
  view: 'debits::premise_panel',
  async load({ tx, actor, municipalityId, row }: PageContext) {
    const [option] = await query<Option>(
      tx,
      `select e.id, a.name as bank, e.agency, e.bank_client, e.from_on, e.refusals
         from debits_enrolments e
         join payments_agreements g on g.id = e.agreement_id join payments_agents a on a.id = g.agent_id
        where e.municipality_id = ? and e.premise_id = ? and e.state = 'active'`,
      [municipalityId, row.id]
    )
    const newPath = actor.permissions.has('debits.enrol')
      ? `/debits/enrolments/new?premise_id=${row.id}`
      : null
    if (!option) return newPath ? { option: null, newPath } : null
    return {
      option: { ...option, account: maskedAccount(option.agency, option.bank_client) },
      newPath,
    }
  },
}

interface InvoiceOrder {
  readonly id: bigint
  readonly state: string
  readonly debit_on: string
  readonly bank: string
  readonly occurrence: string | null
}

interface InvoiceSending {
  readonly debit_on: string
  readonly is_cancelling: boolean
  readonly sequence: number
  readonly occurrence: string | null
}

/** Where the debit of an invoice stands, and each time that it was asked of the bank. */
const invoiceDebit: Panel = {
  name: 'debits.invoice',
  on: 'billing.invoices',
  title: 'Débito em conta',
  permission: 'debits.read',
  place: 8,
  view: 'debits::invoice_panel',
  async load({ tx, municipalityId, row }: PageContext) {
    const [order] = await query<InvoiceOrder>(
      tx,
      `select o.id, o.state, o.debit_on, a.name as bank, c.title as occurrence
         from debits_orders o
         join payments_agreements g on g.id = o.agreement_id join payments_agents a on a.id = g.agent_id
         left join payments_direct_debit_occurrences c on c.municipality_id = o.municipality_id and c.code = o.occurrence
        where o.municipality_id = ? and o.invoice_id = ?`,
      [municipalityId, row.id]
    )
    if (!order) return null
    const sendings = await query<InvoiceSending>(
      tx,
      `select s.debit_on, s.movement = '1' as is_cancelling, r.sequence, c.title as occurrence
         from debits_sendings s join debits_remittances r on r.id = s.remittance_id
         left join payments_direct_debit_occurrences c on c.municipality_id = s.municipality_id and c.code = s.occurrence
        where s.order_id = ? and s.kind = 'E' order by s.id`,
      [order.id]
    )
    return { order, sendings, status: ORDER_STATES.find(({ value }) => value === order.state)! }
  },
}

/** The file of a remittance, to be taken to the bank. */
const remittanceFile: Panel = {
  name: 'debits.remittance_file',
  on: 'debits.remittances',
  title: 'Arquivo',
  permission: 'debits.send',
  place: 10,
  view: 'debits::file_panel',
  load: async ({ row }: PageContext) => ({ id: row.id, name: String(row.file_name) }),
}

export default [premiseDebit, invoiceDebit, remittanceFile] as readonly Panel[]
