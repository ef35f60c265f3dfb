import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { withPrinter } from '#core/documents/index'
import { storeFile } from '#core/files/index'
import type { Job } from '#core/jobs/index'
import { printNotices } from '../services/print_notices.ts'

export interface PrintArgs {
  /** The run that issued them. */
  readonly run: bigint
  readonly title: string
}

interface Part {
  readonly position: number
  readonly ids: readonly bigint[]
}

/** Papers in one PDF: a browser prints so many in some seconds. */
const PART = 100

/** Prints what a run issued, in order of route and address, in files of some hundreds. */
export const printJob: Job<PrintArgs, Part, { readonly run: bigint }> = {
  name: 'dunning.print',
  title: 'Impressão de notificações e cartas',
  permission: 'dunning.notify',
  figures: { papers: 'Impressas', fresh: 'Pela primeira vez' },
  key: ({ run }) => String(run),
  label: ({ title }) => title,
  async results(jobRunId) {
    const rows = await query<{ id: bigint; position: number; papers: number }>(
      db,
      'select id, position, papers from dunning_files where job_run_id = ? order by position',
      [jobRunId]
    )
    return rows.map(({ id, position, papers }) => ({
      title: `PDF ${position}: ${papers === 1 ? '1 documento' : `${papers} documentos`}`,
      path: `/dunning/files/${id}`,
    }))
  },
  async plan({ tx, municipalityId }, { run }) {
    const rows = await query<{ id: bigint }>(
      tx,
      `select n.id from dunning_notices n
         join registry_premises p on p.id = n.premise_id
         left join readings_route_stops s on s.municipality_id = n.municipality_id and s.premise_id = n.premise_id
        where n.municipality_id = ? and n.run_id = ?
        order by s.route_id nulls last, s.sequence, p.district, p.street, p.number, n.id`,
      [municipalityId, run]
    )
    const ids = rows.map(({ id }) => id)
    const chunks: Part[] = []
    for (let start = 0; start < ids.length; start += PART) {
      chunks.push({ position: chunks.length + 1, ids: ids.slice(start, start + PART) })
    }
    return { chunks, total: ids.length, state: { run } }
  },
  async perform({ tx, municipalityId, actor, runId }, { position, ids }, { run }) {
    const printed = await printNotices(tx, { municipalityId, ids, actor, at: clock.now() })
    const content = await withPrinter((printer) =>
      printer.renderPdf(
        printed.map(({ html }) => html),
        { timestamp: new Date(0) }
      )
    )
    const file = await storeFile(tx, {
      ...{ municipalityId, content, mediaType: 'application/pdf', createdBy: actor.userId },
      name: `cobranca-${run}-${String(position).padStart(4, '0')}.pdf`,
    })
    await query(
      tx,
      `insert into dunning_files (municipality_id, run_id, job_run_id, position, file_id, papers) values (?, ?, ?, ?, ?, ?)`,
      [municipalityId, run, runId, position, file.id, printed.length]
    )
    return {
      ...{ done: ids.length, parked: 0, issues: [] },
      figures: { papers: printed.length, fresh: printed.filter((one) => !one.isAgain).length },
      trail: { sha256: file.sha256 },
    }
  },
}
