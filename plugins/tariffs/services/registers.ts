/** Look-up tables of other plugins whose codes prices may ask about. */
export const CATEGORIES = 'registry.categories'
export const TARIFF_TYPES = 'registry.tariff_types'
export const COLLECTION_FREQUENCIES = 'registry.collection_frequencies'
export const WASTE_PROFILES = 'registry.waste_profiles'
export const METER_SIZES = 'metering.meter_diameters'
