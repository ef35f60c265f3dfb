import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { readStoredFile, sendFile } from '#core/files/index'
import { errors } from '../errors.ts'

/** Gives the remittances to who takes them to the bank. */
export default class BoletosController {
  async file(ctx: HttpContext) {
    const { actor, authorize, params } = ctx
    authorize('payments.boletos')
    const id = BigInt(params.id)
    const [row] = await query<{ file_object_id: bigint }>(
      db,
      'select file_object_id from payments_boleto_remittances where municipality_id = ? and id = ?',
      [actor.municipalityId, id]
    )
    if (!row) throw errors.E_PAYMENTS_REMITTANCE_UNKNOWN({ id })
    sendFile(ctx, await readStoredFile(db, actor.municipalityId, row.file_object_id))
  }
}
