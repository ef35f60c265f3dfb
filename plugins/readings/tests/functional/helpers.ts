import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { type RunSummary, runInline } from '#core/jobs/index'
import { distributeLoad } from '../../services/distribute_load.ts'
import { loadOfGroup } from '../../services/load_state.ts'
import { type ReturnDefects, simulateReturn } from '../../services/simulate_return.ts'

export const REFERENCE = '2026-10' as RefMonth
export const LOADED_ON = '2026-10-03' as CivilDate
export const READ_ON = '2026-10-04' as CivilDate

export interface Ground {
  readonly municipalityId: bigint
  readonly groupId: bigint
  readonly actor: Actor
}

/** The first group of the small demo and someone who may do everything with its readings. */
export async function ground(code = '01'): Promise<Ground> {
  const [group] = await query<{ municipality_id: bigint; id: bigint }>(
    db,
    'select municipality_id, id from registry_billing_groups where code = ?',
    [code]
  )
  const [user] = await query<{ id: bigint }>(db, 'select id from access_users order by id limit 1')
  const municipalityId = group!.municipality_id
  const permissions = new Set(['readings.read', 'readings.run', 'readings.review'])
  const actor = { userId: user!.id, name: 'Ana Leitura', municipalityId, permissions }
  return { municipalityId, groupId: group!.id, actor }
}

export const generate = ({ groupId, actor }: Ground, reference = REFERENCE): Promise<RunSummary> =>
  runInline('readings.load', { group: groupId, reference, loadedOn: LOADED_ON }, actor)

export async function loadOf({ municipalityId, groupId }: Ground, reference = REFERENCE) {
  const load = await db.transaction((tx) => loadOfGroup(tx, municipalityId, groupId, reference))
  if (!load) throw new Error('There is no load')
  return load
}

export async function loadIdOf(where: Ground, reference = REFERENCE): Promise<bigint> {
  const { id } = await loadOf(where, reference)
  return id
}

export async function stateOf(where: Ground): Promise<string> {
  const { state } = await loadOf(where)
  return state
}

/** A load generated and handed over to the field. */
export async function distributed(where: Ground) {
  await generate(where)
  const { id } = await loadOf(where)
  const { municipalityId } = where
  await db.transaction((tx) =>
    distributeLoad(tx, { municipalityId, loadId: id, now: new Date('2026-10-03T12:00:00Z') })
  )
  return loadOf(where)
}

export const fieldFile = (
  { municipalityId }: Ground,
  loadId: bigint,
  defects: ReturnDefects = {}
): Promise<string> =>
  db.transaction((tx) =>
    simulateReturn(tx, { municipalityId, loadId, seed: 'campo', readOn: READ_ON, defects })
  )

/** Keeps a text as a received file and runs the import on it. */
export async function receive(
  { municipalityId, actor }: Ground,
  loadId: bigint,
  text: string
): Promise<RunSummary> {
  const { id } = await db.transaction((tx) =>
    storeFile(tx, {
      municipalityId,
      name: 'retorno.csv',
      mediaType: 'text/csv',
      content: new TextEncoder().encode(text),
      createdBy: actor.userId,
    })
  )
  return runInline('readings.import', { loadId, fileObjectId: id }, actor)
}

export const criticise = ({ actor }: Ground, loadId: bigint): Promise<RunSummary> =>
  runInline('readings.critique', { loadId }, actor)
