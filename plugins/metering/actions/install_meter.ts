import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, type ActionContext, civilDay, rowId } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { errors } from '../errors.ts'
import { type InstalledMeter, installMeter } from '../services/install_meter.ts'
import { lockMeter } from '../services/meters.ts'
import { code, meterNumber, opinion, reading } from './inputs.ts'

const input = vine.create({
  meter_number: meterNumber().optional(),
  meter_id: rowId().optional(),
  connection_id: rowId(),
  installed_on: civilDay(),
  initial_reading: reading(),
  seal: vine.string().trim().maxLength(20).optional(),
  reason_code: code(),
  opinion: opinion(),
})

type Input = Infer<typeof input>

interface Installed extends InstalledMeter {
  readonly number: string
}

/** By number, as it is read on the device, or by id, from its page. @throws E_METERING_METER_UNKNOWN */
async function numberOf({ tx, municipalityId }: ActionContext, given: Input): Promise<string> {
  if (given.meter_number) return given.meter_number
  if (!given.meter_id) throw errors.E_METERING_METER_UNKNOWN({ number: '' })
  const meter = await lockMeter(tx, { municipalityId, id: BigInt(given.meter_id) })
  return meter.number
}

/** Puts a meter from stock on a water connection, and leaves the service order of it (TR-3.2.3.13). */
export const installMeterAction: Action<Input, Installed> = {
  name: 'metering.install_meter',
  title: 'Instalar hidrômetro',
  permission: 'metering.write',
  input,
  labels: {
    ...{ meter_number: 'Hidrômetro', connection_id: 'Ligação de água', seal: 'Lacre' },
    ...{ installed_on: 'Instalado em', initial_reading: 'Leitura inicial' },
    ...{ reason_code: 'Motivo', opinion: 'Parecer' },
  },
  serviceRecord: {
    task: 'Instalação de hidrômetro',
    group: 'Hidrometria',
    unit: (_: Input, { premiseId }: Installed) => ({ type: 'registry.premises', id: premiseId }),
  },
  reason: 'none',
  subject: (_, { installationId }) => ({ type: 'metering.installations', id: installationId }),
  async run(context, given) {
    const { tx, municipalityId, actor, now, emit } = context
    const number = await numberOf(context, given)
    const installed = await installMeter(tx, {
      ...{ municipalityId, by: actor.name, at: now, meterNumber: number },
      connectionId: BigInt(given.connection_id),
      installedOn: given.installed_on,
      initialReading: given.initial_reading,
      seal: given.seal ?? null,
      ...{ reason: given.reason_code, opinion: given.opinion },
    })
    emit('metering.meter_installed', {
      installation_id: String(installed.installationId),
      meter_id: String(installed.meterId),
      connection_id: String(given.connection_id),
    })
    return { ...installed, number }
  },
  describe: ({ installed_on: on, initial_reading: initial, opinion: said }, { number }) =>
    describeInstallation({ number, on, initial, said }),
}

interface Said {
  readonly number: string
  readonly on: CivilDate
  readonly initial: number
  readonly said: string
}

const describeInstallation = ({ number, on, initial, said }: Said) =>
  `Hidrômetro ${number} instalado em ${formatDate(on)} com leitura ${initial}. Parecer: ${said}`
