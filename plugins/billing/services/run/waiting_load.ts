import type { RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { markLoad, parkSets, supersededSets } from '#plugins/readings/api'

/** A further run that has looked at these sets again: what earlier ones said of them is over. */
export async function solveEarlier(
  tx: Tx,
  { runId, loadId }: { readonly runId: bigint; readonly loadId: bigint },
  setKeys: readonly bigint[]
): Promise<void> {
  await query(
    tx,
    `update billing_parked set state = 'solved'
      where state = 'waiting' and set_key = any(?::bigint[])
        and run_id in (select id from billing_runs where load_id = ? and id <> ?)`,
    [setKeys, loadId, runId]
  )
}

/**
 * Says of a load what still waits in it, so that the next load takes it over; what one took over already waits no more. A
 * load where nothing waits is billed, and so is the month of its group.
 */
export async function settleLoad(tx: Tx, loadId: bigint): Promise<void> {
  const superseded = await supersededSets(tx, loadId)
  await query(
    tx,
    `update billing_parked set state = 'superseded'
      where state = 'waiting' and set_key = any(?::bigint[])
        and run_id in (select id from billing_runs where load_id = ?)`,
    [[...superseded], loadId]
  )
  const waiting = await query<{ set_key: bigint }>(
    tx,
    `select set_key from billing_parked
      where state = 'waiting' and run_id in (select id from billing_runs where load_id = ?)`,
    [loadId]
  )
  await parkSets(
    tx,
    loadId,
    waiting.map((row) => row.set_key)
  )
  if (waiting.length) return
  await markLoad(tx, loadId, 'billed')
  await query(
    tx,
    `update billing_group_months set state = 'billed' where load_id = ? and state <> 'closed'`,
    [loadId]
  )
}

/** Earlier loads with parked sets, of any group: those that a later load took over wait no more. */
export async function settleEarlierLoads(
  tx: Tx,
  municipalityId: bigint,
  reference: RefMonth
): Promise<void> {
  const loads = await query<{ load_id: bigint }>(
    tx,
    `select distinct r.load_id from billing_parked p join billing_runs r on r.id = p.run_id
      where p.municipality_id = ? and p.state = 'waiting' and r.reference < ?
        and not exists (select from billing_runs o where o.load_id = r.load_id and o.state = 'running')
      order by r.load_id`,
    [municipalityId, reference]
  )
  for (const { load_id: loadId } of loads) await settleLoad(tx, loadId)
}

/** The round that would come after a run, when it is the last of its month, is done, and something still waits; else null. */
export async function nextRound(
  tx: Tx,
  municipalityId: bigint,
  runId: bigint
): Promise<number | null> {
  const [row] = await query<{ round: number }>(
    tx,
    `select r.round from billing_runs r
      where r.municipality_id = ? and r.id = ? and r.round > 0 and r.state = 'done'
        and not exists (select from billing_runs n where n.load_id = r.load_id and n.round > r.round)
        and exists (select from billing_parked p join billing_runs a on a.id = p.run_id
                     where a.load_id = r.load_id and p.state = 'waiting')`,
    [municipalityId, runId]
  )
  return row ? row.round + 1 : null
}
