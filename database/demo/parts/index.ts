import type { DemoPart } from '../part.ts'
import access from './access.ts'
import billing from './billing.ts'
import configuration from './configuration.ts'
import collection from './collection.ts'
import formerDebts from './former_debts.ts'
import irregularities from './irregularities.ts'
import largeCustomers from './large_customers.ts'
import lookups from './lookups.ts'
import macroMetering from './macro_metering.ts'
import metering from './metering.ts'
import payments from './payments.ts'
import readings from './readings.ts'
import receivables from './receivables.ts'
import registry from './registry.ts'
import registryDefects from './registry_defects.ts'
import reviews from './reviews.ts'
import search from './search.ts'
import socialTariff from './social_tariff.ts'
import specialInvoices from './special_invoices.ts'
import tariffs from './tariffs.ts'
import waterQuality from './water_quality.ts'

/** The parts of the demo, in the order in which they run; `search` is always the last. */
export const parts: readonly DemoPart[] = [
  access,
  lookups,
  configuration,
  tariffs,
  registry,
  registryDefects,
  socialTariff,
  metering,
  macroMetering,
  waterQuality,
  readings,
  receivables,
  billing,
  irregularities,
  specialInvoices,
  payments,
  reviews,
  largeCustomers,
  formerDebts,
  collection,
  search,
]
