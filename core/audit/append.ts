import type { JsonObject, Tx } from '#core/database/index'
import { type AuditEntry, entryHash, storedEntry } from './entry.ts'

/**
 * Writes one entry in the caller's transaction: it exists exactly when what it tells exists. No chain head is touched; the
 * sealer chains entries after commit.
 * @returns the entry's id.
 */
export async function appendEntry(tx: Tx, entry: AuditEntry): Promise<bigint> {
  const row = storedEntry(entry)
  const [stored] = await tx
    .insertQuery()
    .table('audit_entries')
    .insert({ ...row, hash: entryHash(row) })
    .returning('id')
  return stored.id as bigint
}

export interface ChunkEntry extends Omit<
  AuditEntry,
  'action' | 'subject' | 'reason' | 'payload' | 'description'
> {
  readonly run: { readonly id: bigint; readonly job: string; readonly label: string }
  readonly chunk: number
  readonly done: number
  readonly parked: number
  readonly figures: Readonly<Record<string, bigint>>
  /** What the job itself wants kept: the hash of the rows it wrote, with the list of columns and its version. */
  readonly trail: JsonObject
}

/** One entry for a whole chunk of a run, never one per item: figures, and the hash that the job gives of its rows. */
export function appendChunkEntry(tx: Tx, entry: ChunkEntry): Promise<bigint> {
  const { run, chunk, done, parked, figures, trail, ...common } = entry
  const text = Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, String(value)])
  )
  return appendEntry(tx, {
    ...common,
    action: run.job,
    subject: { type: 'jobs.run', id: run.id },
    description: `${run.label}: bloco ${chunk}, ${done} feitos, ${parked} retidos`,
    reason: null,
    payload: { run: String(run.id), chunk, done, parked, figures: text, trail },
  })
}
