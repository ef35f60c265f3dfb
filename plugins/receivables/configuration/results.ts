import type { ResultSource } from '#core/configuration/index'

export default [
  {
    name: 'receivables.late_charges',
    title: { one: 'Encargo por atraso', many: 'Encargos por atraso' },
    permission: 'receivables.read',
    table: 'receivables_pending_charges',
    pack: 'pack_id',
    where: "r.cause = 'late'",
    columns: [
      { name: 'created_on', title: 'Calculado em', format: 'date' },
      { name: 'charge_type', title: 'Encargo', format: 'text' },
      { name: 'amount_cents', title: 'Valor', format: 'money' },
      { name: 'premise_id', title: 'Imóvel', format: 'text' },
    ],
    path: '/registry/premises/{premise_id}',
  },
] as const satisfies readonly ResultSource[]
