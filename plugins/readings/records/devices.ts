import type { RecordField, RecordOperation, RecordType } from '#core/records/index'
import { checkReader } from '../services/devices.ts'

const device: RecordField = {
  name: 'device_id',
  label: 'Coletor',
  type: 'reference',
  record: 'readings.devices',
}

/** What takes loads to the field, with who reads with it. */
export const devices: RecordType = {
  name: 'readings.devices',
  path: '/readings/devices',
  table: 'readings_devices',
  title: { one: 'Coletor', many: 'Coletores', gender: 'm' },
  help: 'Aparelhos com que os leituristas trabalham. Cada um baixa só os roteiros que lhe foram dados e só com o usuário do seu leiturista.',
  label: 'name',
  fields: [
    {
      name: 'code',
      label: 'Código',
      type: 'text',
      isRequired: true,
      maxLength: 30,
      help: 'Letras, algarismos, ponto e hífen.',
    },
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 80 },
    {
      name: 'reader_login',
      label: 'Usuário do leiturista',
      type: 'text',
      isRequired: true,
      maxLength: 120,
      help: 'Login com que ele entra: outro usuário não usa este coletor.',
    },
    {
      name: 'reader_code',
      label: 'Código do leiturista',
      type: 'text',
      isRequired: true,
      maxLength: 30,
      help: 'Vai com cada leitura, por exemplo L07.',
    },
    { name: 'is_active', label: 'Ativo', type: 'boolean', isRequired: true },
    {
      name: 'last_seen_at',
      label: 'Último contato',
      type: 'datetime',
      isReadOnly: true,
      section: 'Em campo',
    },
    {
      name: 'battery',
      label: 'Bateria',
      type: 'integer',
      unit: '%',
      isReadOnly: true,
      section: 'Em campo',
    },
    {
      name: 'latitude',
      label: 'Latitude',
      type: 'decimal',
      isReadOnly: true,
      section: 'Em campo',
    },
    {
      name: 'longitude',
      label: 'Longitude',
      type: 'decimal',
      isReadOnly: true,
      section: 'Em campo',
    },
  ],
  list: {
    columns: ['code', 'name', 'reader_code', 'reader_login', 'is_active', 'last_seen_at'],
    sort: { column: 'code', direction: 'asc' },
    sortable: ['code', 'name'],
    filters: [],
  },
  search: ['code', 'name', 'reader_code', 'reader_login'],
  related: [
    { title: 'Roteiros dados', record: 'readings.load_routes', foreignKey: 'device_id' },
    { title: 'Mensagens', record: 'readings.device_messages', foreignKey: 'device_id' },
  ],
  permissions: { read: 'readings.read', write: 'readings.run' },
  check: ({ tx }, { changes }) => checkReader(tx, changes.reader_login),
  choice: { active: 'is_active' },
  importKey: ['code'],
  operations: {
    message: {
      action: 'readings.send_message',
      help: 'O coletor recebe a mensagem no próximo contato e diz quando a mostrou ao leiturista.',
      fields: [
        { name: 'text', label: 'Mensagem', type: 'longtext', isRequired: true, maxLength: 300 },
      ],
      button: 'Mandar mensagem',
    },
  },
  actions: [],
}

const operations: Readonly<Record<string, RecordOperation>> = {
  assign: {
    action: 'readings.assign_route',
    help: 'O coletor passa a baixar este roteiro da carga; se outro o tinha, deixa de ter. O que já foi enviado fica.',
    fields: [{ ...device, help: 'Vazio: nenhum. O roteiro fica para arquivo ou boletim.' }],
    initial: async ({ row }) => ({ device_id: row.device_id ? String(row.device_id) : '' }),
  },
}

/** The routes of each load and the device that takes each. */
export const loadRoutes: RecordType = {
  name: 'readings.load_routes',
  path: '/readings/load-routes',
  table: 'readings_load_routes',
  title: { one: 'Roteiro da carga', many: 'Roteiros das cargas', gender: 'm' },
  help: 'Cada roteiro de uma carga, com o coletor que o leva e o que já voltou.',
  label: 'title',
  fields: [
    { name: 'title', label: 'Como se chama', type: 'text', isReadOnly: true },
    {
      name: 'load_id',
      label: 'Carga',
      type: 'reference',
      record: 'readings.loads',
      isReadOnly: true,
    },
    {
      name: 'route_id',
      label: 'Roteiro',
      type: 'reference',
      record: 'readings.routes',
      isReadOnly: true,
    },
    { ...device, isReadOnly: true },
    { name: 'item_count', label: 'Imóveis', type: 'integer', isReadOnly: true },
    { name: 'to_read', label: 'A ler', type: 'integer', isReadOnly: true },
    { name: 'transmitted', label: 'Lidos', type: 'integer', isReadOnly: true },
    { name: 'assigned_at', label: 'Dado em', type: 'datetime', isReadOnly: true },
    { name: 'assigned_by', label: 'Dado por', type: 'text', isReadOnly: true },
    { name: 'downloaded_at', label: 'Baixado em', type: 'datetime', isReadOnly: true },
  ],
  list: {
    columns: [
      ...['load_id', 'title', 'device_id', 'item_count', 'to_read', 'transmitted'],
      ...['downloaded_at'],
    ],
    sort: { column: 'load_id', direction: 'desc' },
    sortable: [],
    filters: ['load_id', 'device_id'],
  },
  search: [],
  related: [],
  permissions: { read: 'readings.read', write: null },
  operations,
  bulk: [
    {
      action: 'readings.assign_route',
      effect: 'Dar {count} roteiros ao mesmo coletor',
    },
  ],
  actions: [],
}
