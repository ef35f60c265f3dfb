import { addDays } from '#core/calendar/index'
import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { QualityCheck, QualitySeverity } from '#core/reports/index'
import { type Found, queryCheck } from './quality_findings.ts'

/** Content of parameter `registry.quality`. */
export interface QualityPolicy {
  readonly period_months: number
  readonly responsible: string
  readonly days_to_fix: Readonly<Record<QualitySeverity, number>>
}

export const DEFAULT_QUALITY_POLICY: QualityPolicy = {
  period_months: 1,
  responsible: 'Setor de cadastro',
  days_to_fix: { critical: 15, warning: 30, info: 90 },
}

export const qualityPolicy = (tx: Pick<Tx, 'rawQuery'>, municipalityId: bigint) =>
  parameterWithin<QualityPolicy>(tx, { key: 'registry.quality', municipalityId })

export interface QualityRun {
  readonly id: bigint
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly at: Date
}

export interface QualityOutcome {
  readonly found: number
  readonly corrected: number
}

/**
 * Runs one check over the whole municipality: new findings become tasks with responsible and deadline, those that are no
 * longer true become corrected, and the counts are kept with the run.
 */
export async function runQualityCheck(
  tx: Tx,
  check: QualityCheck,
  { run, policy }: { readonly run: QualityRun; readonly policy: QualityPolicy }
): Promise<QualityOutcome> {
  const { municipalityId } = run
  const sql = `select distinct on (found.record_id) found.record_id, found.label, found.detail from (${check.sql}) found`
  const found = await queryCheck<Found>(tx, check, {
    sql,
    values: { municipality: municipalityId, today: run.on },
  })
  const ids = found.map(({ record_id: id }) => id)
  const corrected = await query(
    tx,
    `update registry_quality_findings f set status = 'corrected', closed_at = ?, closed_by = 'Conferência do cadastro'
      where f.municipality_id = ? and f.check_name = ? and f.status <> 'corrected'
        and not exists (select from unnest(?::bigint[]) as still (id) where still.id = f.record_id) returning 1`,
    [run.at, municipalityId, check.name, ids]
  )
  await query(
    tx,
    `insert into registry_quality_findings
       (municipality_id, check_name, record_type, record_id, label, detail, found_on, due_on, responsible)
     select ?, ?, ?, n.id, n.label, n.detail, ?, ?, ?
       from unnest(?::bigint[], ?::text[], ?::text[]) as n (id, label, detail)
     on conflict (municipality_id, check_name, record_id) where status <> 'corrected'
     do update set label = excluded.label, detail = excluded.detail`,
    [
      ...[municipalityId, check.name, check.record, run.on],
      ...[addDays(run.on, policy.days_to_fix[check.severity]), policy.responsible],
      ids,
      found.map(({ label }) => label),
      found.map(({ detail }) => detail ?? ''),
    ]
  )
  const [open] = await query<{ n: number }>(
    tx,
    `select count(*)::int as n from registry_quality_findings where municipality_id = ? and check_name = ? and status = 'open'`,
    [municipalityId, check.name]
  )
  await query(
    tx,
    `insert into registry_quality_results (run_id, check_name, municipality_id, found, corrected) values (?, ?, ?, ?, ?)`,
    [run.id, check.name, municipalityId, open!.n, corrected.length]
  )
  return { found: open!.n, corrected: corrected.length }
}
