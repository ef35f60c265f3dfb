import { type JsonObject, type Tx, canonicalJson } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { errors } from './errors.ts'

export interface OutboxEvent {
  readonly event: string
  readonly payload: JsonObject
}

/** Events of the kernel's own rooms; those of plugins stand in their manifests. */
export const KERNEL_EVENTS: ReadonlySet<string> = new Set([
  'jobs.run_finished',
  'jobs.run_failed',
  'jobs.schedule_failed',
])

/** @throws BusinessError E_ACTIONS_EVENT when nobody declared the event: a listener could never have been written for it. */
export function checkEvent(event: string): void {
  const isDeclared =
    KERNEL_EVENTS.has(event) ||
    registries().plugins.some(({ events }) => (events as readonly string[]).includes(event))
  if (!isDeclared) throw errors.E_ACTIONS_EVENT({ event })
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
