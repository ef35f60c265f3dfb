import type { Dec } from '#core/money/index'
import { type Charging, chargeLines } from './charge_lines.ts'
import type { InvoiceLine } from './invoice_line.ts'
import { changedLines } from './line_changes.ts'
import type { PremiseMonth } from './premise_month.ts'
import { SetParked } from './set_parked.ts'

/** Code of the kind of tariff of who has no other. */
const NORMAL = 'normal'

/** What a kind of tariff takes off an invoice. */
export interface TariffBenefit {
  /** Code of the kind of tariff: `social`. */
  readonly type: string
  /**
   * What the month would have been charged at the normal tariff, less what it is; below zero where the kind costs more; null
   * where the normal tariff has no answer.
   */
  readonly cents: bigint | null
}

/**
 * The same month charged at the normal tariff, with the same contracts, exemptions and corrections: charges + benefit = charges
 * at the normal tariff, to the cent. Nothing for the normal tariff, nor for loads that do not say the kind: these are priced once.
 */
export function tariffBenefit(
  month: PremiseMonth,
  consumed: Dec,
  { charged, charging }: { readonly charged: readonly InvoiceLine[]; readonly charging: Charging }
): TariffBenefit | null {
  const { tariffType: type, changes } = month
  if (type === undefined || type === NORMAL) return null
  const normal = answered(() =>
    changedLines(chargeLines({ ...month, tariffType: NORMAL }, consumed, charging), changes)
  )
  return { type, cents: normal && sumOf(normal) - sumOf(charged) }
}

const sumOf = (lines: readonly InvoiceLine[]): bigint =>
  lines.reduce((sum, { amountCents }) => sum + amountCents, 0n)

/** A table without a normal price bills as it says all the same. */
function answered<T>(ask: () => T): T | null {
  try {
    return ask()
  } catch (error) {
    if (error instanceof SetParked) return null
    throw error
  }
}
