/** What indicators are made of, by month and locality. */
export const FIGURES = {
  billed: 'valor faturado',
  collected: 'valor arrecadado',
  invoices: 'faturas que valem',
  issued: 'faturas emitidas',
  corrected: 'faturas corrigidas ou canceladas',
  receipts: 'recebimentos',
} as const

export type Figure = keyof typeof FIGURES

export type Figures = Readonly<Record<Figure, bigint>>

/** One of the indicators in force: a formula of two figures, and its goal. */
export interface Indicator {
  readonly code: string
  readonly title: string
  readonly numerator: Figure
  readonly denominator: Figure
  /** In percent, as decimal text. */
  readonly goal: string
  readonly better: 'higher' | 'lower'
}

export const formulaOf = ({ numerator, denominator }: Indicator): string =>
  `100 × ${FIGURES[numerator]} ÷ ${FIGURES[denominator]}`

/** The figures of several places as one. */
export const added = (all: readonly Figures[]): Figures =>
  Object.fromEntries(
    (Object.keys(FIGURES) as Figure[]).map((name) => [
      name,
      all.reduce((sum, one) => sum + one[name], 0n),
    ])
  ) as Figures
