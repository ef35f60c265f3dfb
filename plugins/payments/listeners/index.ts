import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import type { DeliveredEvent, Listener } from '#core/actions/index'
import { query } from '#core/database/index'
import { startRun } from '#core/jobs/index'
import { importFile } from '../jobs/import.ts'
import { putAwayFile } from '../services/put_away.ts'

interface Pickup {
  readonly name: string
  readonly agreementId: bigint
  readonly fileObjectId: bigint
}

/** A file taken from a folder is imported like one that somebody sent. */
async function startImport({ municipalityId, payload }: DeliveredEvent): Promise<void> {
  const id = BigInt(String(payload.pickup))
  const [pickup] = await query<Pickup>(
    db,
    `select name, agreement_id as "agreementId", file_object_id as "fileObjectId" from payments_pickups
      where municipality_id = ? and id = ?`,
    [municipalityId, id]
  )
  if (!pickup) return
  const { agreementId, fileObjectId, name } = pickup
  const args = { agreementId, fileObjectId, title: `Pasta do convênio: ${name}` }
  const run = await startRun(importFile, args, systemActor(municipalityId))
  await query(db, 'update payments_pickups set run_id = ? where id = ?', [run.id, id])
  if (run.status === 'done') await putAwayFile(run.id)
}

export default [
  { event: 'payments.file_taken', name: 'payments.start_import', run: startImport },
  {
    event: 'jobs.run_finished',
    name: 'payments.put_away',
    run: ({ payload }) => putAwayFile(BigInt(String(payload.run))),
  },
] as readonly Listener[]
