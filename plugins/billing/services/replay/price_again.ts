import { formatDate, type CivilDate } from '#core/calendar/index'
import { parseContent, readVersion } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { type ExplainedWaiting, explainWaiting, parcelPlaces } from '#plugins/receivables/api'
import type { TariffTable } from '#plugins/tariffs/api'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import { parcelsOf, priceCents } from '../../domain/parcels.ts'
import { SERVICE_ORIGIN } from '../apart/charge_service.ts'

/** What the price of a service was computed from, as it is stored. */
interface PricedService {
  readonly version_id: bigint
  readonly service_code: string
  /** Of a fine; null of a service. */
  readonly fine_type: string | null
  readonly fine_degree: string | null
  readonly title: string
  readonly executed_on: CivilDate
  readonly quantity: number
}

/** The total of a service computed again (cents), and how, in sentences. */
export interface PricedAgain {
  readonly totalCents: bigint
  /** Of the version of the table; null where it says none. */
  readonly legalBasis: string | null
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
  const isFine = table === 'billing_service_charges'
  const fine = isFine ? 'fine_type, fine_degree' : 'null as fine_type, null as fine_degree'
  const [sold] = await query<PricedService>(
    tx,
    `select version_id, service_code, ${fine}, title, executed_on, quantity from ${table} where municipality_id = ? and id = ?`,
    [municipalityId, id]
  )
  return priceAgain(sold!, await readVersion(tx, sold!.version_id, municipalityId))
}

type TableVersion = Awaited<ReturnType<typeof readVersion>>

/** The price of a service or a fine again, from the very version of the table that gave it. */
function priceAgain(service: PricedService, version: TableVersion): PricedAgain {
  const table = parseContent(version.content) as unknown as TariffTable
  const price = priceCents(amountIn(table, service))
  const totalCents = price * BigInt(service.quantity)
  const act = version.legalBasis ? ` (${version.legalBasis})` : ''
  const since = version.from ? `, desde ${formatDate(version.from)}` : ''
  const what = service.fine_type
    ? 'Multa por fraude'
    : `Preço do dia ${formatDate(service.executed_on)}`
  return {
    totalCents,
    legalBasis: version.legalBasis,
    texts: [
      `${what}: ${table.title}, versão ${version.number}${since}${act}`,
      `${service.quantity} × ${formatMoney(price)} = ${formatMoney(totalCents)}`,
    ],
  }
}

/** Nothing where the table names neither the service nor the fine: the difference tells. */
function amountIn(
  { services, fraud_fines: fines }: TariffTable,
  { service_code: code, fine_type: type, fine_degree: degree }: PricedService
): string {
  const found =
    type === null
      ? services?.[code]
      : fines?.find((fine) => fine.type === type && fine.degree === degree)
  return found?.amount ?? '0'
}

/** What invoices ask for that waited, by waiting charge: each computed again, and how. */
export type WaitedAgain = ReadonlyMap<bigint, ExplainedWaiting>

interface Sold extends PricedService {
  readonly id: bigint
  readonly parcels: number
}

/** Parcels of services, late charges and underpayments that some invoices ask for, each computed again. */
export async function waitedAgain(
  tx: Tx,
  municipalityId: bigint,
  invoices: readonly (ComposedInvoice | null)[]
): Promise<WaitedAgain> {
  const ids = invoices.flatMap((composed) =>
    (composed?.lines ?? []).flatMap(({ line: { pendingId } }) => pendingId ?? [])
  )
  const others = await explainWaiting(tx, municipalityId, ids)
  return new Map([...others, ...(await parcelsAgain(tx, municipalityId, ids))])
}

/** Parcels, each from the price of its service. */
async function parcelsAgain(
  tx: Tx,
  municipalityId: bigint,
  ids: readonly bigint[]
): Promise<WaitedAgain> {
  if (ids.length === 0) return new Map()
  const places = await parcelPlaces(tx, { municipalityId, sourceType: SERVICE_ORIGIN }, ids)
  const sold = await query<Sold>(
    tx,
    `select id, version_id, service_code, fine_type, fine_degree, title, executed_on, quantity, parcels
       from billing_service_charges where municipality_id = ? and id = any(?::bigint[])`,
    [municipalityId, places.map(({ sourceId }) => sourceId)]
  )
  const versions = await versionsOf(tx, municipalityId, sold)
  const again = new Map<bigint, ExplainedWaiting>()
  for (const service of sold) {
    const version = versions.get(service.version_id)!
    const { totalCents, texts, legalBasis } = priceAgain(service, version)
    const parcels = parcelsOf(totalCents, service.parcels)
    for (const { id, place } of places.filter(({ sourceId }) => sourceId === service.id)) {
      const amountCents = parcels[place - 1] ?? 0n
      const of =
        service.parcels > 1
          ? [`Parcela ${place} de ${service.parcels}: ${formatMoney(amountCents)}`]
          : []
      again.set(id, { amountCents, legalBasis, texts: [...texts, ...of] })
    }
  }
  return again
}

/** Each version of the table once, however many services it priced. */
async function versionsOf(
  tx: Tx,
  municipalityId: bigint,
  sold: readonly PricedService[]
): Promise<ReadonlyMap<bigint, TableVersion>> {
  const versions = new Map<bigint, TableVersion>()
  for (const id of new Set(sold.map(({ version_id: version }) => version)))
    versions.set(id, await readVersion(tx, id, municipalityId))
  return versions
}
