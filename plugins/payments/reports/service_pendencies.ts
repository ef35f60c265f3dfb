import type { EnumOption } from '#core/records/index'
import { type Report, monthFilter } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'

const KINDS: readonly EnumOption[] = [
  { value: 'unit', label: 'Com unidade' },
  { value: 'commercial', label: 'Sem unidade' },
]

/** What services stood at when the collection of a month was closed, with customers that have no unit (TR-3.2.19.47). */
export const servicePendencies: Report = {
  name: 'payments.service_pendencies',
  title: 'Pendências de serviços no fechamento',
  help: 'De cada serviço prestado, o que já foi faturado, pago, parcelado e cancelado até o fim do mês, e o que ainda falta faturar. Lê a posição congelada no fechamento da arrecadação.',
  permission: 'payments.read',
  personal: 'registry.personal_data',
  section: 'Arrecadação',
  filters: [
    monthFilter,
    { name: 'service', label: 'Serviço (o começo do nome)', type: 'text' },
    { name: 'kind', label: 'Cliente', type: 'enum', options: KINDS },
  ],
  columns: [
    { name: 'service', label: 'Serviço', type: 'text' },
    { name: 'entry', label: 'Lançamento', type: 'integer' },
    premiseColumn,
    { name: 'customer', label: 'Cliente', type: 'text', isPersonal: true },
    { name: 'billed_cents', label: 'Faturado', type: 'money', isTotal: true },
    { name: 'agreed_cents', label: 'Parcelado', type: 'money', isTotal: true },
    { name: 'paid_cents', label: 'Pago', type: 'money', isTotal: true },
    { name: 'cancelled_cents', label: 'Cancelado', type: 'money', isTotal: true },
    { name: 'balance_cents', label: 'Saldo', type: 'money', isTotal: true },
    { name: 'to_bill_cents', label: 'A faturar', type: 'money', isTotal: true },
  ],
  sort: { column: 'service', direction: 'asc' },
  groups: ['service'],
  sql: `select s.title as service, s.source_id as entry, s.premise_id, c.name as customer, s.billed_cents, s.agreed_cents, s.paid_cents,
               s.cancelled_cents, s.balance_cents, s.to_bill_cents
          from payments_closings k
          join payments_closing_services s on s.closing_id = k.id
          join registry_customers c on c.id = s.debtor_id
         where k.municipality_id = :municipality and k.reference = :reference
           and (:service::text is null or starts_with(lower(s.title), lower(:service)))
           and (:kind::text is null or (s.premise_id is null) = (:kind = 'commercial'))`,
}
