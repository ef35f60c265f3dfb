import type { RefMonth } from '#core/calendar/index'
import type { TakeOverLoading, TakeOverResult } from '#plugins/registry/api'
import type { ChargeType, ItemComponent } from '../domain/beneficiary.ts'
import type { TakenOver } from '../domain/taken_over.ts'

interface ReadItem {
  readonly type: ChargeType
  readonly component: ItemComponent
  readonly reference: RefMonth
  readonly cents: bigint
}

interface Written {
  /** In the order of the lines. */
  readonly results: readonly TakeOverResult[]
  readonly items?: readonly (ReadItem | undefined)[]
  readonly credits?: readonly ({ readonly cents: bigint } | undefined)[]
}

const idOf = (result: TakeOverResult): bigint | null =>
  'recordId' in result ? result.recordId : null

/** Tells the participants of `receivables.taken_over` what was written: the opening balances of whoever keeps books. */
export async function tellTakenOver(
  { participate, on }: TakeOverLoading,
  { results, items = [], credits = [] }: Written
): Promise<void> {
  const told: TakenOver = {
    postedOn: on,
    items: items.flatMap((item, index) => {
      const id = idOf(results[index]!)
      if (!item || id === null) return []
      return [
        {
          ...{ id, chargeType: item.type.code, component: item.component },
          ...{
            beneficiaryId: item.type.beneficiary.id,
            beneficiaryKind: item.type.beneficiary.kind,
          },
          ...{ reference: item.reference, amountCents: item.cents },
        },
      ]
    }),
    credits: credits.flatMap((credit, index) => {
      const id = idOf(results[index]!)
      return credit && id !== null ? [{ id, amountCents: credit.cents }] : []
    }),
    arrangements: [],
  }
  if (told.items.length || told.credits.length) await participate('receivables.taken_over', told)
}
