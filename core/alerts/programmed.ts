import db from '@adonisjs/lucid/services/db'
import { municipalityOf } from '#core/access/index'
import type { DeliveredEvent } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { inForceWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { compileTemplate } from '#core/documents/index'
import { plainText } from '#core/messaging/index'
import { ALERT_KIND, type ProgrammedAlert, asAlert } from './alert_kind.ts'
import { isMet } from './condition.ts'
import { raiseAlert } from './raise.ts'
import { recipientsOf } from './recipients.ts'
import { tell } from './tell.ts'

interface Named {
  readonly key: string
  readonly alert: ProgrammedAlert
}

/** The programmed alerts of an event that are in force today. */
async function alertsFor(tx: Tx, { municipalityId, name }: DeliveredEvent): Promise<Named[]> {
  const items = await query<{ key: string }>(
    tx,
    `select distinct key from configuration_items
      where kind = ? and (municipality_id = ? or municipality_id is null) order by key`,
    [ALERT_KIND, municipalityId]
  )
  if (!items.length) return []
  const { timeZone } = await municipalityOf(municipalityId, tx)
  const today = clock.today(timeZone)
  const found: Named[] = []
  for (const { key } of items) {
    const version = await inForceWithin(tx, { kind: ALERT_KIND, key, municipalityId }, today)
    const alert = version && asAlert(version.content)
    if (alert?.is_active && alert.event === name) found.push({ key, alert })
  }
  return found
}

/** Tells people of a business event as administrators have programmed it. One alert that fails does not stop the others. */
export async function tellProgrammed(event: DeliveredEvent): Promise<void> {
  await db.transaction(async (tx) => {
    for (const { key, alert } of await alertsFor(tx, event)) {
      try {
        if (isMet(alert, event.payload)) await tellOne(tx, event, { key, alert })
      } catch (error) {
        await tellBroken(tx, event, key, error)
      }
    }
  })
}

async function tellOne(tx: Tx, event: DeliveredEvent, { key, alert }: Named): Promise<void> {
  const write = (template: string) => plainText(compileTemplate(template)(event.payload))
  const [title, text] = [write(alert.title), write(alert.text)]
  const { municipalityId } = event
  await tell(
    tx,
    {
      ...{ municipalityId, title, text, tone: 'info', path: null, withEmail: alert.with_email },
      key: `event/${event.id}/${key}`,
      template: 'alerts.event',
      data: { text },
    },
    await recipientsOf(tx, municipalityId, alert.to)
  )
}

async function tellBroken(
  tx: Tx,
  event: DeliveredEvent,
  key: string,
  error: unknown
): Promise<void> {
  const { people, message } = error as { people?: string; message: string }
  await raiseAlert(tx, {
    ...{ municipalityId: event.municipalityId, topic: 'rule', key: `rule/${key}` },
    title: `O alerta programado “${key}” falhou`,
    detail: `No evento ${event.name} ${event.id}: ${people ?? message}`,
    path: `/configuration/${ALERT_KIND}/${encodeURIComponent(key)}`,
  })
}
