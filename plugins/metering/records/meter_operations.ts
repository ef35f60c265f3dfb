import type { RecordField, RecordOperation } from '#core/records/index'
import {
  type ExchangeInput,
  type RemovalInput,
  exchangeMeterAction,
  removeMeterAction,
} from '../actions/remove_meter.ts'
import { DESTINATIONS, ORDER_ORIGINS } from './options.ts'

const day = (name: string, label: string): RecordField => ({
  ...{ name, label, type: 'date', isRequired: true },
})
const reading = (name: string, label: string): RecordField => ({
  ...{ name, label, type: 'integer', unit: 'm³', isRequired: true, minimum: '0' },
})
const cause: RecordField = {
  name: 'reason_code',
  label: 'Motivo',
  type: 'lookup',
  lookup: 'metering.movement_reasons',
  isRequired: true,
}
const destination: RecordField = {
  name: 'destination',
  label: 'Destino do hidrômetro retirado',
  type: 'enum',
  options: DESTINATIONS,
  isRequired: true,
  help: 'Em manutenção ou na sucata ele não pode ser instalado.',
}
export const opinion: RecordField = {
  name: 'opinion',
  label: 'Parecer',
  type: 'longtext',
  isRequired: true,
  maxLength: 500,
  help: 'O que foi visto e feito: fica na ordem de serviço.',
}
const seal: RecordField = {
  name: 'seal',
  label: 'Lacre',
  type: 'text',
  maxLength: 20,
  help: 'Número do lacre posto agora.',
}
export const connection: RecordField = {
  name: 'connection_id',
  label: 'Ligação de água',
  type: 'reference',
  record: 'registry.connections',
  isRequired: true,
  help: 'Busque pela matrícula do imóvel.',
}
const isInstalled = ({ situation }: Readonly<Record<string, unknown>>) => situation === 'installed'
const isInStock = ({ situation }: Readonly<Record<string, unknown>>) => situation === 'stock'

export const meterOperations: Readonly<Record<string, RecordOperation>> = {
  install: {
    action: 'metering.install_meter',
    idInput: 'meter_id',
    help: 'Põe o hidrômetro em uma ligação de água sem hidrômetro. Deixa uma ordem de serviço já encerrada.',
    fields: [
      connection,
      day('installed_on', 'Instalado em'),
      reading('initial_reading', 'Leitura inicial'),
      cause,
      seal,
      opinion,
    ],
    today: ['installed_on'],
    isOffered: isInStock,
  },
  exchange: {
    action: 'metering.exchange_meter',
    idInput: 'meter_id',
    help: 'Retira este hidrômetro e instala outro na mesma ligação, no mesmo dia. O consumo desde a última leitura entra na próxima fatura.',
    fields: [
      day('exchanged_on', 'Trocado em'),
      reading('final_reading', 'Leitura final do que sai'),
      destination,
      {
        name: 'new_number',
        label: 'Hidrômetro que entra',
        type: 'text',
        isRequired: true,
        maxLength: 20,
        help: 'Número de um hidrômetro em estoque.',
      },
      reading('initial_reading', 'Leitura inicial do que entra'),
      seal,
      cause,
      opinion,
    ],
    today: ['exchanged_on'],
    isOffered: isInstalled,
    async preview(context, input) {
      const { effects } = await exchangeMeterAction.run(context, input as ExchangeInput)
      return [{ title: 'Com a troca', lines: effects }]
    },
  },
  remove: {
    action: 'metering.remove_meter',
    idInput: 'meter_id',
    help: 'Retira o hidrômetro: a ligação fica sem medição. O consumo desde a última leitura entra na próxima fatura.',
    fields: [
      day('removed_on', 'Retirado em'),
      reading('final_reading', 'Leitura final'),
      destination,
      cause,
      opinion,
    ],
    today: ['removed_on'],
    isOffered: isInstalled,
    async preview(context, input) {
      const { effects } = await removeMeterAction.run(context, input as RemovalInput)
      return [{ title: 'Com a retirada', lines: effects }]
    },
  },
  seal: {
    action: 'metering.replace_seal',
    idInput: 'meter_id',
    help: 'O lacre anterior fica no histórico do hidrômetro.',
    fields: [
      { ...seal, isRequired: true },
      day('placed_on', 'Posto em'),
      {
        name: 'reason_code',
        label: 'Motivo',
        type: 'lookup',
        lookup: 'metering.seal_reasons',
        isRequired: true,
      },
    ],
    today: ['placed_on'],
  },
  verify: {
    action: 'metering.request_verification',
    idInput: 'meter_id',
    help: 'Abre uma ordem de aferição. O resultado se registra na ordem e fica no histórico do hidrômetro.',
    fields: [
      {
        name: 'origin',
        label: 'Quem pediu',
        type: 'enum',
        options: ORDER_ORIGINS.filter(({ value }) => ['customer', 'utility'].includes(value)),
        isRequired: true,
      },
      {
        name: 'requester',
        label: 'Nome de quem pediu',
        type: 'text',
        isRequired: true,
        maxLength: 120,
      },
      { name: 'remarks', label: 'Observações', type: 'longtext', maxLength: 1000 },
    ],
  },
  send: {
    action: 'metering.send_meter',
    idInput: 'meter_id',
    help: 'Entre estoque, manutenção e sucata. Um hidrômetro instalado sai da ligação pela retirada ou pela troca.',
    fields: [
      { ...destination, label: 'Para onde vai' },
      day('moved_on', 'Em'),
      cause,
      { ...opinion, isRequired: false },
    ],
    today: ['moved_on'],
    isOffered: (row) => !isInstalled(row),
  },
}
