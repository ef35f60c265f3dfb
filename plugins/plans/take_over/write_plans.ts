import { daysBetween, monthOf } from '#core/calendar/index'
import { canonicalJson, copyRows, takeIds } from '#core/database/index'
import {
  type ArrangedLegacyItem,
  type ChargeType,
  type NewPlanCharge,
  LEGACY_ORIGIN,
  chargeTypeNamed,
  setMarksBySource,
  takeOverArrangements,
} from '#plugins/receivables/api'
import { type TakeOverLoading, type TakeOverResult, writeRead } from '#plugins/registry/api'
import { sumOf } from '../domain/schedule.ts'
import { chargesOf } from '../services/instalment_charges.ts'
import { PLANS, PLAN_CHARGE } from '../services/standing_plan.ts'
import { tellInstalments } from '../services/tell_instalments.ts'
import type { ListedDebt } from './lists.ts'
import type { NumberedPlan } from './one_of_each.ts'

const BY = 'Sistema anterior'

type Types = ReadonlyMap<string, ChargeType>
type Read = { readonly value?: NumberedPlan; readonly reason?: string }

interface Written extends NumberedPlan {
  readonly id: bigint
  readonly bills: readonly WrittenBill[]
}

/** What a plan took of one bill. */
interface WrittenBill {
  readonly parts: readonly ListedDebt[]
  readonly items: readonly ArrangedLegacyItem[]
}

/** Writes plans of the system before as ordinary ones: agreement, debts, instalments, what waits, marks and opening balance. */
export async function writePlans(
  context: TakeOverLoading,
  types: Types,
  read: readonly Read[]
): Promise<TakeOverResult[]> {
  const results = await writeRead(context, read, {
    table: 'plans_agreements',
    recordType: PLANS,
    columns: AGREEMENT,
    values: agreementOf,
  })
  const written = results.flatMap((result, index) =>
    'recordId' in result ? [{ ...read[index]!.value!, id: result.recordId }] : []
  )
  const plans = await withBills(context, types, written)
  await writeDebts(context, plans)
  await writeInstalments(context, plans)
  await open(context, types, plans)
  return results
}

const AGREEMENT = [
  ...['year', 'sequence', 'number', 'kind', 'premise_id', 'debtor_id', 'signed_on', 'signed_at'],
  ...['signed_by', 'debt_cents', 'fine_cents', 'interest_cents', 'correction_cents'],
  ...['discount_cents', 'discount_law', 'negotiated_cents', 'down_cents', 'down_due_on'],
  ...['instalments', 'method', 'monthly_percent', 'plan_interest_cents', 'total_cents'],
  ...['first_reference', 'state', 'effective_on', 'origin', 'paid_before_cents', 'paid_before'],
]

function agreementOf(plan: NumberedPlan) {
  const interest = sumOf(plan.owed, (one) => one.interestCents)
  return [
    ...[plan.year, plan.sequence, plan.number, plan.kind, plan.premiseId, plan.customerId],
    ...[plan.signedOn, `${plan.signedOn}T12:00:00Z`, BY, plan.debtCents, plan.late.fine],
    ...[plan.late.interest, plan.late.correction, plan.discountCents, plan.discountLaw],
    ...[plan.negotiatedCents, plan.downCents, plan.downDueOn, plan.count, plan.method],
    ...[plan.monthlyPercent, interest, plan.negotiatedCents + interest, plan.firstReference],
    ...['active', plan.effectiveOn, 'legacy', plan.paidCents, plan.paidCount],
  ]
}

/** Without the debts there is one, of the whole, due when the plan was signed. */
const partsOf = ({ debts, debtCents, signedOn }: NumberedPlan): readonly ListedDebt[] =>
  debts.length > 0
    ? debts
    : [
        {
          ...{ chargeType: PLAN_CHARGE, reference: monthOf(signedOn), dueOn: signedOn },
          ...{ openCents: debtCents, fineCents: 0n, interestCents: 0n, correctionCents: 0n },
        },
      ]

/** Parts of one reference and due date were one bill; the oldest come first, as a plan that is undone pays them. */
async function withBills(
  { tx }: TakeOverLoading,
  types: Types,
  plans: readonly (NumberedPlan & { readonly id: bigint })[]
): Promise<Written[]> {
  const parts = plans.map(partsOf)
  const ids = await takeIds(tx, 'receivables_items', parts.flat().length)
  let next = 0
  return plans.map((plan, index) => {
    const sorted = [...parts[index]!].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
    const bills = Map.groupBy(sorted, ({ reference, dueOn }) => `${reference}/${dueOn}`)
    return {
      ...plan,
      bills: [...bills.values()].map((own): WrittenBill => {
        const originId = ids[next]!
        const items = own.map(({ chargeType, reference, dueOn, openCents }) => ({
          ...{ id: ids[next++]!, originId, chargeType, reference, dueOn },
          ...{ beneficiaryId: types.get(chargeType)!.beneficiary.id, amountCents: openCents },
        }))
        return { parts: own, items }
      }),
    }
  })
}

async function writeDebts(
  { tx, municipalityId }: TakeOverLoading,
  plans: readonly Written[]
): Promise<void> {
  await copyRows(
    tx,
    'plans_debts',
    [
      ...['municipality_id', 'agreement_id', 'place', 'kind', 'title', 'premise_id', 'debtor_id'],
      ...['origin_type', 'origin_id', 'reference', 'due_on', 'days_late', 'open_cents'],
      ...['fine_cents', 'interest_cents', 'correction_cents', 'total_cents', 'items'],
    ],
    plans.flatMap((plan) =>
      plan.bills.map(({ parts, items }, index) => {
        const { reference, dueOn } = parts[0]!
        const sums = [
          sumOf(parts, (one) => one.openCents),
          sumOf(parts, (one) => one.fineCents),
          sumOf(parts, (one) => one.interestCents),
          sumOf(parts, (one) => one.correctionCents),
        ]
        const isKnown = plan.debts.length > 0
        return [
          ...[municipalityId, plan.id, index + 1, isKnown ? 'bill' : 'balance'],
          isKnown
            ? 'Fatura do sistema anterior'
            : `Débitos do parcelamento ${plan.number} do sistema anterior`,
          ...[plan.premiseId, plan.customerId, LEGACY_ORIGIN, items[0]!.originId, reference],
          ...[dueOn, Math.max(0, daysBetween(dueOn, plan.signedOn)), ...sums],
          sumOf(sums, (cents) => cents),
          canonicalJson(items.map(({ id, amountCents }) => [String(id), String(amountCents)])),
        ]
      })
    )
  )
}

async function writeInstalments(
  { tx, municipalityId }: TakeOverLoading,
  plans: readonly Written[]
): Promise<void> {
  await copyRows(
    tx,
    'plans_instalments',
    [
      ...['municipality_id', 'agreement_id', 'number', 'reference', 'principal_cents'],
      ...['interest_cents', 'amount_cents'],
    ],
    plans.flatMap((plan) =>
      plan.owed.map(({ number, reference, principalCents, interestCents }) => [
        ...[municipalityId, plan.id, number, reference, principalCents, interestCents],
        principalCents + interestCents,
      ])
    )
  )
}

/** What the plans took and still ask for, in the receivables and in the books. */
async function open(
  context: TakeOverLoading,
  types: Types,
  plans: readonly Written[]
): Promise<void> {
  const { tx, municipalityId, on } = context
  const beneficiaryId = chargeTypeNamed(types, PLAN_CHARGE).beneficiary.id
  await takeOverArrangements(
    context,
    plans.map((plan) => ({
      ...{ source: { type: PLANS, id: plan.id }, premiseId: plan.premiseId },
      ...{ debtorId: plan.customerId, beneficiaryId, on, isHeld: false },
      ...{ arrangedOn: plan.signedOn, late: plan.late, discountCents: plan.discountCents },
      items: plan.bills.flatMap(({ items }) => items),
      charges: plan.owed.flatMap((one): NewPlanCharge[] => {
        const charges = chargesOf(one, { number: plan.number, on: plan.signedOn, of: plan.count })
        if (one.askedBy === null) return charges
        const askedBy = { type: LEGACY_ORIGIN, id: one.askedBy }
        return charges.map((charge) => ({ ...charge, askedBy }))
      }),
    }))
  )
  for (const [kind, markKind] of [
    ['plan', 'plan'],
    ['replan', 'renegotiated'],
  ] as const) {
    const marks = plans
      .filter((plan) => plan.kind === kind)
      .flatMap(({ id, bills }) =>
        bills.map(({ items }) => ({
          sourceId: id,
          origin: { type: LEGACY_ORIGIN, id: items[0]!.originId },
        }))
      )
    if (marks.length > 0) {
      const marking = { kind: markKind, sourceType: PLANS, marks, on }
      await setMarksBySource(tx, { municipalityId, participate: context.participate }, marking)
    }
  }
  await tellInstalments(context, on, ...plans.map(({ id }) => id))
}
