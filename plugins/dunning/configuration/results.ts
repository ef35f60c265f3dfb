import type { ResultSource } from '#core/configuration/index'

export default [
  {
    name: 'dunning.cases',
    title: { one: 'Caso de corte', many: 'Casos de corte' },
    permission: 'dunning.read',
    table: 'dunning_cases',
    pack: 'pack_id',
    columns: [
      { name: 'number', title: 'Número', format: 'text' },
      { name: 'opened_on', title: 'Aberto em', format: 'date' },
      { name: 'amount_cents', title: 'Débito', format: 'money' },
    ],
    path: '/dunning/cases/{id}',
  },
] as const satisfies readonly ResultSource[]
