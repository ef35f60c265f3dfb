import db from '@adonisjs/lucid/services/db'

export interface Municipality {
  readonly id: bigint
  readonly code: string
  readonly name: string
  readonly state: string
  readonly timeZone: string
}

const KEEP_MS = 60_000
const known = new Map<bigint, { value: Municipality; until: number }>()

/** The municipality that a person works for; read again each minute. */
export async function municipalityOf(id: bigint): Promise<Municipality> {
  const cached = known.get(id)
  if (cached && cached.until > Date.now()) return cached.value
  const { rows } = await db.rawQuery(
    'select id, code, name, state, time_zone from access_municipalities where id = ?',
    [id]
  )
  const row = rows[0] as {
    id: bigint
    code: string
    name: string
    state: string
    time_zone: string
  }
  const value = {
    id: row.id,
    code: row.code,
    name: row.name,
    state: row.state,
    timeZone: row.time_zone,
  }
  known.set(id, { value, until: Date.now() + KEEP_MS })
  return value
}

/** Whether this database holds the demo municipality, whose users and password the login page shows. */
export async function hasDemo(): Promise<boolean> {
  const { rows } = await db.rawQuery("select 1 from access_municipalities where code = 'demo'")
  return rows.length > 0
}
