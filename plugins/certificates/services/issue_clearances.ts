import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { type JudgedYear, judgeYear } from './judge_year.ts'

export interface Clearing {
  readonly municipalityId: bigint
  readonly year: number
  readonly premiseIds: readonly bigint[]
  readonly on: CivilDate
  readonly by: string
  readonly means: 'invoice' | 'document'
  readonly runId: bigint | null
}

export interface ClearedYear {
  /** Of this time; what was issued before stays as it is. */
  readonly issued: readonly bigint[]
  readonly withheld: readonly JudgedYear[]
}

/**
 * Judges everybody billed at some premises in a year and keeps the answer: a statement with its number, or the reason why not
 * yet. Whoever has a statement keeps it; whoever was refused is judged again. Four statements of SQL, whatever is owed.
 */
export async function issueClearances(tx: Tx, clearing: Clearing): Promise<ClearedYear> {
  const { municipalityId, year, premiseIds } = clearing
  // Numbers follow each other without a gap, and nobody is issued two statements at once.
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('certificates.clearances', ?))`, [
    municipalityId,
  ])
  const done = await query<{ premise_id: bigint; customer_id: bigint }>(
    tx,
    `select premise_id, customer_id from certificates_clearances
      where municipality_id = ? and year = ? and state = 'issued' and premise_id = any(?::bigint[])`,
    [municipalityId, year, premiseIds]
  )
  const has = new Set(done.map(keyOf))
  const all = await judgeYear(tx, clearing)
  const judged = all.filter((one) => !has.has(keyOf(one)))
  await query(
    tx,
    `delete from certificates_clearances
      where municipality_id = ? and year = ? and state = 'withheld' and premise_id = any(?::bigint[])`,
    [municipalityId, year, premiseIds]
  )
  const rows = await write(tx, clearing, judged)
  return {
    issued: rows.filter(({ state }) => state === 'issued').map(({ id }) => id),
    withheld: judged.filter(({ reason }) => reason !== null),
  }
}

const keyOf = (one: { readonly premise_id: bigint; readonly customer_id: bigint }) =>
  `${one.premise_id}/${one.customer_id}`

function write(tx: Tx, clearing: Clearing, judged: readonly JudgedYear[]) {
  const { municipalityId, year, on, by, means, runId } = clearing
  return query<{ id: bigint; state: 'issued' | 'withheld' }>(
    tx,
    `insert into certificates_clearances (municipality_id, year, premise_id, customer_id, state, reason, months, disputed,
       sequence, issued_on, issued_by, means, judged_on, run_id)
     select ?, ?, j.premise_id, j.customer_id, case when j.reason is null then 'issued' else 'withheld' end, j.reason, j.months,
            j.disputed, case when j.reason is null then last.sequence + sum((j.reason is null)::int) over (order by j.place) end,
            case when j.reason is null then d.on_day end, case when j.reason is null then d.author end,
            case when j.reason is null then d.means end, d.on_day, ?::bigint
       from unnest(?::bigint[], ?::bigint[], ?::text[], ?::smallint[], ?::text[])
              with ordinality as j(premise_id, customer_id, reason, months, disputed, place)
      cross join (select ?::date as on_day, ?::text as author, ?::text as means) d
      cross join (
        select coalesce(max(sequence), 0) as sequence from certificates_clearances where municipality_id = ? and year = ?) last
     returning id, state`,
    [
      ...[municipalityId, year, runId],
      judged.map((one) => one.premise_id),
      judged.map((one) => one.customer_id),
      judged.map(({ reason }) => reason),
      judged.map(({ months }) => months),
      judged.map(({ disputed }) => disputed),
      ...[on, by, means, municipalityId, year],
    ]
  )
}
