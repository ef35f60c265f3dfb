import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { QualityCheck } from '#core/reports/index'

type Reader = Pick<Tx, 'rawQuery'>

export interface Found {
  readonly record_id: bigint
  readonly label: string
  readonly detail: string
}

/** Runs SQL with the check's named bindings and `:municipality`. */
export async function queryCheck<T>(
  reader: Reader,
  check: QualityCheck,
  given: { readonly sql: string; readonly values: Readonly<Record<string, unknown>> }
): Promise<T[]> {
  const municipalityId = given.values.municipality as bigint
  const own = (await check.values?.(reader, municipalityId)) ?? {}
  const bindings = { ...own, ...given.values } as unknown as Record<string, string>
  const { rows } = await reader.rawQuery(given.sql, bindings)
  return rows as T[]
}

const isStillFound = async (
  reader: Reader,
  check: QualityCheck,
  values: { readonly municipality: bigint; readonly today: CivilDate; readonly record: bigint }
) => {
  const sql = `select 1 from (${check.sql}) judged where judged.record_id = :record`
  const rows = await queryCheck(reader, check, { sql, values })
  return rows.length > 0
}

/** After a change of a record: the open findings about it that are no longer true leave the list as corrected. */
export async function correctFindings(
  { tx, municipalityId, actor, now }: ActionContext,
  { recordType, recordId }: { readonly recordType: string; readonly recordId: bigint }
): Promise<void> {
  const today = await todayIn(tx, municipalityId)
  const open = await query<{ id: bigint; check_name: string }>(
    tx,
    `select id, check_name from registry_quality_findings
      where municipality_id = ? and record_type = ? and record_id = ? and status = 'open'`,
    [municipalityId, recordType, recordId]
  )
  for (const { id, check_name: name } of open) {
    const check = registries().qualityChecks.find(name)
    if (
      check &&
      (await isStillFound(tx, check, { municipality: municipalityId, today, record: recordId }))
    )
      continue
    await query(
      tx,
      `update registry_quality_findings set status = 'corrected', closed_at = ?, closed_by = ? where id = ?`,
      [now, actor.name, id]
    )
  }
}
