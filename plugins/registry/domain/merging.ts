/** Rows of a plugin's table that point to a customer. */
export interface CustomerReference {
  readonly table: string
  /** Column with the customer's id; `record_id` of a table of any record needs `recordType` too. */
  readonly column: string
  /** In Portuguese, in the plural, for people: `Débitos`. */
  readonly title: string
  /** Column of cents whose sum is told with the count. */
  readonly cents?: string
  /** The table holds records of many types: only rows whose `record_type` is the customer's. */
  readonly isByRecord?: true
}

/** What moves with a merge, as the effects are told before it. */
export interface MergeEffect {
  readonly title: string
  readonly rows: number
  readonly cents: bigint | null
}

/**
 * Payload of extension point `registry.customers_merging`: two customers become one. A participant names the columns of its
 * own tables that point to customers; while people still look, rows are only counted. What is history as issued (an
 * invoice, a printed document) is not named: it keeps whom it was issued to.
 */
export interface CustomersMerging {
  readonly keptId: bigint
  readonly mergedId: bigint
  move(reference: CustomerReference): Promise<void>
}

/** Rows born after a merge, of the premises that go back with its undoing. */
export interface BornReference extends CustomerReference {
  /** Column with the premise of the row. */
  readonly premiseColumn: string
}

/**
 * Payload of extension point `registry.customers_separating`: a merge of two customers is undone. What moved goes back by
 * itself; a participant names its columns whose rows, born since then about premises that go back, go with them, or refuses
 * with a critical issue what contradicts the undoing. It is called in a preview too, whose transaction is undone.
 */
export interface CustomersSeparating {
  readonly keptId: bigint
  readonly mergedId: bigint
  /** Premises that go back, in which the kept customer has no part of their own. */
  readonly premiseIds: readonly bigint[]
  follow(reference: BornReference): Promise<void>
}
