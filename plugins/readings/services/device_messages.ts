import { type Tx, query } from '#core/database/index'

export interface WaitingMessage {
  readonly id: number
  readonly text: string
  readonly sent_at: string
}

/** Keeps that messages were shown on their device; those of another device, or told before, are left as they are. */
export async function markReceived(
  tx: Tx,
  { deviceId, ids, now }: { deviceId: bigint; ids: readonly number[]; now: Date }
): Promise<void> {
  if (ids.length === 0) return
  await query(
    tx,
    `update readings_device_messages set received_at = ?, taken_at = coalesce(taken_at, ?)
      where device_id = ? and received_at is null and id = any(?::bigint[])`,
    [now.toISOString(), now.toISOString(), deviceId, [...ids]]
  )
}

/** What a device has not told to have shown yet, the oldest first; that it took them is kept. */
export async function takeMessages(
  tx: Tx,
  { deviceId, now }: { deviceId: bigint; now: Date }
): Promise<WaitingMessage[]> {
  const rows = await query<{ id: bigint; text: string; sent_at: Date }>(
    tx,
    `update readings_device_messages set taken_at = coalesce(taken_at, ?)
      where device_id = ? and received_at is null returning id, text, sent_at`,
    [now.toISOString(), deviceId]
  )
  return rows
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, text, sent_at: at }) => ({ id: Number(id), text, sent_at: at.toISOString() }))
}
