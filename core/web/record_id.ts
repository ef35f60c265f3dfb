/** Route parameter that is a record's id: digits that fit a bigint. Anything else is an address that does not exist. */
export const recordId = { match: /^\d{1,18}$/, cast: String } as const
