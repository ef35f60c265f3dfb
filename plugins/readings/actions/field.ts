import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { type Device, ownDevice, seenDevice } from '../services/devices.ts'
import { type FieldPackage, fieldPackage } from '../services/field_package.ts'
import { lockLoad, requireState, takeToField } from '../services/load_state.ts'
import { type PieceResult, receivePiece } from '../services/receive_piece.ts'

const code = () => vine.string().trim().minLength(1).maxLength(30)
const degrees = (limit: number) => vine.number().range([-limit, limit]).nullable().optional()
const MOST_READINGS = 100

const taking = vine.create({
  device: code(),
  load_id: rowId(),
  since: vine.number().withoutDecimals().min(0).optional(),
})

interface Taken {
  readonly device: Device
  readonly package: FieldPackage
}

/** `readings.download_load`: a device takes its routes of a load; with it the load is in the field (TR-3.2.4.4). */
export const downloadLoadAction: Action<Infer<typeof taking>, Taken> = {
  name: 'readings.download_load',
  title: 'Baixar a carga no coletor',
  permission: 'readings.collect',
  input: taking,
  labels: { device: 'Coletor', load_id: 'Carga', since: 'Só o que mudou depois de' },
  reason: 'none',
  subject: (given) => ({ type: 'readings.loads', id: BigInt(given.load_id) }),
  async run({ tx, municipalityId, actor, now }, given) {
    const { userId } = actor
    const device = await ownDevice(tx, { municipalityId, userId, code: given.device })
    const load = await lockLoad(tx, municipalityId, BigInt(given.load_id))
    requireState(load, ['distributed', 'in_field', 'returned', 'processed'], 'in_field')
    const taken = await fieldPackage(tx, {
      ...{ municipalityId, load, device, since: given.since ?? null },
    })
    await query(
      tx,
      'update readings_load_routes set downloaded_at = ? where load_id = ? and device_id = ?',
      [now.toISOString(), load.id, device.id]
    )
    await takeToField(tx, load, now)
    return { device, package: taken }
  },
  describe: ({ since }, { device, package: { items, load } }) =>
    since === undefined
      ? `Carga ${load}: ${items.length} imóveis baixados pelo coletor ${device.name}`
      : `Carga ${load}: ${items.length} imóveis mudados baixados pelo coletor ${device.name}`,
  trail: (_, { package: { items, content_sha256: sha256 } }) => ({
    ...{ items: items.length, content_sha256: sha256 },
  }),
}

const sending = vine.create({
  device: code(),
  load_id: rowId(),
  piece: vine.number().withoutDecimals().range([1, 1_000_000_000]),
  readings: vine
    .array(
      vine.object({
        sequence: vine.number().withoutDecimals().min(0),
        registration: vine.string().trim().maxLength(18),
        meter: vine.string().trim().maxLength(30).nullable().optional(),
        reading: vine.number().withoutDecimals().range([0, 999_999_999]).nullable().optional(),
        occurrence: vine.string().trim().maxLength(8).nullable().optional(),
        read_at: vine.string().trim().maxLength(19),
        has_photo: vine.boolean().optional(),
        latitude: degrees(90),
        longitude: degrees(180),
      })
    )
    .minLength(1)
    .maxLength(MOST_READINGS),
  findings: vine
    .array(
      vine.object({
        registration: vine.string().trim().maxLength(18),
        field: vine.enum(['category', 'economies', 'meter_number', 'address', 'sewage']),
        value: vine.string().trim().minLength(1).maxLength(120),
        read_at: vine
          .string()
          .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/)
          .maxLength(19),
      })
    )
    .maxLength(MOST_READINGS)
    .optional(),
})

type Sent = PieceResult & { readonly device: string }

/** `readings.receive_piece`: readings that a device sends while it works, once whatever the network does. */
export const receivePieceAction: Action<Infer<typeof sending>, Sent> = {
  name: 'readings.receive_piece',
  title: 'Receber leituras do coletor',
  permission: 'readings.collect',
  input: sending,
  reason: 'none',
  subject: (given) => ({ type: 'readings.loads', id: BigInt(given.load_id) }),
  async run({ tx, municipalityId, actor, now }, given) {
    const { userId } = actor
    const device = await seenDevice(tx, { municipalityId, userId, code: given.device, now })
    const result = await receivePiece(tx, {
      ...{ municipalityId, loadId: BigInt(given.load_id), device, now },
      ...{ piece: given.piece, readings: given.readings, findings: given.findings ?? [] },
    })
    return { ...result, device: device.name }
  },
  describe: ({ piece, readings }, { device, is_repeated: isRepeated }) =>
    isRepeated
      ? `Envio ${piece} do coletor ${device} chegou de novo: nada mudou`
      : `Envio ${piece} do coletor ${device}: ${readings.length} leituras`,
  trail: (_, { lines }) => ({ lines: lines.map(({ number, fate }) => `${number}: ${fate}`) }),
}
