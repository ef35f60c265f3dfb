import db from '@adonisjs/lucid/services/db'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import type { Assert } from '@japa/assert'
import { query } from '#core/database/index'
import { act, plain } from '#tests/support/requests'

export function refused(
  assert: Assert,
  answer: ApiResponse,
  code: string,
  ...texts: string[]
): void {
  assert.equal(answer.status(), 422, answer.text())
  assert.include(answer.text(), code)
  for (const text of texts) assert.include(plain(answer), text)
}

export const accepted = (assert: Assert, answer: ApiResponse): void =>
  assert.equal(answer.status(), 200, answer.text())

/** A service charged to a house. @returns the key of its debt */
export async function charge(
  client: ApiClient,
  premise: bigint,
  service = 'survey'
): Promise<string> {
  const answer = await act(client, 'billing.charge_service', {
    ...{ premise_id: Number(premise), service, executed_on: '2026-11-19' },
    reason_code: 'service',
  })
  answer.assertStatus(200)
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from billing_service_charges order by id desc limit 1'
  )
  return `service:billing.service_charges:${row!.id}`
}
