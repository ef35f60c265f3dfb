import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { type InstalledMeter, installMeter } from '../services/install_meter.ts'

const input = vine.create({
  meter_number: vine.string().minLength(1).maxLength(20),
  connection_id: rowId(),
  installed_on: civilDay(),
  initial_reading: vine.number().withoutDecimals().min(0),
  seal: vine.string().maxLength(20).optional(),
})

type Input = Infer<typeof input>

/** Puts a meter from stock on a water connection. */
export const installMeterAction: Action<Input, InstalledMeter> = {
  name: 'metering.install_meter',
  title: 'Instalar hidrômetro',
  permission: 'metering.write',
  input,
  reason: 'none',
  subject: (_, { installationId }) => ({ type: 'metering.installations', id: installationId }),
  async run({ tx, municipalityId, emit }, given) {
    const installed = await installMeter(tx, {
      municipalityId,
      meterNumber: given.meter_number,
      connectionId: BigInt(given.connection_id),
      installedOn: given.installed_on,
      initialReading: given.initial_reading,
      seal: given.seal ?? null,
    })
    emit('metering.meter_installed', {
      installation_id: String(installed.installationId),
      meter_id: String(installed.meterId),
      connection_id: String(given.connection_id),
    })
    return installed
  },
  describe: ({ meter_number: number, installed_on: on, initial_reading: reading }) =>
    `Hidrômetro ${number} instalado em ${formatDate(on)} com leitura ${reading}`,
}
