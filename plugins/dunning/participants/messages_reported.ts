import { municipalityOf, todayIn } from '#core/access/index'
import type { Participant, ParticipantContext } from '#core/actions/index'
import { query } from '#core/database/index'
import type { ReportedBatch } from '#core/messaging/index'
import { messageTermsOn } from '../services/messages/reach.ts'

/** What became of the message of a notice comes back to it; a delivery is the notice's own where the terms say so. */
export const messagesReported: Participant<ReportedBatch> = {
  point: 'messaging.reported',
  async run(context, { reports }) {
    const rows = await query<{ id: bigint; was_delivered: boolean }>(
      context.tx,
      `with told as (
         select message, min(at) filter (where status = 'sent') as sent,
                min(at) filter (where status in ('delivered', 'read')) as delivered,
                min(at) filter (where status = 'read') as read, max(error) filter (where status = 'failed') as error
           from unnest(?::bigint[], ?::text[], ?::timestamptz[], ?::text[]) as u (message, status, at, error)
          group by message)
       update dunning_notices n
          set message_sent_at = coalesce(n.message_sent_at, t.sent, t.delivered),
              message_delivered_at = coalesce(n.message_delivered_at, t.delivered),
              message_read_at = coalesce(n.message_read_at, t.read),
              message_problem = t.error,
              message_state = case when coalesce(n.message_read_at, t.read) is not null then 'read'
                                   when coalesce(n.message_delivered_at, t.delivered) is not null then 'delivered'
                                   when t.error is not null then 'failed' else 'sent' end
         from told t where n.municipality_id = ? and n.message_id = t.message
       returning n.id, t.delivered is not null as was_delivered`,
      [
        ...[reports.map(({ messageId }) => messageId), reports.map(({ status }) => status)],
        ...[reports.map(({ at }) => at), reports.map(({ error }) => error)],
        context.municipalityId,
      ]
    )
    const delivered = rows.filter((row) => row.was_delivered).map(({ id }) => id)
    if (delivered.length) await markDelivered(context, delivered)
    return []
  },
}

async function markDelivered(
  { tx, municipalityId, actor }: ParticipantContext,
  ids: readonly bigint[]
): Promise<void> {
  const on = await todayIn(tx, municipalityId)
  const terms = await messageTermsOn(tx, municipalityId, on)
  if (!terms.counts_as_delivery) return
  const { timeZone } = await municipalityOf(municipalityId, tx)
  await query(
    tx,
    `with delivered as (
       update dunning_notices
        set delivered_on = greatest(issued_on, (message_delivered_at at time zone ?)::date), delivery = 'electronic',
            delivery_proof = 'Mensagem ' || message_id || ', entregue segundo o canal'
      where municipality_id = ? and id = any(?::bigint[]) and kind <> 'letter' and delivered_on is null
     returning *)
     insert into dunning_deliveries (municipality_id, notice_id, premise_id, debtor_id, tried_on, tried_time, result, deliverer,
            recipient, recorded_by)
     select municipality_id, id, premise_id, debtor_id, delivered_on, to_char(message_delivered_at at time zone ?, 'HH24:MI'),
            'delivered', case message_channel when 'whatsapp' then 'WhatsApp' else 'E-mail' end, message_to, ?
       from delivered`,
    [timeZone, municipalityId, ids, timeZone, actor.name]
  )
}
