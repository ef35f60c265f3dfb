import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { act, done, run } from '#plugins/bureaus/tests/support/bureaus'
import type { Unit } from '#plugins/dunning/tests/functional/owing'
import { userNamed } from '#tests/support/people'

export { act, day, done, later, now, on, pay } from '#plugins/bureaus/tests/support/bureaus'
export {
  owe,
  unitsOwingNothing,
  type Debt,
  type Unit,
} from '#plugins/dunning/tests/functional/owing'

let runs = 0

/** The run of the morning. */
export const morning = () => run('collections.daily', { on: `morning ${++runs}` })

export interface CaseRow {
  readonly id: bigint
  readonly number: string
  readonly state: string
  readonly debts: number
  readonly overdue_cents: bigint
  readonly collector_id: bigint | null
  readonly priority: number
  readonly next_action_on: string | null
  readonly promise_due_on: string | null
  readonly broken_promises: number
}

export async function caseOf({ id }: Pick<Unit, 'id'>): Promise<CaseRow> {
  const [row] = await query<CaseRow>(db, 'select * from collections_cases where premise_id = ?', [
    id,
  ])
  return row!
}

export interface PromiseRow {
  readonly id: bigint
  readonly state: string
  readonly paid_cents: bigint
  readonly ended_on: string | null
}

export const promisesOf = ({ id }: Pick<Unit, 'id'>) =>
  query<PromiseRow>(db, 'select * from collections_promises where premise_id = ? order by id', [id])

/** The code of a refusal; the answer's body when there is none. */
export async function refusal(
  client: ApiClient,
  name: string,
  input: object,
  options: { readonly who?: string; readonly reason?: string } = {}
): Promise<string> {
  const answer = await act(client, name, input, options)
  const body = answer.body() as { code?: string }
  return body.code ?? JSON.stringify(body)
}

/** A portfolio written on its form. */
export async function portfolio(
  client: ApiClient,
  { name, place, who, ...criteria }: Record<string, string> & { name: string; place: string }
): Promise<bigint> {
  const collector = await userNamed(who!)
  const response = await client
    .post('/collections/portfolios')
    .loginAs(await userNamed('ana.'))
    .withCsrfToken()
    .form({ name, place, collector_id: String(collector.id), ...criteria })
    .redirects(0)
  response.assertStatus(302)
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from collections_portfolios where name = ?',
    [name]
  )
  if (!row) throw new Error(`The form refused portfolio ${name}`)
  return row.id
}

/** A contact by telephone. */
export const call = (client: ApiClient, caseId: bigint, more: object = {}, who = 'carla.') =>
  done(
    act(
      client,
      'collections.contact',
      { case_id: Number(caseId), channel: 'phone', result: 'promised', ...more },
      { who }
    )
  )
