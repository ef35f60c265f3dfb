/** Ages of debt, in days overdue; the last one has no end. */
export const AGE_BANDS = [
  { until: 30, label: 'até 30 dias' },
  { until: 60, label: '31 a 60 dias' },
  { until: 90, label: '61 a 90 dias' },
  { until: 180, label: '91 a 180 dias' },
  { until: 365, label: '181 a 365 dias' },
  { until: null, label: 'mais de um ano' },
] as const

export interface Aged {
  readonly days: number
  readonly cents: bigint
}

export interface BandSum {
  readonly label: string
  readonly debts: number
  readonly cents: bigint
}

/** What is owed in each band; bands with nothing are left out. */
export function sumByAge(debts: readonly Aged[]): BandSum[] {
  const byBand = Map.groupBy(debts, ({ days }) =>
    AGE_BANDS.findIndex(({ until }) => until === null || days <= until)
  )
  return [...byBand]
    .sort(([a], [b]) => a - b)
    .map(([place, of]) => ({
      ...{ label: AGE_BANDS[place]!.label, debts: of.length },
      cents: of.reduce((sum, { cents }) => sum + cents, 0n),
    }))
}
