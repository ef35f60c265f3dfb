import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import type { Actor } from '#core/actions/index'
import { query } from '#core/database/index'
import { readStoredFile, sendFile } from '#core/files/index'
import { startRun } from '#core/jobs/index'
import { errors } from '../errors.ts'
import { type PrintArgs, printRun, titleOfRun } from '../jobs/print_run.ts'
import { printShop } from '../jobs/print_shop.ts'
import { runToPrint } from '../services/printing/run_order.ts'

const JOBS = { pdf: printRun, print_shop: printShop } as const
const wanted = vine.create({ kind: vine.enum(['pdf', 'print_shop']) })

/** A run holds bills of every place of its group: who works in some of them only has none of its files. */
function requireEverywhere({ scope }: Actor, id: bigint): void {
  if (scope?.localities.length) throw errors.E_BILLING_RUN_UNKNOWN({ id })
}

/** The bills of a run for who prints and delivers them. */
export default class PrintsController {
  async store({ actor, authorize, params, request, response }: HttpContext) {
    authorize('billing.print')
    const { kind } = await request.validateUsing(wanted)
    const id = BigInt(params.id)
    requireEverywhere(actor, id)
    const row = await db.transaction((tx) => runToPrint(tx, actor.municipalityId, id))
    const args: PrintArgs = { run: id, title: titleOfRun(row) }
    const run = await startRun(JOBS[kind], args, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async file(ctx: HttpContext) {
    const { actor, authorize, params } = ctx
    authorize('billing.print')
    const id = BigInt(params.id)
    requireEverywhere(actor, id)
    const [row] = await query<{ file_id: bigint }>(
      db,
      'select file_id from billing_run_files where municipality_id = ? and id = ?',
      [actor.municipalityId, id]
    )
    if (!row) throw errors.E_BILLING_FILE_UNKNOWN({ id })
    sendFile(ctx, await readStoredFile(db, actor.municipalityId, row.file_id))
  }
}
