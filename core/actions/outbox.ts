import { type JsonObject, type Tx, canonicalJson } from '#core/database/index'
import { checkEvent } from './events.ts'

export interface OutboxEvent {
  readonly event: string
  readonly payload: JsonObject
}

/** Writes events to the outbox of this transaction: they are told after commit, or never happened. */
export async function writeEvents(
  tx: Tx,
  municipalityId: bigint,
  events: readonly OutboxEvent[]
): Promise<void> {
  if (!events.length) return
  for (const { event } of events) checkEvent(event)
  await tx
    .insertQuery()
    .table('actions_outbox')
    .multiInsert(
      events.map(({ event, payload }) => ({
        municipality_id: municipalityId,
        event,
        payload: canonicalJson(payload),
      }))
    )
}
