import type { PageContext, Panel } from '#core/records/index'
import { priceOfSold } from '../services/replay/price_again.ts'

const price = (sold: 'service' | 'customer'): Panel => ({
  name: `billing.price_of_${sold}_charges`,
  on: `billing.${sold}_charges`,
  title: 'Por que este valor',
  permission: 'billing.read',
  place: 5,
  view: 'billing::service_price',
  async load({ tx, municipalityId, row }: PageContext) {
    const table = `billing_${sold}_charges` as const
    const again = await priceOfSold(tx, municipalityId, { table, id: row.id })
    return { ...again, isEqual: again.totalCents === row.total_cents }
  },
})

/** The table, version and law that the price of a service came from, and whether it comes to the same again. */
export const servicePrices: readonly Panel[] = [price('service'), price('customer')]
