import type { TariffBlock } from './tariff_table.ts'

/** What limits, fixed amounts and minima are multiplied by. `connection` in a condominium is one single economy. */
export type Per = 'economy' | 'connection' | 'tap' | 'bill'
/** How long a minimum is for: `day` is multiplied by the days of the consumption period. */
export type Each = 'month' | 'day'

/** A bracket with a base amount for reaching it; the price is of the m³ above `over`. */
export interface BaseBlock extends TariffBlock {
  readonly base: string
}

/** A bracket whose price is of the whole volume, less a deduction. */
export interface WholeBlock extends TariffBlock {
  readonly deduct: string
}

export interface FormulaTerm {
  readonly coefficient: string
  /** Exponent of the volume: 0 to 5 with up to three decimals; "0" makes the term a constant. */
  readonly power: string
}

export interface FormulaRange {
  readonly over: number
  readonly to: number | null
  readonly terms: readonly FormulaTerm[]
}

/** One amount of a fee by volume band × collection frequency × profile; an absent condition fits anything. */
export interface MatrixCell {
  readonly over?: number
  readonly to?: number | null
  readonly frequency?: string
  readonly profile?: string
  readonly amount: string
}

/** How the volume of one economy is found where a structure needs it: declared, because division is not exact. */
export interface VolumeShare {
  readonly scale: number
  readonly mode: 'half-up' | 'half-even' | 'down' | 'up'
}

/** How an amount comes from facts. Structures nest: a sum of parts, a minimum around brackets, the least of two. */
export type Structure =
  | { readonly kind: 'brackets'; readonly per: Per; readonly brackets: readonly TariffBlock[] }
  | { readonly kind: 'base_excess'; readonly per: Per; readonly brackets: readonly BaseBlock[] }
  | { readonly kind: 'whole_bracket'; readonly per: Per; readonly brackets: readonly WholeBlock[] }
  | {
      readonly kind: 'rows'
      readonly per: Per
      readonly table: string
      readonly column: string
      /** A column to take off: `total` less `water` is what sewage adds. */
      readonly less?: string
      readonly share: VolumeShare
    }
  | {
      readonly kind: 'formula'
      readonly per: Per
      readonly share: VolumeShare
      /** Decimals and rounding of a fractional power; whole powers are exact. */
      readonly power_scale: number
      readonly power_mode: 'half-up' | 'half-even' | 'down'
      readonly ranges: readonly FormulaRange[]
    }
  | { readonly kind: 'percent'; readonly of: string; readonly percent: string }
  | { readonly kind: 'fixed'; readonly per: Per; readonly amount: string }
  | {
      readonly kind: 'fixed_by_meter'
      readonly per: Per
      readonly amounts: Readonly<Record<string, string>>
    }
  | { readonly kind: 'matrix'; readonly per: Per; readonly cells: readonly MatrixCell[] }
  | {
      readonly kind: 'first_bracket_discount'
      readonly per: Per
      readonly percent: string
      readonly up_to_m3: number
      readonly brackets: readonly TariffBlock[]
    }
  | { readonly kind: 'sum'; readonly parts: readonly Structure[] }
  | { readonly kind: 'least'; readonly options: readonly Structure[] }
  | {
      readonly kind: 'minimum_volume'
      readonly per: Per
      readonly each: Each
      readonly m3: string
      readonly structure: Structure
    }
  | {
      readonly kind: 'minimum_amount'
      readonly per: Per
      readonly each: Each
      readonly amount: string
      readonly structure: Structure
    }
  | {
      readonly kind: 'volume_percent'
      readonly percent: string
      /** Decimals and rounding of the volume that results. */
      readonly share: VolumeShare
      readonly structure: Structure
    }
  | {
      readonly kind: 'discount'
      readonly percent: string
      readonly reason: string
      readonly structure: Structure
    }

/** Types of charge that a table may declare; the default ruleset has a rule for each. */
export const CHARGE_TYPES = [
  'water',
  'water_basic',
  'sewage',
  'sewage_basic',
  'garbage',
  'regulation_fee',
] as const
export type ChargeType = (typeof CHARGE_TYPES)[number]

/** Whom a declared charge is for; an absent condition fits everybody. */
export interface Applies {
  readonly categories?: readonly string[]
  readonly profiles?: readonly string[]
  readonly sewage_classes?: readonly string[]
  readonly is_metered?: boolean
  /** A condominium with one meter is told from a house by its economies. */
  readonly min_economies?: number
}

/** One declared charge. For each type the first that applies, in order, is charged. */
export interface TariffCharge {
  readonly charge_type: ChargeType
  /** Code of the tariff type; `normal` where none is said. */
  readonly tariff_type?: string
  readonly title: string
  readonly applies: Applies
  readonly legal_basis: string
  readonly structure: Structure
}

/** Amounts row by row; columns are independent of each other, as they are published. */
export interface RowTable {
  /** m³ of the first row; each further row is one m³ more. */
  readonly from_m3: number
  readonly columns: Readonly<Record<string, readonly string[]>>
  /** Price per m³ beyond the last row, by column. */
  readonly beyond: Readonly<Record<string, string>>
}

/** Volume assumed where there is no meter: the first rule that fits. */
export interface AssumedVolume {
  readonly categories?: readonly string[]
  readonly m3: string
  readonly per: Per
}

/** Prices stand in a municipal unit of account; its value in R$ is the dated parameter `tariffs.index_units`. */
export interface IndexUnit {
  readonly code: string
}
