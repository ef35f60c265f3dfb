import type { CivilDate } from '#core/calendar/index'
import type { Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { indexSearchAll } from '#core/records/index'
import { type UnmeteredWanted, unmetered } from './unmetered.ts'
import type { Doing } from './write_movement.ts'

export interface Installing extends Doing {
  readonly team: string
  readonly on: CivilDate
}

/**
 * Asks a meter for each active connection without one that has the pressure (CM-15); one that is asked already is left.
 * @returns how many were asked.
 */
export async function orderInstallations(
  tx: Tx,
  actor: Actor,
  { municipalityId, by, team, on }: Installing,
  wanted: UnmeteredWanted
): Promise<number> {
  const found = unmetered(actor, { ...wanted, isFit: true })
  const rows = await query<{ id: bigint }>(
    tx,
    `insert into metering_orders (municipality_id, kind, connection_id, premise_id, origin, requester, team, opened_on,
       opened_by, remarks)
     select ?, 'installation', u.connection_id, u.premise_id, 'utility', ?, ?, ?::date, ?,
            'Pressão de ' || replace(u.pressure_mca::text, '.', ',') || ' mca medida em ' || to_char(u.measured_on, 'DD/MM/YYYY')
       from (${found.sql}) u
     on conflict (connection_id) where kind = 'installation' and state = 'open' do nothing returning id`,
    [municipalityId, by, team, on, by, ...found.bindings]
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length) await indexSearchAll(tx, 'metering.orders', municipalityId, ids)
  return ids.length
}

/** The installation that was asked is done, whoever did it. */
export async function closeInstallationOrders(
  tx: Tx,
  { by }: Doing,
  {
    connectionId,
    meterId,
    on,
  }: { readonly connectionId: bigint; readonly meterId: bigint; readonly on: CivilDate }
): Promise<void> {
  await query(
    tx,
    `update metering_orders set state = 'done', closed_on = greatest(opened_on, ?::date), closed_by = ?, meter_id = ?
      where connection_id = ? and kind = 'installation' and state = 'open'`,
    [on, by, meterId, connectionId]
  )
}
