import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { renderInvoices } from '#plugins/billing/api'
import type { CycleConsole } from './console.ts'
import type { CycleGroup } from './groups.ts'

/** The group's invoices as the print shop gets them: PDF files of some hundreds each. */
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
}
