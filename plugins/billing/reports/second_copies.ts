import { type Report, periodFilters } from '#core/reports/index'
import { COPY_CHANNELS, COPY_REASONS } from '#plugins/receivables/api'
import { groupFilter, premiseColumn } from '#plugins/registry/api'

/** Second copies with why and where they were asked for; by route, where bills do not arrive (TR-3.2.19.77). */
export const secondCopies: Report = {
  name: 'billing.second_copies',
  title: 'Segundas vias emitidas',
  help: 'As segundas vias do período, com o motivo e o canal de cada uma. Por rota, mostra onde as faturas não chegam.',
  permission: 'billing.read',
  section: 'Faturamento',
  filters: [
    ...periodFilters,
    { name: 'reason', label: 'Motivo', type: 'enum', options: COPY_REASONS },
    { name: 'channel', label: 'Canal', type: 'enum', options: COPY_CHANNELS },
    groupFilter,
  ],
  columns: [
    { name: 'issued_on', label: 'Data', type: 'date' },
    { name: 'route', label: 'Rota', type: 'text' },
    premiseColumn,
    {
      ...{ name: 'original_id', label: 'Documento', type: 'reference' },
      record: 'receivables.documents',
    },
    { name: 'copy_id', label: 'Segunda via', type: 'reference', record: 'receivables.documents' },
    { name: 'reason', label: 'Motivo', type: 'enum', options: COPY_REASONS },
    { name: 'channel', label: 'Canal', type: 'enum', options: COPY_CHANNELS },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'copies', label: 'Segundas vias', type: 'integer', isTotal: true },
    { name: 'issued_by', label: 'Usuário', type: 'text' },
  ],
  sort: { column: 'issued_on', direction: 'asc' },
  groups: ['reason', 'channel', 'route'],
  chart: { title: 'Segundas vias por motivo', category: 'reason', value: 'copies' },
  sql: `select c.issued_on, t.code as route, c.premise_id, c.original_id, c.document_id as copy_id, c.reason, c.channel, d.amount_cents,
               1 as copies, c.issued_by
          from receivables_second_copies c
          join receivables_documents d on d.id = c.document_id
          left join registry_premises p on p.id = c.premise_id
          left join readings_route_stops s on s.municipality_id = c.municipality_id and s.premise_id = c.premise_id
          left join readings_routes t on t.id = s.route_id
         where c.municipality_id = :municipality and c.issued_on between :from_on and :until_on
           and (:reason::text is null or c.reason = :reason) and (:channel::text is null or c.channel = :channel)
           and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)`,
}
