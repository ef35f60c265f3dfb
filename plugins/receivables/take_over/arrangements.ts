import { type CivilDate, type RefMonth, monthOf } from '#core/calendar/index'
import { copyRows, takeIds } from '#core/database/index'
import type { TakeOverLoading } from '#plugins/registry/api'
import type { LateCents } from '../domain/arranged.ts'
import type { TakenOver } from '../domain/taken_over.ts'
import { type PlanCharges, writePlanCharges } from '../services/arrangements/plan_charges.ts'
import { LEGACY_ORIGIN } from './items.ts'

/** A part of a debt that passed to an arrangement in the system before, as it was then. */
export interface ArrangedLegacyItem {
  readonly id: bigint
  /** The first item of its bill. */
  readonly originId: bigint
  readonly chargeType: string
  readonly beneficiaryId: bigint
  readonly reference: RefMonth
  readonly dueOn: CivilDate
  readonly amountCents: bigint
}

/** An arrangement that the system before made: what it took, and what it still asks for. */
export interface TakenOverArrangement extends PlanCharges {
  readonly arrangedOn: CivilDate
  readonly items: readonly ArrangedLegacyItem[]
  readonly late: LateCents
  readonly discountCents: bigint
}

/**
 * Writes arrangements of the system before as they stand: their debts closed on the day on which they were arranged, and their
 * instalments waiting. Of the books only what waits is opened: the rest was paid, or is asked for by open debts.
 */
export async function takeOverArrangements(
  { tx, municipalityId, on, participate }: TakeOverLoading,
  arrangements: readonly TakenOverArrangement[]
): Promise<void> {
  if (arrangements.length === 0) return
  const ids = await takeIds(tx, 'receivables_arrangements', arrangements.length)
  await copyRows(
    tx,
    'receivables_items',
    [
      ...['id', 'municipality_id', 'premise_id', 'debtor_id', 'reference', 'charge_type'],
      ...['beneficiary_id', 'component', 'amount_cents', 'open_cents', 'due_on', 'origin_type'],
      ...['origin_id', 'state'],
    ],
    arrangements.flatMap(({ premiseId, debtorId, items }) =>
      items.map((item) => [
        ...[item.id, municipalityId, premiseId, debtorId, item.reference, item.chargeType],
        ...[item.beneficiaryId, 'principal', item.amountCents, 0n, item.dueOn, LEGACY_ORIGIN],
        ...[item.originId, 'arranged'],
      ])
    )
  )
  await copyRows(
    tx,
    'receivables_arrangements',
    [
      ...['id', 'municipality_id', 'source_type', 'source_id', 'arranged_on', 'fine_cents'],
      ...['interest_cents', 'correction_cents', 'discount_cents', 'state', 'is_taken_over'],
    ],
    arrangements.map(({ source, arrangedOn, late, discountCents }, index) => [
      ...[ids[index]!, municipalityId, source.type, source.id, arrangedOn, late.fine],
      ...[late.interest, late.correction, discountCents, 'standing', true],
    ])
  )
  await copyRows(
    tx,
    'receivables_arranged_items',
    ['municipality_id', 'arrangement_id', 'item_id', 'amount_cents', 'arranged_on'],
    arrangements.flatMap(({ items, arrangedOn }, index) =>
      items.map((item) => [municipalityId, ids[index]!, item.id, item.amountCents, arrangedOn])
    )
  )
  await writePlanCharges(tx, municipalityId, arrangements)
  await participate('receivables.taken_over', {
    ...{ postedOn: on, items: [], credits: [] },
    arrangements: arrangements.flatMap(openingOf),
  } satisfies TakenOver)
}

function openingOf({
  source,
  charges,
  arrangedOn,
}: TakenOverArrangement): TakenOver['arrangements'] {
  const amountCents = charges
    .filter(({ chargeType, askedBy }) => chargeType === 'plan' && !askedBy)
    .reduce((sum, charge) => sum + charge.amountCents, 0n)
  return amountCents > 0n ? [{ source, reference: monthOf(arrangedOn), amountCents }] : []
}
