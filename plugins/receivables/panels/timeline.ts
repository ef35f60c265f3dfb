import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { PageContext, TimelineSource } from '#core/records/index'

interface Paid {
  readonly id: bigint
  readonly paid_on: CivilDate
  readonly cents: bigint
  readonly is_undone: boolean
}

/** Money that settled what a debtor owed for a premise. */
const payments: TimelineSource = {
  name: 'receivables.payments',
  on: 'collections.cases',
  permission: 'receivables.read',
  async load({ tx, municipalityId, row }: PageContext, most) {
    const rows = await query<Paid>(
      tx,
      `select r.id, r.paid_on, sum(s.amount_cents)::bigint as cents,
              bool_or(exists (select from receivables_settlements u where u.undoes_id = s.id)) as is_undone
         from receivables_items i
         join receivables_settlements s on s.item_id = i.id and s.undoes_id is null
         join receivables_receipts r on r.id = s.receipt_id
        where i.municipality_id = ? and i.premise_id = ? and i.debtor_id = ?
        group by r.id order by r.paid_on desc, r.id desc limit ?`,
      [municipalityId, row.premise_id as bigint, row.debtor_id as bigint, most]
    )
    return rows.map((one) => ({
      ...{ on: one.paid_on, title: 'Pagamento', note: one.is_undone ? 'desfeito depois' : null },
      ...{ cents: one.cents, path: `/receivables/receipts/${one.id}` as const },
    }))
  },
}

export default [payments] as readonly TimelineSource[]
