import type { PackSegment } from '#core/configuration/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tax, rateOn } from '#plugins/tariffs/api'
import type { WithholdingRule } from '../../domain/withholding.ts'

/** Value of `billing.withholding`. */
export interface TaxesWithheld {
  readonly customer_types: readonly string[]
  readonly taxes: readonly Tax[]
}

const KEY = 'billing.withholding'

/** The taxes kept of invoices issued on a day; null where nobody keeps any. */
export function withholdingRule(on: PackSegment, issuedOn: CivilDate): WithholdingRule | null {
  const { customer_types: customerTypes, taxes } = on.parameter<TaxesWithheld>(KEY)
  if (customerTypes.length === 0) return null
  const rates = taxes.flatMap((tax) => {
    const rate = rateOn(tax, issuedOn)
    return rate ? [{ code: tax.code, title: tax.title, percent: rate.percent }] : []
  })
  return { customerTypes, taxes: rates, versionId: on.version('parameter', KEY).id }
}
