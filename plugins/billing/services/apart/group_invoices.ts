import type { ActionContext } from '#core/actions/index'
import { type CivilDate, type RefMonth, formatRefMonth } from '#core/calendar/index'
import { type Tx, copyRows, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { errors } from '../../errors.ts'
import { ORIGIN } from '../run/invoice_batch.ts'
import { issueDay, issuePaper } from './issue_paper.ts'

export interface NewGroup {
  readonly bodyId: bigint
  readonly reference: RefMonth
  readonly dueOn: CivilDate
}

export interface IssuedGroup {
  readonly id: bigint
  readonly number: string
  readonly body: string
  readonly invoices: number
  readonly totalCents: bigint
}

interface Body {
  readonly id: bigint
  readonly name: string
  readonly customer_id: bigint
}

interface OpenItem {
  readonly item_id: bigint
  readonly invoice_id: bigint
  readonly open_cents: bigint
}

type Context = Pick<ActionContext, 'tx' | 'municipalityId' | 'actor' | 'now'>

/**
 * One payable document for what is open of the invoices of a paying body in a month. The invoices stay, and so do their own
 * documents: whichever is paid first settles them. @throws E_BILLING_BODY_UNKNOWN, E_BILLING_DUE_PAST, E_BILLING_BODY_SETTLED
 */
export async function groupInvoices(context: Context, given: NewGroup): Promise<IssuedGroup> {
  const { tx, municipalityId, actor, now } = context
  const body = await bodyOf(context, given.bodyId)
  const { reference, dueOn } = given
  const issuedOn = await issueDay(context, dueOn)
  const items = await openItems(tx, municipalityId, given)
  if (items.length === 0) {
    throw errors.E_BILLING_BODY_SETTLED({
      ...{ body: body.id, reference, month: formatRefMonth(reference) },
    })
  }
  const { documentId, number } = await issuePaper(context, {
    ...{ kind: 'extract', debtorId: body.customer_id, reference, issuedOn, dueOn, items: [] },
    lines: items.map(({ item_id: itemId, open_cents: amountCents }) => ({ itemId, amountCents })),
  })
  const members = membersOf(items)
  const totalCents = items.reduce((sum, { open_cents: cents }) => sum + cents, 0n)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into billing_grouped_invoices (municipality_id, body_id, customer_id, reference, issued_on, due_on, document_id,
       number, invoices, total_cents, issued_by, issued_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, body.id, body.customer_id, reference, issuedOn, dueOn],
      ...[documentId, number, members.size, totalCents, actor.name, now],
    ]
  )
  await copyRows(
    tx,
    'billing_grouped_members',
    ['municipality_id', 'grouped_id', 'invoice_id', 'open_cents'],
    [...members].map(([invoiceId, cents]) => [municipalityId, row!.id, invoiceId, cents])
  )
  return { id: row!.id, number, body: body.name, invoices: members.size, totalCents }
}

async function bodyOf({ tx, municipalityId, actor }: Context, id: bigint): Promise<Body> {
  const [body] = await query<Body>(
    tx,
    'select id, name, customer_id from registry_paying_bodies where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  const isKnown = body && !(await isOutside(tx, actor, { type: 'registry.paying_bodies', id }))
  if (!isKnown) throw errors.E_BILLING_BODY_UNKNOWN({ id })
  return body
}

/** Of the premises that the body pays for on the day each invoice was issued. */
function openItems(
  tx: Tx,
  municipalityId: bigint,
  { bodyId, reference }: NewGroup
): Promise<OpenItem[]> {
  return query<OpenItem>(
    tx,
    `select t.id as item_id, i.id as invoice_id, t.open_cents - t.withheld_cents as open_cents
       from registry_paying_body_premises b
       join billing_invoices i on i.premise_id = b.premise_id and i.reference = ? and i.settlement in ('open', 'partly_settled')
        and b.from_on <= i.issued_on and coalesce(b.until_on, i.issued_on) >= i.issued_on
       join receivables_items t on t.municipality_id = i.municipality_id and t.origin_type = ? and t.origin_id = i.id
        and t.open_cents > 0
      where b.municipality_id = ? and b.body_id = ? order by i.id, t.id for share of t`,
    [reference, ORIGIN, municipalityId, bodyId]
  )
}

function membersOf(items: readonly OpenItem[]): Map<bigint, bigint> {
  const members = new Map<bigint, bigint>()
  for (const { invoice_id: id, open_cents: cents } of items) {
    members.set(id, (members.get(id) ?? 0n) + cents)
  }
  return members
}
