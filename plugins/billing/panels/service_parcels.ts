import type { PageContext, Panel } from '#core/records/index'
import { type ServiceCharge, serviceChargesOf } from '#plugins/receivables/api'
import { SERVICE_ORIGIN } from '../services/charge_service.ts'

const STATES: Readonly<Record<ServiceCharge['state'], string>> = {
  pending: 'a faturar',
  billed: 'faturada',
  cancelled: 'desistida',
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
    return { parcels: own.map((one) => ({ ...one, status: STATES[one.state] })) }
  },
}
