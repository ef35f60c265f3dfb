import db from '@adonisjs/lucid/services/db'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import type { ReportColumn } from '../report.ts'
import type { Request, Viewer } from '../run/asked.ts'
import { notePersonal } from '../run/note_personal.ts'
import { type ReportRow, allRows } from '../run/run_report.ts'

/** Nothing that a report asks of the database takes longer, not even in the background. */
export const LONGEST_MS = 10 * 60_000
const CANCELLED = '57014'

/**
 * Every row of a report on one snapshot, batch by batch. Who took it, how much and with which filters
 * is written in the audit trail when the last row was read: a report may hold personal data.
 */
export async function* fileRows(
  request: Request,
  viewer: Viewer,
  format: string
): AsyncGenerator<readonly ReportRow[]> {
  const { report, asked } = request
  const tx = viewer.within
    ? await viewer.within.transaction()
    : await db.transaction({ isolationLevel: 'repeatable read' })
  let count = 0
  try {
    await query(tx, `set local statement_timeout = ${LONGEST_MS}`)
    for await (const rows of allRows(tx, report, asked)) {
      count += rows.length
      yield rows
    }
    await notePersonal(tx, request, viewer, { way: 'export', rows: count })
    await tell(tx, request, viewer, { format, count })
    await tx.commit()
  } catch (error) {
    if ((error as { code?: string }).code !== CANCELLED) throw error
    throw errors.E_REPORTS_LATE(
      { title: report.title, minutes: LONGEST_MS / 60_000 },
      { cause: error }
    )
  } finally {
    if (!tx.isCompleted) await tx.rollback()
  }
}

async function tell(
  tx: Tx,
  { report, chosen }: Request,
  { actor }: Viewer,
  { format, count }: { readonly format: string; readonly count: number }
): Promise<void> {
  await appendEntry(tx, {
    municipalityId: actor.municipalityId,
    at: clock.now(),
    actor,
    action: 'reports.export',
    subject: null,
    description: `Exportou o relatório ${report.title}: ${count} linhas em ${format.toUpperCase()}`,
    reason: null,
    payload: {
      report: report.name,
      filters: Object.fromEntries(chosen.map(({ filter, typed }) => [filter.name, typed])),
      count,
      format,
    },
  })
}

/** What stands over each column of a file. */
export const labelsOf = (columns: readonly ReportColumn[]): string[] =>
  columns.map(({ label, unit }) => (unit ? `${label} (${unit})` : label))
