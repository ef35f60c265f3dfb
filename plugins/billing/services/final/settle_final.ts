import { writeEvents } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

interface Settled {
  readonly municipalityId: bigint
  readonly itemIds: readonly bigint[]
  readonly on: CivilDate
}

interface Paid {
  readonly id: bigint
  readonly number: string
  readonly premise_id: bigint
  readonly customer_id: bigint
  readonly total_cents: bigint
}

/** Final accounts of which nothing is open any more, whichever paper was paid: told once, as an event. */
export async function settleFinalAccounts(
  tx: Tx,
  { municipalityId, itemIds, on }: Settled
): Promise<void> {
  const paid = await query<Paid>(
    tx,
    `update billing_final_accounts f set state = 'paid', paid_on = ?
      where f.municipality_id = ? and f.state = 'open'
        and f.document_id in (select document_id from receivables_document_items where item_id = any(?::bigint[]))
        and not exists (select 1 from receivables_document_items d join receivables_items t on t.id = d.item_id
                         where d.document_id = f.document_id and t.open_cents > 0)
      returning id, number, premise_id, customer_id, total_cents`,
    [on, municipalityId, itemIds]
  )
  await writeEvents(
    tx,
    municipalityId,
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
