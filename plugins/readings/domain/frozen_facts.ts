/** Life of a load; each step asks for the one before. */
export const LOAD_STATES = [
  'generated',
  'distributed',
  'in_field',
  'returned',
  'processed',
  'billed',
] as const
export type LoadState = (typeof LOAD_STATES)[number]

/** Read the meter; only pass; no meter, billed without reading. */
export type Qualification = 'read' | 'not_read' | 'unmetered'

/** How the billed volume came about. */
export type ConsumptionKind = 'measured' | 'estimated' | 'average' | 'minimum' | 'unmetered'

export type ReadingState = 'accepted' | 'held' | 'confirmed'

/** One month of a premise's past; `m3` is the billed volume, decimal text. */
export interface HistoryMonth {
  readonly reference: string
  readonly m3: string
  readonly kind: ConsumptionKind
  /** What the month itself used, where `m3` bills estimated months again too: averages are made of it. */
  readonly own_m3?: string
  /** Said only where the kind does not tell it: measured months enter the average, others do not. */
  readonly enters_average?: boolean
  /** What the reader found; left out where nothing was. */
  readonly anomaly?: string
}

/** Who answers for a meter that was not read. */
export type Fault = 'none' | 'customer' | 'utility'

/**
 * The registry as it stood when the load was made (DECISIONS 51), as kept in `readings_load_items.facts`: ids are texts of
 * digits, volumes decimal texts in m³, dates `YYYY-MM-DD`.
 */
export interface FrozenFacts {
  readonly premise: string
  readonly registration_number: string
  readonly set_key: string
  readonly kind: 'single' | 'condominium_master' | 'condominium_child'
  readonly parent: string | null
  readonly fraction: string | null
  readonly holder: string | null
  readonly holder_name: string | null
  readonly taxpayer_id: string | null
  readonly address: string
  readonly district: string
  readonly zip_code: string | null
  /** Where the bill goes when not to the premise; loads made before it was kept do not have it. */
  readonly delivery_address?: string | null
  readonly economies: readonly { readonly category: string; readonly economies: number }[]
  readonly water: { readonly situation: string } | null
  readonly sewage: { readonly situation: string; readonly class: string } | null
  /** Kind of tariff; loads made before it was kept do not have it. */
  readonly tariff_type?: string
  /** Points of water, collection and producer of waste, as price tables ask; null when the register does not say. */
  readonly taps?: number | null
  readonly collection_frequency?: string | null
  readonly waste_profile?: string | null
  /** Fields that administrators added to premises, by key; left out where there are none. */
  readonly added?: Readonly<Record<string, unknown>>
  /** What other modules froze of the premise, each under its name; left out where there is nothing. */
  readonly joined?: Readonly<Record<string, unknown>>
  readonly due_day: number
  readonly meter: {
    readonly number: string
    readonly digits: number
    /** Code of its diameter. */
    readonly size?: string | null
  } | null
  readonly previous_reading: number | null
  readonly previous_read_on: string | null
  /** Until when the premise was billed, by a reading or without one; null for a new one. */
  readonly billed_until: string | null
  /** Meters taken away since the last real reading, with what no reading has billed; null without any. */
  readonly swap: SwapResidual | null
  readonly average_m3: string | null
  /** First day of the holder, where what was read before does not enter the average; left out where all does. */
  readonly average_since?: string
  /** The last twelve months, the newest first. */
  readonly history: readonly HistoryMonth[]
  /** Months billed without a reading since the previous reading, what they billed, and a credit left by earlier ones. */
  readonly estimates: {
    readonly months: number
    readonly m3: string
    readonly credit_m3: string
    /** These months, the oldest first; left out where there are none or the meter was never read before. */
    readonly of?: readonly EstimatedMonth[]
  }
}

/** A month billed without a reading: `from` was billed before it, `until` is its last day. */
export interface EstimatedMonth {
  readonly reference: string
  readonly from: string
  readonly until: string
  readonly m3: string
}

/** What estimated months really used, once a real reading tells it: each is priced again at its own tariff. */
export interface RebilledMonths {
  readonly months: readonly {
    readonly reference: string
    readonly from: string
    readonly until: string
    readonly estimated_m3: string
    readonly real_m3: string
  }[]
  /** What is left for the month of the reading. */
  readonly now_m3: string
  /** The month is billed for this alone; what estimated months cost more or less is settled in money. */
  readonly in_money?: true
}

/** Consumption on meters that hang no more, billed with the next real reading, or at once when no meter followed. */
export interface SwapResidual {
  readonly m3: string
  /** Last real reading before the first of them went, or its installation. */
  readonly since: string
  /** A final reading that its dial cannot show: it counts for nothing, and a person looks at it. */
  readonly is_beyond_dial: boolean
  readonly meters: readonly {
    readonly number: string
    readonly previous_reading: number
    readonly final_reading: number
  }[]
}

/** A named term from measured to billed: measured + Σ `m3` = billed, always. */
export interface Adjustment {
  readonly term: AdjustmentTerm
  /** Signed decimal text. */
  readonly m3: string
}

export type AdjustmentTerm =
  | 'estimate'
  | 'average'
  | 'minimum'
  | 'unmetered'
  | 'swap_residual'
  | 'estimate_settlement'
  | 'estimate_credit'
  | 'estimate_in_money'

/** What each term is called on screens and in bridges. */
export const ADJUSTMENT_TITLES: Readonly<Record<AdjustmentTerm, string>> = {
  estimate: 'Estimado pelos dias',
  average: 'Faturado pela média',
  minimum: 'Consumo mínimo',
  unmetered: 'Sem hidrômetro',
  swap_residual: 'Consumo no hidrômetro retirado',
  estimate_settlement: 'Acerto de estimativas anteriores',
  estimate_credit: 'Crédito de estimativas usado',
  estimate_in_money: 'Estimativas acertadas em dinheiro',
}
