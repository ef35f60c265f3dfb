import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { query } from '#core/database/index'
import { userNamed } from '#tests/support/people'
import { act as actAs, bodyOf, textOf } from '#tests/support/requests'

export const LIST = '/reviews/reviews'

export interface Unit {
  readonly premise_id: bigint
  readonly registration_number: string
  readonly street: string
  readonly number: string
  readonly district: string
  readonly zip_code: string
  readonly customer_id: bigint
  readonly name: string
  readonly taxpayer_id: string
}

/** Premises of the demo whose holder is a person with a CPF, the first ones first. */
export function unitsOf(most: number): Promise<Unit[]> {
  return query<Unit>(
    db,
    `select p.id as premise_id, p.registration_number, p.street, p.number, p.district, p.zip_code, c.id as customer_id, c.name,
            c.taxpayer_id
       from registry_premises p
       join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null
       join registry_customers c on c.id = h.customer_id and c.kind = 'person' and c.taxpayer_id is not null
      where p.kind = 'single' and p.zip_code is not null and p.number is not null order by p.id limit ?`,
    [BigInt(most)]
  )
}

export const as = async (client: ApiClient, who: string, path: string): Promise<string> => {
  const user = await userNamed(who)
  const text = await textOf(client.get(path).loginAs(user))
  return text.replaceAll(/[\u00A0\u202F]/g, ' ')
}

export async function send(client: ApiClient, who: string, path: string, form: object) {
  return client
    .post(path)
    .form(form)
    .withCsrfToken()
    .loginAs(await userNamed(who))
    .redirects(0)
}

export const act = (client: ApiClient, who: string, action: string, input: object) =>
  actAs(client, action, input, who)

/** What the form of a new review is sent with, by a person who fills everything. */
export const filled = (unit: Pick<Unit, 'premise_id'>, more: Record<string, string> = {}) => ({
  premise_id: String(unit.premise_id),
  origin: 'customer',
  reference: '09/2026',
  requested_on: '2026-10-05',
  requester_name: 'João Pereira',
  residents: '5',
  description: 'A conta veio o triplo do costume.',
  ...more,
})

/** Opens a review by its form. @returns its id */
export async function openReview(
  client: ApiClient,
  who: string,
  form: Record<string, string>
): Promise<string> {
  const made = await send(client, who, LIST, form)
  made.assertStatus(302)
  return /\/reviews\/reviews\/(\d+)$/.exec(String(made.header('location')))![1]!
}

export async function reviewOf(client: ApiClient, id: string, who = 'ana.') {
  const user = await userNamed(who)
  return bodyOf<Record<string, unknown>>(client.get(`/api${LIST}/${id}`).loginAs(user))
}

export const move = (
  client: ApiClient,
  who: string,
  id: string,
  transition: string,
  reason?: string
) => act(client, who, 'reviews.reviews.transition', { id, transition, reason })
