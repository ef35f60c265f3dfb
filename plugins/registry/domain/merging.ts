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
