import { type Tx, query } from '#core/database/index'
import { indexPremises } from './index_premise.ts'

/** Copies on the premise of a connection the number of the meter that hangs there, so that searching it finds the premise. */
export async function setPremiseMeter(
  tx: Tx,
  { connectionId, number }: { readonly connectionId: bigint; readonly number: string | null }
): Promise<void> {
  const rows = await query<{ id: bigint }>(
    tx,
    `update registry_premises p set meter_number = ? from registry_connections c
      where c.id = ? and c.premise_id = p.id returning p.id`,
    [number, connectionId]
  )
  await indexPremises(
    tx,
    rows.map(({ id }) => id)
  )
}
