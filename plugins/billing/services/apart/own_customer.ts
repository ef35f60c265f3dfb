import type { Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { errors } from '../../errors.ts'

interface Asked {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly customerId: bigint
}

/** The customer to be charged; one merged into another or outside the person's territory is unknown. @throws E_BILLING_CUSTOMER_UNKNOWN */
export async function ownCustomer(
  reader: Pick<Tx, 'rawQuery'>,
  { municipalityId, actor, customerId: id }: Asked
): Promise<{ readonly id: bigint; readonly name: string }> {
  const [customer] = await query<{ id: bigint; name: string }>(
    reader,
    'select id, name from registry_customers where municipality_id = ? and id = ? and merged_into_id is null',
    [municipalityId, id]
  )
  if (!customer || (await isOutside(reader, actor, { type: 'registry.customers', id }))) {
    throw errors.E_BILLING_CUSTOMER_UNKNOWN({ id })
  }
  return customer
}
