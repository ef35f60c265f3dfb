import { type Tx, query } from '#core/database/index'

/**
 * A customer with those that were merged into them: documents issued before a merge keep whom they were issued to, and are
 * found under who stands for them today.
 */
export async function sameCustomerIds(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  customerId: bigint
): Promise<bigint[]> {
  const rows = await query<{ id: bigint }>(
    tx,
    'select id from registry_customers where municipality_id = ? and (id = ? or merged_into_id = ?) order by id',
    [municipalityId, customerId, customerId]
  )
  return rows.map(({ id }) => id)
}
