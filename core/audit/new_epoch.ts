import db from '@adonisjs/lucid/services/db'
import type { Tx } from '#core/database/index'
import { EntriesHash, appendBlock, headOf, insertBlock } from './seal.ts'

/**
 * After the database was restored from a copy, its transactions are counted anew and may be below those already sealed.
 * What was restored is sealed to its last entry, and a new epoch begins: its blocks cover only entries with a higher id.
 * The chain goes on: the first block of the new epoch names the last one of the old.
 * @returns the number of the epoch that began.
 */
export async function beginEpoch(): Promise<number> {
  return db.connection('owner').transaction(async (tx) => {
    // Waits for writers and keeps others out, so that no entry is between the two epochs.
    await tx.rawQuery('lock table audit_entries in share row exclusive mode')
    const head = await headOf(tx)
    const { rows } = await tx.rawQuery(
      'select greatest(max(xid), ?::xid8)::text as last from audit_entries',
      [head.until_xid]
    )
    const { last } = rows[0] as { last: string }
    const until = String(BigInt(last) + 1n)
    await appendBlock(tx, head, {
      after_id: head.after_id,
      from_xid: head.until_xid,
      until_xid: until,
    })
    const { hash, epoch } = await headOf(tx)
    const sealed = await lastSealedId(tx)
    const begun = {
      epoch: epoch + 1,
      after_id: sealed,
      last_id: sealed,
      from_xid: '0',
      until_xid: '1',
      entry_count: 0,
      entries_hash: new EntriesHash().digest(),
      previous_hash: hash,
      sealed_at: new Date().toISOString().replace('Z', '000Z'),
    }
    await insertBlock(tx, begun)
    return begun.epoch
  })
}

async function lastSealedId(tx: Tx): Promise<bigint> {
  const { rows } = await tx.rawQuery('select coalesce(max(last_id), 0) as id from audit_blocks')
  return (rows[0] as { id: bigint }).id
}
