import db from '@adonisjs/lucid/services/db'
import { type Tx, query } from '#core/database/index'
import { type BridgeView, bridgeView, closeBridge } from '#core/reports/index'
import { billingGroups } from '#plugins/registry/api'
import { LOAD_STATES, type LoadState } from '../domain/frozen_facts.ts'
import { statusOf } from '../records/options.ts'
import bridges from '../reports/bridges.ts'
import { STATE_TITLES, readLoad } from './load_state.ts'

export interface BoardRow {
  readonly id: bigint
  readonly reference: string
  readonly billing_group_id: bigint
  readonly state: LoadState
  readonly loaded_on: string
  readonly item_count: number | null
  readonly held: number
}

const BOARD_ROWS = 36

/** The latest loads with what waits in each. */
export async function cycleBoard(tx: Pick<Tx, 'rawQuery'>, municipalityId: bigint) {
  const rows = await query<BoardRow>(
    tx,
    `select l.id, l.reference, l.billing_group_id, l.state, l.loaded_on, l.item_count,
            (select count(*)::int from readings_readings r
              where r.municipality_id = l.municipality_id and r.load_id = l.id and r.state = 'held' and r.billing <> 'superseded') as held
       from readings_loads l
      where l.municipality_id = ? order by l.reference desc, l.id desc limit ${BOARD_ROWS}`,
    [municipalityId]
  )
  const names = await groupNames(tx, municipalityId)
  return rows.map((row) => ({
    ...row,
    groupName: names.get(row.billing_group_id) ?? '',
    status: statusOf(row.state),
  }))
}

async function groupNames(tx: Pick<Tx, 'rawQuery'>, municipalityId: bigint) {
  const groups = await billingGroups(tx, municipalityId)
  return new Map(groups.map(({ id, name }) => [id, name]))
}

interface Counts {
  readonly read: number
  readonly not_read: number
  readonly unmetered: number
  readonly held: number
}

/** Everything that the page of a load shows: its steps, counts, files and bridges. */
export function cyclePage(municipalityId: bigint, loadId: bigint) {
  return db.transaction(async (tx) => {
    const load = await readLoad(tx, municipalityId, loadId)
    const [counts] = await query<Counts>(
      tx,
      `select n.*,
              (select count(*)::int from readings_readings r
                where r.municipality_id = l.municipality_id and r.load_id = l.id and r.state = 'held' and r.billing <> 'superseded') as held
         from readings_loads l
         cross join lateral (
           select count(*) filter (where qualification = 'read')::int as read,
                  count(*) filter (where qualification = 'not_read')::int as not_read,
                  count(*) filter (where qualification = 'unmetered')::int as unmetered
             from readings_load_items i where i.load_id = l.id) n
        where l.id = ?`,
      [loadId]
    )
    const names = await groupNames(tx, municipalityId)
    const files = await query(
      tx,
      `select id, name, status, line_count, accepted_count, imported_at, reason
         from readings_files where load_id = ? order by id`,
      [loadId]
    )
    return {
      load,
      counts: counts!,
      groupName: names.get(load.billingGroupId) ?? '',
      files,
      routes: await routesOf(tx, loadId),
      devices: await devicesOf(tx, municipalityId),
      status: statusOf(load.state),
      steps: stepsOf(load.state),
      bridges: await bridgesOf(tx, municipalityId, load),
    }
  })
}

/** The routes of a load, each with the device that takes it. */
const routesOf = (tx: Tx, loadId: bigint) =>
  query(
    tx,
    `select a.id, a.route_id, a.device_id, a.item_count, a.to_read, a.transmitted, a.downloaded_at,
            a.title, d.name as device
       from readings_load_routes a
       left join readings_devices d on d.id = a.device_id
      where a.load_id = ? order by a.id`,
    [loadId]
  )

const devicesOf = (tx: Tx, municipalityId: bigint) =>
  query(
    tx,
    'select id, name from readings_devices where municipality_id = ? and is_active order by code',
    [municipalityId]
  )

const stepsOf = (state: LoadState) =>
  LOAD_STATES.map((step) => ({
    title: STATE_TITLES[step],
    isDone: LOAD_STATES.indexOf(step) <= LOAD_STATES.indexOf(state),
    isCurrent: step === state,
  }))

async function bridgesOf(
  tx: Tx,
  municipalityId: bigint,
  { billingGroupId, reference }: Awaited<ReturnType<typeof readLoad>>
): Promise<BridgeView[]> {
  const views: BridgeView[] = []
  for (const bridge of bridges) {
    const terms = await bridge.terms(tx, { municipalityId, billingGroupId, reference })
    views.push(bridgeView(closeBridge(bridge, terms)))
  }
  return views
}
