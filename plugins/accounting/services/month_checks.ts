import { clock, type RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { ClosingCheck } from '../domain/closing.ts'
import { type AskedMonth, wholeChecks } from './closing_checks.ts'

/** The checks that add up everything, as they were last made. */
export interface KeptChecks {
  readonly checked_at: Date
  readonly checked_by: string
  readonly checks: readonly ClosingCheck[]
  /** Something was posted since. */
  readonly isOutdated: boolean
}

const DEBITS = `(select coalesce(sum(debit_cents), 0) from accounting_day_sums where municipality_id = ?)`

/** Makes the checks that add up everything and keeps what they find, for the screen. */
export async function checkMonth(tx: Tx, asked: AskedMonth): Promise<ClosingCheck[]> {
  const { municipalityId, reference, actor } = asked
  const [{ debits }] = (await query<{ debits: string }>(tx, `select ${DEBITS}::text as debits`, [
    municipalityId,
  ])) as [{ debits: string }]
  const checks = await wholeChecks(tx, asked)
  await query(
    tx,
    `insert into accounting_month_checks (municipality_id, reference, checked_at, checked_by, debit_cents, checks)
     values (?, ?, ?, ?, ?, ?::jsonb)
     on conflict (municipality_id, reference) do update
       set checked_at = excluded.checked_at, checked_by = excluded.checked_by, debit_cents = excluded.debit_cents,
           checks = excluded.checks`,
    [municipalityId, reference, clock.now(), actor.name, debits, JSON.stringify(checks)]
  )
  return checks
}

/** What the checks last found of a month; null when they were never made. */
export async function keptChecks(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  reference: RefMonth
): Promise<KeptChecks | null> {
  const [kept] = await query<KeptChecks>(
    tx,
    `select checked_at, checked_by, checks, debit_cents <> ${DEBITS} as "isOutdated" from accounting_month_checks
      where municipality_id = ? and reference = ?`,
    [municipalityId, municipalityId, reference]
  )
  return kept ?? null
}
