import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

export interface PersonalRead {
  readonly recordType: string
  /** As people call them: `Clientes`. */
  readonly title: string
  readonly way: 'list' | 'api' | 'export' | 'person'
  readonly rows: number
  /** As the address of the list says it. */
  readonly filter: string
}

const LONGEST_FILTER = 1000

/** Notes that somebody read personal data of many people unmasked. Reads of nothing are not noted. */
export async function notePersonalRead(
  actor: Actor,
  { recordType, title, way, rows, filter }: PersonalRead,
  reader: Pick<Tx, 'rawQuery'> = db
): Promise<void> {
  if (!rows) return
  const { origin } = actor
  await query(
    reader,
    `insert into audit_personal_reads
       (municipality_id, at, user_id, user_name, record_type, record_title, way, rows, filter, channel, address, session)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[actor.municipalityId, clock.now(), actor.userId, actor.name],
      ...[recordType, title, way, rows],
      filter.slice(0, LONGEST_FILTER),
      ...[origin?.channel ?? null, origin?.address ?? null, origin?.session ?? null],
    ]
  )
}
