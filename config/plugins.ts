import type { PluginManifest } from '#core/kernel/index'
import accounting from '#plugins/accounting/plugin'
import billing from '#plugins/billing/plugin'
import bureaus from '#plugins/bureaus/plugin'
import certificates from '#plugins/certificates/plugin'
import collections from '#plugins/collections/plugin'
import debtRegister from '#plugins/debt_register/plugin'
import debits from '#plugins/debits/plugin'
import dunning from '#plugins/dunning/plugin'
import irregularities from '#plugins/irregularities/plugin'
import largeCustomers from '#plugins/large_customers/plugin'
import macroMetering from '#plugins/macro_metering/plugin'
import management from '#plugins/management/plugin'
import metering from '#plugins/metering/plugin'
import payments from '#plugins/payments/plugin'
import plans from '#plugins/plans/plugin'
import readings from '#plugins/readings/plugin'
import receivables from '#plugins/receivables/plugin'
import registry from '#plugins/registry/plugin'
import reviews from '#plugins/reviews/plugin'
import services from '#plugins/services/plugin'
import tariffs from '#plugins/tariffs/plugin'
import tasks from '#plugins/tasks/plugin'
import waterQuality from '#plugins/water_quality/plugin'

/** The plugins that are on. The kernel orders them by what each requires. */
export const plugins: readonly PluginManifest[] = [
  registry,
  services,
  metering,
  macroMetering,
  readings,
  tariffs,
  receivables,
  billing,
  waterQuality,
  irregularities,
  payments,
  debits,
  plans,
  dunning,
  bureaus,
  debtRegister,
  certificates,
  collections,
  accounting,
  largeCustomers,
  management,
  tasks,
  reviews,
]
