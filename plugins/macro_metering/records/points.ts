import type { RecordType } from '#core/records/index'
import { errors } from '../errors.ts'
import { POINT_KINDS } from './options.ts'

const PARTNERED = /^(imported|exported)_/

/** Where water or sewage passes in bulk. */
export const points: RecordType = {
  name: 'macro_metering.points',
  path: '/macro-metering/points',
  table: 'macro_metering_points',
  title: { one: 'Ponto de macromedição', many: 'Pontos de macromedição', gender: 'm' },
  help: 'Onde a água e o esgoto passam em grande volume: captações, saídas de ETA, poços, reservatórios, entradas de ETE, e o que entra ou sai para outro prestador, com ou sem macromedidor.',
  label: 'name',
  fields: [
    { name: 'code', label: 'Código', type: 'text', isRequired: true, maxLength: 20 },
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 120 },
    {
      ...{ name: 'kind', label: 'O que passa', type: 'enum', options: POINT_KINDS },
      isRequired: true,
      help: 'Decide em que informações do SNIS o volume entra.',
    },
    {
      ...{ name: 'city_id', label: 'Município', type: 'reference', record: 'registry.cities' },
      isRequired: true,
    },
    {
      ...{ name: 'partner', label: 'Outro prestador', type: 'text', maxLength: 120 },
      help: 'De quem se importa ou a quem se exporta.',
    },
    { name: 'location', label: 'Onde fica', type: 'text', maxLength: 200, section: 'Local' },
    {
      ...{ name: 'latitude', label: 'Latitude', type: 'decimal', section: 'Local' },
      ...{ minimum: '-90', maximum: '90' },
    },
    {
      ...{ name: 'longitude', label: 'Longitude', type: 'decimal', section: 'Local' },
      ...{ minimum: '-180', maximum: '180' },
    },
    { name: 'opened_on', label: 'Em uso desde', type: 'date', isRequired: true, section: 'Uso' },
    { name: 'closed_on', label: 'Fora de uso desde', type: 'date', section: 'Uso' },
  ],
  list: {
    columns: ['code', 'name', 'kind', 'city_id', 'partner', 'opened_on', 'closed_on'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name', 'code'],
    filters: ['kind'],
  },
  search: ['code', 'name', 'partner'],
  related: [
    { title: 'Macromedidores', record: 'macro_metering.meters', foreignKey: 'point_id' },
    { title: 'Volumes', record: 'macro_metering.volumes', foreignKey: 'point_id' },
  ],
  importKey: ['code'],
  permissions: {
    ...{ read: 'macro_metering.read', write: 'macro_metering.write' },
    delete: 'macro_metering.write',
  },
  async check(_, { before, changes }) {
    const { kind, partner, code } = { ...before, ...changes }
    if (!PARTNERED.test(String(kind)) || partner) return Promise.resolve()
    throw errors.E_MACRO_METERING_PARTNER({ code: String(code) })
  },
  attachments: { kinds: [{ value: 'photo', label: 'Fotografia' }] },
  notes: true,
  actions: [],
}
