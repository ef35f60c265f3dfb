import type { EnumOption } from '#core/records/index'
import { type Report, periodFilters } from '#core/reports/index'
import { AGENT, agentColumn } from './shared.ts'

const STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Sem identificação', tone: 'attention' },
  { value: 'treated', label: 'Identificado', tone: 'good' },
]

/** Deposits in the utility's accounts, those that nobody knows whose they are first of all (TR-3.2.19.13). */
export const deposits: Report = {
  name: 'payments.deposits',
  title: 'Depósitos não identificados',
  help: 'Os depósitos registrados sem os documentos que pagam, há quantos dias esperam, quantos documentos em aberto têm o mesmo valor, e quem e quando identificou.',
  permission: 'payments.read',
  personal: 'registry.personal_data',
  section: 'Arrecadação',
  filters: [
    ...periodFilters,
    { name: 'account', label: 'Conta', type: 'text' },
    {
      ...{ name: 'status', label: 'Situação', type: 'enum', options: STATES },
      initial: () => 'open',
    },
    { name: 'least_cents', label: 'Valor de', type: 'money' },
    { name: 'most_cents', label: 'Valor até', type: 'money' },
  ],
  columns: [
    { name: 'account', label: 'Conta', type: 'text' },
    agentColumn,
    { name: 'deposited_on', label: 'Depositado em', type: 'date' },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'depositor', label: 'Depositante', type: 'text', isPersonal: true },
    { name: 'document_number', label: 'Documento do banco', type: 'text' },
    { name: 'entered_at', label: 'Registrado', type: 'datetime' },
    { name: 'entered_by', label: 'Por', type: 'text' },
    { name: 'days', label: 'Dias em espera', type: 'integer' },
    { name: 'alike', label: 'Documentos do mesmo valor', type: 'integer' },
    { name: 'status', label: 'Situação', type: 'enum', options: STATES },
    { name: 'treated_on', label: 'Identificado em', type: 'date' },
    { name: 'treated_by', label: 'Identificado por', type: 'text' },
  ],
  sort: { column: 'deposited_on', direction: 'asc' },
  groups: ['account', 'status'],
  sql: `select d.account, ${AGENT} as agent, d.deposited_on, d.amount_cents, c.name as depositor, d.document_number, d.entered_at,
               d.user_name as entered_by, coalesce(t.posted_on, :until_on::date) - d.deposited_on as days,
               (select count(*) from receivables_documents o
                 where o.municipality_id = d.municipality_id and o.state = 'live' and o.amount_cents = d.amount_cents
                   and r.state = 'unidentified') as alike,
               case when r.state = 'unidentified' then 'open' else 'treated' end as status, t.posted_on as treated_on,
               t.user_name as treated_by
          from payments_deposits d
          join receivables_receipts r on r.id = d.receipt_id and r.state <> 'reversed'
          left join registry_customers c on c.id = r.payer_id
          left join lateral (
            select k.posted_on, k.user_name from receivables_receipt_changes k
             where k.municipality_id = d.municipality_id and k.receipt_id = d.receipt_id and k.kind = 'identified'
             order by k.id desc limit 1) t on true
         where d.municipality_id = :municipality and d.deposited_on between :from_on and :until_on
           and (r.state = 'unidentified' or t.posted_on is not null)
           and (:status::text is null or (r.state = 'unidentified') = (:status = 'open'))
           and (:account::text is null or d.account = :account)
           and d.amount_cents between coalesce(:least_cents::bigint, 0) and coalesce(:most_cents::bigint, 9223372036854775807)`,
}
