import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { readStoredFile } from '#core/files/index'
import { renderInvoices } from '#plugins/billing/api'
import type { CycleConsole } from './console.ts'
import type { CycleGroup } from './groups.ts'

/** The group's invoices on paper: PDF files of some hundreds each, and the file that a print shop makes its own paper from. */
export async function printGroup(
  on: CycleConsole,
  group: CycleGroup,
  limit: number
): Promise<void> {
  const [run] = await query<{ id: bigint }>(
    db,
    'select id from billing_runs where municipality_id = ? and billing_group_id = ? and reference = ?',
    [on.actor.municipalityId, group.id, group.reference]
  )
  const { invoices, files } = await renderInvoices({
    runId: run!.id,
    folder: join(on.folder, group.code),
    actor: on.actor,
    limit,
  })
  on.remember(files)
  on.say(`  ${group.name}: ${invoices} faturas em PDF`)
  const title = `${group.name}: arquivo da gráfica`
  const { id } = await on.run('billing.print_shop', title, { run: run!.id, title: group.name })
  await keepPrintShopFile(on, id)
}

async function keepPrintShopFile(on: CycleConsole, jobRunId: bigint): Promise<void> {
  const { municipalityId } = on.actor
  const [made] = await query<{ file_id: bigint }>(
    db,
    `select file_id from billing_run_files where municipality_id = ? and job_run_id = ? and kind = 'print_shop'`,
    [municipalityId, jobRunId]
  )
  const { name, content } = await readStoredFile(db, municipalityId, made!.file_id)
  on.keep(name, content)
}
