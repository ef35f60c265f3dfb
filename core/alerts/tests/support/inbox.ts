import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { countingJob } from '#core/jobs/tests/support/counting_job'
import { ana, userNamed } from '#tests/support/people'
import { act as actAs } from '#tests/support/requests'

/** A job that counts, and has a time of its own. */
export const job: typeof countingJob = {
  ...countingJob,
  schedule: { args: ({ date }) => ({ key: date, items: 10, chunk: 10 }) },
}

interface Told {
  readonly email: string
  readonly title: string
  readonly text: string
}
/** What everybody was told in the inbox, the oldest first. */
export const inboxes = () =>
  query<Told>(
    db,
    'select u.email, i.title, i.text from alerts_inbox i join access_users u on u.id = i.user_id order by i.id'
  )
export const titles = async () => {
  const all = await inboxes()
  return all.map(({ title }) => title)
}
/** Nothing was told and nobody is responsible. */
export const forget = async () => {
  for (const table of [
    'alerts_inbox',
    'alerts_causes',
    'alerts_responsibles',
    'messaging_messages',
  ])
    await db.rawQuery(`delete from ${table}`)
  await db.rawQuery('delete from messaging_gateways')
}
/** An action by its address for other systems, as Ana unless said otherwise. */
export const act = (client: ApiClient, name: string, body: object, who = ana) =>
  actAs(client, name, body, who())

/** A business event programmed on its form by one administrator and approved by another: in force from today. */
export async function programEvent(client: ApiClient, form: Record<string, string>): Promise<void> {
  const drafted = await client
    .post('/alerts/events')
    .form(form)
    .withCsrfToken()
    .loginAs(await ana())
    .redirects(0)
  const path = String(drafted.header('location'))
  const from = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Cuiaba' }).format(clock.now())
  const version = { version_id: path.split('/').at(-1) }
  const submitted = await act(client, 'configuration.submit', {
    ...{ ...version, from, legal_basis: 'Ordem interna', reason: 'pedido da leitura' },
  })
  submitted.assertStatus(200)
  const approved = await act(client, 'configuration.approve', version, () =>
    userNamed('diego.admin')
  )
  approved.assertStatus(200)
}
