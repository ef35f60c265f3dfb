import { todayIn } from '#core/access/index'
import { loadPack } from '#core/configuration/index'
import { type SqlValue, type Tx, canonicalJson, query, sha256 } from '#core/database/index'
import type { FrozenFacts, Qualification } from '../domain/frozen_facts.ts'
import type { ReadingPolicy } from '../domain/policy.ts'
import { qualify } from '../domain/qualification.ts'
import { errors } from '../errors.ts'
import { exportLoadFile } from './export_load_file.ts'
import type { Participate } from './joined_facts.ts'
import { type LoadRef, RECEIVING, lockLoad, requireState } from './load_state.ts'
import { policyOf } from './policy.ts'
import { type Item, expectedColumns, gather } from './write_load_items.ts'

export interface Refresh {
  readonly municipalityId: bigint
  readonly loadItemId: bigint
  readonly now: Date
  /** Everything as it stands today; or the meter alone, which was changed in the street. */
  readonly what: 'everything' | 'meter'
  readonly participate: Participate
}

export interface Refreshed {
  readonly loadId: bigint
  readonly registration: string
  /** Names of the facts that are different now; none: nothing was written. */
  readonly changed: readonly string[]
  readonly before: string
  readonly after: string
}

interface Row {
  readonly load_id: bigint
  readonly premise_id: bigint
  readonly route_id: bigint | null
  readonly registration_number: string
  readonly facts: string
  readonly facts_hash: string
  readonly is_read: boolean
}

/**
 * Freezes one premise of a load again, before it is read (DECISIONS 51). Devices get it when they next ask what changed; a
 * file handed over before is still known by its digest. Errors: E_READINGS_ITEM_UNKNOWN, E_READINGS_STATE, E_READINGS_ITEM_READ.
 */
export async function refreshItem(tx: Tx, given: Refresh): Promise<Refreshed> {
  const { municipalityId, loadItemId, what, participate } = given
  const found = await itemRow(tx, given)
  const load = await lockLoad(tx, municipalityId, found.load_id)
  requireState(load, ['generated', ...RECEIVING], 'in_field')
  const row = await itemRow(tx, given)
  const { registration_number: registration } = row
  if (row.is_read) throw errors.E_READINGS_ITEM_READ({ id: loadItemId, registration })
  const pack = await loadPack(load.packId, tx)
  const policy = policyOf(pack.at(load.loadedOn))
  const item = await frozenToday(tx, {
    ...{ municipalityId, load, premiseId: row.premise_id, policy, participate },
  })
  if (!item) throw errors.E_READINGS_ITEM_UNKNOWN({ id: loadItemId })
  const old = JSON.parse(row.facts) as FrozenFacts
  const fresh = what === 'everything' ? item : withMeterOf(item, old, policy)
  const text = canonicalJson(fresh.facts)
  const result = { loadId: load.id, registration, before: row.facts_hash, after: sha256(text) }
  if (text === row.facts) return { ...result, changed: [] }
  await writeItem(tx, given, { load, item: fresh, text, policy })
  await recount(tx, load, row)
  return { ...result, changed: differences(old, fresh.facts) }
}

async function itemRow(tx: Tx, { municipalityId, loadItemId }: Refresh): Promise<Row> {
  const [row] = await query<Row>(
    tx,
    `select i.load_id, i.premise_id, i.route_id, i.registration_number, i.facts, i.facts_hash,
            exists (select from readings_file_lines n where n.load_item_id = i.id and n.fate = 'accepted')
              or exists (select from readings_readings r where r.load_item_id = i.id) as is_read
       from readings_load_items i where i.municipality_id = ? and i.id = ?`,
    [municipalityId, loadItemId]
  )
  if (!row) throw errors.E_READINGS_ITEM_UNKNOWN({ id: loadItemId })
  return row
}

interface Premise {
  readonly municipalityId: bigint
  readonly load: LoadRef
  readonly premiseId: bigint
  readonly policy: ReadingPolicy
  readonly participate: Participate
}

async function frozenToday(
  tx: Tx,
  { municipalityId, load, premiseId, policy, participate }: Premise
): Promise<Item | undefined> {
  const loadedOn = await todayIn(tx, municipalityId)
  const [item] = await gather(tx, {
    ...{ municipalityId, policy, premiseIds: [premiseId], participate },
    load: { ...load, loadedOn },
  })
  return item
}

/** The facts as they were frozen, with the meter that hangs there now and what passed through those that went. */
function withMeterOf(item: Item, old: FrozenFacts, policy: ReadingPolicy): Item {
  const { meter, swap, estimates, ...fresh } = item.facts
  const facts: FrozenFacts = {
    ...{ ...old, meter, swap, estimates, billed_until: fresh.billed_until },
    ...{ previous_reading: fresh.previous_reading, previous_read_on: fresh.previous_read_on },
  }
  const qualification: Qualification = qualify(
    {
      water: facts.water?.situation ?? null,
      sewage: facts.sewage?.situation ?? null,
      hasMeter: meter !== null,
    },
    policy
  )
  return { ...item, facts, qualification }
}

interface Written {
  readonly load: LoadRef
  readonly item: Item
  readonly text: string
  readonly policy: ReadingPolicy
}

async function writeItem(
  tx: Tx,
  { municipalityId, loadItemId, now }: Refresh,
  { load, item, text, policy }: Written
): Promise<void> {
  const { meter, facts, qualification } = item
  await query(
    tx,
    `update readings_load_items
        set meter_id = ?, meter_number = ?, qualification = ?, previous_reading = ?, previous_read_on = ?, average_m3 = ?,
            expected_min = ?, expected_max = ?, expected_from = ?, expected_until = ?, facts = ?, facts_hash = ?,
            revision = ?, refreshed_at = ?
      where id = ?`,
    [
      ...[meter?.meterId ?? null, meter?.number ?? null, qualification, facts.previous_reading],
      ...[facts.previous_read_on, facts.average_m3],
      ...(expectedColumns({ facts, qualification }, policy) as SqlValue[]),
      ...[text, sha256(text), load.revision + 1, now.toISOString(), loadItemId],
    ]
  )
  await query(tx, 'update readings_loads set revision = revision + 1 where id = ?', [load.id])
  if (load.contentSha256 === null) return
  const { contentSha256 } = await exportLoadFile(tx, municipalityId, load.id)
  await query(
    tx,
    'update readings_loads set content_sha256 = ?, former_sha256 = array_append(former_sha256, ?) where id = ?',
    [contentSha256, load.contentSha256, load.id]
  )
}

/** A meter that came or went changes how much there is to read on the route. */
async function recount(tx: Tx, load: LoadRef, { route_id: routeId }: Row): Promise<void> {
  await query(
    tx,
    `update readings_load_routes r
        set to_read = (select count(*) from readings_load_items i
                        where i.load_id = r.load_id and i.route_id is not distinct from r.route_id and i.qualification = 'read')
      where r.load_id = ? and r.route_id is not distinct from ?::bigint`,
    [load.id, routeId]
  )
}

const differences = (before: FrozenFacts, after: FrozenFacts): string[] =>
  (Object.keys(after) as (keyof FrozenFacts)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])
  )

/** The premise of a connection in loads that are in the field or about to go, not yet read. */
export async function unreadItemsOf(
  tx: Tx,
  municipalityId: bigint,
  connectionId: bigint
): Promise<bigint[]> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select i.id from registry_connections c
       join readings_load_items i on i.premise_id = c.premise_id
       join readings_loads l on l.id = i.load_id
      where c.municipality_id = ? and c.id = ? and l.state in ('generated', 'distributed', 'in_field', 'returned')
        and l.item_count is not null
        and not exists (select from readings_file_lines n where n.load_item_id = i.id and n.fate = 'accepted')
        and not exists (select from readings_readings r where r.load_item_id = i.id)
      order by i.id`,
    [municipalityId, connectionId]
  )
  return rows.map(({ id }) => id)
}
