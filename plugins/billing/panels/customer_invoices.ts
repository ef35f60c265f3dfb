import { type PageContext, type Panel, andInside } from '#core/records/index'
import { sameCustomerIds } from '#plugins/registry/api'
import { lastInvoices } from '../services/invoices/last_invoices.ts'

/** The last invoices issued to a customer, of all their premises. */
export const customerInvoicesPanel: Panel = {
  name: 'billing.customer_invoices',
  on: 'registry.customers',
  title: 'Últimas faturas',
  permission: 'billing.read',
  place: 20,
  view: 'billing::customer_invoices',
  async load({ tx, actor, municipalityId, row }: PageContext) {
    const inside = andInside('i.premise_id', 'registry.premises', actor)
    const ids = await sameCustomerIds(tx, municipalityId, row.id)
    const invoices = await lastInvoices(tx, municipalityId, {
      sql: `i.debtor_id = any(?::bigint[])${inside.sql}`,
      bindings: [ids, ...inside.bindings],
    })
    return { invoices, customerId: row.id }
  },
}
