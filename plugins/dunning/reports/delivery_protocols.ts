import { type Report, periodFilters } from '#core/reports/index'
import { groupFilter, premiseColumn } from '#plugins/registry/api'
import { NOTICE_KINDS, NO_DELIVERY } from '../records/options.ts'
import { ADDRESS, IN_ROUTE_ORDER, ROUTE, ROUTE_COLUMNS } from './shared.ts'

const RESULTS = [
  { value: 'delivered', label: 'Entregue', tone: 'good' as const },
  { value: 'failed', label: 'Tentada e não entregue', tone: 'bad' as const },
  { value: 'waiting', label: 'A entregar', tone: 'info' as const },
]

/** The protocol of deliveries: who received each notice, or how often and why not; to be signed in the order of the walk (TR-3.2.19.36). */
export const deliveryProtocols: Report = {
  name: 'dunning.delivery_protocols',
  title: 'Protocolo de entrega de notificações',
  help: 'As notificações e cartas emitidas no período, na ordem das rotas: quem recebeu, quando e das mãos de quem, ou quantas tentativas houve e por que não foram entregues. Em PDF, cada endereço ainda não entregue traz uma linha para a assinatura.',
  permission: 'dunning.read',
  personal: 'registry.personal_data',
  section: 'Cobrança',
  filters: [
    ...periodFilters,
    { name: 'result', label: 'Resultado', type: 'enum', options: RESULTS },
    { name: 'route', label: 'Rota', type: 'text' },
    { name: 'deliverer', label: 'Quem levou', type: 'text' },
    groupFilter,
  ],
  columns: [
    ...ROUTE_COLUMNS,
    { name: 'address', label: 'Endereço', type: 'text' },
    premiseColumn,
    { name: 'number', label: 'Protocolo', type: 'text' },
    { name: 'kind', label: 'Tipo', type: 'enum', options: NOTICE_KINDS },
    { name: 'result', label: 'Resultado', type: 'enum', options: RESULTS },
    { name: 'tried_on', label: 'Dia', type: 'date' },
    { name: 'tried_time', label: 'Hora', type: 'text' },
    { name: 'deliverer', label: 'Quem levou', type: 'text' },
    { name: 'attempts', label: 'Tentativas', type: 'integer', isTotal: true },
    { name: 'reason', label: 'Por que não', type: 'enum', options: NO_DELIVERY },
    { name: 'place', label: 'Coordenadas', type: 'text' },
    { name: 'recipient', label: 'Quem recebeu', type: 'text', isPersonal: true },
    { name: 'recipient_document', label: 'Documento', type: 'text', isPersonal: true },
    { name: 'signature', label: 'Assinatura e data', type: 'text' },
  ],
  sort: { column: 'route', direction: 'asc' },
  orders: { route: 'walk' },
  groups: ['route', 'result', 'deliverer'],
  record: 'dunning.notices',
  sql: `select r.*, case when r.result = 'delivered' then null else repeat('_', 28) end as signature
          from (
            select n.id as record_id, n.number, n.kind, n.premise_id, t.code as route, s.sequence, ${IN_ROUTE_ORDER} as walk, ${ADDRESS} as address,
                   v.tried_on, v.tried_time, v.deliverer, v.reason, v.recipient, v.recipient_document,
                   v.latitude || ' ' || v.longitude as place,
                   (select count(*) from dunning_deliveries a where a.municipality_id = n.municipality_id and a.notice_id = n.id) as attempts,
                   case when n.delivered_on is not null then 'delivered' when v.id is not null then 'failed' else 'waiting' end as result
              from dunning_notices n
              join registry_premises p on p.id = n.premise_id
              ${ROUTE}
              left join lateral (
                select * from dunning_deliveries a where a.municipality_id = n.municipality_id and a.notice_id = n.id
                 order by a.tried_on desc, a.id desc limit 1) v on true
             where n.municipality_id = :municipality and n.issued_on between :from_on and :until_on
               and (:route::text is null or t.code = :route)
               and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)) r
         where (:result::text is null or r.result = :result) and (:deliverer::text is null or lower(r.deliverer) = lower(:deliverer))`,
}
