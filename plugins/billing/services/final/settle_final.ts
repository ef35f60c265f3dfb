import { writeEvents } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { requestOrders } from '#plugins/services/api'
import { FINAL_ORIGIN } from './final_account.ts'

interface Settled {
  readonly municipalityId: bigint
  /** What was settled, and the premises that it was of. */
  readonly itemIds: readonly bigint[]
  readonly premiseIds: readonly bigint[]
  readonly on: CivilDate
}

interface Paid {
  readonly id: bigint
  readonly number: string
  readonly premise_id: bigint
  readonly customer_id: bigint
  readonly total_cents: bigint
}

/**
 * What the open accounts of some premises are of: the items that their papers ask for and, of what a correction replaced
 * meanwhile, those that stand in its place.
 */
const OWED = `
  with recursive accounts as (
    select id, document_id from billing_final_accounts
     where municipality_id = ? and state = 'open' and premise_id = any(?::bigint[])),
  owed as (
    select a.id as account_id, t.id, t.origin_type, t.successor_id, t.is_severed, t.open_cents
      from accounts a join receivables_document_items d on d.document_id = a.document_id
      join receivables_items t on t.id = d.item_id
    union
    select o.account_id, t.id, t.origin_type, t.successor_id, t.is_severed, t.open_cents
      from owed o join receivables_items t on t.municipality_id = ? and t.origin_type = o.origin_type
       and t.origin_id = o.successor_id and t.is_severed = o.is_severed)`

/**
 * Final accounts of which nothing is open any more, whichever paper was paid: told once, as an event, and the connection's
 * disconnection is asked of the field (TR-3.2.7.15b).
 */
export async function settleFinalAccounts(
  tx: Tx,
  { municipalityId: municipality, itemIds: items, premiseIds: premises, on }: Settled
): Promise<void> {
  const paid = await query<Paid>(
    tx,
    `${OWED}
     update billing_final_accounts f set state = 'paid', paid_on = ?
      where f.id in (select account_id from owed where id = any(?::bigint[]))
        and not exists (select from owed o where o.account_id = f.id and o.open_cents > 0)
      returning id, number, premise_id, customer_id, total_cents`,
    [municipality, premises, municipality, on, items]
  )
  if (paid.length === 0) return
  await disconnect(tx, { municipalityId: municipality, on, paid })
  await writeEvents(
    tx,
    municipality,
    paid.map((account) => ({
      event: 'billing.final_account_paid',
      payload: {
        ...{ final_account: String(account.id), number: account.number, paid_on: on },
        ...{ premise: String(account.premise_id), customer: String(account.customer_id) },
        total_cents: String(account.total_cents),
      },
    }))
  )
}

/** Asks for the service that parameter `billing.final_account_order` names, once for each account. */
async function disconnect(
  tx: Tx,
  {
    municipalityId,
    on,
    paid,
  }: Pick<Settled, 'municipalityId' | 'on'> & { readonly paid: readonly Paid[] }
): Promise<void> {
  const asked = { key: 'billing.final_account_order', municipalityId, date: on }
  const type = await parameterWithin<string | null>(tx, asked)
  if (type === null) return
  await requestOrders(
    tx,
    { municipalityId, on, by: 'Faturamento' },
    paid.map((account) => ({
      ...{ type, premiseId: account.premise_id, requester: 'Conta final' },
      origin: { type: FINAL_ORIGIN, id: account.id },
      reason: `Conta final ${account.number} paga`,
    }))
  )
}
