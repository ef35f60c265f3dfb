import type { RecordType } from '#core/records/index'

/** What the office wrote to devices, and when each was shown there. */
export const deviceMessages: RecordType = {
  name: 'readings.device_messages',
  path: '/readings/device-messages',
  table: 'readings_device_messages',
  title: { one: 'Mensagem ao coletor', many: 'Mensagens aos coletores', gender: 'f' },
  help: 'O que se escreveu aos leituristas, quando o coletor pegou e quando disse que mostrou.',
  label: 'text',
  fields: [
    {
      name: 'device_id',
      label: 'Coletor',
      type: 'reference',
      record: 'readings.devices',
      isReadOnly: true,
    },
    { name: 'text', label: 'Mensagem', type: 'longtext', isReadOnly: true },
    { name: 'sent_by', label: 'Mandada por', type: 'text', isReadOnly: true },
    { name: 'sent_at', label: 'Mandada em', type: 'datetime', isReadOnly: true },
    { name: 'taken_at', label: 'Entregue em', type: 'datetime', isReadOnly: true },
    { name: 'received_at', label: 'Recebida em', type: 'datetime', isReadOnly: true },
  ],
  list: {
    columns: ['sent_at', 'device_id', 'text', 'sent_by', 'taken_at', 'received_at'],
    sort: { column: 'sent_at', direction: 'desc' },
    sortable: ['sent_at'],
    filters: ['device_id'],
  },
  search: [],
  related: [],
  permissions: { read: 'readings.read', write: null },
  actions: [],
}
