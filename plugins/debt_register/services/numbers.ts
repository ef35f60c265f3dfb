import { type Tx, query } from '#core/database/index'

export type NumberKind =
  | 'process'
  | 'proposal'
  | 'term'
  | 'entry'
  | 'notice'
  | 'certificate'
  | 'extrajudicial'
  | 'acknowledgement'
  /** Counted over all years: books since the system before. */
  | 'book'

interface Taken {
  readonly municipalityId: bigint
  readonly kind: NumberKind
  readonly year: string
  readonly count: number
}

/** The next numbers of a kind in a year, as `2026/000017`: once taken they are never given again. */
export async function takeNumbers(
  tx: Tx,
  { municipalityId, kind, year, count }: Taken
): Promise<string[]> {
  if (count === 0) return []
  const [row] = await query<{ last: bigint }>(
    tx,
    `insert into debt_register_counters as c (municipality_id, kind, year, last) values (?, ?, ?, ?)
     on conflict (municipality_id, kind, year) do update set last = c.last + excluded.last returning last`,
    [municipalityId, kind, BigInt(year), BigInt(count)]
  )
  const first = row!.last - BigInt(count) + 1n
  return Array.from(
    { length: count },
    (_, index) => `${year}/${String(first + BigInt(index)).padStart(6, '0')}`
  )
}

export const yearOf = (on: string): string => on.slice(0, 4)
