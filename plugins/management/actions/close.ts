import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'

const input = vine.create({ id: rowId() })

interface Closed {
  readonly id: bigint
  readonly name: string
}

/** What is done from the next day on counts no more. */
export const closeActionAction: Action<Infer<typeof input>, Closed> = {
  name: 'management.close_action',
  title: 'Encerrar ação comercial',
  permission: 'management.promote',
  input,
  labels: { id: 'Ação' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'management.actions', id }),
  async run({ tx, municipalityId }, { id }) {
    const [row] = await query<Closed>(
      tx,
      `update management_actions set state = 'closed', closed_on = ?
        where municipality_id = ? and id = ? and state = 'open' returning id, name`,
      [await todayIn(tx, municipalityId), municipalityId, id]
    )
    if (!row) throw errors.E_MANAGEMENT_ACTION_UNKNOWN({ id })
    return row
  },
  describe: (_, { name }) => `Ação comercial “${name}” encerrada`,
}
