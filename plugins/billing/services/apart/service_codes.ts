import { type Tx, query } from '#core/database/index'
import { parcelPlaces } from '#plugins/receivables/api'
import { SERVICE_ORIGIN } from './charge_service.ts'

/** The service that each of some waiting parcels is of, by its code in the table of services. */
export async function serviceCodes(
  tx: Tx,
  municipalityId: bigint,
  parcels: readonly bigint[]
): Promise<ReadonlyMap<bigint, string>> {
  if (parcels.length === 0) return new Map()
  const places = await parcelPlaces(tx, { municipalityId, sourceType: SERVICE_ORIGIN }, parcels)
  const rows = await query<{ id: bigint; service_code: string }>(
    tx,
    'select id, service_code from billing_service_charges where municipality_id = ? and id = any(?::bigint[])',
    [municipalityId, places.map(({ sourceId }) => sourceId)]
  )
  const codes = new Map(rows.map(({ id, service_code: code }) => [id, code]))
  return new Map(places.map(({ id, sourceId }) => [id, codes.get(sourceId)!]))
}
