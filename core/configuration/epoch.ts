import db from '@adonisjs/lucid/services/db'
import type { Tx } from '#core/database/index'
import type { Reader } from './query.ts'

/** How long a process may go on with what it read before it asks whether something was approved. */
const COMPARE_EVERY_MS = 10_000

interface Seen {
  connection: unknown
  epoch: bigint
  comparedAt: number
}

let seen: Seen | undefined
/** Transactions that approved something themselves: what they read is not yet true for others. */
const approving = new WeakSet<object>()
let generation = 0

/**
 * A number that changes when something cached may be old: another epoch in the database (compared every 10 s), a new
 * connection, or an approval of this process.
 * @param tx whoever holds a transaction compares on it: a second connection may never come while others hold theirs
 */
export async function cacheGeneration(tx?: Reader): Promise<number> {
  const connection = db.manager.get(db.primaryConnectionName)?.connection
  const isRecent =
    seen?.connection === connection &&
    connection !== undefined &&
    Date.now() - seen!.comparedAt < COMPARE_EVERY_MS
  if (isRecent) return generation
  const { rows } = await (tx ?? db).rawQuery('select epoch from configuration_epoch')
  const { epoch } = rows[0] as { epoch: bigint }
  const now = db.manager.get(db.primaryConnectionName)?.connection
  if (seen?.connection !== now || seen?.epoch !== epoch) generation++
  seen = { connection: now, epoch, comparedAt: Date.now() }
  return generation
}

/** The hash of the last approval, its row locked so that approvals come one after the other. */
export async function lockHead(tx: Tx): Promise<string | null> {
  const { rows } = await tx.rawQuery('select head from configuration_epoch for update')
  return (rows[0] as { head: string | null }).head
}

/** Whether this transaction approved something, so that what it reads must not be kept. */
export const hasApproved = (reader: object): boolean => approving.has(reader)

/** Tells every process that something was approved, and keeps the new head of the chain. */
export async function advanceEpoch(tx: Tx, head: string): Promise<void> {
  await tx.rawQuery('update configuration_epoch set epoch = epoch + 1, head = ?', [head])
  approving.add(tx)
  const forget = () => {
    generation++
  }
  tx.after('commit', forget)
  tx.after('rollback', forget)
}
