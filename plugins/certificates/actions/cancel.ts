import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { type Certificate, lockIssued } from '../services/lock_issued.ts'
import { CERTIFICATE } from '../services/names.ts'

const input = vine.create({ id: rowId() })

/** A certificate that should not have been issued is worth nothing from now on; what it stated stays. */
export const cancelAction: Action<Infer<typeof input>, Certificate> = {
  name: 'certificates.cancel',
  title: 'Cancelar a certidão',
  permission: 'certificates.cancel',
  input,
  labels: { id: 'Certidão' },
  reason: 'required',
  subject: ({ id }) => ({ type: CERTIFICATE, id: BigInt(id) }),
  async run(context, { id }) {
    const { tx, municipalityId, actor, reason } = context
    const certificate = await lockIssued(context, BigInt(id))
    const on = await todayIn(tx, municipalityId)
    await query(
      tx,
      `update certificates_certificates set state = 'cancelled', cancelled_on = ?, cancelled_by = ?, cancel_reason = ?
        where id = ?`,
      [on, actor.name, reason, certificate.id]
    )
    return certificate
  },
  describe: (_, { number }) => `Certidão ${number} cancelada`,
}
