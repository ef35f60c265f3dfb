import { type CivilDate, type RefMonth, formatRefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { PageContext, TimelineSource } from '#core/records/index'
import { STANDING } from '../reports/shared.ts'

interface Due {
  readonly id: bigint
  readonly reference: RefMonth
  readonly due_on: CivilDate
  readonly total_cents: bigint
  readonly is_open: boolean
}

/** When the bills of a debtor fell due. */
const dueDates: TimelineSource = {
  name: 'billing.due_dates',
  on: 'collections.cases',
  permission: 'billing.read',
  async load({ tx, municipalityId, today, row }: PageContext, most) {
    const rows = await query<Due>(
      tx,
      `select i.id, i.reference, i.due_on, i.total_cents, i.settlement in ('open', 'partly_settled') as is_open
         from billing_invoices i
        where i.municipality_id = ? and i.premise_id = ? and i.debtor_id = ? and i.due_on <= ? and i.total_cents > 0 and ${STANDING}
        order by i.due_on desc, i.id desc limit ?`,
      [municipalityId, row.premise_id as bigint, row.debtor_id as bigint, today, most]
    )
    return rows.map((one) => ({
      ...{ on: one.due_on, title: `Venceu a fatura ${formatRefMonth(one.reference)}` },
      ...{ note: one.is_open ? 'em aberto' : null, cents: one.total_cents },
      path: `/billing/invoices/${one.id}` as const,
    }))
  },
}

export default [dueDates] as readonly TimelineSource[]
