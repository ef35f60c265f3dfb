import { type Tx, copyRows, query } from '#core/database/index'
import type { Refusal } from './refuse.ts'
import type { ArchivedWhole } from './wholes.ts'

interface Refusing {
  readonly municipalityId: bigint
  readonly runId: bigint
  readonly month: string
}

interface Named {
  readonly set: bigint
  readonly id: bigint
  readonly label: string
  readonly cents: bigint | null
}

/** Lists what stays, a line for each reason, by the latest row of each set. @returns how many sets, and their amount */
export async function listRefusals(
  tx: Tx,
  whole: ArchivedWhole,
  refusals: readonly Refusal[],
  { municipalityId, runId, month }: Refusing
): Promise<{ readonly sets: number; readonly cents: bigint }> {
  const sets = [...new Set(refusals.map(({ set }) => set))]
  if (!sets.length) return { sets: 0, cents: 0n }
  const named = await query<Named>(
    tx,
    `select distinct on (${whole.set}) ${whole.set} as set, id, ${whole.label}::text as label, ${whole.cents ?? 'null::bigint'} as cents
       from ${whole.table} where municipality_id = ? and ${whole.month} = ? and ${whole.set} = any(?::bigint[])
      order by ${whole.set}, id desc`,
    [municipalityId, month, sets]
  )
  const bySet = new Map(named.map((row) => [row.set, row]))
  await copyRows(
    tx,
    'archive_refusals',
    [
      ...['municipality_id', 'run_id', 'subject_type', 'subject_id', 'label', 'reference'],
      ...['amount_cents', 'code', 'reason'],
    ],
    refusals.map(({ set, code, reason }) => {
      const { id, label, cents } = bySet.get(set)!
      return [municipalityId, runId, whole.record, id, label, month, cents, code, reason]
    })
  )
  return { sets: sets.length, cents: named.reduce((sum, { cents }) => sum + (cents ?? 0n), 0n) }
}
