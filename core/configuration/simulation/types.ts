import type { ItemName } from '../local_keys.ts'
import type { RefMonth } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import type { Reader } from '../query.ts'
import type { Pack } from '../types.ts'

/** One way to group results: by category, bracket of volume, locality… */
export interface PopulationDim {
  readonly name: string
  readonly title: string
  /** What its sums are, where `parts` gives something else than the results themselves: what a counted result costs. */
  readonly unit?: Population['unit']
  /** Order and words of its values, where they are known; others come after, in words of their own, the largest first. */
  readonly values?: readonly { readonly value: string; readonly label: string }[]
}

/** Which of the past results: whole months, of all groups or of some. */
export interface PopulationScope {
  readonly municipalityId: bigint
  readonly from: RefMonth
  readonly until: RefMonth
  /** Null: all. */
  readonly groups: readonly string[] | null
}

/** Some results that were computed with one pack, to be read and computed at once: about a thousand. */
export interface PopulationChunk<C = any> {
  readonly spec: C
  readonly results: number
}

/** Facts of a chunk as they are stored, and the pack that the results keep. */
export interface StoredFacts<F = any> {
  readonly packId: bigint
  readonly facts: F
}

/** What is compared: the configuration of the time, and the same with the draft in the place of its item. */
export interface Sides {
  readonly before: Pack
  readonly after: Pack
}

/** A part of a result that counts under another value of a dimension than the rest. */
export interface ResultPart {
  readonly value: string
  readonly before: bigint
  readonly after: bigint
}

/** One past result, as it was and as it would be: cents, or 0 and 1 where results are counted. */
export interface SimulatedResult {
  /** Its id as text; the population finds it by it again. */
  readonly key: string
  readonly label: string
  readonly link: string
  readonly before: bigint
  /** The same as `before` where there is an error. */
  readonly after: bigint
  readonly dims: Readonly<Record<string, string>>
  /** Dimensions by which the amount is divided: a bill of two categories counts in both. */
  readonly parts?: Readonly<Record<string, readonly ResultPart[]>>
  /** Why it could not be computed with the draft. */
  readonly error?: { readonly code: string; readonly text: string }
}

/** One line of a result on both sides, with the steps that led to it; null where it does not exist on that side. */
export interface ExplainedLine {
  readonly title: string
  readonly before: ExplainedSide | null
  readonly after: ExplainedSide | null
}

export interface ExplainedSide {
  /** As people read it: `R$ 41,20`. */
  readonly amount: string
  readonly steps: readonly string[]
}

/** A past result computed again from what it was computed with. */
export interface ReplayedResult {
  readonly key: string
  readonly label: string
  readonly link: string
  /** What the recomputation arrives at, for the hash of all: amount, volume, dates. */
  readonly computed: string
  /** The first step where past and present part; null when they never do. */
  readonly difference: ReplayedDifference | null
}

export interface ReplayedDifference {
  readonly step: string
  readonly stored: string
  readonly computed: string
}

/**
 * Past results of a plugin, as data: which there are, how their stored facts are read in chunks, and the pure function that
 * computes them with any pack. From it come the simulation of drafts and the re-performance of whole months.
 */
export interface Population<C = any, F = any> {
  readonly name: `${string}.${string}`
  readonly title: string
  /** What is counted and compared, in one or two sentences. */
  readonly help: string
  readonly results: { readonly one: string; readonly many: string }
  /** Of who may see the results themselves. */
  readonly permission: string
  /** Cents, or how many results are in the state that `title` of `amount` names. */
  readonly unit: 'money' | 'count'
  /** What before and after are called: `Tarifas do mês`, `Leituras retidas`. */
  readonly amount: string
  readonly dims: readonly PopulationDim[]
  /** Whether a version of the item may change its results. */
  concerns(item: ItemName): boolean
  /** Whether versions of the item are submitted only with a simulation, where no parameter says otherwise. */
  demanded(item: ItemName): boolean
  /** Months that have results, the newest first. */
  months(reader: Reader, municipalityId: bigint): Promise<readonly MonthOfResults[]>
  groups(reader: Reader, municipalityId: bigint): Promise<readonly GroupOfResults[]>
  chunks(tx: Tx, scope: PopulationScope): Promise<readonly PopulationChunk<C>[]>
  /** The chunk that holds one result; null when it is unknown or cannot be computed again. */
  chunkOf(tx: Tx, municipalityId: bigint, key: string): Promise<C | null>
  facts(tx: Tx, municipalityId: bigint, chunk: C): Promise<StoredFacts<F>>
  /** Pure: the same facts and packs give the same results. */
  compute(facts: F, sides: Sides): readonly SimulatedResult[]
  /** Line by line, for people; of results that `compute` gives. */
  explain(facts: F, sides: Sides, key: string): readonly ExplainedLine[]
  /** Computed again with its own pack and compared with all that is stored of it. */
  replay(tx: Tx, municipalityId: bigint, chunk: C): Promise<readonly ReplayedResult[]>
}

export type { ItemName }

export interface MonthOfResults {
  readonly month: RefMonth
  readonly results: number
}

export interface GroupOfResults {
  readonly value: string
  readonly label: string
}
