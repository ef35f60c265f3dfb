import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import type User from '#core/access/models/user'
import { systemActor } from '#core/access/index'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { closeBridges } from '#core/reports/index'
import { receiveAdvices } from '#plugins/receivables/api'
import { participate } from '#core/actions/index'
import type { TestMonth } from './billed_month.ts'

export interface Version {
  readonly id: bigint
  readonly number: string
  readonly version: number
  readonly replaces_id: bigint | null
  readonly settlement: string
  readonly hold: string | null
  readonly reference: string
  readonly due_on: CivilDate
  readonly issued_on: CivilDate
  readonly total_cents: bigint
  readonly own_cents: bigint
  readonly third_party_cents: bigint
  readonly credits_cents: bigint
  readonly settled_cents: bigint
  readonly billed_m3: string
  readonly measured_m3: string | null
  readonly document_id: bigint
  readonly barcode: string | null
  readonly document_state: string
}

/** Every version of the invoice of a premise and month, the first one first. */
export const versionsOf = (premiseId: bigint, reference: string): Promise<Version[]> =>
  query<Version>(
    db,
    `select i.*, trim_scale(i.billed_m3)::text as billed_m3, trim_scale(i.measured_m3)::text as measured_m3, d.barcode,
            d.state as document_state
       from billing_invoices i join receivables_documents d on d.id = i.document_id
      where i.premise_id = ? and i.reference = ? order by i.version`,
    [premiseId, reference]
  )

export const path = (id: bigint, operation: string) => `/billing/invoices/${id}/change/${operation}`

/** Sends the form of an operation, as people do: the effects first, then the confirmation. */
export async function correct(
  client: ApiClient,
  user: User,
  { id, operation, form }: { id: bigint; operation: string; form: Record<string, string> }
) {
  const send = (body: Record<string, string>) =>
    client
      .post(path(id, operation))
      .loginAs(user)
      .withCsrfToken()
      .form({ reason: 'Pedido do cliente, protocolo 1', ...body })
      .redirects(0)
  const shown = await send(form)
  const done = await send({ ...form, confirmed: 'true' })
  return { shown, done }
}

/** Money for a document, as a bank tells of it. */
export async function pay(
  municipalityId: bigint,
  { barcode, amountCents, paidOn }: { barcode: string; amountCents: bigint; paidOn: CivilDate }
) {
  return db.transaction((tx) =>
    receiveAdvices(
      tx,
      {
        municipalityId,
        postedOn: paidOn,
        participate: (point, payload) =>
          participate(point, payload, {
            ...{ tx, municipalityId, actor: systemActor(municipalityId), now: clock.now() },
          }),
      },
      [
        {
          ...{
            identity: `correction/${barcode}/${paidOn}/${amountCents}`,
            channel: 'collection_return',
          },
          ...{ sourceType: 'test', sourceId: null, agentCode: '001', paidOn, creditedOn: paidOn },
          ...{ amountCents, feeCents: 0n, barcode, endToEndId: null, txid: null },
          authentication: null,
        },
      ]
    )
  )
}

/** Names of the bridges of a group's month that do not close. */
export async function openBridges(
  scope: Pick<TestMonth, 'municipalityId' | 'billingGroupId'>,
  reference: RefMonth
): Promise<string[]> {
  const results = await db.transaction((tx) => closeBridges(tx, { ...scope, reference }))
  return results
    .filter(({ isClosed }) => !isClosed)
    .map(({ name, remainder }) => `${name}: ${remainder}`)
}

export const one = async <T = bigint>(
  sql: string,
  bindings: readonly (string | bigint)[] = []
): Promise<T> => {
  const [row] = await query<Record<string, T>>(db, sql, [...bindings])
  return Object.values(row!)[0]!
}

/** The closed service order that a correction leaves at the premise: the annotation that people look up. */
export async function annotation(task: string, premiseId: bigint) {
  const [row] = await query<{
    description: string
    reason: string
    user_name: string
    closed_at: Date
  }>(
    db,
    `select description, reason, user_name, closed_at from actions_service_records
      where task = ? and unit_type = 'registry.premises' and unit_id = ? order by id desc limit 1`,
    [task, premiseId]
  )
  return { ...row!, description: row!.description.replaceAll('\u00A0', ' ') }
}
