import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'

/** Fictitious: no municipality has this name, and IBGE gives no code of zeros. */
export const DEMO_MUNICIPALITY = {
  code: 'demo',
  name: 'Águas Claras do Norte',
  state: 'MT',
  ibge_code: '0000000',
  time_zone: 'America/Cuiaba',
} as const

/** The demo municipality, written when it is not there. */
export async function demoMunicipality(): Promise<bigint> {
  const { code, name, state, ibge_code: ibge, time_zone: zone } = DEMO_MUNICIPALITY
  await query(
    db,
    `insert into access_municipalities (code, name, state, ibge_code, time_zone) values (?, ?, ?, ?, ?)
     on conflict (code) do nothing`,
    [code, name, state, ibge, zone]
  )
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from access_municipalities where code = ?',
    [code]
  )
  return row!.id
}

/** Whether the database holds a municipality that is not the demo's: nothing to show there. */
export async function isInUse(): Promise<boolean> {
  const rows = await query(db, 'select id from access_municipalities where code <> ? limit 1', [
    DEMO_MUNICIPALITY.code,
  ])
  return rows.length > 0
}
