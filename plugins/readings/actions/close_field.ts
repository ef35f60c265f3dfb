import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { lockLoad, markLoad, requireState } from '../services/load_state.ts'

const input = vine.create({ load_id: rowId() })

interface Closed {
  readonly unread: number
}

/** `readings.close_field`: takes the load as returned although not everything was read; the critique holds what is missing. */
export const closeFieldAction: Action<Infer<typeof input>, Closed> = {
  name: 'readings.close_field',
  title: 'Encerrar o campo',
  permission: 'readings.run',
  input,
  labels: { load_id: 'Carga' },
  reason: 'required',
  subject: ({ load_id: id }) => ({ type: 'readings.loads', id: BigInt(id) }),
  async run({ tx, municipalityId }, { load_id: id }) {
    const load = await lockLoad(tx, municipalityId, BigInt(id))
    requireState(load, ['in_field'], 'returned')
    await markLoad(tx, load.id, 'returned')
    const [row] = await query<{ unread: number }>(
      tx,
      'select coalesce(sum(to_read - transmitted), 0)::int as unread from readings_load_routes where load_id = ?',
      [load.id]
    )
    return row!
  },
  describe: ({ load_id: id }, { unread }) =>
    `Campo da carga ${id} encerrado com ${unread} imóveis sem leitura`,
}
