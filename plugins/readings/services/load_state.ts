import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { LOAD_STATES, type LoadState } from '../domain/frozen_facts.ts'
import { errors } from '../errors.ts'

export interface LoadRef {
  readonly id: bigint
  readonly billingGroupId: bigint
  readonly reference: RefMonth
  readonly state: LoadState
  readonly loadedOn: CivilDate
  readonly packId: bigint
  readonly contentSha256: string | null
  /** What it was in files handed over before an item was refreshed. */
  readonly formerSha256: readonly string[]
  /** Items in it; null until all are written. */
  readonly itemCount: number | null
  /** Counts the refreshes of its items. */
  readonly revision: number
}

export interface LoadOfGroup extends LoadRef {
  /** Items of the load, and those whose reading waits for a person. */
  readonly items: number
  readonly held: number
}

interface Row {
  readonly id: bigint
  readonly billing_group_id: bigint
  readonly reference: RefMonth
  readonly state: LoadState
  readonly loaded_on: CivilDate
  readonly pack_id: bigint
  readonly content_sha256: string | null
  readonly former_sha256: readonly string[]
  readonly item_count: number | null
  readonly revision: number
}

const COLUMNS =
  'id, billing_group_id, reference, state, loaded_on, pack_id, content_sha256, former_sha256, item_count, revision'

const refOf = (row: Row): LoadRef => ({
  id: row.id,
  billingGroupId: row.billing_group_id,
  reference: row.reference,
  state: row.state,
  loadedOn: row.loaded_on,
  packId: row.pack_id,
  contentSha256: row.content_sha256,
  formerSha256: row.former_sha256,
  itemCount: row.item_count,
  revision: row.revision,
})

/** The load of a group and month with its counts; null when none was generated. */
export async function loadOfGroup(
  tx: Tx,
  municipalityId: bigint,
  groupId: bigint,
  reference: RefMonth
): Promise<LoadOfGroup | null> {
  const [row] = await query<Row & { items: number; held: number }>(
    tx,
    `select ${COLUMNS},
            (select count(*)::int from readings_load_items i where i.load_id = l.id) as items,
            (select count(*)::int from readings_readings r
              where r.municipality_id = l.municipality_id and r.load_id = l.id and r.state = 'held'
                and r.billing <> 'superseded') as held
       from readings_loads l where municipality_id = ? and billing_group_id = ? and reference = ?`,
    [municipalityId, groupId, reference]
  )
  return row ? { ...refOf(row), items: row.items, held: row.held } : null
}

/** The load, its row locked until the transaction ends. @throws BusinessError E_READINGS_LOAD_UNKNOWN */
export async function lockLoad(tx: Tx, municipalityId: bigint, loadId: bigint): Promise<LoadRef> {
  return findLoad(tx, { municipalityId, loadId, lock: 'for update' })
}

/** The load as it stands. @throws BusinessError E_READINGS_LOAD_UNKNOWN */
export async function readLoad(tx: Tx, municipalityId: bigint, loadId: bigint): Promise<LoadRef> {
  return findLoad(tx, { municipalityId, loadId, lock: '' })
}

interface Wanted {
  readonly municipalityId: bigint
  readonly loadId: bigint
  readonly lock: '' | 'for update'
}

async function findLoad(tx: Tx, { municipalityId, loadId, lock }: Wanted): Promise<LoadRef> {
  const [row] = await query<Row>(
    tx,
    `select ${COLUMNS} from readings_loads where municipality_id = ? and id = ? ${lock}`,
    [municipalityId, loadId]
  )
  if (!row) throw errors.E_READINGS_LOAD_UNKNOWN({ id: loadId })
  return refOf(row)
}

/** What each state is called, what leads to it, and where people go to do it. */
export const STATE_TITLES: Readonly<Record<LoadState, string>> = {
  generated: 'Gerada',
  distributed: 'Distribuída',
  in_field: 'Em campo',
  returned: 'Retornada',
  processed: 'Processada',
  billed: 'Faturada',
}

const STEPS: Readonly<Record<LoadState, string>> = {
  generated: 'gerar a carga',
  distributed: 'distribuir a carga',
  in_field: 'levar a carga a campo',
  returned: 'importar o retorno',
  processed: 'processar a crítica',
  billed: 'faturar',
}

/** Refuses a step while the one before is not done, or once a later one is. @throws BusinessError E_READINGS_STATE */
export function requireState(load: LoadRef, allowed: readonly LoadState[], step: LoadState): void {
  if (allowed.includes(load.state)) return
  const needed = allowed[0]!
  const isLate = LOAD_STATES.indexOf(load.state) > LOAD_STATES.indexOf(needed)
  throw errors.E_READINGS_STATE({
    id: load.id,
    state: load.state,
    wanted: step,
    needed,
    what: STEPS[step],
    stateTitle: STATE_TITLES[load.state],
    neededTitle: STATE_TITLES[needed],
    todo: isLate ? 'Esse passo já foi feito.' : `Falta ${STEPS[needed]}.`,
  })
}

const BEFORE: Readonly<Record<LoadState, readonly LoadState[]>> = {
  generated: [],
  distributed: ['generated'],
  in_field: ['distributed'],
  returned: ['in_field', 'returned'],
  processed: ['returned'],
  billed: ['processed', 'billed'],
}

/** States in which readings of a load may come in: from the field, from another maker's handheld, or from a sheet. */
export const RECEIVING: readonly LoadState[] = ['distributed', 'in_field', 'returned']

/** The load is in somebody's hands from now on; asking again changes nothing. The caller has locked it. */
export async function takeToField(tx: Tx, load: LoadRef, now: Date): Promise<void> {
  if (load.state !== 'distributed') return
  await query(tx, `update readings_loads set state = 'in_field', in_field_at = ? where id = ?`, [
    now.toISOString(),
    load.id,
  ])
}

/**
 * Moves a load to its next state; billing marks it `billed`. Marking the state it already has is allowed where a step may
 * be repeated. Errors: E_READINGS_LOAD_UNKNOWN, E_READINGS_STATE.
 */
export async function markLoad(tx: Tx, loadId: bigint, state: LoadState): Promise<void> {
  const [row] = await query<Row>(
    tx,
    `select ${COLUMNS} from readings_loads where id = ? for update`,
    [loadId]
  )
  if (!row) throw errors.E_READINGS_LOAD_UNKNOWN({ id: loadId })
  requireState(refOf(row), BEFORE[state], state)
  await query(tx, 'update readings_loads set state = ? where id = ?', [state, loadId])
}

/** Notes when the critique of a load began; a beginning that failed counts. */
export async function beginCritique(tx: Tx, loadId: bigint, at: Date): Promise<void> {
  await query(
    tx,
    'update readings_loads set critique_began_at = coalesce(critique_began_at, ?) where id = ?',
    [at, loadId]
  )
}

/** The critique is through: nothing of the load waits for it any more. */
export async function endCritique(tx: Tx, loadId: bigint, at: Date): Promise<void> {
  await markLoad(tx, loadId, 'processed')
  await query(tx, 'update readings_loads set critique_ended_at = ? where id = ?', [at, loadId])
}
