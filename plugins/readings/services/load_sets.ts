import { type Tx, query } from '#core/database/index'

export interface LoadSetItem {
  readonly loadItemId: bigint
  readonly premiseId: bigint
}

/** What is billed or parked together (DECISIONS 47): a premise, or a condominium's master and its units. */
export interface LoadSet {
  readonly setKey: bigint
  /** Of its first item; null where the premise stands in no route. */
  readonly routeId: bigint | null
  readonly items: readonly LoadSetItem[]
}

interface Row {
  readonly id: bigint
  readonly set_key: bigint
  readonly premise_id: bigint
  readonly route_id: bigint | null
}

/**
 * The billing sets of a load in order of route and sequence of each set's first item, in one query. Premises with no route
 * come last.
 */
export async function loadSets(tx: Tx, loadId: bigint): Promise<LoadSet[]> {
  const rows = await query<Row>(
    tx,
    `select id, set_key, premise_id, route_id from readings_load_items
      where load_id = ? order by route_id nulls last, sequence, id`,
    [loadId]
  )
  const sets = new Map<bigint, { routeId: bigint | null; items: LoadSetItem[] }>()
  for (const { id, set_key: setKey, premise_id: premiseId, route_id: routeId } of rows) {
    const item = { loadItemId: id, premiseId }
    const set = sets.get(setKey)
    if (set) set.items.push(item)
    else sets.set(setKey, { routeId, items: [item] })
  }
  return [...sets].map(([setKey, set]) => ({ setKey, ...set }))
}
