import { municipalityOf } from '#core/access/index'
import { type JsonObject, type Tx, query } from '#core/database/index'
import { writeMessage } from '#core/messaging/index'
import type { Recipient } from './recipients.ts'

export interface Notice {
  readonly municipalityId: bigint
  /** The same key is told once to each person. */
  readonly key: string
  readonly tone: 'bad' | 'attention' | 'good' | 'info'
  readonly title: string
  readonly text: string
  /** Path of the screen that shows more. */
  readonly path: string | null
  readonly template: 'alerts.cause' | 'alerts.recovered' | 'alerts.event'
  /** What the template asks besides title, place and link. */
  readonly data: JsonObject
  readonly withEmail: boolean
}

/** Puts a notice in the inbox of each person and in the outbox, in the caller's transaction. */
export async function tell(
  tx: Tx,
  notice: Notice,
  recipients: readonly Recipient[]
): Promise<void> {
  const { municipalityId, key, tone, title, text, path } = notice
  const { name: place } = await municipalityOf(municipalityId, tx)
  const link = path === null ? '' : `${process.env.APP_URL ?? ''}${path}`
  for (const { userId, name, email } of recipients) {
    if (userId !== null) {
      await query(
        tx,
        `insert into alerts_inbox (municipality_id, user_id, dedupe_key, tone, title, text, path)
         values (?, ?, ?, ?, ?, ?, ?) on conflict (user_id, dedupe_key) do nothing`,
        [municipalityId, userId, key, tone, title, text, path]
      )
    }
    if (email === null || !notice.withEmail) continue
    await writeMessage(tx, {
      ...{ municipalityId, channel: 'email', template: notice.template },
      ...{ recipient: email, recipientName: name },
      data: { ...notice.data, title, place, link },
      dedupeKey: `${key}/${email}`,
    })
  }
}
