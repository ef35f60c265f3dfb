import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { ConnectionSituation } from '../domain/premise_facts.ts'
import { errors } from '../errors.ts'

export interface SituationChange {
  readonly municipalityId: bigint
  readonly connectionId: bigint
  readonly situation: ConnectionSituation
  readonly from: CivilDate
  readonly reason: string | null
  readonly by: string
}

export interface ChangedSituation {
  readonly premiseId: bigint
  readonly title: string
  readonly before: ConnectionSituation
}

interface ConnectionRow {
  readonly premise_id: bigint
  readonly title: string
  readonly situation: ConnectionSituation
  readonly connected_on: CivilDate
}

/** Changes the situation of one connection from a day on; the other connection of the premise is not touched. Errors: E_REGISTRY_*. */
export async function changeSituation(tx: Tx, change: SituationChange): Promise<ChangedSituation> {
  const { municipalityId, connectionId: id, situation } = change
  const [connection] = await query<ConnectionRow>(
    tx,
    `select premise_id, title, situation, connected_on from registry_connections
      where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!connection) throw errors.E_REGISTRY_CONNECTION_UNKNOWN({ id })
  const { situation: before } = connection
  if (before === situation) throw errors.E_REGISTRY_SITUATION_SAME({ id, situation })
  await endSituation(tx, change, connection)
  await query(tx, 'update registry_connections set situation = ? where id = ?', [situation, id])
  await writeSituation(tx, { ...change, until: null })
  return { premiseId: connection.premise_id, title: connection.title, before }
}

/** A connection with no history yet has been as it is since it was connected. */
async function endSituation(
  tx: Tx,
  change: SituationChange,
  { situation, connected_on: connectedOn }: ConnectionRow
): Promise<void> {
  const { connectionId: id, from } = change
  const [open] = await query<{ from_on: CivilDate }>(
    tx,
    'select from_on from registry_connection_situations where connection_id = ? and until_on is null',
    [id]
  )
  const since = open?.from_on ?? connectedOn
  if (since >= from) {
    throw errors.E_REGISTRY_SITUATION_DATE({ id, from, since: formatDate(since) })
  }
  const until = addDays(from, -1)
  if (open) {
    await query(
      tx,
      'update registry_connection_situations set until_on = ? where connection_id = ? and until_on is null',
      [until, id]
    )
    return
  }
  await writeSituation(tx, { ...change, situation, from: since, until, reason: null, by: null })
}

type SituationRow = Omit<SituationChange, 'by'> & {
  readonly by: string | null
  readonly until: CivilDate | null
}

export async function writeSituation(tx: Tx, row: SituationRow): Promise<void> {
  await query(
    tx,
    `insert into registry_connection_situations
       (municipality_id, connection_id, situation, from_on, until_on, reason, changed_by)
     values (?, ?, ?, ?, ?, ?, ?)`,
    [row.municipalityId, row.connectionId, row.situation, row.from, row.until, row.reason, row.by]
  )
}
