import db from '@adonisjs/lucid/services/db'
import { canonicalJson, query } from '#core/database/index'
import type { DeliveredEvent, Listener } from '../types.ts'

/** What another system gets: the same text at every attempt. */
const bodyOf = ({ id, name, municipalityId, createdAt, payload }: DeliveredEvent) =>
  canonicalJson({
    ...{ id: String(id), event: name, municipality: String(municipalityId) },
    ...{ happened_at: createdAt.toISOString(), data: payload },
  })

/** Puts every event in the queue of each system that asked for it; once each, however often it is told. */
export const webhookListener: Listener = {
  event: '*',
  name: 'core.webhooks',
  async run(event) {
    await query(
      db,
      `insert into actions_webhook_deliveries (municipality_id, webhook_id, event_id, event, body)
       select municipality_id, id, ?, ?, ? from actions_webhooks
        where municipality_id = ? and is_active and (? = any(events) or '*' = any(events))
       on conflict (webhook_id, event_id) do nothing`,
      [event.id, event.name, bodyOf(event), event.municipalityId, event.name]
    )
  },
}
