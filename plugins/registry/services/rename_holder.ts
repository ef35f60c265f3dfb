import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { indexPremises } from './index_premise.ts'

interface Change {
  readonly id: bigint
  readonly after: Readonly<Record<string, unknown>>
}

/** A customer's new name or taxpayer number goes to the premises of which it is the holder today. */
export async function renameHolder({ tx }: ActionContext, { id, after }: Change): Promise<void> {
  if (!('name' in after) && !('taxpayer_id' in after)) return
  const premises = await query<{ id: bigint }>(
    tx,
    `update registry_premises p set holder_name = c.name, holder_taxpayer_id = c.taxpayer_id
       from registry_holdings h join registry_customers c on c.id = h.customer_id
      where h.customer_id = ? and h.premise_id = p.id and h.role = 'holder' and h.until_on is null
      returning p.id`,
    [id]
  )
  await indexPremises(
    tx,
    premises.map((premise) => premise.id)
  )
}
