import { formatDate, type CivilDate } from '#core/calendar/index'
import { parseContent, readVersion } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { parcelPlaces } from '#plugins/receivables/api'
import type { TariffTable } from '#plugins/tariffs/api'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import { parcelsOf, priceCents } from '../../domain/parcels.ts'
import { SERVICE_ORIGIN } from '../apart/charge_service.ts'

/** What the price of a service was computed from, as it is stored. */
interface PricedService {
  readonly version_id: bigint
  readonly service_code: string
  readonly title: string
  readonly executed_on: CivilDate
  readonly quantity: number
}

/** The total of a service computed again (cents), and how, in sentences. */
export interface PricedAgain {
  readonly totalCents: bigint
  readonly texts: readonly string[]
}

/** The price of a service that was sold, again. */
export async function priceOfSold(
  tx: Tx,
  municipalityId: bigint,
  {
    table,
    id,
  }: { readonly table: `billing_${'service' | 'customer'}_charges`; readonly id: bigint }
): Promise<PricedAgain> {
  const [sold] = await query<PricedService>(
    tx,
    `select version_id, service_code, title, executed_on, quantity from ${table} where municipality_id = ? and id = ?`,
    [municipalityId, id]
  )
  return priceAgain(tx, municipalityId, sold!)
}

/** The price of a service again, from the very version of the table that gave it. */
async function priceAgain(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  service: PricedService
): Promise<PricedAgain> {
  const version = await readVersion(tx, service.version_id, municipalityId)
  const table = parseContent(version.content) as unknown as TariffTable
  const price = priceCents(table.services?.[service.service_code]?.amount ?? '0')
  const totalCents = price * BigInt(service.quantity)
  const act = version.legalBasis ? ` (${version.legalBasis})` : ''
  const since = version.from ? `, desde ${formatDate(version.from)}` : ''
  return {
    totalCents,
    texts: [
      `Preço do dia ${formatDate(service.executed_on)}: ${table.title}, versão ${version.number}${since}${act}`,
      `${service.quantity} × ${formatMoney(price)} = ${formatMoney(totalCents)}`,
    ],
  }
}

/** A parcel of a service computed again (cents), and how. */
export interface ParcelAgain {
  readonly amountCents: bigint
  readonly texts: readonly string[]
}

/** Parcels that invoices ask for, by waiting charge. */
export type ParcelsAgain = ReadonlyMap<bigint, ParcelAgain>

interface Sold extends PricedService {
  readonly id: bigint
  readonly parcels: number
}

/** The parcels of services that some invoices ask for, each computed again from the price of its service. */
export async function parcelsAgain(
  tx: Tx,
  municipalityId: bigint,
  invoices: readonly (ComposedInvoice | null)[]
): Promise<ParcelsAgain> {
  const ids = invoices.flatMap((composed) =>
    (composed?.lines ?? []).flatMap(({ line: { source, pendingId } }) =>
      source === 'service' && pendingId !== null ? [pendingId] : []
    )
  )
  if (ids.length === 0) return new Map()
  const places = await parcelPlaces(tx, { municipalityId, sourceType: SERVICE_ORIGIN }, ids)
  const sold = await query<Sold>(
    tx,
    `select id, version_id, service_code, title, executed_on, quantity, parcels from billing_service_charges
      where municipality_id = ? and id = any(?::bigint[])`,
    [municipalityId, places.map(({ sourceId }) => sourceId)]
  )
  const again = new Map<bigint, ParcelAgain>()
  for (const service of sold) {
    const { totalCents, texts } = await priceAgain(tx, municipalityId, service)
    const parcels = parcelsOf(totalCents, service.parcels)
    for (const { id, place } of places.filter(({ sourceId }) => sourceId === service.id)) {
      const amountCents = parcels[place - 1] ?? 0n
      const of =
        service.parcels > 1
          ? [`Parcela ${place} de ${service.parcels}: ${formatMoney(amountCents)}`]
          : []
      again.set(id, { amountCents, texts: [...texts, ...of] })
    }
  }
  return again
}
