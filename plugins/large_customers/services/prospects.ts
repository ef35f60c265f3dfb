import { todayIn } from '#core/access/index'
import { type ActionContext, prepareAction, runPrepared } from '#core/actions/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { createAction, isOutside } from '#core/records/index'
import { errors } from '../errors.ts'

export const PROSPECT = 'large_customers.prospects'

export interface ProspectRow {
  readonly id: bigint
  readonly name: string
  readonly kind: 'person' | 'company' | 'public_body'
  readonly taxpayer_id: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly street: string | null
  readonly number: string | null
  readonly district: string | null
  readonly city: string | null
  readonly state: string
}

/** Refuses changes of a prospect that is one no more. @throws E_LARGE_CUSTOMERS_PROSPECT_ENDED */
export function refuseEnded(before: Readonly<Record<string, unknown>> | null): void {
  if (before && before.state !== 'open')
    throw errors.E_LARGE_CUSTOMERS_PROSPECT_ENDED({
      ...{ name: String(before.name), state: String(before.state) },
    })
}

/** A prospect that still is one, held until the end of the transaction. Errors: _UNKNOWN, _PROSPECT_ENDED. */
export async function lockProspect(
  { tx, municipalityId, actor }: ActionContext,
  id: bigint
): Promise<ProspectRow> {
  const [row] = await query<ProspectRow>(
    tx,
    `select id, name, kind, taxpayer_id, phone, email, street, number, district, city, state
       from large_customers_prospects where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!row || (await isOutside(tx, actor, { type: PROSPECT, id })))
    throw errors.E_LARGE_CUSTOMERS_UNKNOWN({ what: 'cliente potencial', id })
  refuseEnded({ ...row })
  return row
}

export interface Converted {
  readonly id: bigint
  readonly name: string
  readonly customerId: bigint
  readonly isNew: boolean
  readonly visits: number
}

/** A prospect becomes a customer, new or known, whose history its visits are from then on. Errors: _UNKNOWN, _PROSPECT_ENDED. */
export async function convertProspect(
  context: ActionContext,
  id: bigint,
  known: bigint | null
): Promise<Converted> {
  const { tx, municipalityId } = context
  const prospect = await lockProspect(context, id)
  const customerId = known === null ? await createCustomer(context, prospect) : known
  if (known !== null) await checkCustomer(context, known)
  await query(
    tx,
    `update large_customers_prospects set state = 'converted', customer_id = ?, ended_on = ? where id = ?`,
    [customerId, await todayIn(tx, municipalityId), id]
  )
  const visits = await query<{ id: bigint }>(
    tx,
    'update large_customers_visits set customer_id = ? where municipality_id = ? and prospect_id = ? returning id',
    [customerId, municipalityId, id]
  )
  return { id, name: prospect.name, customerId, isNew: known === null, visits: visits.length }
}

/** What of a prospect is the customer's too. */
const TOLD = [
  ...(['name', 'kind', 'taxpayer_id', 'phone', 'email'] as const),
  ...(['street', 'number', 'district', 'city'] as const),
]

/** By the registry's own creation: its checks, its permission and its history. */
async function createCustomer(
  { tx, actor, now }: ActionContext,
  prospect: ProspectRow
): Promise<bigint> {
  const input = Object.fromEntries(
    TOLD.flatMap((name) => (prospect[name] === null ? [] : [[name, prospect[name]]]))
  )
  const creation = createAction(registries().records.get('registry.customers'))
  const { output } = await runPrepared(tx, await prepareAction(creation, { actor, input, now }))
  return output.id
}

async function checkCustomer({ tx, municipalityId, actor }: ActionContext, id: bigint) {
  const [row] = await query<{ id: bigint }>(
    tx,
    'select id from registry_customers where municipality_id = ? and id = ? and merged_into_id is null',
    [municipalityId, id]
  )
  if (!row || (await isOutside(tx, actor, { type: 'registry.customers', id })))
    throw errors.E_LARGE_CUSTOMERS_UNKNOWN({ what: 'cliente', id })
}

/** A prospect that will not become a customer. Errors: _UNKNOWN, _PROSPECT_ENDED. */
export async function loseProspect(
  context: ActionContext,
  id: bigint
): Promise<{ readonly id: bigint; readonly name: string }> {
  const { tx, municipalityId, reason } = context
  const { name } = await lockProspect(context, id)
  await query(
    tx,
    `update large_customers_prospects set state = 'lost', lost_reason = ?, ended_on = ? where id = ?`,
    [reason, await todayIn(tx, municipalityId), id]
  )
  return { id, name }
}
