import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'

const input = vine.create({
  id: rowId(),
  text: vine.string().trim().minLength(1).maxLength(300),
})

interface Sent {
  readonly id: bigint
  readonly device: string
}

/** `readings.send_message`: words of the office to a device, which shows them when it next makes contact (TR-3.2.4.18.5). */
export const sendMessageAction: Action<Infer<typeof input>, Sent> = {
  name: 'readings.send_message',
  title: 'Mandar mensagem ao coletor',
  permission: 'readings.run',
  input,
  labels: { id: 'Coletor', text: 'Mensagem' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'readings.devices', id: BigInt(id) }),
  async run({ tx, municipalityId, actor, now }, { id, text }) {
    const [row] = await query<Sent>(
      tx,
      `with device as (select id, code, name from readings_devices where municipality_id = ? and id = ? and is_active),
            message as (
              insert into readings_device_messages (municipality_id, device_id, text, sent_by, sent_at)
              select ?, id, ?, ?, ? from device returning id)
       select message.id, device.name as device from device, message`,
      [municipalityId, BigInt(id), municipalityId, text, actor.name, now.toISOString()]
    )
    if (!row) throw errors.E_READINGS_DEVICE_UNKNOWN({ code: id })
    return row
  },
  describe: ({ text }, { device }) => `Mensagem ao coletor ${device}: ${text}`,
}
