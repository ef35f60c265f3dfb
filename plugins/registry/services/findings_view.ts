import { todayIn } from '#core/access/index'
import type { Actor } from '#core/actions/index'
import { stringify } from 'csv-stringify/sync'
import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { QualityCheck } from '#core/reports/index'
import { format, pagerOf } from '#core/web/index'
import { findingsInside } from './findings_inside.ts'
import { SEVERITIES } from './quality_view.ts'

type Reader = Pick<Tx, 'rawQuery'>
export type FindingStatus = 'open' | 'accepted' | 'corrected'

export interface Finding {
  readonly id: bigint
  readonly record_id: bigint
  readonly label: string
  readonly detail: string
  readonly status: FindingStatus
  readonly found_on: string
  readonly due_on: string | null
  readonly responsible: string | null
  readonly closed_at: Date | null
  readonly closed_by: string | null
  readonly note: string | null
}

const PAGE_SIZE = 50
const MOST_EXPORTED = 300_000
const STATUS_TITLES = [
  { value: 'open', title: 'A corrigir' },
  { value: 'accepted', title: 'Aceitos como estão' },
  { value: 'corrected', title: 'Corrigidos' },
]

interface Asked {
  readonly check: QualityCheck
  readonly status: FindingStatus
  readonly page: number
}

/** The records that a check found, those due first. */
export async function findingsView(reader: Reader, actor: Actor, { check, status, page }: Asked) {
  const { municipalityId } = actor
  const inside = findingsInside(actor)
  const counts = await query<{ status: string; n: number }>(
    reader,
    `select status, count(*)::int as n from registry_quality_findings where municipality_id = ? and check_name = ?${inside.sql} group by status`,
    [municipalityId, check.name, ...inside.bindings]
  )
  const countOf = (wanted: string) => counts.find((one) => one.status === wanted)?.n ?? 0
  const path = `/registry/quality/${check.name}`
  return {
    check: { ...check, severity: SEVERITIES[check.severity] },
    path,
    recordPath: registries().records.get(check.record).path,
    status,
    today: await todayIn(reader, municipalityId),
    tabs: STATUS_TITLES.map((tab) => ({ ...tab, count: countOf(tab.value) })),
    findings: await query<Finding>(
      reader,
      `select * from registry_quality_findings where municipality_id = ? and check_name = ? and status = ?${inside.sql}
        order by due_on, id limit ? offset ?`,
      [municipalityId, check.name, status, ...inside.bindings, PAGE_SIZE, (page - 1) * PAGE_SIZE]
    ),
    pager: pagerOf({
      ...{ page, size: PAGE_SIZE, total: countOf(status), path },
      query: { status },
    }),
  }
}

/** The same list as a spreadsheet reads it. */
export async function findingsCsv(
  reader: Reader,
  actor: Actor,
  check: QualityCheck,
  status: FindingStatus
): Promise<string> {
  const inside = findingsInside(actor)
  const rows = await query<Finding>(
    reader,
    `select * from registry_quality_findings where municipality_id = ? and check_name = ? and status = ?${inside.sql}
      order by due_on, id limit ?`,
    [actor.municipalityId, check.name, status, ...inside.bindings, MOST_EXPORTED]
  )
  const lines = rows.map((one) => [
    ...[check.title, one.label, one.detail, format.date(one.found_on), format.date(one.due_on)],
    ...[one.responsible ?? '', one.note ?? ''],
  ])
  const header = [
    'Conferência',
    'Registro',
    'O que se encontrou',
    'Desde',
    'Prazo',
    'Responsável',
    'Observação',
  ]
  return stringify([header, ...lines], {
    delimiter: ';',
    bom: true,
    record_delimiter: '\r\n',
    escape_formulas: true,
  })
}
