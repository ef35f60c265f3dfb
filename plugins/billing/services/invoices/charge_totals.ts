import type { RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { beneficiaries } from '#plugins/receivables/api'

/** Charges that the invoices that stand made themselves, in cents, less what they gave back of estimates, and those issued apart: not what waited from before. */
export interface ChargeTotals {
  readonly own: bigint
  readonly thirdParty: bigint
}

/** Charges of one reference, or of all of them. */
export async function chargeTotals(
  tx: Tx,
  municipalityId: bigint,
  reference: RefMonth | null
): Promise<ChargeTotals> {
  const known = await beneficiaries(tx, municipalityId)
  const own = [...known.values()].filter(({ kind }) => kind === 'utility').map(({ id }) => id)
  const [totals] = await query<ChargeTotals>(
    tx,
    `select coalesce(sum(c.amount_cents) filter (where c.beneficiary_id = any(?::bigint[])), 0)::bigint as own,
            coalesce(sum(c.amount_cents) filter (where c.beneficiary_id <> all(?::bigint[])), 0)::bigint as "thirdParty"
       from billing_invoices i
       join billing_charges c on c.municipality_id = i.municipality_id and c.invoice_id = i.id
      where i.municipality_id = ? and i.settlement not in ('cancelled', 'replaced') and c.source <> 'waited' ${reference ? 'and i.reference = ?' : ''}`,
    [own, own, municipalityId, ...(reference ? [reference] : [])]
  )
  const settled = await settledBack(tx, municipalityId, { own, reference })
  const [apart] = await query<{ cents: bigint }>(
    tx,
    `select coalesce(sum(total_cents), 0)::bigint as cents from billing_customer_charges
      where municipality_id = ? and settlement not in ('cancelled', 'replaced') ${reference ? 'and reference = ?' : ''}`,
    [municipalityId, ...(reference ? [reference] : [])]
  )
  const [final] = await query<ChargeTotals>(
    tx,
    `select coalesce(sum(l.amount_cents) filter (where l.beneficiary_id = any(?::bigint[])), 0)::bigint as own,
            coalesce(sum(l.amount_cents) filter (where l.beneficiary_id <> all(?::bigint[])), 0)::bigint as "thirdParty"
       from billing_final_accounts f join billing_final_account_lines l on l.final_account_id = f.id
      where f.municipality_id = ? and f.state <> 'cancelled' and l.is_charged ${reference ? 'and f.reference = ?' : ''}`,
    [own, own, municipalityId, ...(reference ? [reference] : [])]
  )
  const [slips] = await query<ChargeTotals>(
    tx,
    `select coalesce(sum(s.total_cents) filter (where t.beneficiary_id = any(?::bigint[])), 0)::bigint as own,
            coalesce(sum(s.total_cents) filter (where t.beneficiary_id <> all(?::bigint[])), 0)::bigint as "thirdParty"
       from billing_waste_slips s
       join receivables_items t on t.municipality_id = s.municipality_id and t.origin_type = 'billing.waste_slips' and t.origin_id = s.id
      where s.municipality_id = ? and s.settlement <> 'cancelled' ${reference ? 'and s.posted_reference = ?' : ''}`,
    [own, own, municipalityId, ...(reference ? [reference] : [])]
  )
  const arranged = await servicesArranged(tx, municipalityId, reference)
  return {
    own: totals!.own - settled.own + apart!.cents + final!.own + slips!.own + arranged,
    thirdParty: totals!.thirdParty - settled.thirdParty + final!.thirdParty + slips!.thirdParty,
  }
}

interface OfOwners {
  readonly own: readonly bigint[]
  readonly reference: RefMonth | null
}

/** What invoices gave back of estimated months. */
async function settledBack(
  tx: Tx,
  municipalityId: bigint,
  { own, reference }: OfOwners
): Promise<ChargeTotals> {
  const [settled] = await query<ChargeTotals>(
    tx,
    `select coalesce(sum(e.amount_cents) filter (where e.beneficiary_id = any(?::bigint[])), 0)::bigint as own,
            coalesce(sum(e.amount_cents) filter (where e.beneficiary_id <> all(?::bigint[])), 0)::bigint as "thirdParty"
       from billing_estimate_credits e
       join billing_invoices i on i.id = e.invoice_id
      where e.municipality_id = ? and i.settlement not in ('cancelled', 'replaced') ${reference ? 'and i.reference = ?' : ''}`,
    [own, own, municipalityId, ...(reference ? [reference] : [])]
  )
  return settled!
}

/** Services that waited and that a plan asked for before any invoice did. */
async function servicesArranged(
  tx: Tx,
  municipalityId: bigint,
  reference: RefMonth | null
): Promise<bigint> {
  const [row] = await query<{ cents: bigint }>(
    tx,
    `select coalesce(sum(t.amount_cents), 0)::bigint as cents
       from receivables_items t
      where t.municipality_id = ? and t.origin_type = 'plans.debts' ${reference ? 'and t.reference = ?' : ''}
        and exists (select from receivables_pending_charges p
                     where p.municipality_id = t.municipality_id and p.billed_origin_type = t.origin_type
                       and p.billed_origin_id = t.origin_id and p.cause = 'service')`,
    [municipalityId, ...(reference ? [reference] : [])]
  )
  return row!.cents
}
