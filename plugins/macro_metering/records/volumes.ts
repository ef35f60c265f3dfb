import {
  type RecordField,
  type RecordType,
  shownField as shown,
  shownReference,
} from '#core/records/index'
import { VOLUME_ORIGINS, VOLUME_SOURCES } from './options.ts'

const m3: RecordField = {
  ...{ name: 'm3', label: 'Volume', type: 'decimal', unit: 'm³', minimum: '0' },
  isRequired: true,
}
const origin: RecordField = {
  ...{ name: 'origin', label: 'Origem', type: 'enum', options: VOLUME_ORIGINS, isRequired: true },
  help: 'Medido: lido em um macromedidor instalado no ponto.',
}
const treated: RecordField = {
  ...{ name: 'treated_m3', label: 'Tratado', type: 'decimal', unit: 'm³', minimum: '0' },
  help: 'Só do esgoto importado ou exportado: quanto dele foi tratado.',
}
const paper: RecordField = {
  ...{ name: 'document', label: 'Documento', type: 'text', maxLength: 120 },
  help: 'Do esgoto exportado: o documento com que o outro prestador informou o que tratou.',
}

/** What passed each point, by period: the months of a point add up its rows. */
export const volumes: RecordType = {
  name: 'macro_metering.volumes',
  path: '/macro-metering/volumes',
  table: 'macro_metering_volumes',
  title: { one: 'Volume macromedido', many: 'Volumes macromedidos', gender: 'm' },
  help: 'O que passou em cada ponto: digitado por mês, importado de planilha ou recebido do sistema supervisório. Um período de um ponto conta uma vez.',
  label: 'reference',
  fields: [
    shownReference('point_id', 'Ponto', 'macro_metering.points'),
    shown('reference', 'Mês', 'refmonth'),
    shown('from_on', 'De', 'date'),
    shown('until_on', 'Até', 'date'),
    { ...m3, isReadOnly: true },
    { ...origin, isReadOnly: true },
    shown('source', 'Fonte', 'enum', { options: VOLUME_SOURCES }),
    { ...treated, isReadOnly: true },
    { ...paper, isReadOnly: true },
    shownReference('delivery_id', 'Remessa', 'macro_metering.deliveries'),
    shown('recorded_by', 'Registrado por', 'text'),
    shown('recorded_at', 'Registrado em', 'datetime'),
  ],
  list: {
    columns: ['reference', 'point_id', 'from_on', 'until_on', 'm3', 'origin', 'source'],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference'],
    filters: ['reference', 'source'],
  },
  search: [],
  related: [],
  permissions: { read: 'macro_metering.read', write: null },
  createAction: 'macro_metering.record_volume',
  createFields: [
    {
      ...{ name: 'point_id', label: 'Ponto', type: 'reference', record: 'macro_metering.points' },
      isRequired: true,
    },
    { name: 'reference', label: 'Mês', type: 'refmonth', isRequired: true },
    ...[m3, origin, treated, paper],
  ],
  operations: {
    correct: {
      action: 'macro_metering.correct_volume',
      help: 'O valor anterior fica no histórico, com o motivo. O que uma pessoa corrige passa a contar como digitado.',
      fields: [m3, origin, treated, paper],
      initial: ({ row }) =>
        Promise.resolve({
          ...{ m3: String(row.m3), origin: String(row.origin) },
          treated_m3: typeof row.treated_m3 === 'string' ? row.treated_m3 : '',
          document: typeof row.document === 'string' ? row.document : '',
        }),
    },
  },
  actions: [],
}

/** What came from the supervisory system and from files, with the fate of its lines. */
export const deliveries: RecordType = {
  name: 'macro_metering.deliveries',
  path: '/macro-metering/deliveries',
  table: 'macro_metering_deliveries',
  title: { one: 'Remessa de volumes', many: 'Remessas de volumes', gender: 'f' },
  help: 'Cada envio do sistema supervisório e cada planilha: quantas linhas entraram, quantas já estavam e por que outras foram recusadas.',
  label: 'name',
  fields: [
    shown('name', 'Remessa', 'text'),
    shown('source', 'Fonte', 'enum', { options: VOLUME_SOURCES }),
    shown('accepted', 'Aceitas', 'integer'),
    shown('repeated', 'Repetidas', 'integer'),
    shown('refused', 'Recusadas', 'integer'),
    shown('problems', 'Por que foram recusadas', 'longtext'),
    shown('received_by', 'Enviada por', 'text'),
    shown('received_at', 'Recebida em', 'datetime'),
  ],
  list: {
    columns: ['received_at', 'name', 'source', 'accepted', 'repeated', 'refused', 'received_by'],
    sort: { column: 'received_at', direction: 'desc' },
    sortable: ['received_at'],
    filters: [],
  },
  search: [],
  related: [{ title: 'Volumes', record: 'macro_metering.volumes', foreignKey: 'delivery_id' }],
  permissions: { read: 'macro_metering.read', write: null },
  madeOn: 'macro_metering.volumes',
  actions: [],
}
