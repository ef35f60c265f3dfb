import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { type Tx, canonicalJson, sha256 } from '#core/database/index'
import { errors } from './errors.ts'

/** The head of an empty chain. */
export const NO_BLOCK = '0'.repeat(64)

const PAGE = 5000
/** Advisory lock of the sealer: any constant that nobody else takes. */
const SEALER_LOCK = 7_215_001

/** A block: the entries whose transaction is in [from_xid, until_xid) and whose id is in (after_id, last_id]. */
export interface Block {
  readonly epoch: number
  /** Highest id sealed by earlier epochs. */
  readonly after_id: bigint
  readonly last_id: bigint
  readonly from_xid: string
  readonly until_xid: string
  readonly entry_count: number
  readonly entries_hash: string
  readonly previous_hash: string
  /** UTC with microseconds. */
  readonly sealed_at: string
}

export const blockHash = (block: Block): string =>
  sha256(
    canonicalJson({
      epoch: block.epoch,
      after: block.after_id,
      last: block.last_id,
      from: block.from_xid,
      until: block.until_xid,
      count: block.entry_count,
      entries: block.entries_hash,
      previous: block.previous_hash,
      sealed: block.sealed_at,
    })
  )

/** What a block may cover before it is known what it does: without an upper id. */
export type OpenRange = Pick<Block, 'after_id' | 'from_xid' | 'until_xid'>
export type BlockRange = OpenRange & Partial<Pick<Block, 'last_id'>>

const HIGHEST_ID = '9223372036854775807'

export interface RangeEntry {
  readonly xid: string
  readonly id: bigint
  readonly hash: string
}

/** Reads the entries of a range in pages, in the order that the block hashes. */
export async function* entriesOf(
  client: Pick<Tx, 'rawQuery'>,
  range: BlockRange,
  columns = ''
): AsyncGenerator<RangeEntry[]> {
  let last = { xid: range.from_xid, id: '-1' }
  for (;;) {
    const { rows } = await client.rawQuery(
      `select xid::text as xid, id, hash ${columns} from audit_entries
        where (xid, id) > (?::xid8, ?::bigint) and xid >= ?::xid8 and xid < ?::xid8 and id > ?::bigint and id <= ?::bigint
        order by audit_entries.xid, id limit ?`,
      [
        last.xid,
        last.id,
        range.from_xid,
        range.until_xid,
        String(range.after_id),
        String(range.last_id ?? HIGHEST_ID),
        PAGE,
      ]
    )
    if (!rows.length) return
    yield rows as RangeEntry[]
    const end = (rows as RangeEntry[]).at(-1)!
    last = { xid: end.xid, id: String(end.id) }
  }
}

/** sha256 over one line per entry: transaction, id, hash. */
export class EntriesHash {
  readonly #hash = createHash('sha256')
  count = 0
  lastId = 0n

  add(entry: RangeEntry): void {
    if (entry.id > this.lastId) this.lastId = entry.id
    this.#hash.update(`${entry.xid}:${entry.id}:${entry.hash}\n`)
    this.count++
  }

  digest(): string {
    return this.#hash.digest('hex')
  }
}

interface Head {
  readonly epoch: number
  readonly after_id: bigint
  readonly until_xid: string
  readonly hash: string
}

export async function headOf(client: Pick<Tx, 'rawQuery'>): Promise<Head> {
  const { rows } = await client.rawQuery(
    'select epoch, after_id, until_xid::text as until_xid, hash from audit_blocks order by id desc limit 1'
  )
  return (rows[0] as Head | undefined) ?? { epoch: 1, after_id: 0n, until_xid: '0', hash: NO_BLOCK }
}

/**
 * Chains one block over all entries whose transactions have ended since the last block. The range ends at the oldest
 * transaction still open, so one that commits late is never behind it (a watermark on ids would skip it).
 * @returns the number of entries sealed; 0 when there is nothing new or another process is sealing.
 */
export async function sealTrail(): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.rawQuery(
      `select pg_try_advisory_xact_lock(?) as mine, pg_snapshot_xmin(pg_current_snapshot())::text as horizon`,
      [SEALER_LOCK]
    )
    const { mine, horizon } = rows[0] as { mine: boolean; horizon: string }
    if (!mine) return 0
    const head = await headOf(tx)
    if (BigInt(horizon) < BigInt(head.until_xid)) {
      throw errors.E_AUDIT_EPOCH({ current: horizon, sealed: head.until_xid })
    }
    return appendBlock(tx, head, {
      after_id: head.after_id,
      from_xid: head.until_xid,
      until_xid: horizon,
    })
  })
}

/** Whether an entry written before an instant still waits for its block: the sealer is not running. */
export async function isSealLate(client: Pick<Tx, 'rawQuery'>, before: Date): Promise<boolean> {
  const { after_id: afterId, until_xid: from } = await headOf(client)
  const { rows } = await client.rawQuery(
    `select exists (select from audit_entries where xid >= ?::xid8 and id > ? and at < ?) as late`,
    [from, String(afterId), before]
  )
  return (rows[0] as { late: boolean }).late
}

/** Writes the block of a range after the given head, unless it has no entries. */
export async function appendBlock(tx: Tx, head: Head, range: OpenRange): Promise<number> {
  const entries = new EntriesHash()
  for await (const page of entriesOf(tx, range)) page.forEach((entry) => entries.add(entry))
  if (!entries.count) return 0
  await insertBlock(tx, {
    epoch: head.epoch,
    ...range,
    last_id: entries.lastId,
    entry_count: entries.count,
    entries_hash: entries.digest(),
    previous_hash: head.hash,
    sealed_at: new Date().toISOString().replace('Z', '000Z'),
  })
  return entries.count
}

export async function insertBlock(tx: Tx, block: Block): Promise<void> {
  await tx
    .insertQuery()
    .table('audit_blocks')
    .insert({ ...block, hash: blockHash(block) })
}
