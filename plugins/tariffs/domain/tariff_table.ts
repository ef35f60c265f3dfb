import type { AssumedVolume, IndexUnit, RowTable, TariffCharge } from './structure.ts'

/** One bracket of consumption per economy and month; `to: null` is the last. Prices in R$ per m³. */
export interface TariffBlock {
  readonly over: number
  readonly to: number | null
  readonly price: string
}

export interface TariffCategory {
  readonly title: string
  /** Code of the tariff type; `normal` where none is said. */
  readonly tariff_type?: string
  /** m³ per economy charged even when less is consumed. */
  readonly minimum_m3: number
  readonly blocks: readonly TariffBlock[]
}

/** Content of one version of a tariff table. What third parties charge on the bill stands apart, per economy and month. */
export interface TariffTable {
  readonly title: string
  readonly rounding: {
    readonly scale: number
    readonly mode: 'half-up' | 'half-even' | 'down'
    /** `bracket` rounds each line, `charge` only the charge, `total` only the sum of a category's charges (DECISIONS 25). */
    readonly at: 'bracket' | 'charge' | 'total'
  }
  readonly categories: Readonly<Record<string, TariffCategory>>
  /** Percent of the water charge by class of sewage service (DECISIONS 17). */
  readonly sewage: Readonly<Record<string, string>>
  /** R$ per economy and month by category, collected for the city hall; empty when none is. */
  readonly garbage: Readonly<Record<string, string>>
  /** Charges of any other structure; for each type the first that applies. They come before brackets, sewage and garbage. */
  readonly charges?: readonly TariffCharge[]
  /** Look-up tables that `rows` structures read. */
  readonly rows?: Readonly<Record<string, RowTable>>
  readonly unmetered?: readonly AssumedVolume[]
  /** Prices and amounts of `charges` stand in this unit instead of R$. */
  readonly unit?: IndexUnit
  /** R$ of each service by its code, on the date it is done. */
  readonly services?: Readonly<Record<string, ServicePrice>>
  /** R$ of each fine by type and degree of the fraud. */
  readonly fraud_fines?: readonly FraudFine[]
}

export interface ServicePrice {
  readonly title: string
  readonly amount: string
}

export interface FraudFine {
  readonly type: string
  readonly degree: string
  readonly amount: string
}

export const TARIFF_TABLE = 'tariff-table'
export const DEFAULT_TABLE = 'default'

const block = (over: number, to: number | null, price: string): TariffBlock => ({ over, to, price })
const blocks = (first: string, second: string, third: string, beyond: string) => [
  block(0, 10, first),
  block(10, 20, second),
  block(20, 30, third),
  block(30, null, beyond),
]

/**
 * The table that DAES Juína (MT) published for 2026: four brackets from zero, prices with three decimals.
 * @see https://www.daes.juina.mt.gov.br/servico/13/tabela-de-tarifas-2026
 */
export const JUINA_2026: TariffTable = {
  title: 'Tabela de tarifas 2026',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: {
      title: 'Residencial',
      minimum_m3: 0,
      blocks: blocks('3.457', '4.149', '4.978', '5.974'),
    },
    COM: { title: 'Comercial', minimum_m3: 0, blocks: blocks('6.919', '8.302', '9.963', '11.956') },
    IND: {
      title: 'Industrial',
      minimum_m3: 0,
      blocks: blocks('9.427', '11.313', '13.575', '16.290'),
    },
    PUB: { title: 'Pública', minimum_m3: 0, blocks: blocks('9.122', '10.946', '13.135', '15.762') },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
}

export const JUINA_LEGAL_BASIS =
  'Tabela de tarifas 2026 do DAES Juína-MT (publicada no sítio da autarquia)'
