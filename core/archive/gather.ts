import { type Tx, query } from '#core/database/index'
import type { ArchivedWhole } from './wholes.ts'

/** Sets of one month, by the range of their column. */
export interface SetRange {
  readonly month: string
  readonly from: bigint
  readonly until: bigint
}

/** Ids of rows, and the set that each belongs to. */
export interface SetRows {
  readonly ids: bigint[]
  readonly sets: bigint[]
}

interface Gathered {
  /** By table, every table of the whole. */
  readonly rows: ReadonlyMap<string, SetRows>
  /** Sets that share a row with another set. */
  readonly shared: ReadonlySet<bigint>
}

interface Asked {
  readonly municipalityId: bigint
  readonly range: SetRange
  /** Keeps others from changing the rows until the transaction ends. */
  readonly isLocking: boolean
}

interface Found {
  readonly id: bigint
  readonly set: bigint
}

/** Everything that belongs to the sets of a range, table by table. */
export async function gather(tx: Tx, whole: ArchivedWhole, asked: Asked): Promise<Gathered> {
  const { municipalityId, range, isLocking } = asked
  const rows = new Map<string, SetRows>(whole.tables.map((table) => [table, { ids: [], sets: [] }]))
  const shared = new Set<bigint>()
  const owners = await query<Found>(
    tx,
    `select id, ${whole.set} as set from ${whole.table}
      where municipality_id = ? and ${whole.month} = ? and ${whole.set} between ? and ?
      order by id${isLocking ? ' for update' : ''}`,
    [municipalityId, range.month, range.from, range.until]
  )
  add(rows.get(whole.table)!, owners, shared)
  for (const { table, of, on } of whole.parts) {
    const { ids, sets } = rows.get(of)!
    if (!ids.length) continue
    const found = await query<Found>(
      tx,
      `select part.id, w.set from unnest(?::bigint[], ?::bigint[]) w(id, set)
         join ${of} owner on owner.id = w.id join ${table} part on part.municipality_id = ? and (${on})
        order by part.id${isLocking ? ' for update of part' : ''}`,
      [ids, sets, municipalityId]
    )
    add(rows.get(table)!, found, shared)
  }
  return { rows, shared }
}

/** A row that two of one set lead to is one row; one that two sets lead to keeps both. */
function add({ ids, sets }: SetRows, found: readonly Found[], shared: Set<bigint>): void {
  const known = new Map(ids.map((id, index) => [id, sets[index]!]))
  for (const { id, set } of found) {
    const former = known.get(id)
    if (former === undefined) {
      known.set(id, set)
      ids.push(id)
      sets.push(set)
    } else if (former !== set) shared.add(former).add(set)
  }
}

/** The rows of some sets alone. */
export function onlyOf(
  rows: ReadonlyMap<string, SetRows>,
  isWanted: (set: bigint) => boolean
): Map<string, bigint[]> {
  return new Map(
    [...rows].map(([table, { ids, sets }]) => [table, ids.filter((_, at) => isWanted(sets[at]!))])
  )
}
