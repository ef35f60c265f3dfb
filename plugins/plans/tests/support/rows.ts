import db from '@adonisjs/lucid/services/db'
import type { Assert } from '@japa/assert'
import type { RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { closeBridges } from '#core/reports/index'
import type { TestMonth } from '#plugins/billing/tests/functional/billed_month'

export interface PlanRow {
  readonly id: bigint
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly previous_id: bigint | null
  readonly premise_id: bigint
  readonly signed_by: string
  readonly debt_cents: bigint
  readonly fine_cents: bigint
  readonly interest_cents: bigint
  readonly negotiated_cents: bigint
  readonly down_cents: bigint
  readonly ended_on: string | null
  readonly ended_by: string | null
  readonly end_cause: string | null
  readonly end_reason: string | null
}

export async function planOf(id: bigint): Promise<PlanRow> {
  const [row] = await query<PlanRow>(db, 'select * from plans_agreements where id = ?', [id])
  return row!
}

export interface InvoiceState {
  readonly settlement: string
  readonly arrangement: string
  readonly open_cents: bigint
}

export async function stateOf(invoice: bigint): Promise<InvoiceState> {
  const [row] = await query<InvoiceState>(
    db,
    `select i.settlement, i.arrangement,
            (select coalesce(sum(t.open_cents), 0)::bigint from receivables_items t
              where t.origin_type = 'billing.invoice' and t.origin_id = i.id) as open_cents
       from billing_invoices i where i.id = ?`,
    [invoice]
  )
  return row!
}

export interface SlipRow {
  readonly document_id: bigint
  readonly due_on: string
  readonly amount_cents: bigint
  readonly state: string
  readonly barcode: string
}

export const slipsOf = (plan: bigint) =>
  query<SlipRow>(
    db,
    `select s.document_id, s.due_on, s.amount_cents, s.state, d.barcode from plans_slips s
       join receivables_documents d on d.id = s.document_id where s.agreement_id = ? order by s.number`,
    [plan]
  )

/** The lines of plans in the invoice of a premise for a month: `Parcelamento 1/2026 (1/3) 50.00`. */
export async function planLines(premise: bigint, reference: string): Promise<string[]> {
  const rows = await query<{ text: string }>(
    db,
    `select coalesce(p.label, 'sem nome') || ' ' || (c.amount_cents / 100.0)::numeric(12, 2) as text
       from billing_invoices i join billing_charges c on c.invoice_id = i.id
       left join receivables_pending_charges p on p.billed_origin_type = 'billing.invoice' and p.billed_origin_id = i.id
            and p.charge_type = c.charge_type and p.component = c.component and p.amount_cents = c.amount_cents
      where i.premise_id = ? and i.reference = ? and c.charge_type in ('plan', 'plan_interest') order by c.number`,
    [premise, reference]
  )
  return rows.map(({ text }) => text)
}

/** Every bridge of the receivables and of the books closes for the group of a month. */
export async function assertBridges(
  assert: Assert,
  month: TestMonth,
  references: readonly string[]
): Promise<void> {
  for (const reference of references) {
    const scope = {
      municipalityId: month.municipalityId,
      billingGroupId: month.billingGroupId,
      reference: reference as RefMonth,
    }
    const results = await db.transaction((tx) => closeBridges(tx, scope))
    const failing = results
      .filter(({ name }) => /^(accounting\.|receivables\.)/.test(name))
      .filter(({ isClosed }) => !isClosed)
      .map(({ name, remainder, terms }) => ({ name, reference, remainder, terms }))
    assert.deepEqual(failing, [])
  }
}
