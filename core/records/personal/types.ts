/** How rows of a record type belong to a person (LGPD). */
export interface PersonLink {
  /** Record type of the persons; its own name for the persons themselves. */
  readonly record: string
  /** Column that holds the person's id; `id` for the persons themselves. */
  readonly key: string
  /**
   * What anonymisation writes: columns besides those marked personal, which become empty; a required column needs its
   * words here. `'delete'`: the rows go.
   */
  readonly anonymised: Readonly<Record<string, string | null>> | 'delete'
}

/** Sent to `records.person_hold`: who answers with a critical issue keeps the person from being anonymised. */
export interface PersonHold {
  readonly record: string
  readonly id: bigint
}

export const PERSON_HOLD = 'records.person_hold'

/**
 * Sent to `records.person_anonymised` in the transaction that empties a person's rows: who keeps copies of their data outside
 * record types empties them too. `ids`: the person and every record of the same type that was merged into theirs.
 */
export interface PersonAnonymised {
  readonly record: string
  readonly ids: readonly bigint[]
}

export const PERSON_ANONYMISED = 'records.person_anonymised'
