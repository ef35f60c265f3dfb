import type { CivilDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import type { Issue } from '#core/kernel/index'

/** One column of a file of the system before. */
export interface TakeOverColumn {
  readonly name: string
  readonly isRequired?: true
  /** In Portuguese, for the page of the layout. */
  readonly help: string
}

/** A line that was read: its own key in the system before, and the text of each column. */
export interface TakeOverRow {
  readonly line: number
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

export type TakeOverResult =
  { readonly recordType: string; readonly recordId: bigint } | { readonly reason: string }

/** What a load knows; keys of files loaded before are found by `idsOf`. */
export interface TakeOverContext {
  readonly tx: Tx
  readonly municipalityId: bigint
  readonly system: string
  readonly fileId: bigint
  /** Ids of the records that stand for these keys of an entity loaded before. */
  idsOf(entity: string, keys: readonly string[]): Promise<ReadonlyMap<string, bigint>>
}

/** While lines are being written. */
export interface TakeOverLoading extends TakeOverContext {
  /** Day in the books of what is taken over. */
  readonly on: CivilDate
  participate<P>(point: string, payload: P): Promise<Issue[]>
}

/**
 * A kind of file of the system before: customers, premises, open items… Contributed through extension point
 * `registry.take_over_entities`.
 */
export interface TakeOverEntity {
  readonly name: string
  readonly title: string
  readonly order: number
  readonly columns: readonly TakeOverColumn[]
  /** What the reconciliation adds up besides lines. */
  readonly amount?: {
    readonly title: string
    readonly unit: 'count' | 'cents'
    /** Of a line as it came, refused or not; zero when it cannot be read. */
    of(values: Readonly<Record<string, string>>): bigint
    /** The same sum, read back from the tables that were written. */
    loaded(context: TakeOverContext): Promise<bigint>
  }
  /** Record types that are indexed for search at the end. */
  readonly searched?: readonly string[]
  /** Writes the rows that can be written; results stand in the order of the rows. */
  load(context: TakeOverLoading, rows: readonly TakeOverRow[]): Promise<readonly TakeOverResult[]>
}

/** Payload of extension point `registry.take_over_entities`. */
export interface TakeOverEntities {
  add(entity: TakeOverEntity): void
}

/** One line of a reconciliation: a kind of file, a billing group, or what a plugin tells of it. */
export interface SignedLine {
  readonly title: string
  readonly total: number
  readonly loaded: number
  readonly repeated: number
  readonly rejected: number
  /** As people read them; null where there is nothing to add up. */
  readonly amountSent: string | null
  readonly amountHere: string | null
}

/** Payload of extension point `registry.take_over_signing`: what else whoever signs answers for. */
export interface TakeOverSigning {
  readonly system: string
  /** A group that is cut over is only signed whole: throw what is missing. */
  readonly kind: 'rehearsal' | 'cut_over'
  readonly groups: readonly {
    readonly id: bigint
    /** `Grupo 01 · Centro` */
    readonly title: string
    readonly premiseIds: readonly bigint[]
  }[]
  add(line: SignedLine): void
}
