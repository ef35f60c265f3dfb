import type { RecordType } from '#core/records/index'

export const agents: RecordType = {
  name: 'payments.agents',
  path: '/payments/agents',
  table: 'payments_agents',
  title: { one: 'Agente arrecadador', many: 'Agentes arrecadadores', gender: 'm' },
  help: 'Bancos e outros que recebem as faturas pelo prestador. Cada um tem um ou mais convênios.',
  label: 'name',
  fields: [
    {
      name: 'code',
      label: 'Código',
      type: 'text',
      isRequired: true,
      maxLength: 3,
      help: 'Os três algarismos da compensação, por exemplo 001. É o que vem no cabeçalho dos arquivos.',
    },
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 80 },
  ],
  list: {
    columns: ['code', 'name'],
    sort: { column: 'code', direction: 'asc' },
    sortable: ['code', 'name'],
    filters: [],
  },
  search: ['code', 'name'],
  related: [{ title: 'Convênios', record: 'payments.agreements', foreignKey: 'agent_id' }],
  permissions: { read: 'payments.read', write: 'payments.write' },
  actions: [],
}
