import type { ActionContext } from '#core/actions/index'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { closeDocument } from '#plugins/receivables/api'
import { errors } from '../../errors.ts'
import { issueDay, issuePaper } from './issue_paper.ts'

export const GROUPED = 'billing.grouped_invoices'

interface Group {
  readonly id: bigint
  readonly customer_id: bigint
  readonly number: string
  readonly reference: RefMonth
  readonly due_on: CivilDate
  readonly document_id: bigint
  readonly total_cents: bigint
}

export interface RedatedGroup {
  readonly number: string
  readonly formerNumber: string
  readonly formerDueOn: CivilDate
}

/**
 * Another due date for the document of a group: a new paper asks for the same, and the former one is no longer offered; paid all
 * the same, it settles the invoices. Their own due dates stay. @throws E_BILLING_GROUPED_UNKNOWN, E_BILLING_GROUPED_CHANGED,
 * E_BILLING_DUE_PAST
 */
export async function redateGroup(
  context: Pick<ActionContext, 'tx' | 'municipalityId' | 'actor'>,
  { id, dueOn }: { readonly id: bigint; readonly dueOn: CivilDate }
): Promise<RedatedGroup> {
  const { tx, municipalityId, actor } = context
  const [group] = await query<Group>(
    tx,
    'select * from billing_grouped_invoices where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  if (!group || (await isOutside(tx, actor, { type: GROUPED, id }))) {
    throw errors.E_BILLING_GROUPED_UNKNOWN({ id })
  }
  const issuedOn = await issueDay(context, dueOn)
  const lines = await openLines(tx, group)
  const { document_id: formerId, reference } = group
  const { documentId, number } = await issuePaper(context, {
    ...{ kind: 'extract', debtorId: group.customer_id, reference, issuedOn, dueOn, items: [] },
    lines,
  })
  await closeDocument(tx, { municipalityId, id: formerId })
  await query(
    tx,
    'update billing_grouped_invoices set issued_on = ?, due_on = ?, document_id = ?, number = ? where id = ?',
    [issuedOn, dueOn, documentId, number, id]
  )
  return { number, formerNumber: group.number, formerDueOn: group.due_on }
}

/** What the document asks for, while all of it is still owed. */
async function openLines(
  tx: Tx,
  { document_id: documentId, number, total_cents: totalCents }: Group
): Promise<{ readonly itemId: bigint; readonly amountCents: bigint }[]> {
  const items = await query<{ id: bigint; cents: bigint }>(
    tx,
    `select i.id, i.open_cents - i.withheld_cents as cents from receivables_document_items d
       join receivables_items i on i.id = d.item_id
      where d.document_id = ? and i.open_cents > i.withheld_cents order by i.id for update of i`,
    [documentId]
  )
  const open = items.reduce((sum, { cents }) => sum + cents, 0n)
  if (open !== totalCents) throw errors.E_BILLING_GROUPED_CHANGED({ number })
  return items.map(({ id: itemId, cents: amountCents }) => ({ itemId, amountCents }))
}
