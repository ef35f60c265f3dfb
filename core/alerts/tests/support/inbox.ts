import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { countingJob } from '#core/jobs/tests/support/counting_job'
import { ana } from '#tests/support/people'

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
export async function act(client: ApiClient, name: string, body: object, who = ana) {
  return client
    .post(`/api/actions/${name}`)
    .json(body)
    .withCsrfToken()
    .loginAs(await who())
}
