import type { EnumOption } from '#core/records/index'
import { type Report, positionFilter } from '#core/reports/index'
import { CHANNELS } from '#plugins/receivables/api'
import { AGENT, OF_AGENT, agentColumn, agentFilter } from './shared.ts'

const STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Sem documento', tone: 'attention' },
  { value: 'treated', label: 'Identificado', tone: 'good' },
]

/** Money that came in and whose document was not known, and by whom it was treated (TR-3.2.19.7). */
export const unidentified: Report = {
  name: 'payments.unidentified',
  title: 'Pagamentos sem identificação',
  help: 'O que foi recebido e ainda não se sabe de quem é, com o código lido e há quantos dias espera. O que uma pessoa ligou a um documento fica em Identificado, com quem o fez.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [
    positionFilter,
    agentFilter,
    { name: 'channel', label: 'Forma', type: 'enum', options: CHANNELS },
    {
      ...{ name: 'status', label: 'Situação', type: 'enum', options: STATES },
      initial: () => 'open',
    },
  ],
  columns: [
    { name: 'receipt_id', label: 'Recebimento', type: 'reference', record: 'receivables.receipts' },
    { name: 'paid_on', label: 'Pago em', type: 'date' },
    agentColumn,
    { name: 'channel', label: 'Forma', type: 'enum', options: CHANNELS },
    { name: 'file_id', label: 'Arquivo', type: 'reference', record: 'payments.files' },
    { name: 'line', label: 'Linha', type: 'integer' },
    { name: 'identification', label: 'Código recebido', type: 'text' },
    { name: 'reason', label: 'Motivo', type: 'text' },
    { name: 'days', label: 'Dias em espera', type: 'integer' },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'status', label: 'Situação', type: 'enum', options: STATES },
    { name: 'treated_on', label: 'Identificado em', type: 'date' },
    { name: 'treated_by', label: 'Por', type: 'text' },
  ],
  sort: { column: 'paid_on', direction: 'asc' },
  groups: ['agent', 'reason', 'channel', 'status'],
  chart: { title: 'Valor por agente', category: 'agent', value: 'amount_cents' },
  sql: `select r.id as receipt_id, r.paid_on, ${AGENT} as agent, r.channel, l.file_id, l.number as line,
               coalesce(d.barcode, d.txid, d.end_to_end_id, d.authentication) as identification,
               coalesce(l.reason, 'Documento não encontrado') as reason, coalesce(t.posted_on, :position_on::date) - r.paid_on as days, r.amount_cents,
               case when r.state = 'unidentified' then 'open' else 'treated' end as status, t.posted_on as treated_on,
               t.user_name as treated_by
          from receivables_receipts r
          left join lateral (
            select * from receivables_advices d
             where d.municipality_id = r.municipality_id and d.receipt_id = r.id order by d.id limit 1) d on true
          left join lateral (
            select * from payments_file_lines l
             where l.municipality_id = r.municipality_id and l.receipt_id = r.id order by l.id limit 1) l on true
          left join lateral (
            select c.posted_on, c.user_name from receivables_receipt_changes c
             where c.municipality_id = r.municipality_id and c.receipt_id = r.id and c.kind = 'identified' and r.state = 'identified'
             order by c.id desc limit 1) t on true
         where r.municipality_id = :municipality and (r.state = 'unidentified' or t.posted_on is not null)
           and (:status::text is null or (r.state = 'unidentified') = (:status = 'open')) and r.paid_on <= :position_on and ${OF_AGENT}
           and (:channel::text is null or r.channel = :channel)`,
}
