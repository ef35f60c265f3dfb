import type { RecordType } from '#core/records/index'
import { checkDueDays } from '../services/due_days.ts'

export const billingGroups: RecordType = {
  name: 'registry.billing_groups',
  path: '/registry/billing-groups',
  table: 'registry_billing_groups',
  title: { one: 'Grupo de faturamento', many: 'Grupos de faturamento', gender: 'm' },
  help: 'Imóveis lidos e faturados juntos. Cada grupo tem o seu calendário do mês.',
  label: 'name',
  fields: [
    { name: 'code', label: 'Código', type: 'text', isRequired: true, maxLength: 10 },
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 80 },
    {
      name: 'due_day',
      label: 'Dia de vencimento',
      type: 'integer',
      isRequired: true,
      help: 'De 1 a 31. Vale para os imóveis que não escolheram o seu.',
    },
    {
      name: 'due_days',
      label: 'Dias alternativos de vencimento',
      type: 'text',
      maxLength: 120,
      help: 'Os que o imóvel pode escolher, com vírgula e espaço: 5, 15, 25. Vazio: qualquer dia.',
    },
    { name: 'group_type', label: 'Tipo', type: 'lookup', lookup: 'registry.billing_group_types' },
  ],
  list: {
    columns: ['code', 'name', 'due_day', 'group_type'],
    sort: { column: 'code', direction: 'asc' },
    sortable: ['code', 'name'],
    filters: [],
  },
  search: ['code', 'name'],
  related: [{ title: 'Imóveis', record: 'registry.premises', foreignKey: 'billing_group_id' }],
  permissions: { read: 'registry.read', write: 'registry.write', delete: 'registry.write' },
  importKey: ['code'],
  isTable: true,
  check: checkDueDays,
  actions: [],
}
