import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'
import { type ServiceCharge, serviceChargesOf } from '#plugins/receivables/api'
import { SERVICE_ORIGIN } from '../services/apart/charge_service.ts'
import { FINAL_ORIGIN } from '../services/final/final_account.ts'
import { ORIGIN } from '../services/run/invoice_batch.ts'

const STATES: Readonly<Record<ServiceCharge['state'], string>> = {
  pending: 'a faturar',
  billed: 'faturada',
  cancelled: 'desistida',
}

/** Where what asked for a parcel is seen. */
const PATHS: Readonly<Record<string, string>> = {
  [ORIGIN]: '/billing/invoices',
  [FINAL_ORIGIN]: '/billing/final-accounts',
}

/** The parcels of a service, each with its month and the invoice that asked for it. */
export const serviceParcelsPanel: Panel = {
  name: 'billing.service_parcels',
  on: 'billing.service_charges',
  title: 'Parcelas',
  permission: 'billing.read',
  place: 10,
  view: 'billing::service_parcels',
  async load({ tx, municipalityId, row }: PageContext) {
    const source = { municipalityId, sourceType: SERVICE_ORIGIN }
    const charges = await serviceChargesOf(tx, source, [row.id])
    const own = charges.get(row.id) ?? []
    const former = await formerInvoices(
      tx,
      municipalityId,
      own.flatMap(({ formerOriginIds }) => formerOriginIds)
    )
    const parcels = own.map((one) => ({
      ...one,
      status: STATES[one.state],
      path: one.billedOriginId && `${PATHS[one.billedOriginType!]}/${one.billedOriginId}`,
      former: one.formerOriginIds.flatMap((id) => former.get(id) ?? []),
    }))
    return { parcels }
  },
}

/** An invoice that a correction ended, and the one that took its place. */
interface Former {
  readonly id: bigint
  readonly number: string
  readonly successor_id: bigint | null
  readonly successor: string | null
}

async function formerInvoices(
  tx: PageContext['tx'],
  municipalityId: bigint,
  ids: readonly bigint[]
): Promise<ReadonlyMap<bigint, Former>> {
  if (ids.length === 0) return new Map()
  const rows = await query<Former>(
    tx,
    `select i.id, i.number, n.id as successor_id, n.number as successor
       from billing_invoices i left join billing_invoices n on n.premise_id = i.premise_id and n.replaces_id = i.id
      where i.municipality_id = ? and i.id = any(?::bigint[])`,
    [municipalityId, ids]
  )
  return new Map(rows.map((row) => [row.id, row]))
}
