import { todayIn } from '#core/access/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { CollectionProfile } from '#plugins/receivables/api'
import { errors } from '../../errors.ts'
import { readConnection } from './connection.ts'

/**
 * Refuses an agreement that could not register charges: without connection or key, with another key than the documents carry, or
 * beside another one that registers them.
 * @throws BusinessError E_PAYMENTS_PIX_FIELDS, …_KEY, …_OTHER, …_CONNECTION
 */
export async function checkPix(
  tx: Tx,
  { municipalityId, id }: { readonly municipalityId: bigint; readonly id: bigint | null },
  row: Readonly<Record<string, unknown>>
): Promise<void> {
  const { pix_provider: provider, pix_connection: connection, pix_key: key } = row
  if (connection) await readConnection(String(connection))
  if (!provider) return
  if (!connection || !key) throw errors.E_PAYMENTS_PIX_FIELDS()
  const { pix } = await parameterWithin<CollectionProfile>(tx, {
    ...{ key: 'receivables.collection_profile', municipalityId },
    date: await todayIn(tx, municipalityId),
  })
  if (pix?.key !== key)
    throw errors.E_PAYMENTS_PIX_KEY({ key: String(key), other: pix?.key ?? null })
  const [other] = await query<{ code: string }>(
    tx,
    `select code from payments_agreements where municipality_id = ? and pix_provider = 'api_pix' and id is distinct from ?`,
    [municipalityId, id]
  )
  if (other) throw errors.E_PAYMENTS_PIX_OTHER({ code: other.code })
}
