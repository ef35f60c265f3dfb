import type { CivilDate } from '#core/calendar/index'
import { servicePriceOn } from '#plugins/tariffs/api'
import { priceCents } from '../../domain/parcels.ts'

interface Done {
  readonly code: string
  readonly executedOn: CivilDate
  readonly quantity: number
}

/** What a service comes to; each unit is rounded half up to the cent, then multiplied. */
export interface ServicePrice {
  readonly title: string
  readonly unitCents: bigint
  readonly totalCents: bigint
  readonly versionId: bigint
}

/** A service at the price of the table on the day it was done. @throws E_TARIFFS_NO_TABLE, E_TARIFFS_NO_SERVICE */
export async function priceOf(
  municipalityId: bigint,
  { executedOn, code, quantity }: Done
): Promise<ServicePrice> {
  const { title, amount, versionId } = await servicePriceOn(municipalityId, executedOn, code)
  const unitCents = priceCents(amount)
  return { title, unitCents, totalCents: unitCents * BigInt(quantity), versionId }
}
