import db from '@adonisjs/lucid/services/db'
import type { Tx } from '#core/database/index'
import { type StoredEntry, entryHash } from './entry.ts'
import { type Block, EntriesHash, NO_BLOCK, type RangeEntry, blockHash, entriesOf } from './seal.ts'

/** The first place where the trail is not what was written. */
export interface Breach {
  readonly kind: 'entry' | 'block'
  readonly id: bigint
  /** What is wrong, in Portuguese. */
  readonly problem: string
}

export interface TrailReport {
  readonly blocks: number
  readonly entries: number
  /** Entries written in the last moments, not yet in a block. */
  readonly unsealed: number
  /** Hash of the last block: kept elsewhere, it also proves that nothing was cut off the end. */
  readonly head: string
  readonly breach: Breach | null
}

type StoredBlock = Block & { readonly id: bigint; readonly hash: string }

const ENTRY_COLUMNS = `, municipality_id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_id,
  actor_name, action, subject_type, subject_id, description, reason, payload, channel, address, agent, session, behalf_id,
  behalf_name`
const BLOCK_COLUMNS = `id, epoch, after_id, last_id, from_xid::text as from_xid, until_xid::text as until_xid, entry_count, entries_hash,
  previous_hash, hash, to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sealed_at`

type Reader = Pick<Tx, 'rawQuery'>

/** Computes every entry and block again and names the first that differs from what was sealed. */
export async function verifyTrail(reader: Reader = db): Promise<TrailReport> {
  let head: StoredBlock | null = null
  let blocks = 0
  let sealed = 0
  const done = (breach: Breach | null, entries: number, unsealed: number): TrailReport => ({
    ...{ blocks, entries, unsealed, breach },
    head: head?.hash ?? NO_BLOCK,
  })
  for await (const block of storedBlocks(reader)) {
    const breach = brokenLink(block, head) ?? (await brokenEntries(reader, block))
    if (breach) return done(breach, sealed, 0)
    head = block
    blocks++
    sealed += block.entry_count
  }
  const rest = await unsealedEntries(reader, head)
  if (rest.breach) return done(rest.breach, sealed, 0)
  const { rows } = await reader.rawQuery('select count(*)::int as total from audit_entries')
  const { total } = rows[0] as { total: number }
  const stray = total - sealed - rest.count
  return done(stray ? await strayEntry(reader, stray) : null, total, rest.count)
}

async function* storedBlocks(reader: Reader): AsyncGenerator<StoredBlock> {
  let after = 0n
  for (;;) {
    const { rows } = await reader.rawQuery(
      `select ${BLOCK_COLUMNS} from audit_blocks where id > ? order by id limit 500`,
      [String(after)]
    )
    if (!rows.length) return
    for (const block of rows as StoredBlock[]) yield block
    after = (rows as StoredBlock[]).at(-1)!.id
  }
}

function brokenLink(block: StoredBlock, before: StoredBlock | null): Breach | null {
  const problem = (text: string): Breach => ({ kind: 'block', id: block.id, problem: text })
  if (block.previous_hash !== (before?.hash ?? NO_BLOCK))
    return problem('não continua o bloco anterior')
  if (blockHash(block) !== block.hash)
    return problem('o conteúdo do bloco não confere com o seu resumo')
  if (!before || block.epoch !== before.epoch) return null
  const continues = block.from_xid === before.until_xid && block.after_id === before.after_id
  return continues ? null : problem('há um intervalo de transações sem bloco antes dele')
}

async function brokenEntries(reader: Reader, block: StoredBlock): Promise<Breach | null> {
  const entries = new EntriesHash()
  for await (const page of entriesOf(reader, block, ENTRY_COLUMNS)) {
    const breach = brokenEntry(page)
    if (breach) return breach
    page.forEach((entry) => entries.add(entry))
  }
  if (entries.count !== block.entry_count) {
    const problem = `tinha ${block.entry_count} registros quando foi selado e agora tem ${entries.count}`
    return { kind: 'block', id: block.id, problem }
  }
  if (entries.digest() === block.entries_hash) return null
  return { kind: 'block', id: block.id, problem: 'os registros não são os que foram selados' }
}

function brokenEntry(page: readonly RangeEntry[]): Breach | null {
  const broken = page.find((entry) => entryHash(entry as unknown as StoredEntry) !== entry.hash)
  return broken
    ? {
        kind: 'entry',
        id: broken.id,
        problem: 'o conteúdo do registro não confere com o seu resumo',
      }
    : null
}

async function unsealedEntries(
  reader: Reader,
  head: StoredBlock | null
): Promise<{ count: number; breach: Breach | null }> {
  const range = {
    after_id: head?.after_id ?? 0n,
    from_xid: head?.until_xid ?? '0',
    until_xid: '18446744073709551615',
  }
  let count = 0
  for await (const page of entriesOf(reader, range, ENTRY_COLUMNS)) {
    const breach = brokenEntry(page)
    if (breach) return { count, breach }
    count += page.length
  }
  return { count, breach: null }
}

/** Entries that no block covers although their transactions are behind the last one: they came by another way. */
async function strayEntry(reader: Reader, count: number): Promise<Breach> {
  const { rows } = await reader.rawQuery(
    `select e.id from audit_entries e
      where not exists (select from audit_blocks b where e.xid >= b.from_xid and e.xid < b.until_xid and e.id > b.after_id
                           and e.id <= b.last_id)
        and not exists (select from (select * from audit_blocks order by id desc limit 1) head
                         where e.xid >= head.until_xid and e.id > head.after_id)
      order by e.id limit 1`
  )
  const id = (rows[0] as { id: bigint } | undefined)?.id ?? 0n
  return {
    kind: 'entry',
    id,
    problem: `há ${count} registros fora de qualquer bloco; este é o primeiro`,
  }
}
