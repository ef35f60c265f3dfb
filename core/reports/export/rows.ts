import db from '@adonisjs/lucid/services/db'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import type { ReportColumn } from '../report.ts'
import type { Request, Viewer } from '../run/asked.ts'
import { type ReportRow, allRows } from '../run/run_report.ts'

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
  const tx = await db.transaction({ isolationLevel: 'repeatable read' })
  let count = 0
  try {
    for await (const rows of allRows(tx, report, asked)) {
      count += rows.length
      yield rows
    }
    await tell(tx, request, viewer, { format, count })
    await tx.commit()
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
