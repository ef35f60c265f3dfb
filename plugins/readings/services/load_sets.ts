import { type Tx, query } from '#core/database/index'

export interface LoadSetItem {
  readonly loadItemId: bigint
  readonly premiseId: bigint
}

/** What is billed or parked together (DECISIONS 47): a premise, or a condominium's master and its units. */
export interface LoadSet {
  readonly setKey: bigint
  readonly items: readonly LoadSetItem[]
}

interface Row {
  readonly id: bigint
  readonly set_key: bigint
  readonly premise_id: bigint
}

/**
 * The billing sets of a load in order of route and sequence of each set's first item, in one query. Premises with no route
 * come last.
 */
export async function loadSets(tx: Tx, loadId: bigint): Promise<LoadSet[]> {
  const rows = await query<Row>(
    tx,
    `select id, set_key, premise_id from readings_load_items
      where load_id = ? order by route_id nulls last, sequence, id`,
    [loadId]
  )
  const sets = new Map<bigint, LoadSetItem[]>()
  for (const { id, set_key: setKey, premise_id: premiseId } of rows) {
    const item = { loadItemId: id, premiseId }
    const items = sets.get(setKey)
    if (items) items.push(item)
    else sets.set(setKey, [item])
  }
  return [...sets].map(([setKey, items]) => ({ setKey, items }))
}
