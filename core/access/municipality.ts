import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock, dateAt } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

export interface Municipality {
  readonly id: bigint
  readonly code: string
  readonly name: string
  readonly state: string
  readonly timeZone: string
}

const KEEP_MS = 60_000
type Known = Map<bigint, { readonly value: Municipality; readonly until: number }>

/** By the connection: another database has other municipalities under the same ids. */
const known = new WeakMap<object, Known>()
const nowhere = {}

function knownHere(): Known {
  const connection = db.manager.get(db.primaryConnectionName)?.connection ?? nowhere
  const here = known.get(connection) ?? new Map()
  known.set(connection, here)
  return here
}

/**
 * The municipality that a person works for; read again each minute.
 * @param reader whoever holds a transaction reads on it: a second connection may never come while others hold theirs
 */
export async function municipalityOf(
  id: bigint,
  reader: Pick<Tx, 'rawQuery'> = db
): Promise<Municipality> {
  const here = knownHere()
  const cached = here.get(id)
  if (cached && cached.until > Date.now()) return cached.value
  const [row] = await query<Municipality>(
    reader,
    'select id, code, name, state, time_zone as "timeZone" from access_municipalities where id = ?',
    [id]
  )
  const value = row!
  here.set(id, { value, until: Date.now() + KEEP_MS })
  return value
}

/** The date of an instant (now, when not said) where the municipality's clocks stand. */
export async function todayIn(
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  now: Date = clock.now()
): Promise<CivilDate> {
  const { timeZone } = await municipalityOf(municipalityId, reader)
  return dateAt(now, timeZone)
}

/** Whether this database holds the demo municipality, whose users and password the login page shows. */
export async function hasDemo(): Promise<boolean> {
  const { rows } = await db.rawQuery("select 1 from access_municipalities where code = 'demo'")
  return rows.length > 0
}
