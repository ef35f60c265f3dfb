import db from '@adonisjs/lucid/services/db'
import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'

export interface Registered {
  readonly value: string
  readonly title: string
}

/** Active codes of a look-up table of another plugin; none where that plugin is off. */
export async function registeredCodes(
  name: string,
  municipalityId: bigint,
  tx: Pick<Tx, 'rawQuery'> = db
): Promise<Registered[]> {
  const lookup = registries().records.find(name)
  if (!lookup) return []
  return query<Registered>(
    tx,
    `select code as value, title from ${lookup.table} where municipality_id = ? and is_active order by position, title`,
    [municipalityId]
  )
}

export const CATEGORIES = 'registry.categories'
export const TARIFF_TYPES = 'registry.tariff_types'
export const COLLECTION_FREQUENCIES = 'registry.collection_frequencies'
export const WASTE_PROFILES = 'registry.waste_profiles'
export const METER_SIZES = 'metering.meter_diameters'
