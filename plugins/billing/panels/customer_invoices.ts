import { query } from '#core/database/index'
import { type PageContext, type Panel, andInside } from '#core/records/index'
import { sameCustomerIds } from '#plugins/registry/api'

interface InvoiceLine {
  readonly id: bigint
  readonly reference: string
  readonly due_on: string
  readonly total_cents: bigint
  readonly settlement: string
  readonly registration_number: string
}

const SHOWN = 4

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
    const invoices = await query<InvoiceLine>(
      tx,
      `select i.id, i.reference, i.due_on, i.total_cents, i.settlement, p.registration_number
         from billing_invoices i join registry_premises p on p.id = i.premise_id
        where i.municipality_id = ? and i.debtor_id = any(?::bigint[])${inside.sql}
        order by i.reference desc, i.id desc limit ${SHOWN}`,
      [municipalityId, ids, ...inside.bindings]
    )
    return { invoices }
  },
}
