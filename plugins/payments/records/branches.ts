import type { RecordType } from '#core/records/index'

export const branches: RecordType = {
  name: 'payments.branches',
  path: '/payments/branches',
  table: 'payments_branches',
  title: { one: 'Agência bancária', many: 'Agências bancárias', gender: 'f' },
  help: 'As agências dos agentes arrecadadores com que os convênios foram feitos.',
  label: 'name',
  fields: [
    {
      ...{ name: 'agent_id', label: 'Agente arrecadador', type: 'reference' },
      ...{ record: 'payments.agents', isRequired: true },
    },
    {
      ...{ name: 'code', label: 'Número', type: 'text', maxLength: 7, isRequired: true },
      help: 'Como o banco escreve: 1234 ou 1234-5.',
    },
    { name: 'name', label: 'Nome', type: 'text', maxLength: 80, isRequired: true },
    { name: 'city', label: 'Cidade', type: 'text', maxLength: 80 },
  ],
  list: {
    columns: ['code', 'name', 'agent_id', 'city'],
    sort: { column: 'code', direction: 'asc' },
    sortable: ['code'],
    filters: ['agent_id'],
  },
  search: ['code', 'name'],
  related: [{ title: 'Convênios', record: 'payments.agreements', foreignKey: 'branch_id' }],
  permissions: { read: 'payments.read', write: 'payments.write' },
  actions: [],
}
