import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type Tx, canonicalJson, copyRows, query, takeIds } from '#core/database/index'
import type { DebtOrigin, MarkSource } from '../../domain/marks.ts'

/** A part of an instalment, waiting for the invoice of its month. */
export interface NewPlanCharge {
  readonly chargeType: 'plan' | 'plan_interest'
  readonly amountCents: bigint
  /** On the bill: `Parcelamento 12/2026 (1/3)`. */
  readonly label: string
  readonly from: RefMonth
  readonly why: InstalmentReason
  /** The debt that asks for it already; it waits otherwise. */
  readonly askedBy?: DebtOrigin
}

/** What a bill tells of an instalment when it is asked why. Cents as text. */
export interface InstalmentReason {
  /** Of the agreement: `12/2026`. */
  readonly agreement: string
  readonly signed_on: CivilDate
  readonly number: number
  readonly of: number
  readonly principal_cents: string
  readonly interest_cents: string
}

export interface PlanCharges {
  readonly source: MarkSource
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly beneficiaryId: bigint
  readonly charges: readonly NewPlanCharge[]
  readonly on: CivilDate
  /** Owed, and not to be asked for yet. */
  readonly isHeld: boolean
}

/**
 * Lets the instalments of a plan wait for invoices. Their principal is owed from now on, in place of what the plan arranged;
 * their interest is owed once an invoice asks for it.
 */
export const addPlanCharges = (tx: Tx, municipalityId: bigint, plan: PlanCharges): Promise<void> =>
  writePlanCharges(tx, municipalityId, [plan])

/** The same, of many plans. */
export async function writePlanCharges(
  tx: Tx,
  municipalityId: bigint,
  plans: readonly PlanCharges[]
): Promise<void> {
  const all = plans.flatMap((plan) => plan.charges.map((charge) => ({ plan, charge })))
  const ids = await takeIds(tx, 'receivables_pending_charges', all.length)
  await copyRows(
    tx,
    'receivables_pending_charges',
    [
      ...['id', 'municipality_id', 'premise_id', 'debtor_id', 'charge_type', 'component', 'cause'],
      ...['beneficiary_id', 'amount_cents', 'source_type', 'source_id', 'explanation', 'state'],
      ...['created_on', 'label', 'from_reference', 'billed_origin_type', 'billed_origin_id'],
    ],
    all.map(({ plan, charge: { chargeType, amountCents, label, from, why, askedBy } }, index) => [
      ...[ids[index]!, municipalityId, plan.premiseId, plan.debtorId, chargeType],
      ...[chargeType === 'plan' ? 'principal' : 'interest', chargeType],
      ...[plan.beneficiaryId, amountCents, plan.source.type, plan.source.id],
      canonicalJson({ instalment: why }),
      askedBy ? 'billed' : plan.isHeld ? 'held' : 'pending',
      ...[plan.on, label, from, askedBy?.type ?? null, askedBy?.id ?? null],
    ])
  )
}

interface Moved {
  readonly source: MarkSource
  readonly to: 'pending' | 'held' | 'cancelled'
  /** Of interest only. */
  readonly onlyInterest?: boolean
  /** How many months later each waits, when it waits again. */
  readonly months?: number
}

/** Changes what the instalments that no invoice has asked for wait for. @returns what their principal comes to */
export async function movePlanCharges(
  tx: Tx,
  municipalityId: bigint,
  { source, to, onlyInterest = false, months = 0 }: Moved
): Promise<bigint> {
  const rows = await query<{ cents: bigint }>(
    tx,
    `update receivables_pending_charges
        set state = ?, from_reference = to_char((from_reference || '-01')::date + make_interval(months => ?), 'YYYY-MM')
      where municipality_id = ? and source_type = ? and source_id = ? and state in ('pending', 'held')
        and cause in ('plan', 'plan_interest') and (not ?::boolean or cause = 'plan_interest')
      returning case when cause = 'plan' then amount_cents else 0 end as cents`,
    [to, months, municipalityId, source.type, source.id, onlyInterest]
  )
  return rows.reduce((sum, { cents }) => sum + BigInt(cents), 0n)
}
