import type { EnumOption } from '#core/records/index'
import { type Report, type ReportColumn, periodFilters, positionFilter } from '#core/reports/index'
import { holderColumn, premiseColumn } from '#plugins/registry/api'
import { CHARGE_TYPES } from '../records/options.ts'

const beneficiaryFilter = {
  ...{ name: 'beneficiary', label: 'Beneficiário', type: 'reference' as const },
  record: 'receivables.beneficiaries',
}
const beneficiary: ReportColumn = {
  ...{ name: 'beneficiary_id', label: 'Beneficiário', type: 'reference' },
  record: 'receivables.beneficiaries',
}
const taxpayer: ReportColumn = {
  ...{ name: 'taxpayer_id', label: 'CPF/CNPJ', type: 'taxpayer', isPersonal: true },
}

/** What debtors still owe to a third party, one line each item: for the third party's own register (DECISIONS 44). */
export const thirdPartyOpen: Report = {
  name: 'receivables.third_party_open',
  title: 'Débitos em aberto de terceiros',
  help: 'O que os devedores ainda devem a quem o prestador só arrecada, débito a débito. Exporte para o terceiro cobrar ou inscrever por si.',
  permission: 'receivables.read',
  personal: 'registry.personal_data',
  section: 'Arrecadação',
  filters: [{ ...positionFilter, label: 'Vencidos até' }, beneficiaryFilter],
  columns: [
    beneficiary,
    premiseColumn,
    holderColumn,
    taxpayer,
    { name: 'charge_type', label: 'Cobrança', type: 'enum', options: CHARGE_TYPES },
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'days', label: 'Dias de atraso', type: 'integer' },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'open_cents', label: 'Em aberto', type: 'money', isTotal: true },
  ],
  sort: { column: 'due_on', direction: 'asc' },
  groups: ['beneficiary_id', 'charge_type', 'reference'],
  sql: `select i.beneficiary_id, i.premise_id, c.name as holder, c.taxpayer_id, i.charge_type, i.reference, i.due_on,
               greatest(:position_on::date - i.due_on, 0) as days, i.amount_cents, i.open_cents
          from receivables_items i
          join receivables_beneficiaries b on b.id = i.beneficiary_id and b.kind = 'third_party'
          join registry_customers c on c.id = i.debtor_id
         where i.municipality_id = :municipality and i.state = 'open' and i.due_on <= :position_on
           and (:beneficiary::bigint is null or i.beneficiary_id = :beneficiary)`,
}

const KINDS: readonly EnumOption[] = [
  { value: 'payment', label: 'Pagamento' },
  { value: 'reversal', label: 'Estorno' },
  { value: 'credit', label: 'Crédito do cliente' },
  { value: 'returned', label: 'Devolvido por correção' },
]

/** Every movement that makes up the statements of third parties, by the day in the books. */
export const thirdPartyReceived: Report = {
  name: 'receivables.third_party_received',
  title: 'Recebido para terceiros',
  help: 'Pagamento a pagamento, o que forma o repasse de cada mês: o que entrou, o que se estornou e o que os créditos dos clientes pagaram.',
  permission: 'receivables.read',
  personal: 'registry.personal_data',
  section: 'Arrecadação',
  filters: [...periodFilters, beneficiaryFilter],
  columns: [
    beneficiary,
    { name: 'on_date', label: 'Lançado em', type: 'date' },
    { name: 'kind', label: 'Movimento', type: 'enum', options: KINDS },
    premiseColumn,
    holderColumn,
    { name: 'charge_type', label: 'Cobrança', type: 'enum', options: CHARGE_TYPES },
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    { name: 'receipt_id', label: 'Recebimento', type: 'reference', record: 'receivables.receipts' },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
  ],
  sort: { column: 'on_date', direction: 'asc' },
  groups: ['beneficiary_id', 'kind', 'charge_type'],
  sql: `select i.beneficiary_id, m.on_date, m.kind, i.premise_id, c.name as holder, i.charge_type, i.reference, m.receipt_id,
               m.amount_cents
          from (select s.item_id, s.posted_on as on_date, case when s.undoes_id is null then 'payment' else 'reversal' end as kind,
                       s.receipt_id, s.amount_cents
                  from receivables_settlements s
                 where s.municipality_id = :municipality and s.posted_on between :from_on and :until_on
                 union all
                select u.item_id, u.used_on, 'credit', null, u.amount_cents from receivables_credit_uses u
                 where u.municipality_id = :municipality and u.used_on between :from_on and :until_on
                 union all
                select s.item_id, w.withdrawn_on, 'returned', s.receipt_id, -s.amount_cents
                  from receivables_items w join receivables_settlements s on s.item_id = w.id
                 where w.municipality_id = :municipality and w.withdrawn_on between :from_on and :until_on) m
          join receivables_items i on i.id = m.item_id
          join receivables_beneficiaries b on b.id = i.beneficiary_id and b.kind = 'third_party'
          join registry_customers c on c.id = i.debtor_id
         where i.municipality_id = :municipality and m.amount_cents <> 0
           and (:beneficiary::bigint is null or i.beneficiary_id = :beneficiary)`,
}
