import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'

interface Context {
  readonly tx: Tx
  readonly municipalityId: bigint
}

/** The name of somebody who takes care of large customers. @throws E_LARGE_CUSTOMERS_MANAGER */
export async function checkManager(
  { tx, municipalityId }: Context,
  given: unknown
): Promise<string> {
  const id = BigInt(String(given))
  const [person] = await query<{ name: string; is_active: boolean }>(
    tx,
    'select name, is_active from large_customers_managers where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (!person?.is_active) {
    throw errors.E_LARGE_CUSTOMERS_MANAGER({ id, name: person?.name ?? 'A pessoa' })
  }
  return person.name
}

/** Who takes care of large customers, for the choice of the agenda. */
export const managersOf = (tx: Pick<Tx, 'rawQuery'>, municipalityId: bigint) =>
  query<{ id: bigint; name: string }>(
    tx,
    'select id, name from large_customers_managers where municipality_id = ? and is_active order by name',
    [municipalityId]
  )
