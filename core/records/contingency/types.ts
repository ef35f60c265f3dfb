import type { CivilDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'

export interface ContingencyContext {
  readonly tx: Tx
  readonly municipalityId: bigint
  readonly today: CivilDate
}

/** A label and a value as people read them: dates, money and numbers are already words. */
export type ContingencyFact = readonly [label: string, value: string]

/** What is found in the pack: a premise, with the words that find it. */
export interface ContingencyEntry {
  readonly id: bigint
  readonly title: string
  readonly subtitle: string
  /** Number, names, street, document: punctuation and accents do not matter. */
  readonly search: readonly string[]
  readonly facts: readonly ContingencyFact[]
}

/** One block on the page of an entry: a connection, an open document. */
export interface ContingencyCard {
  readonly title: string
  readonly facts: readonly ContingencyFact[]
  /** Long codes, each with a button that copies it. */
  readonly codes?: readonly ContingencyFact[]
}

export interface ContingencyPage {
  readonly after: bigint
  readonly limit: number
}

/**
 * What a plugin gives to the pack that is read in days without internet: the entries of a record type, or what it knows of
 * the entries of another's. Either is asked in pages, so that a large municipality costs no memory.
 */
export interface ContingencySection {
  readonly name: `${string}.${string}`
  /** Heading of its cards, in Portuguese. */
  readonly title: string
  /** Record type of the entries. */
  readonly record: string
  /** Order among the headings of an entry. */
  readonly place: number
  /** Entries with a larger id, in the order of their ids. */
  readonly entries?: (
    context: ContingencyContext,
    page: ContingencyPage
  ) => Promise<readonly ContingencyEntry[]>
  readonly cards?: (
    context: ContingencyContext,
    ids: readonly bigint[]
  ) => Promise<ReadonlyMap<bigint, readonly ContingencyCard[]>>
}
