import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { andInside } from '#core/records/index'
import type { SharedItem } from '../../domain/share_allocation.ts'
import { errors } from '../../errors.ts'

/** What an operator chose, as it stands. */
export interface ChosenDebt {
  readonly reference: string
  readonly dueOn: CivilDate
  readonly premiseId: bigint | null
  /** The invoice that asks for it. */
  readonly documentId: bigint | null
  readonly number: string | null
  readonly openCents: bigint
  readonly mayKeepCents: bigint
  readonly items: readonly (SharedItem & { readonly id: bigint })[]
}

interface ItemRow {
  readonly id: bigint
  readonly reference: string
  readonly due_on: CivilDate
  readonly premise_id: bigint | null
  readonly open_cents: bigint
  readonly withheld_cents: bigint
  readonly document_id: bigint | null
  readonly number: string | null
}

/** The chosen debts, their items locked. @throws BusinessError E_RECEIVABLES_NOTHING_CHOSEN when one is not open any more */
export async function chosenDebts(
  { tx, municipalityId, actor }: ActionContext,
  chosen: readonly { readonly itemIds: readonly bigint[] }[]
): Promise<ChosenDebt[]> {
  const ids = chosen.flatMap(({ itemIds }) => itemIds)
  const inside = andInside('i.premise_id', 'registry.premises', actor)
  const rows = await query<ItemRow>(
    tx,
    `select i.id, i.reference, i.due_on, i.premise_id, i.open_cents, i.withheld_cents, d.id as document_id, d.number
       from receivables_items i
       left join lateral (
         select r.id, r.number from receivables_document_items di join receivables_documents r on r.id = di.document_id
          where di.item_id = i.id and r.kind = 'invoice' order by r.id limit 1) d on true
      where i.municipality_id = ? and i.id = any(?::bigint[]) and i.state = 'open' and i.open_cents > 0${inside.sql}
      order by i.id for update of i`,
    [municipalityId, ids, ...inside.bindings]
  )
  if (rows.length === 0 || rows.length < ids.length) throw errors.E_RECEIVABLES_NOTHING_CHOSEN()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return chosen.map(({ itemIds }) => debtOf(itemIds.map((id) => byId.get(id)!)))
}

function debtOf(rows: readonly ItemRow[]): ChosenDebt {
  const [first] = rows
  const items = rows.map((row) => ({
    ...{ id: row.id, openCents: row.open_cents, withheldCents: row.withheld_cents },
  }))
  return {
    ...{ reference: first!.reference, dueOn: first!.due_on, premiseId: first!.premise_id },
    ...{ documentId: first!.document_id, number: first!.number, items },
    openCents: items.reduce((sum, item) => sum + item.openCents, 0n),
    mayKeepCents: items.reduce((sum, item) => sum + item.withheldCents, 0n),
  }
}
