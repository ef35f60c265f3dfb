import type { Report } from '#core/reports/index'
import { abatements } from './abatements.ts'
import { centralInvoices } from './central_invoices.ts'
import { consumptionComparison } from './consumption_comparison.ts'
import { consumptionHistory } from './consumption_history.ts'
import { corrections } from './corrections.ts'
import { deliveredElsewhere } from './delivered_elsewhere.ts'
import { dueForecast } from './due_forecast.ts'
import { exemptUnits } from './exempt_units.ts'
import { followUp } from './follow_up.ts'
import { largeDebtors } from './large_debtors.ts'
import { laterPayments } from './later_payments.ts'
import { netSummary } from './net_summary.ts'
import { overdueByDueDay } from './overdue_by_due_day.ts'
import { overdueProjection } from './overdue_projection.ts'
import { pendencies } from './pendencies.ts'
import { quantities } from './quantities.ts'
import { secondCopies } from './second_copies.ts'
import { servicesBilled } from './services_billed.ts'
import { snisVolumes } from './snis_volumes.ts'
import { socialTariff } from './social_tariff.ts'
import { socialYear } from './social_year.ts'
import { specialRules } from './special_rules.ts'
import { summaryByBand } from './summary_by_band.ts'
import { summaryByCategory } from './summary_by_category.ts'
import { summaryByGroup } from './summary_by_group.ts'
import { summaryByKind } from './summary_by_kind.ts'
import { valuesBySettlement } from './values_by_settlement.ts'
import { withheldTaxes } from './withheld_taxes.ts'

export default [
  followUp,
  summaryByCategory,
  summaryByGroup,
  summaryByBand,
  summaryByKind,
  valuesBySettlement,
  centralInvoices,
  consumptionHistory,
  consumptionComparison,
  dueForecast,
  overdueByDueDay,
  overdueProjection,
  pendencies,
  laterPayments,
  largeDebtors,
  corrections,
  exemptUnits,
  servicesBilled,
  withheldTaxes,
  netSummary,
  abatements,
  quantities,
  secondCopies,
  specialRules,
  socialTariff,
  socialYear,
  snisVolumes,
  deliveredElsewhere,
] as readonly Report[]
