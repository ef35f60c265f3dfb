import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { indexPremises } from './index_premise.ts'

interface Change {
  readonly id: bigint
  readonly after: Readonly<Record<string, unknown>>
}

/** A customer's new name goes to the premises of which it is the holder today. */
export async function renameHolder({ tx }: ActionContext, { id, after }: Change): Promise<void> {
  if (typeof after.name !== 'string') return
  const premises = await query<{ id: bigint }>(
    tx,
    `update registry_premises p set holder_name = ?
       from registry_holdings h
      where h.customer_id = ? and h.premise_id = p.id and h.role = 'holder' and h.until_on is null
      returning p.id`,
    [after.name, id]
  )
  await indexPremises(
    tx,
    premises.map((premise) => premise.id)
  )
}
