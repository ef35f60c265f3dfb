import { type Report, periodFilters } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { CHANNELS, DOCUMENT_KINDS } from '#plugins/receivables/api'
import { AGENT, OF_AGENT, OF_CHANNEL, agentColumn, agentFilter, documentColumn } from './shared.ts'

const component = (name: string) =>
  `coalesce(sum(s.amount_cents) filter (where it.component = '${name}'), 0)::bigint`

/** Each receipt of a period with what of it paid the debt itself, fine, interest and correction (TR-3.2.19.15). */
export const dailyDetail: Report = {
  name: 'payments.daily_detail',
  title: 'Arrecadação diária detalhada',
  help: 'Cada recebimento com o que pagou do débito, da multa, dos juros e da correção, e o que sobrou como crédito.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [
    ...periodFilters,
    agentFilter,
    { name: 'channel', label: 'Forma', type: 'enum', options: CHANNELS },
    { name: 'kind', label: 'Tipo de documento', type: 'enum', options: DOCUMENT_KINDS },
  ],
  columns: [
    { name: 'paid_on', label: 'Dia', type: 'date' },
    agentColumn,
    { name: 'channel', label: 'Forma', type: 'enum', options: CHANNELS },
    premiseColumn,
    documentColumn,
    { name: 'kind', label: 'Tipo', type: 'enum', options: DOCUMENT_KINDS },
    { name: 'nominal_cents', label: 'Débito', type: 'money', isTotal: true },
    { name: 'fine_cents', label: 'Multa', type: 'money', isTotal: true },
    { name: 'interest_cents', label: 'Juros', type: 'money', isTotal: true },
    { name: 'correction_cents', label: 'Correção', type: 'money', isTotal: true },
    { name: 'credit_cents', label: 'Sobra', type: 'money', isTotal: true },
    { name: 'amount_cents', label: 'Recebido', type: 'money', isTotal: true },
  ],
  sort: { column: 'paid_on', direction: 'asc' },
  groups: ['paid_on', 'agent', 'channel', 'kind'],
  chart: { title: 'Recebido por dia', category: 'paid_on', value: 'amount_cents' },
  sql: `select r.paid_on, ${AGENT} as agent, r.channel, r.premise_id, r.document_id, d.kind,
               sums.nominal_cents, sums.fine_cents, sums.interest_cents, sums.correction_cents,
               r.amount_cents - sums.nominal_cents - sums.fine_cents - sums.interest_cents - sums.correction_cents as credit_cents,
               r.amount_cents
          from receivables_receipts r
          left join receivables_documents d on d.id = r.document_id
          join lateral (
            select ${component('principal')} as nominal_cents, ${component('fine')} as fine_cents,
                   ${component('interest')} as interest_cents, ${component('correction')} as correction_cents
              from receivables_settlements s join receivables_items it on it.id = s.item_id
             where s.municipality_id = r.municipality_id and s.receipt_id = r.id) sums on true
         where r.municipality_id = :municipality and r.posted_on >= :from_on and r.paid_on between :from_on and :until_on
           and ${OF_AGENT}
           and ${OF_CHANNEL} and (:kind::text is null or d.kind = :kind)`,
}
