import { type Tx, query } from '#core/database/index'
import { readField } from '../domain/compose_line.ts'
import type { Layout } from '../domain/layout.ts'

const SOURCES = ['debt.notary', 'debt.protocol', 'debt.protocol_on'] as const

interface Told {
  readonly listingId: bigint
  readonly raw: string
}

/** Keeps what returned lines say of office and protocol, where the layout has a place for them; what is not said stays as it was. */
export async function keepProtocols(tx: Tx, layout: Layout, told: readonly Told[]): Promise<void> {
  const fields = SOURCES.map((source) => layout.debt.find((one) => one.source === source))
  if (!told.length || !fields[1]) return
  const values = told.map(({ raw }) =>
    fields.map((field) => (field ? saidIn(readField(field, raw)) : null))
  )
  await query(
    tx,
    `update bureaus_listings l
        set notary = coalesce(u.notary, l.notary), protocol = coalesce(u.protocol, l.protocol),
            protocol_on = coalesce(u.protocol_on, l.protocol_on)
       from unnest(?::bigint[], ?::text[], ?::text[], ?::date[]) as u (id, notary, protocol, protocol_on)
      where l.id = u.id`,
    [
      told.map(({ listingId }) => listingId),
      ...SOURCES.map((_, index) => values.map((row) => row[index] ?? null)),
    ]
  )
}

/** Zeros say nothing. */
const saidIn = (value: string | number | bigint | null): string | null =>
  value === null || /^0*$/.test(String(value)) ? null : String(value)
