import { type PackRequest, resolvePack } from '#core/configuration/index'
import { type CivilDate, type RefMonth, formatRefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { type PremiseFacts, premiseFacts } from '#plugins/registry/api'
import type { LoadState } from '../domain/frozen_facts.ts'
import { errors } from '../errors.ts'
import { STATE_TITLES, loadOfGroup, requireState } from './load_state.ts'
import { packRequest } from './policy.ts'
import { giveBack } from './waiting_sets.ts'

export interface NewLoad {
  readonly municipalityId: bigint
  readonly billingGroupId: bigint
  readonly reference: RefMonth
  readonly loadedOn: CivilDate
  readonly knownAt: Date
}

export interface PlannedLoad {
  readonly loadId: bigint
  /** Premises in order of route and sequence, each billing set together. */
  readonly chunks: readonly (readonly bigint[])[]
  readonly total: number
}

const CHUNK = 500

/**
 * Opens the load of a group and month, or opens it anew when an earlier attempt stopped half-way, and says what goes into
 * it. Premises already in another load of the month stay out. Errors: E_READINGS_GROUP_EMPTY, E_READINGS_EARLIER_LOAD,
 * E_READINGS_STATE.
 */
export async function planLoad(tx: Tx, load: NewLoad): Promise<PlannedLoad> {
  const { municipalityId, billingGroupId, loadedOn } = load
  const premises = await premiseFacts(tx, { municipalityId, billingGroupId, on: loadedOn })
  if (premises.length === 0) throw errors.E_READINGS_GROUP_EMPTY({ id: billingGroupId })
  await requireEarlierDone(tx, load, premises)
  const loadId = await openLoad(tx, load)
  const taken = await loadedElsewhere(tx, load, loadId)
  const free = premises.filter(({ premiseId }) => !taken.has(premiseId))
  const order = await routeOrder(tx, load)
  const last = order.size
  const placeOf = (id: bigint) => order.get(id) ?? last
  const sets = [...Map.groupBy(free, ({ setKey }) => setKey).values()]
    .map((members) => {
      const ids = members
        .map(({ premiseId }) => premiseId)
        .sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1))
      return { ids, place: placeOf(ids[0]!) }
    })
    .sort((a, b) => a.place - b.place || (a.ids[0]! < b.ids[0]! ? -1 : 1))
  return { loadId, chunks: chunksOf(sets.map(({ ids }) => ids)), total: free.length }
}

async function openLoad(tx: Tx, load: NewLoad): Promise<bigint> {
  const { municipalityId, billingGroupId, reference, loadedOn } = load
  const standing = await loadOfGroup(tx, municipalityId, billingGroupId, reference)
  const request: PackRequest = packRequest(load)
  const pack = await resolvePack(request, tx)
  if (standing) {
    requireState(standing, ['generated'], 'generated')
    await giveBack(tx, standing.id)
    await query(tx, 'delete from readings_load_routes where load_id = ?', [standing.id])
    await query(tx, 'delete from readings_load_items where load_id = ?', [standing.id])
    await query(
      tx,
      'update readings_loads set loaded_on = ?, pack_id = ?, item_count = null where id = ?',
      [loadedOn, pack.id, standing.id]
    )
    return standing.id
  }
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into readings_loads (municipality_id, billing_group_id, reference, state, loaded_on, pack_id)
     values (?, ?, ?, 'generated', ?, ?) returning id`,
    [municipalityId, billingGroupId, reference, loadedOn, pack.id]
  )
  return row!.id
}

/** What an earlier load still has in the field would be counted by both: it is processed first. */
async function requireEarlierDone(
  tx: Tx,
  { municipalityId, reference }: NewLoad,
  premises: readonly PremiseFacts[]
): Promise<void> {
  const [open] = await query<{ reference: RefMonth; state: LoadState }>(
    tx,
    `select l.reference, l.state from readings_loads l
      where l.municipality_id = ? and l.reference < ? and l.state in ('distributed', 'in_field', 'returned')
        and exists (select from readings_load_items i where i.load_id = l.id and i.premise_id = any(?::bigint[]))
      order by l.reference limit 1`,
    [municipalityId, reference, premises.map(({ premiseId }) => premiseId)]
  )
  if (!open) return
  throw errors.E_READINGS_EARLIER_LOAD({
    reference: open.reference,
    state: open.state,
    month: formatRefMonth(open.reference),
    stateTitle: STATE_TITLES[open.state],
  })
}

/** A premise is billed once per month, whatever group it has passed to (DECISIONS 51). */
async function loadedElsewhere(tx: Tx, { municipalityId, reference }: NewLoad, loadId: bigint) {
  const rows = await query<{ premise_id: bigint }>(
    tx,
    `select i.premise_id from readings_loads l join readings_load_items i on i.load_id = l.id
      where l.municipality_id = ? and l.reference = ? and l.id <> ?`,
    [municipalityId, reference, loadId]
  )
  return new Set(rows.map(({ premise_id: id }) => id))
}

async function routeOrder(tx: Tx, { municipalityId, billingGroupId }: NewLoad) {
  const rows = await query<{ premise_id: bigint }>(
    tx,
    `select s.premise_id from readings_routes r join readings_route_stops s on s.route_id = r.id
      where r.municipality_id = ? and r.billing_group_id = ? order by r.id, s.sequence`,
    [municipalityId, billingGroupId]
  )
  return new Map(rows.map(({ premise_id: id }, place) => [id, place]))
}

function chunksOf(sets: readonly (readonly bigint[])[]): bigint[][] {
  const chunks: bigint[][] = []
  let current: bigint[] = []
  for (const set of sets) {
    if (current.length && current.length + set.length > CHUNK) {
      chunks.push(current)
      current = []
    }
    current.push(...set)
  }
  if (current.length) chunks.push(current)
  return chunks
}
