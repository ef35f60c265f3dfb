import type { RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

const OF_SETS = `from readings_load_items i
  where r.load_item_id = i.id and i.load_id = ? and i.set_key = any(?::bigint[])`

/** Keeps in mind the sets of a load that billing could not bill: they wait, and the next load takes over what still does. */
export async function parkSets(tx: Tx, loadId: bigint, setKeys: readonly bigint[]): Promise<void> {
  if (setKeys.length === 0) return
  await query(
    tx,
    `update readings_readings r set billing = 'parked' ${OF_SETS} and r.billing = 'due'`,
    [loadId, setKeys]
  )
}

/**
 * Takes waiting sets to be billed in this transaction. @returns those that no later load has taken over, and none can take
 * over until the transaction ends.
 */
export async function claimSets(
  tx: Tx,
  loadId: bigint,
  setKeys: readonly bigint[]
): Promise<ReadonlySet<bigint>> {
  if (setKeys.length === 0) return new Set()
  const rows = await query<{ set_key: bigint }>(
    tx,
    `update readings_readings r set billing = 'due' ${OF_SETS} and r.billing <> 'superseded'
     returning i.set_key`,
    [loadId, setKeys]
  )
  return new Set(rows.map((row) => row.set_key))
}

/** The sets of a load whose consumption a later load has taken over: they are never billed with this one. */
export async function supersededSets(tx: Tx, loadId: bigint): Promise<ReadonlySet<bigint>> {
  const rows = await query<{ set_key: bigint }>(
    tx,
    `select distinct i.set_key from readings_readings r join readings_load_items i on i.id = r.load_item_id
      where r.load_id = ? and r.billing = 'superseded'`,
    [loadId]
  )
  return new Set(rows.map((row) => row.set_key))
}

export interface NewerLoad {
  readonly municipalityId: bigint
  readonly loadId: bigint
  readonly reference: RefMonth
  readonly premiseIds: readonly bigint[]
}

export interface TakenOver {
  readonly registrationNumber: string
  readonly reference: RefMonth
}

/**
 * Takes over what earlier loads could not bill of some premises: their sets with a held reading, and those that billing
 * parked. Such a reading is superseded: it is billed no more, and the new load counts from the last one billed.
 */
export async function supersedeEarlier(tx: Tx, newer: NewerLoad): Promise<TakenOver[]> {
  const loads = await waitingLoads(tx, newer)
  if (loads.length === 0) return []
  // A decision about one of these readings comes wholly before or wholly after.
  await query(
    tx,
    'select id from readings_loads where id = any(?::bigint[]) order by id for no key update',
    [loads]
  )
  const rows = await query<{ registration_number: string; reference: RefMonth }>(
    tx,
    `with waiting as (${WAITING})
     update readings_readings r set billing = 'superseded', superseded_by = ?
       from waiting w join readings_load_items i on i.load_id = w.load_id and i.set_key = w.set_key
      where r.load_item_id = i.id and r.billing <> 'superseded'
      returning r.registration_number, r.reference`,
    [...bindingsOf(newer), newer.loadId]
  )
  return rows.map((row) => ({
    registrationNumber: row.registration_number,
    reference: row.reference,
  }))
}

const WAITING = `
  select m.load_id, m.set_key
    from (select distinct i.load_id, i.set_key
            from readings_loads l join readings_load_items i on i.load_id = l.id and i.premise_id = any(?::bigint[])
           where l.municipality_id = ? and l.state = 'processed' and l.reference < ?) m
   where exists (
     select from readings_load_items i join readings_readings r on r.load_item_id = i.id
      where i.load_id = m.load_id and i.set_key = m.set_key
        and ((r.state = 'held' and r.billing = 'due') or r.billing = 'parked'))`

const bindingsOf = ({ premiseIds, municipalityId, reference }: NewerLoad) => [
  premiseIds,
  municipalityId,
  reference,
]

async function waitingLoads(tx: Tx, newer: NewerLoad): Promise<bigint[]> {
  const rows = await query<{ load_id: bigint }>(
    tx,
    `select distinct load_id from (${WAITING}) w`,
    bindingsOf(newer)
  )
  return rows.map((row) => row.load_id)
}

/** A load that is made anew gives back what its former attempt took over. */
export async function giveBack(tx: Tx, loadId: bigint): Promise<void> {
  await query(
    tx,
    `update readings_readings set billing = 'parked', superseded_by = null where superseded_by = ?`,
    [loadId]
  )
}
