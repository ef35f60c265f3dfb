import { type CivilDate, type RefMonth, formatRefMonth, monthOf } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { heldInvoices } from '#plugins/billing/api'
import { type OpenDebt, chargesOn, debtKey, openDebts } from '#plugins/receivables/api'
import type { Policy } from '../domain/policy.ts'
import { percentOf, sumOf } from '../domain/schedule.ts'
import { PLANS, type StandingPlan } from './standing_plan.ts'

/** A debt as it enters a negotiation, with what its delay comes to today. Amounts in cents. */
export interface Negotiable {
  /** How people and other systems choose it. */
  readonly key: string
  readonly kind: 'bill' | 'service' | 'balance'
  readonly title: string
  readonly path: string | null
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly origin: { readonly type: string; readonly id: bigint }
  readonly reference: RefMonth
  readonly dueOn: CivilDate
  readonly daysLate: number
  readonly openCents: bigint
  readonly fineCents: bigint
  readonly interestCents: bigint
  readonly correctionCents: bigint
  readonly totalCents: bigint
  /** Open items that it closes. */
  readonly itemIds: readonly bigint[]
  /** Charges that wait for an invoice, which it takes. */
  readonly pendingIds: readonly bigint[]
}

export interface Whose {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly on: CivilDate
  readonly policy: Policy
}

export const INVOICE = 'billing.invoice'

/**
 * What a debtor may negotiate at a premise: what remains of the plan that stands, open bills of the utility's own, due or not,
 * and services that wait to be billed. What is in process, third parties' and withheld tax stay out.
 */
export async function negotiables(
  tx: Tx,
  whose: Whose,
  standing: StandingPlan | null
): Promise<Negotiable[]> {
  const itemIds = await ownItems(tx, whose, standing)
  const bills = itemIds.length ? await valued(tx, whose, itemIds) : []
  const balance = standing?.state === 'active' ? [await balanceOf(tx, whose, standing)] : []
  return [...balance, ...bills, ...(await services(tx, whose))]
}

async function ownItems(
  tx: Tx,
  { municipalityId, premiseId, debtorId, on }: Whose,
  standing: StandingPlan | null
): Promise<bigint[]> {
  const held = await heldInvoices(tx, municipalityId, { premiseIds: [premiseId], on })
  const rows = await query<{ id: bigint }>(
    tx,
    `select i.id from receivables_items i join receivables_beneficiaries b on b.id = i.beneficiary_id and b.kind = 'utility'
      where i.municipality_id = ? and i.premise_id = ? and i.debtor_id = ? and i.state = 'open' and i.withheld_cents = 0
        and i.id <> all(?::bigint[]) and not (i.origin_type = '${INVOICE}' and i.origin_id = any(?::bigint[]))
      order by i.id`,
    [municipalityId, premiseId, debtorId, standing?.itemIds ?? [], [...held]]
  )
  return rows.map(({ id }) => id)
}

/** Open debts with their late charges: the fine of the policy, interest and correction as a late payment would bear. */
async function valued(
  tx: Tx,
  { municipalityId, premiseId, on, policy }: Whose,
  itemIds: readonly bigint[]
): Promise<Negotiable[]> {
  const debts = await openDebts(tx, { municipalityId, itemIds })
  const charges = await chargesOn(tx, { municipalityId, debts, on })
  const numbers = await invoiceNumbers(tx, municipalityId, debts)
  return debts.map((debt) => {
    const late = charges.get(debtKey(debt))!
    const isLate = late.daysLate > 0
    const fineCents =
      isLate && policy.fine_percent !== null
        ? percentOf(debt.baseCents, policy.fine_percent)
        : late.fineCents
    const { interestCents, correctionCents } = late
    const number = debt.origin.type === INVOICE ? numbers.get(debt.origin.id) : undefined
    return {
      ...{ key: `bill:${debt.origin.type}:${debt.origin.id}`, kind: 'bill' as const },
      title: number ? `Fatura ${number}` : 'Cobrança',
      path: number ? `/billing/invoices/${debt.origin.id}` : null,
      ...{ premiseId: debt.premiseId ?? premiseId, debtorId: debt.debtorId, origin: debt.origin },
      ...{ reference: debt.reference, dueOn: debt.dueOn, daysLate: isLate ? late.daysLate : 0 },
      ...{ openCents: debt.openCents, fineCents, interestCents, correctionCents },
      totalCents: debt.openCents + fineCents + interestCents + correctionCents,
      ...{ itemIds: debt.itemIds, pendingIds: [] },
    }
  })
}

async function invoiceNumbers(
  tx: Tx,
  municipalityId: bigint,
  debts: readonly OpenDebt[]
): Promise<ReadonlyMap<bigint, string>> {
  const ids = debts.filter(({ origin }) => origin.type === INVOICE).map(({ origin }) => origin.id)
  const rows = await query<{ id: bigint; number: string; reference: RefMonth }>(
    tx,
    'select id, number, reference from billing_invoices where municipality_id = ? and id = any(?::bigint[])',
    [municipalityId, ids]
  )
  return new Map(
    rows.map(({ id, number, reference }) => [id, `${number}, ${formatRefMonth(reference)}`])
  )
}

/**
 * The plan that stands at its present value: what invoices asked for and is open, with what its delay comes to, and the
 * instalments to come without the interest of their months (TR-3.2.9.3.1).
 */
async function balanceOf(tx: Tx, whose: Whose, standing: StandingPlan): Promise<Negotiable> {
  const parts = standing.itemIds.length ? await valued(tx, whose, standing.itemIds) : []
  const of = (cents: (one: Negotiable) => bigint) => sumOf(parts, cents)
  const openCents = of((one) => one.openCents) + standing.pendingCents
  const fineCents = of((one) => one.fineCents)
  const interestCents = of((one) => one.interestCents)
  const correctionCents = of((one) => one.correctionCents)
  const pending = await query<{ id: bigint }>(
    tx,
    `select id from receivables_pending_charges
      where municipality_id = ? and source_type = '${PLANS}' and source_id = ? and cause = 'plan' and state = 'pending' order by id`,
    [whose.municipalityId, standing.id]
  )
  return {
    ...{ key: `balance:${standing.id}`, kind: 'balance' },
    title: `Saldo do parcelamento ${standing.number}`,
    path: `/plans/agreements/${standing.id}`,
    ...{ premiseId: whose.premiseId, debtorId: whose.debtorId },
    ...{ origin: { type: PLANS, id: standing.id }, reference: monthOf(whose.on) },
    dueOn: parts[0]?.dueOn ?? whose.on,
    daysLate: parts.reduce((most, { daysLate }) => Math.max(most, daysLate), 0),
    ...{ openCents, fineCents, interestCents, correctionCents },
    totalCents: openCents + fineCents + interestCents + correctionCents,
    itemIds: parts.flatMap((one) => one.itemIds),
    pendingIds: pending.map(({ id }) => id),
  }
}

interface ServiceRow {
  readonly source_type: string
  readonly source_id: bigint
  readonly label: string
  readonly cents: bigint
  readonly ids: readonly string[]
}

/** Services whose parcels no invoice has asked for, each as one. */
async function services(
  tx: Tx,
  { municipalityId, premiseId, debtorId, on }: Whose
): Promise<Negotiable[]> {
  const rows = await query<ServiceRow>(
    tx,
    `select p.source_type, p.source_id, min(p.label) as label, sum(p.amount_cents)::bigint as cents,
            array_agg(p.id order by p.id) as ids
       from receivables_pending_charges p join receivables_beneficiaries b on b.id = p.beneficiary_id and b.kind = 'utility'
      where p.municipality_id = ? and p.premise_id = ? and p.debtor_id = ? and p.state = 'pending' and p.cause = 'service'
      group by p.source_type, p.source_id order by p.source_type, p.source_id`,
    [municipalityId, premiseId, debtorId]
  )
  return rows.map((row) => ({
    ...{ key: `service:${row.source_type}:${row.source_id}`, kind: 'service' },
    title: row.label.replace(/ \(\d+\/\d+\)$/, ''),
    path:
      row.source_type === 'billing.service_charges'
        ? `/billing/service-charges/${row.source_id}`
        : null,
    ...{ premiseId, debtorId, origin: { type: row.source_type, id: row.source_id } },
    ...{ reference: monthOf(on), dueOn: on, daysLate: 0, openCents: row.cents },
    ...{ fineCents: 0n, interestCents: 0n, correctionCents: 0n, totalCents: row.cents },
    ...{ itemIds: [], pendingIds: row.ids.map(BigInt) },
  }))
}
