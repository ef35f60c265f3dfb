/** The rows that others belong to: an invoice, a reading. Those of one month and one `set` are archived together or not at all. */
export interface ArchiveWhole {
  /** Record type of its rows: `billing.invoices`. */
  readonly record: `${string}.${string}`
  /** The plugin's own table, with `id` and `municipality_id`. */
  readonly table: string
  /** Column with the month, `AAAA-MM`. */
  readonly month: string
  /** Column by whose value rows of a month stay together; of every whole the same thing, as the premise is. */
  readonly set: string
  /** Column that names a row to people. */
  readonly label: string
  /** Column of cents that people know the row by. */
  readonly cents?: string
}

/** Rows that go with those of another table. */
export interface ArchivePart {
  /** With `id` and `municipality_id`. */
  readonly table: string
  /** Table of the whole, or of a part declared before. */
  readonly of: string
  /** Fixed SQL over `part` and `owner`: `part.invoice_id = owner.id`. An index of `part` serves it. */
  readonly on: string
}

/** What keeps a row, and its whole set, among the active ones. */
export interface ArchiveKeep {
  readonly code: string
  /** For people, in Portuguese, what to do included. */
  readonly reason: string
  /** Table of the whole or of a part. */
  readonly table: string
  /** Fixed SQL over `row`; `:since` is the first day that is too recent for the dead file. */
  readonly when: string
}

/**
 * What a plugin gives to the dead file: a whole of its own, or what it adds to another's, by the name of that one's record type.
 * A row outside that points by foreign key to one that would go keeps it, whether a plugin said so or not.
 */
export interface Archive {
  readonly name: `${string}.${string}`
  readonly whole: ArchiveWhole | ArchiveWhole['record']
  readonly parts?: readonly ArchivePart[]
  readonly keeps?: readonly ArchiveKeep[]
}
