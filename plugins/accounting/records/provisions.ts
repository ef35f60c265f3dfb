import type { EnumOption, RecordType } from '#core/records/index'

const STATES: readonly EnumOption[] = [
  { value: 'computed', label: 'Espera revisão', tone: 'attention' },
  { value: 'posted', label: 'Lançada', tone: 'good' },
  { value: 'discarded', label: 'Posta de lado', tone: 'neutral' },
]

/** The provision of each month: computed by one, reviewed by another, then posted. */
export const provisions: RecordType = {
  name: 'accounting.provisions',
  path: '/accounting/provisions',
  table: 'accounting_provisions',
  title: { one: 'Provisão', many: 'Provisões', gender: 'f' },
  help: 'O que se espera não receber do que estava em aberto no fim do mês, pela matriz de idade e categoria. Calculada, espera a revisão de outra pessoa; só então é lançada. As faturas e o saldo dos clientes não mudam.',
  label: 'reference',
  fields: [
    { name: 'reference', label: 'Mês', type: 'refmonth' },
    { name: 'position_on', label: 'Posição em', type: 'date' },
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
    { name: 'lines', label: 'Débitos', type: 'integer' },
    { name: 'base_cents', label: 'Base', type: 'money' },
    { name: 'provision_cents', label: 'Provisão', type: 'money' },
    { name: 'former_cents', label: 'Provisão anterior', type: 'money' },
    { name: 'posted_cents', label: 'Diferença lançada', type: 'money' },
    { name: 'author', label: 'Calculada por', type: 'text' },
    { name: 'computed_at', label: 'Calculada', type: 'datetime' },
    { name: 'reviewed_by', label: 'Revisada por', type: 'text' },
    { name: 'reviewed_at', label: 'Revisada', type: 'datetime' },
    { name: 'opinion', label: 'Parecer', type: 'longtext' },
  ],
  list: {
    columns: [
      ...['reference', 'state', 'lines', 'base_cents', 'provision_cents', 'author', 'reviewed_by'],
    ],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference'],
    filters: ['state'],
  },
  search: [],
  related: [],
  permissions: { read: 'accounting.read', write: null },
  createAction: 'accounting.compute_provision',
  createFields: [
    {
      ...{ name: 'reference', label: 'Mês', type: 'refmonth', isRequired: true },
      help: 'Pela posição do último dia do mês. Calculada de novo, substitui a que ainda espera revisão.',
    },
  ],
  operations: {
    accept: {
      action: 'accounting.accept_provision',
      help: 'A provisão é lançada no último dia do mês (ou no primeiro dia aberto). Quem a calculou não a aceita.',
      fields: [],
      isOffered: ({ state }) => state === 'computed',
    },
    discard: {
      action: 'accounting.discard_provision',
      help: 'O cálculo fica guardado e não é lançado; a provisão do mês pode ser calculada de novo.',
      fields: [],
      isOffered: ({ state }) => state === 'computed',
    },
  },
  actions: [],
}
