import { type LookupType, lookupRows, systemRows } from '#core/records/index'
import { KIND_OPTIONS, ORIGIN_OPTIONS } from '../records/options.ts'

const permissions = { read: 'readings.read', write: 'readings.write' } as const
const pairs = (options: readonly { readonly value: string; readonly label: string }[]) =>
  options.map(({ value, label }) => [value, label] as const)

export default [
  {
    name: 'readings.collection_types',
    title: { one: 'Tipo de coleta de leitura', many: 'Tipos de coleta de leitura', gender: 'm' },
    help: 'Como as leituras de um roteiro são colhidas.',
    permissions,
    rows: lookupRows([
      ['collector', 'Coletor de dados'],
      ['simultaneous', 'Coletor, com fatura impressa na hora'],
      ['sheet', 'Planilha em papel'],
      ['telemetry', 'Telemetria'],
      ['self', 'Informada pelo cliente'],
    ]),
  },
  {
    name: 'readings.origins',
    title: { one: 'Origem de leitura', many: 'Origens de leitura', gender: 'f' },
    help: 'De onde veio a leitura que está no sistema.',
    permissions,
    rows: systemRows(pairs(ORIGIN_OPTIONS)),
  },
  {
    name: 'readings.billed_consumption_types',
    title: { one: 'Tipo de consumo faturado', many: 'Tipos de consumo faturado', gender: 'm' },
    help: 'Sobre que consumo a fatura foi calculada.',
    permissions,
    rows: systemRows(pairs(KIND_OPTIONS)),
  },
  {
    name: 'readings.read_consumption_types',
    title: { one: 'Tipo de consumo lido', many: 'Tipos de consumo lido', gender: 'm' },
    help: 'O que a visita permitiu saber do consumo.',
    permissions,
    rows: lookupRows([
      ['real', 'Real'],
      ['informed', 'Informado pelo cliente'],
      ['remote', 'Por telemetria'],
      ['estimated', 'Estimado'],
      ['not_read', 'Não lido'],
    ]),
  },
  {
    name: 'readings.critique_reasons',
    title: { one: 'Motivo de crítica', many: 'Motivos de crítica', gender: 'm' },
    help: 'O que quem analisa uma leitura retida escreve como motivo da decisão.',
    permissions,
    rows: lookupRows([
      ['confirmed_photo', 'Confirmada pela foto'],
      ['confirmed_visit', 'Confirmada em nova visita'],
      ['misread', 'Erro de leitura'],
      ['leak', 'Vazamento interno'],
      ['seasonal', 'Consumo sazonal'],
      ['vacant', 'Imóvel desocupado'],
      ['meter_changed', 'Hidrômetro trocado'],
    ]),
  },
] as readonly LookupType[]
