import { Dec } from '#core/money/index'

/** What revenue is of, for taxes. */
export const REVENUE_KINDS = ['water', 'sewage', 'service', 'late'] as const
export type RevenueKind = (typeof REVENUE_KINDS)[number]

/** A rate in force: what a tax takes of one kind of revenue, by which law; zero says that it is known not to be due. */
export interface TaxRate {
  readonly tax: string
  readonly revenue: RevenueKind
  readonly percent: string
  readonly because: string
}

export interface TaxLine extends TaxRate {
  readonly baseCents: bigint
  readonly taxCents: bigint
}

/** Federal taxes on revenue, and the municipal one on services. */
export const EXPECTED_TAXES = ['PIS/PASEP', 'COFINS', 'ISS'] as const

const HUNDRED = Dec.of('100')

/** Each rate on its base, to the cent, half up, as the assessment adds them: a month that gave back more than it billed owes nothing. */
export function taxLines(
  rates: readonly TaxRate[],
  revenue: ReadonlyMap<RevenueKind, bigint>
): TaxLine[] {
  return rates.flatMap((rate) => {
    const baseCents = revenue.get(rate.revenue) ?? 0n
    if (baseCents <= 0n) return []
    const exact = Dec.ofCents(baseCents).times(Dec.of(rate.percent)).divide(HUNDRED, 2, 'half-up')
    return [{ ...rate, baseCents, taxCents: exact.toCents() }]
  })
}

/** Taxes that no rate tells of, and the level of practice AC-044 (Projeto Acertar): 3 all told, 2 some, 1 none. */
export function taxCoverage(rates: readonly TaxRate[]): {
  readonly missing: readonly string[]
  readonly level: 1 | 2 | 3
} {
  const missing = EXPECTED_TAXES.filter((tax) => !rates.some((rate) => rate.tax === tax))
  const level = missing.length === 0 ? 3 : missing.length === EXPECTED_TAXES.length ? 1 : 2
  return { missing, level }
}
