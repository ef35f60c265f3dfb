import { query } from '#core/database/index'
import { type PageContext, type Panel, andInside } from '#core/records/index'
import { sameCustomerIds } from '#plugins/registry/api'

interface Payment {
  readonly id: bigint
  readonly paid_on: string
  readonly reference: string
  readonly amount_cents: bigint
  readonly registration_number: string
}

const SHOWN = 4

/** The last payments of what a customer owed, and the credit they have to use. */
export const customerPaymentsPanel: Panel = {
  name: 'receivables.customer_payments',
  on: 'registry.customers',
  title: 'Últimos pagamentos',
  permission: 'receivables.read',
  place: 30,
  view: 'receivables::customer_payments',
  async load({ tx, actor, municipalityId, row }: PageContext) {
    const inside = andInside('h.premise_id', 'registry.premises', actor)
    const ids = await sameCustomerIds(tx, municipalityId, row.id)
    // By premise: receipts are found by it, and a customer stands in few.
    const payments = await query<Payment>(
      tx,
      `select r.id, r.paid_on, r.reference, r.amount_cents, p.registration_number
         from (select distinct h.premise_id from registry_holdings h
                where h.municipality_id = ? and h.customer_id = ?${inside.sql}) held
         join registry_premises p on p.id = held.premise_id
        cross join lateral (
          select r.id, r.paid_on, r.amount_cents, d.reference
            from receivables_receipts r join receivables_documents d on d.id = r.document_id
           where r.municipality_id = ? and r.premise_id = held.premise_id and d.debtor_id = any(?::bigint[])
             and r.state = 'identified'
           order by r.id desc limit ${SHOWN}) r
        order by r.paid_on desc, r.id desc limit ${SHOWN}`,
      [municipalityId, row.id, ...inside.bindings, municipalityId, ids]
    )
    const [credit] = await query<{ cents: bigint }>(
      tx,
      `select coalesce(sum(h.open_cents), 0)::bigint as cents from receivables_credits h
        where h.municipality_id = ? and h.customer_id = ? and h.open_cents > 0
         ${inside.sql}`,
      [municipalityId, row.id, ...inside.bindings]
    )
    return { payments, creditCents: credit!.cents }
  },
}
