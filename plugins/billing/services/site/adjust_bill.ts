import type { ActionContext } from '#core/actions/index'
import type { RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../../errors.ts'
import { ownPremise } from '../settings/own_premise.ts'
import { issueSingle } from '../run/single_run.ts'

export interface AdjustedBill {
  readonly id: bigint
  readonly number: string
  readonly reference: RefMonth
  readonly printedCents: bigint
  readonly adjustedCents: bigint
  readonly invoiceId: bigint
}

interface BillRow {
  readonly id: bigint
  readonly premise_id: bigint
  readonly load_item_id: bigint
  readonly number: string
  readonly reference: RefMonth
  readonly total_cents: bigint
  readonly state: string
}

type Context = Pick<
  ActionContext,
  'tx' | 'municipalityId' | 'actor' | 'now' | 'reason' | 'participate'
>

/**
 * What the system computes takes the place of what was printed: the invoice is issued at once, under the number of the paper, or
 * is the one that stands. The paper and its lines stay as they came. Errors: E_BILLING_SITE_BILL_UNKNOWN, …_DONE, and those of
 * `issueSingle`.
 */
export async function adjustBill(context: Context, id: bigint): Promise<AdjustedBill> {
  const { tx, municipalityId, actor, now, reason } = context
  const [bill] = await query<BillRow>(
    tx,
    `select id, premise_id, load_item_id, number, reference, total_cents, state from billing_site_bills
      where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!bill) throw errors.E_BILLING_SITE_BILL_UNKNOWN({ id })
  await ownPremise(tx, { municipalityId, actor, premiseId: bill.premise_id })
  if (bill.state === 'matched' || bill.state === 'adjusted') {
    throw errors.E_BILLING_SITE_BILL_DONE({ number: bill.number })
  }
  await query(
    tx,
    `update billing_site_bills set state = 'adjusted', adjusted_by = ?, adjusted_at = ?, adjusted_reason = ? where id = ?`,
    [actor.name, now.toISOString(), reason ?? '', id]
  )
  const invoiceId = (await standingInvoice(tx, bill)) ?? (await issued(context, bill))
  const adjustedCents = await keepAdjusted(tx, id, invoiceId)
  const { number, reference, total_cents: printedCents } = bill
  return { id, number, reference, printedCents, adjustedCents, invoiceId }
}

async function standingInvoice(
  tx: Tx,
  { premise_id: premiseId, load_item_id: itemId }: BillRow
): Promise<bigint | null> {
  const [row] = await query<{ id: bigint }>(
    tx,
    `select id from billing_invoices where premise_id = ? and load_item_id = ? and settlement not in ('cancelled', 'replaced')`,
    [premiseId, itemId]
  )
  return row?.id ?? null
}

/** A reading that the critique holds is decided there first. */
async function issued(
  context: Context,
  { premise_id: premiseId, reference }: BillRow
): Promise<bigint> {
  const { invoice } = await issueSingle(context, {
    ...{ premiseId, reference, typed: null, acceptsHeld: false },
  })
  return invoice.id
}

/** Puts the lines of the invoice beside those of the paper. @returns what it asks for */
async function keepAdjusted(tx: Tx, id: bigint, invoiceId: bigint): Promise<bigint> {
  await query(
    tx,
    `insert into billing_site_bill_lines (municipality_id, site_bill_id, side, number, charge, category, quantity_m3, amount_cents, version_id)
     select l.municipality_id, ?, 'adjusted', row_number() over (order by l.place, l.number), l.charge, l.category, l.m3, l.cents, l.version_id
       from (select c.municipality_id, 1 as place, c.number, c.charge_type as charge, c.category, c.quantity_m3 as m3, c.amount_cents as cents, c.version_id
               from billing_charges c where c.invoice_id = ?
             union all
             select v.municipality_id, 2, t.number, t.charge, null, null, t.cents, null
               from billing_invoices v,
                    lateral (values (1, 'carried_in', v.carried_in_cents), (2, 'credit', -v.credits_cents),
                                    (3, 'carried', -v.carried_out_cents), (4, 'withheld', -v.withheld_cents)) as t (number, charge, cents)
              where v.id = ? and t.cents <> 0) l`,
    [id, invoiceId, invoiceId]
  )
  const [row] = await query<{ adjusted_cents: bigint }>(
    tx,
    `update billing_site_bills b set invoice_id = v.id, adjusted_cents = v.total_cents - v.withheld_cents
       from billing_invoices v where b.id = ? and v.id = ? returning b.adjusted_cents`,
    [id, invoiceId]
  )
  return row!.adjusted_cents
}
