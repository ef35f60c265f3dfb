import { type Report, periodFilters } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { DELIVERIES, KINDS, MEANS } from '../records/options.ts'

/** Each sending of a certificate, with what it stated on its day and what became of it (TR-3.2.19.52). */
export const sendingsReport: Report = {
  name: 'certificates.sendings',
  title: 'Envio de certidões',
  help: 'As certidões enviadas no período, por e-mail, correio ou em mãos: para onde, o que declararam no dia da emissão e o que houve com a entrega.',
  permission: 'certificates.read',
  personal: 'registry.personal_data',
  section: 'Contas a receber',
  filters: [
    ...periodFilters,
    { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS },
    { name: 'means', label: 'Como', type: 'enum', options: MEANS },
    { name: 'status', label: 'Entrega', type: 'enum', options: DELIVERIES },
  ],
  columns: [
    { name: 'number', label: 'Certidão', type: 'text' },
    { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS },
    premiseColumn,
    { name: 'customer', label: 'Cliente', type: 'text', isPersonal: true },
    { name: 'issued_on', label: 'Emitida em', type: 'date' },
    { name: 'means', label: 'Como', type: 'enum', options: MEANS },
    { name: 'address', label: 'Para onde', type: 'text', isPersonal: true },
    { name: 'sent_on', label: 'Enviada em', type: 'date' },
    { name: 'status', label: 'Entrega', type: 'enum', options: DELIVERIES },
    { name: 'debt_count', label: 'Débitos', type: 'integer' },
    { name: 'amount_cents', label: 'Valor declarado', type: 'money', isTotal: true },
    { name: 'code', label: 'Código de verificação', type: 'text' },
    { name: 'sent_by', label: 'Usuário', type: 'text' },
  ],
  sort: { column: 'sent_on', direction: 'asc' },
  groups: ['means', 'status'],
  record: 'certificates.certificates',
  sql: `select r.* from (
          select c.id as record_id, c.number, c.kind, c.premise_id, k.name as customer, c.issued_on, s.means, s.address, s.sent_on,
                 coalesce(m.state, case when s.returned_on is null then 'sent' else 'failed' end) as status,
                 c.debt_count, c.amount_cents, c.code, s.sent_by
            from certificates_sendings s
            join certificates_certificates c on c.id = s.certificate_id
            left join registry_customers k on k.id = c.customer_id
            left join messaging_messages m on m.id = s.message_id
           where s.municipality_id = :municipality and s.sent_on between :from_on and :until_on) r
         where (:kind::text is null or r.kind = :kind) and (:means::text is null or r.means = :means)
           and (:status::text is null or r.status = :status)`,
}
