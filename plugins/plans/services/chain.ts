import { type ParticipantContext, participate } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import type { SettlementContext } from '#plugins/receivables/api'

/** What a participant works with when it moves debts itself. */
export interface SettlingContext extends Pick<SettlementContext, 'municipalityId' | 'participate'> {
  readonly tx: Tx
  readonly by: string
}

export const settlingContext = (context: ParticipantContext): SettlingContext => ({
  ...{ tx: context.tx, municipalityId: context.municipalityId, by: context.actor.name },
  participate: (point, payload) => participate(point, payload, context),
})

/** A plan and those whose place it took, one after another. */
export async function chainOf(tx: Tx, municipalityId: bigint, id: bigint): Promise<bigint[]> {
  const rows = await query<{ id: bigint }>(
    tx,
    `with recursive chain as (
       select id, previous_id from plans_agreements where municipality_id = ? and id = ?
       union all
       select a.id, a.previous_id from plans_agreements a join chain c on a.id = c.previous_id)
     select id from chain order by id`,
    [municipalityId, id]
  )
  return rows.map((row) => row.id)
}
