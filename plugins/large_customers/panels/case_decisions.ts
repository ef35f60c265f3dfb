import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'
import { DECISION_KINDS } from '../records/options.ts'

interface Row {
  readonly id: bigint
  readonly kind: string
  readonly decision: string
  readonly decided_at: Date
  readonly decided_by: string
  readonly attachment_id: bigint
  readonly document: string
  readonly invoice_id: bigint | null
  readonly invoice_number: string | null
  readonly reference: string | null
  readonly corrected_id: bigint | null
  readonly corrected_number: string | null
  readonly before_cents: bigint | null
  readonly after_cents: bigint | null
  readonly correction: 'waiting' | 'done' | null
}

const MOST = 50

/** What was decided in a case: who, when, on what paper, and what became of the bill (CM-25a). */
async function load({ tx, row }: PageContext) {
  const rows = await query<Row>(
    tx,
    `select d.id, d.kind, d.decision, d.decided_at, u.full_name as decided_by, d.attachment_id, d.document, d.invoice_id,
            d.invoice_number, d.reference, d.corrected_id, d.corrected_number, d.before_cents, d.after_cents, d.correction
       from large_customers_case_decisions d join access_users u on u.id = d.decided_by
      where d.case_id = ? order by d.decided_at desc, d.id desc limit ${MOST}`,
    [row.id]
  )
  if (rows.length === 0) return null
  return {
    caseId: row.id,
    decisions: rows.map((one) => ({
      ...one,
      title: DECISION_KINDS.find(({ value }) => value === one.kind)!.label,
    })),
  }
}

export const caseDecisions: Panel = {
  name: 'large_customers.case_decisions',
  on: 'large_customers.cases',
  title: 'Decisões',
  permission: 'large_customers.read',
  place: 1,
  view: 'large_customers::case_decisions',
  load,
}
