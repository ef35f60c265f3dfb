import type { CivilDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { type OpenDebt, chargesOn, debtKey, openDebts } from '#plugins/receivables/api'

/** What a debt of the utility comes to on a day, in cents. */
export interface Valued {
  readonly originalCents: bigint
  readonly fineCents: bigint
  readonly interestCents: bigint
  readonly correctionCents: bigint
  readonly totalCents: bigint
}

export type ValuedDebt = OpenDebt & Valued

interface Valuing {
  readonly municipalityId: bigint
  readonly debts: readonly OpenDebt[]
  readonly on: CivilDate
}

/** Each debt with its charges, of what is the utility's own alone (DECISIONS 44). */
export async function valueDebts(
  tx: Tx,
  { municipalityId, debts, on }: Valuing
): Promise<ValuedDebt[]> {
  const own = debts.map((debt) => ({ ...debt, openCents: debt.ownCents }))
  const charges = await chargesOn(tx, { municipalityId, debts: own, on })
  return own.map((debt) => {
    const { fineCents, interestCents, correctionCents, totalCents } = charges.get(debtKey(debt))!
    return {
      ...debt,
      originalCents: debt.ownCents,
      fineCents,
      interestCents,
      correctionCents,
      totalCents,
    }
  })
}

interface Registered {
  readonly origin_type: string
  readonly origin_id: bigint
  readonly debtor_id: bigint
  readonly item_ids: readonly bigint[]
}

export const originKey = (type: string, id: bigint, debtorId: bigint): string =>
  `${type}/${id}/${debtorId}`

/** What is open now of some entries, valued on a day; of an entry that nothing is open of there is none. By `originKey`. */
export async function valueEntries(
  tx: Tx,
  {
    municipalityId,
    entries,
    on,
  }: Omit<Valuing, 'debts'> & { readonly entries: readonly Registered[] }
): Promise<ReadonlyMap<string, ValuedDebt>> {
  const itemIds = entries.flatMap(({ item_ids: ids }) => ids.map(BigInt))
  const debts = await openDebts(tx, { municipalityId, itemIds })
  const valued = await valueDebts(tx, { municipalityId, debts, on })
  return new Map(
    valued.map((debt) => [originKey(debt.origin.type, debt.origin.id, debt.debtorId), debt])
  )
}

export const totalsOf = (valued: readonly Valued[]): Valued =>
  valued.reduce(
    (sum, one) => ({
      originalCents: sum.originalCents + one.originalCents,
      fineCents: sum.fineCents + one.fineCents,
      interestCents: sum.interestCents + one.interestCents,
      correctionCents: sum.correctionCents + one.correctionCents,
      totalCents: sum.totalCents + one.totalCents,
    }),
    { originalCents: 0n, fineCents: 0n, interestCents: 0n, correctionCents: 0n, totalCents: 0n }
  )
