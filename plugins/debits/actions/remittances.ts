import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { recordSent } from '../services/deliver.ts'

const input = vine.create({
  id: rowId(),
  sent_to: vine.string().trim().minLength(3).maxLength(120),
})

interface Remittance {
  readonly id: bigint
  readonly sequence: number
  readonly state: string
}

/** Who took a remittance to the bank says so, and how. */
export const markSentAction: Action<Infer<typeof input>, Remittance> = {
  name: 'debits.mark_sent',
  title: 'Registrar o envio',
  permission: 'debits.send',
  input,
  labels: { id: 'Remessa', sent_to: 'Como foi enviada' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'debits.remittances', id: BigInt(id) }),
  async run({ tx, municipalityId, actor }, { id, sent_to: to }) {
    const [row] = await query<Remittance>(
      tx,
      'select id, sequence, state from debits_remittances where municipality_id = ? and id = ? for update',
      [municipalityId, BigInt(id)]
    )
    if (!row) throw errors.E_DEBITS_UNKNOWN({ what: 'remessa', id })
    if (row.state === 'sent') throw errors.E_DEBITS_SENT_ALREADY({ sequence: row.sequence })
    await recordSent(tx, municipalityId, { id: row.id, by: actor.name, to })
    return row
  },
  describe: ({ sent_to: to }, { sequence }) => `Remessa NSA ${sequence} enviada ao banco: ${to}`,
}
