import { clock } from '#core/calendar/index'
import type { OutboxEvent } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { type ExchangeFolder, type LyingFile, exchangeFolder, ownName } from './exchange_folder.ts'

/** A file that nobody has written to for so long is whole. */
const QUIET_SECONDS = 60

export interface WatchedAgreement {
  readonly id: bigint
  readonly municipalityId: bigint
  readonly agentCode: string
  readonly code: string
}

export interface TakenFiles {
  readonly taken: number
  readonly refused: number
  /** Still being written. */
  readonly left: number
  readonly events: readonly OutboxEvent[]
}

/**
 * Takes what a carrier left for an agreement. A file is claimed by one rename, so that two processes never take the same; one
 * whose size still changes is left alone; one that a killed process had claimed is taken up again. Its import starts when this
 * transaction is committed.
 */
export async function takeFiles(tx: Tx, agreement: WatchedAgreement): Promise<TakenFiles> {
  const folder = exchangeFolder(agreement.municipalityId, agreement)
  if (folder === null) return { taken: 0, refused: 0, left: 0, events: [] }
  await folder.prepare()
  const arrived = await folder.arrived()
  const whole = await wholeFiles(tx, agreement, arrived)
  for (const { name } of whole) await folder.take(name)
  const known = await query<{ taken_as: string }>(
    tx,
    `select taken_as from payments_pickups where agreement_id = ? and state = 'taken'`,
    [agreement.id]
  )
  const mine = await folder.taken()
  const fresh = mine
    .filter(({ name }) => !known.some((one) => one.taken_as === name))
    .toSorted(asTheyCame)
  const events: OutboxEvent[] = []
  let refused = 0
  for (const file of fresh) {
    const pickup = await keep(tx, { agreement, folder, file })
    if (pickup === null) refused++
    else events.push({ event: 'payments.file_taken', payload: { pickup: String(pickup) } })
  }
  return { taken: events.length, refused, left: arrived.length - whole.length, events }
}

/** Files are numbered by their banks: those of one look are imported in the order in which they were written. */
const asTheyCame = (a: LyingFile, b: LyingFile) =>
  a.changedAt.getTime() - b.changedAt.getTime() || (ownName(a.name) < ownName(b.name) ? -1 : 1)

/** Quiet for a while, or as it was at the last look. */
async function wholeFiles(
  tx: Tx,
  { id, municipalityId }: WatchedAgreement,
  arrived: readonly LyingFile[]
): Promise<LyingFile[]> {
  const seen = await query<{ name: string; size_bytes: bigint; changed_at: Date }>(
    tx,
    'delete from payments_folder_seen where agreement_id = ? returning name, size_bytes, changed_at',
    [id]
  )
  const quietSince = clock.now().getTime() - QUIET_SECONDS * 1000
  const isWhole = (file: LyingFile) =>
    file.changedAt.getTime() <= quietSince ||
    seen.some(
      (one) =>
        one.name === file.name &&
        one.size_bytes === file.size &&
        one.changed_at.getTime() === file.changedAt.getTime()
    )
  const growing = arrived.filter((file) => !isWhole(file))
  for (const { name, size, changedAt } of growing) {
    await query(
      tx,
      `insert into payments_folder_seen (agreement_id, municipality_id, name, size_bytes, changed_at) values (?, ?, ?, ?, ?)`,
      [id, municipalityId, name, size, changedAt]
    )
  }
  return arrived.filter(isWhole)
}

interface Keeping {
  readonly agreement: WatchedAgreement
  readonly folder: ExchangeFolder
  readonly file: LyingFile
}

/** @returns the row of a file whose import may start; null for one that cannot be read. */
async function keep(tx: Tx, { agreement, folder, file }: Keeping): Promise<bigint | null> {
  const { id, municipalityId } = agreement
  const name = ownName(file.name)
  const content = file.refusal === null ? await folder.read(file.name) : null
  const stored = content && (await storeFile(tx, fileOf(municipalityId, name, content)))
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into payments_pickups (municipality_id, agreement_id, name, taken_as, file_object_id, sha256, size_bytes,
       state, reason, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, id, name, file.name, stored?.id ?? null, stored?.sha256 ?? null],
      ...[file.size, stored ? 'taken' : 'rejected', file.refusal, clock.now()],
    ]
  )
  if (stored) return row!.id
  await folder.putAway(file.name, 'rejected', row!.id)
  return null
}

const fileOf = (municipalityId: bigint, name: string, content: Uint8Array) => ({
  ...{ municipalityId, name, content, mediaType: 'text/plain', createdBy: null },
})
