import { type Report, periodFilters } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { CHANNELS } from '#plugins/receivables/api'
import { AGENT, OF_AGENT, agentColumn, agentFilter, documentColumn } from './shared.ts'

/**
 * SNIS FN006: what was collected of the utility's own revenue, by the day of payment, whenever it was processed and whatever
 * month it paid. What was reversed is not in it; what belongs to others, was paid twice or has no document stands apart.
 */
export const snisCollection: Report = {
  name: 'payments.snis_collection',
  title: 'SNIS FN006: arrecadação total',
  help: 'A arrecadação do ano pela data do pagamento, com cada pagamento que a compõe. Escolha de 1º de janeiro a 31 de dezembro. Valores de terceiros, em dobro ou a maior e sem identificação ficam à parte; o que foi estornado sai da soma.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [...periodFilters, agentFilter],
  columns: [
    { name: 'paid_on', label: 'Pago em', type: 'date' },
    { name: 'posted_on', label: 'Processado em', type: 'date' },
    { name: 'receipt_id', label: 'Recebimento', type: 'reference', record: 'receivables.receipts' },
    agentColumn,
    { name: 'channel', label: 'Forma', type: 'enum', options: CHANNELS },
    premiseColumn,
    documentColumn,
    { name: 'fn006_cents', label: 'FN006', type: 'money', isTotal: true },
    { name: 'third_cents', label: 'De terceiros', type: 'money', isTotal: true },
    { name: 'credit_cents', label: 'Em dobro ou a maior', type: 'money', isTotal: true },
    { name: 'unidentified_cents', label: 'Sem identificação', type: 'money', isTotal: true },
    { name: 'amount_cents', label: 'Recebido', type: 'money', isTotal: true },
  ],
  sort: { column: 'paid_on', direction: 'asc' },
  groups: ['channel', 'agent', 'paid_on'],
  sql: `select r.paid_on, r.posted_on, r.id as receipt_id, ${AGENT} as agent, r.channel, r.premise_id, r.document_id,
               sums.own_cents as fn006_cents, sums.third_cents, r.credit_cents,
               case r.state when 'unidentified' then r.amount_cents else 0 end as unidentified_cents, r.amount_cents
          from receivables_receipts r
          cross join lateral (
            select coalesce(sum(s.amount_cents) filter (where b.kind = 'utility'), 0)::bigint as own_cents,
                   coalesce(sum(s.amount_cents) filter (where b.kind <> 'utility'), 0)::bigint as third_cents
              from receivables_settlements s join receivables_items it on it.id = s.item_id
              join receivables_beneficiaries b on b.id = it.beneficiary_id
             where s.municipality_id = r.municipality_id and s.receipt_id = r.id) sums
         where r.municipality_id = :municipality and r.posted_on >= :from_on and r.paid_on between :from_on and :until_on
           and ${OF_AGENT}`,
}
