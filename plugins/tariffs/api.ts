export type {
  ChargeLine,
  ChargeSegment,
  ComputedCharge,
  ConsumptionPeriod,
  TariffFacts,
} from './domain/charge.ts'
export { DEFAULT_TABLE, JUINA_2026, TARIFF_TABLE, type TariffTable } from './domain/tariff_table.ts'
export { type Tax, type TaxAmount, rateOn, taxIssues, taxesOn } from './domain/taxes.ts'
export { TAXES_SCHEMA } from './configuration/taxes_schema.ts'
export { fraudFineOn, pricesOn, servicePriceOn } from './services/prices_on.ts'
export { computeCharges } from './services/compute_charges.ts'
export { explainCharges, type SpanExplanation } from './services/explain_charges.ts'

export {
  COLLECTION_FREQUENCIES,
  METER_SIZES,
  TARIFF_TYPES,
  WASTE_PROFILES,
} from './services/registers.ts'

/** What a pack needs so that `computeCharges` can answer. */
export const TARIFF_NEEDS = {
  decisions: ['tariffs.charges'],
  items: [{ kind: 'tariff-table', key: 'default' }],
  parameters: ['tariffs.index_units', 'tariffs.deciding_date', 'tariffs.taxes'],
} as const
