import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { query } from '#core/database/index'
import type { TestMonth } from '#plugins/billing/tests/functional/billed_month'
import { userNamed } from '#tests/support/people'
import { act } from '#tests/support/requests'
import { type House, billKey, houses } from './houses.ts'

export interface Terms {
  readonly premise: bigint
  readonly debts: readonly string[]
  readonly instalments: number
  readonly down_cents?: string
  readonly [name: string]: unknown
}

export const sign = (client: ApiClient, { premise, ...terms }: Terms, who = 'ana.') =>
  act(client, 'plans.sign', { premise_id: Number(premise), ...terms }, who)

/** Signs, and answers the plan; what is refused is told whole. */
export async function signed(client: ApiClient, terms: Terms): Promise<bigint> {
  const answer = await sign(client, terms)
  if (answer.status() !== 200) throw new Error(answer.text())
  const [plan] = await query<{ id: bigint }>(
    db,
    'select id from plans_agreements order by id desc limit 1'
  )
  return plan!.id
}

/** A house with one invoice of so many reais, and the plan that it passed to. */
export async function signedHouse(
  client: ApiClient,
  reais: string,
  terms: Omit<Terms, 'premise' | 'debts'>
): Promise<{ readonly month: TestMonth; readonly house: House; readonly plan: bigint }> {
  const { month, houses: built } = await houses([reais])
  const [house] = built as readonly [House]
  const debts = [billKey(house.invoices[0]!)]
  const plan = await signed(client, {
    ...{ ...terms, instalments: terms['instalments'] as number, premise: house.id, debts },
  })
  return { month, house, plan }
}

/** What one house of so many reais signs with: itself and its only invoice. */
export async function owing(reais: string): Promise<Pick<Terms, 'premise' | 'debts'>> {
  const {
    houses: [one],
  } = await houses([reais])
  return { premise: one!.id, debts: [billKey(one!.invoices[0]!)] }
}

export interface Simulated {
  readonly open_cents: string
  readonly fine_cents: string
  readonly interest_cents: string
  readonly negotiated_cents: string
  readonly down_cents: string
  readonly total_cents: string
  readonly left_out: readonly { readonly why: string; readonly open_cents: string }[]
  readonly debts: readonly {
    readonly key: string
    readonly kind: string
    readonly is_chosen: boolean
    readonly open_cents: string
    readonly fine_cents: string
    readonly interest_cents: string
    readonly total_cents: string
  }[]
  readonly instalments: readonly {
    readonly reference: string
    readonly principal_cents: string
    readonly interest_cents: string
    readonly amount_cents: string
  }[]
  readonly refusals: readonly { readonly code: string; readonly text: string }[]
}

export async function simulate(
  client: ApiClient,
  asked: Readonly<Record<string, unknown>>
): Promise<Simulated> {
  const answer = await client
    .get('/api/plans/simulation')
    .qs(asked as Record<string, string>)
    .accept('json')
    .loginAs(await userNamed('ana.'))
  if (answer.status() !== 200) throw new Error(answer.text())
  return answer.body() as Simulated
}
