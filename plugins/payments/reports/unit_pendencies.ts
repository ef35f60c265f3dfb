import type { EnumOption } from '#core/records/index'
import { type Report, monthFilter } from '#core/reports/index'
import { categoryFilter, groupFilter, premiseColumn } from '#plugins/registry/api'

const STATES: readonly EnumOption[] = [
  { value: 'pending', label: 'Deve', tone: 'attention' },
  { value: 'settled', label: 'Nada deve', tone: 'good' },
]

/** What each unit owed when the collection of a month was closed, as it was frozen (TR-3.2.19.46). */
export const unitPendencies: Report = {
  name: 'payments.unit_pendencies',
  title: 'Pendências das unidades no fechamento',
  help: 'O que cada unidade devia antes do mês e no fim dele, e o que mudou entre um e outro: emitido, pago, parcelado e cancelado. Lê a posição congelada no fechamento da arrecadação; o que vem depois não a muda.',
  permission: 'payments.read',
  personal: 'registry.personal_data',
  section: 'Arrecadação',
  filters: [
    monthFilter,
    groupFilter,
    categoryFilter,
    { name: 'only_open', label: 'Só com saldo', type: 'boolean' },
  ],
  columns: [
    premiseColumn,
    { name: 'customer', label: 'Cliente', type: 'text', isPersonal: true },
    { name: 'category', label: 'Categoria', type: 'text' },
    { name: 'opening_cents', label: 'Saldo anterior', type: 'money', isTotal: true },
    { name: 'issued_cents', label: 'Emitido', type: 'money', isTotal: true },
    { name: 'apart_cents', label: 'Sendo fora das rodadas', type: 'money', isTotal: true },
    { name: 'paid_cents', label: 'Pago', type: 'money', isTotal: true },
    { name: 'agreed_cents', label: 'Parcelado', type: 'money', isTotal: true },
    { name: 'cancelled_cents', label: 'Cancelado', type: 'money', isTotal: true },
    { name: 'closing_cents', label: 'Saldo', type: 'money', isTotal: true },
    { name: 'status', label: 'Situação', type: 'enum', options: STATES },
  ],
  sort: { column: 'customer', direction: 'asc' },
  groups: ['category', 'status'],
  sql: `select u.premise_id, c.name as customer, coalesce(u.category, '—') as category, u.opening_cents, u.issued_cents, u.apart_cents, u.paid_cents,
               u.agreed_cents, u.cancelled_cents, u.closing_cents,
               case when u.closing_cents = 0 then 'settled' else 'pending' end as status
          from payments_closings k
          join payments_closing_units u on u.closing_id = k.id
          join registry_customers c on c.id = u.debtor_id
          left join registry_premises p on p.id = u.premise_id
         where k.municipality_id = :municipality and k.reference = :reference
           and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)
           and (:category::text is null or u.category = :category)
           and (not coalesce(:only_open::boolean, false) or u.closing_cents <> 0)`,
}
