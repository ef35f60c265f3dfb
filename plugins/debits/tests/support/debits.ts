import db from '@adonisjs/lucid/services/db'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import { systemActor } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { readStoredFile, storeFile } from '#core/files/index'
import { type RunSummary, runInline } from '#core/jobs/index'
import { type ReadRemittance, readDebitRemittance } from '#plugins/payments/api'
import { userNamed } from '#tests/support/people'
import { act as actAs } from '#tests/support/requests'

export interface OptedPremise {
  readonly id: bigint
  readonly registration: string
  readonly holderId: bigint
}

export async function municipality(): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(db, 'select id from access_municipalities limit 1')
  return row!.id
}

/** An action through the door of other systems, by who collects. */
export const act = (
  client: ApiClient,
  name: string,
  input: object,
  who = 'fabio.'
): Promise<ApiResponse> => actAs(client, name, input, who)

/** An agreement of direct debit with a bank of the demo, registered on its form. */
export async function agreementWith(
  client: ApiClient,
  bank: string,
  code: string,
  version = '05'
): Promise<bigint> {
  const [agent] = await query<{ id: bigint }>(db, 'select id from payments_agents where code = ?', [
    bank,
  ])
  const response = await client
    .post('/payments/agreements')
    .loginAs(await userNamed('fabio.'))
    .withCsrfToken()
    .form({
      ...{ agent_id: String(agent!.id), code, kind: 'direct_debit', layout_version: version },
      ...{ account: `${bank} 1234-5 00010001-0`, fee_cents: '0,55', float_days: '1' },
      ...{ fee_mode: 'deducted', file_rule: 'none', file_days: '1', file_by: '10:00' },
    })
    .redirects(0)
  response.assertStatus(302)
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from payments_agreements where code = ? and agent_id = ?',
    [code, agent!.id]
  )
  return row!.id
}

/** The first premises of a group that have a holder. */
export function premisesOf(group: bigint, count: number): Promise<OptedPremise[]> {
  return query<OptedPremise>(
    db,
    `select p.id, p.registration_number as registration, h.customer_id as "holderId" from registry_premises p
       join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null
      where p.billing_group_id = ? and p.kind = 'single' order by p.registration_number limit ?`,
    [group, count]
  )
}

export async function optIn(
  client: ApiClient,
  premise: Pick<OptedPremise, 'id'>,
  { agreementId, account }: { readonly agreementId: bigint; readonly account: string }
): Promise<void> {
  const response = await act(client, 'debits.enrol', {
    ...{ premise_id: Number(premise.id), agreement_id: Number(agreementId), agency: '1234' },
    ...{ bank_client: account, consent: 'Formulário assinado no balcão' },
  })
  response.assertStatus(200)
}

export interface OrderRow {
  readonly id: bigint
  readonly invoice_id: bigint
  readonly document_id: bigint
  readonly number: string
  readonly premise_id: bigint
  readonly amount_cents: bigint
  readonly due_on: CivilDate
  readonly debit_on: CivilDate
  readonly state: string
  readonly occurrence: string | null
  readonly attempts: number
  readonly receipt_id: bigint | null
}

export const orders = (): Promise<OrderRow[]> =>
  query<OrderRow>(
    db,
    `select o.* from debits_orders o join registry_premises p on p.id = o.premise_id order by p.registration_number, o.id`
  )

/** The remittance job, as its schedule starts it. */
export async function sendNow(on: string): Promise<RunSummary> {
  const args = { on, group: null, title: 'Todos os grupos' }
  return runInline('debits.send', args, systemActor(await municipality()))
}

/** The last remittance of an agreement, as its bank reads it. */
export async function lastRemittance(agreementId: bigint): Promise<ReadRemittance> {
  const [row] = await query<{ file_object_id: bigint; municipality_id: bigint }>(
    db,
    'select file_object_id, municipality_id from debits_remittances where agreement_id = ? order by sequence desc limit 1',
    [agreementId]
  )
  const file = await readStoredFile(db, row!.municipality_id, row!.file_object_id)
  return readDebitRemittance(new TextDecoder().decode(file.content))
}

export interface ReturnedLine {
  readonly number: number
  readonly fate: string
  readonly reason: string | null
  readonly amount_cents: bigint | null
  readonly receipt_id: bigint | null
}

export interface Returned {
  readonly status: string
  readonly reason: string | null
  readonly lines: readonly ReturnedLine[]
}

/** Imports a return of an agreement, as the upload screen starts it. */
export async function bringReturn(
  agreementId: bigint,
  content: string | Uint8Array
): Promise<Returned> {
  const municipalityId = await municipality()
  const stored = await db.transaction((tx) =>
    storeFile(tx, {
      ...{ municipalityId, name: 'retorno.ret', mediaType: 'text/plain', createdBy: null },
      content: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    })
  )
  const args = { agreementId, fileObjectId: stored.id, title: 'retorno.ret' }
  const run = await runInline('payments.import', args, systemActor(municipalityId))
  const id = run.figures['file']!
  const [file] = await query<Omit<Returned, 'lines'>>(
    db,
    'select status, reason from payments_files where id = ?',
    [id]
  )
  const lines = await query<ReturnedLine>(
    db,
    'select * from payments_file_lines where file_id = ? order by number',
    [id]
  )
  return { ...file!, lines }
}
