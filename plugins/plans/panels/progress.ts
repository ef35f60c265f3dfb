import { type CivilDate, type RefMonth, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'
import { PLANS } from '../services/standing_plan.ts'

interface Row {
  readonly label: string
  readonly state: 'pending' | 'held' | 'billed' | 'cancelled'
  readonly cause: 'plan' | 'plan_interest'
  readonly amount_cents: bigint
  readonly from_reference: RefMonth
  readonly invoice_id: bigint | null
  readonly number: string | null
  readonly due_on: CivilDate | null
  readonly is_open: boolean
}

/** What became of each instalment: waiting, in an invoice, paid, overdue or given up. */
export const progress: Panel = {
  name: 'plans.progress',
  on: PLANS,
  title: 'Andamento das parcelas',
  permission: 'plans.read',
  place: 1,
  view: 'plans::progress',
  async load({ tx, municipalityId, today, row }: PageContext) {
    const { id, paid_before_cents: paidBefore, paid_before: before } = row
    const rows = await query<Row>(
      tx,
      `select p.label, p.state, p.cause, p.amount_cents, p.from_reference, b.id as invoice_id, b.number, b.due_on,
              exists (select from receivables_items i where i.municipality_id = p.municipality_id
                        and i.origin_type = p.billed_origin_type and i.origin_id = p.billed_origin_id
                        and i.charge_type = p.charge_type and i.component = p.component
                        and i.amount_cents = p.amount_cents and i.state = 'open') as is_open
         from receivables_pending_charges p
         left join billing_invoices b on p.billed_origin_type = 'billing.invoice' and b.id = p.billed_origin_id
        where p.municipality_id = ? and p.source_type = '${PLANS}' and p.source_id = ? order by p.id`,
      [municipalityId, id]
    )
    return {
      before: BigInt(String(paidBefore)) > 0n ? { cents: paidBefore, instalments: before } : null,
      rows: rows.map((one) => ({ ...one, ...statusOf(one, today) })),
    }
  },
}

function statusOf(row: Row, today: CivilDate): { readonly tone: string; readonly status: string } {
  if (row.state === 'held') return { tone: 'neutral', status: 'à espera' }
  if (row.state === 'cancelled') return { tone: 'neutral', status: 'não se cobra' }
  if (row.state === 'pending') return { tone: 'info', status: 'a faturar' }
  if (!row.is_open) return { tone: 'good', status: 'paga ou renegociada' }
  if (row.due_on && row.due_on < today)
    return { tone: 'bad', status: `vencida em ${formatDate(row.due_on)}` }
  return {
    tone: 'attention',
    status: row.due_on ? `vence em ${formatDate(row.due_on)}` : 'em aberto',
  }
}
