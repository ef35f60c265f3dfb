import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { DESTINATIONS, words } from '../records/options.ts'
import { type InstalledMeter, installMeter } from '../services/install_meter.ts'
import { type RemovedFrom, removeMeter } from '../services/remove_meter.ts'
import { code, meterNumber, opinion, reading } from './inputs.ts'

const destination = () => vine.enum(['stock', 'maintenance', 'scrapped'])

const removal = vine.create({
  meter_id: rowId(),
  removed_on: civilDay(),
  final_reading: reading(),
  destination: destination(),
  reason_code: code(),
  opinion: opinion(),
})

export type RemovalInput = Infer<typeof removal>

const labels = {
  ...{ meter_id: 'Hidrômetro', final_reading: 'Leitura final', destination: 'Destino' },
  ...{ reason_code: 'Motivo', opinion: 'Parecer' },
}
const unit = (_: unknown, { premiseId }: RemovedFrom) => ({
  ...{ type: 'registry.premises', id: premiseId },
})
const subject = ({ meter_id: id }: { readonly meter_id: number }) => ({
  ...{ type: 'metering.meters', id: BigInt(id) },
})

/** Takes a meter off its connection; the park of installed meters has one less (TR-3.2.3.14). */
export const removeMeterAction: Action<RemovalInput, RemovedFrom> = {
  name: 'metering.remove_meter',
  title: 'Retirar hidrômetro',
  permission: 'metering.write',
  input: removal,
  labels: { ...labels, removed_on: 'Retirado em' },
  serviceRecord: { task: 'Retirada de hidrômetro', group: 'Hidrometria', unit },
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor, now, emit, participate: ask }, given) {
    const removed = await removeMeter(tx, {
      ask,
      ...{ municipalityId, by: actor.name, at: now, meterId: BigInt(given.meter_id) },
      ...{ removedOn: given.removed_on, finalReading: given.final_reading },
      ...{ destination: given.destination, reason: given.reason_code, opinion: given.opinion },
    })
    emit('metering.meter_removed', {
      meter_id: String(given.meter_id),
      connection_id: String(removed.connectionId),
    })
    return removed
  },
  describe: (given, { number }) =>
    `Hidrômetro ${number} retirado em ${formatDate(given.removed_on)} com leitura ${given.final_reading}, para ` +
    `${words(DESTINATIONS, given.destination)}. Parecer: ${given.opinion}`,
}

const exchange = vine.create({
  meter_id: rowId(),
  exchanged_on: civilDay(),
  final_reading: reading(),
  destination: destination(),
  new_number: meterNumber(),
  initial_reading: reading(),
  seal: vine.string().trim().maxLength(20).optional(),
  reason_code: code(),
  opinion: opinion(),
})

export type ExchangeInput = Infer<typeof exchange>

interface Exchanged extends RemovedFrom {
  readonly installed: InstalledMeter
}

/**
 * Another meter takes the place of the one that hangs at a connection, on the same day (TR-3.2.3.15). What passed through the
 * former since its last reading is the residual of the next bill (TR-3.2.5.9).
 */
export const exchangeMeterAction: Action<ExchangeInput, Exchanged> = {
  name: 'metering.exchange_meter',
  title: 'Trocar hidrômetro',
  permission: 'metering.write',
  input: exchange,
  labels: {
    ...labels,
    ...{ exchanged_on: 'Trocado em', new_number: 'Hidrômetro que entra', seal: 'Lacre' },
    initial_reading: 'Leitura inicial do que entra',
  },
  serviceRecord: { task: 'Troca de hidrômetro', group: 'Hidrometria', unit },
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor, now, emit, participate: ask }, given) {
    const doing = { municipalityId, by: actor.name, at: now }
    const { reason_code: reason, opinion: said, exchanged_on: on } = given
    const removed = await removeMeter(tx, {
      ask,
      ...{ ...doing, reason, opinion: said, removedOn: on, meterId: BigInt(given.meter_id) },
      ...{ finalReading: given.final_reading, destination: given.destination },
    })
    const { connectionId } = removed
    const installed = await installMeter(tx, {
      ...{ ...doing, reason, opinion: said, installedOn: on, connectionId },
      ...{ meterNumber: given.new_number, initialReading: given.initial_reading },
      seal: given.seal ?? null,
    })
    const connection = { connection_id: String(connectionId) }
    emit('metering.meter_removed', { ...connection, meter_id: String(given.meter_id) })
    emit('metering.meter_installed', {
      ...connection,
      installation_id: String(installed.installationId),
      meter_id: String(installed.meterId),
    })
    const effects = [
      ...removed.effects,
      `O hidrômetro ${given.new_number} passa a medir a ligação.`,
    ]
    return { ...removed, effects, installed }
  },
  describe: (given, { number }) =>
    `Hidrômetro ${number} (leitura final ${given.final_reading}) trocado em ${formatDate(given.exchanged_on)} por ` +
    `${given.new_number} (leitura inicial ${given.initial_reading}); o retirado vai para ` +
    `${words(DESTINATIONS, given.destination)}. Parecer: ${given.opinion}`,
}
