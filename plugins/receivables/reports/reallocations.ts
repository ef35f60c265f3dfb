import type { EnumOption } from '#core/records/index'
import { type Report, type ReportColumn, periodFilters } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import type { ReallocationKind } from '../domain/reallocations.ts'

const KINDS: readonly (EnumOption & { readonly value: ReallocationKind })[] = [
  { value: 'customer', label: 'Outro responsável' },
  { value: 'unit', label: 'Outro imóvel' },
  { value: 'plan', label: 'Parcelamento' },
  { value: 'plan_return', label: 'Volta de parcelamento' },
  { value: 'active_debt', label: 'Dívida ativa' },
  { value: 'active_debt_return', label: 'Volta da dívida ativa' },
  { value: 'court', label: 'Execução judicial' },
  { value: 'court_return', label: 'Volta da execução' },
]

const PLACES: readonly EnumOption[] = [
  { value: 'ordinary', label: 'Cobrança normal' },
  { value: 'plan', label: 'Parcelamento' },
  { value: 'inscribed', label: 'Dívida ativa' },
  { value: 'in_court', label: 'Execução judicial' },
  { value: 'owner', label: 'Proprietário' },
  { value: 'tenant', label: 'Inquilino' },
  { value: 'holder', label: 'Titular' },
]

const person = (name: string, label: string): ReportColumn => ({
  ...{ name, label, type: 'reference', record: 'registry.customers', isPersonal: true },
})

/**
 * Every movement of debts between customers, premises and accounts, gathered by day, kind, ends, locality and author (TR-3.2.19.56). What
 * was owed before and after each is kept by the movement itself, and is the same.
 */
export const reallocations: Report = {
  name: 'receivables.reallocations',
  title: 'Realocação de documentos de cobrança',
  help: 'O que mudou de responsável, de imóvel ou de conta (parcelamento, dívida ativa, execução) e o que voltou: de onde, para onde, quantos documentos, quanto e por quem. O total devido antes é igual ao de depois: realocar não cria nem extingue dívida.',
  permission: 'receivables.read',
  personal: 'registry.personal_data',
  section: 'Contas a receber',
  filters: [
    ...periodFilters,
    { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS },
    { name: 'author', label: 'Usuário', type: 'text' },
  ],
  columns: [
    { name: 'moved_on', label: 'Data', type: 'date' },
    { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS },
    { name: 'from_place', label: 'De', type: 'enum', options: PLACES },
    { name: 'to_place', label: 'Para', type: 'enum', options: PLACES },
    { name: 'documents', label: 'Documentos', type: 'integer', isTotal: true },
    { name: 'value_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'before_cents', label: 'Devido antes', type: 'money', isTotal: true },
    { name: 'after_cents', label: 'Devido depois', type: 'money', isTotal: true },
    { name: 'author', label: 'Usuário', type: 'text' },
    person('from_customer_id', 'Devia'),
    person('to_customer_id', 'Assumiu'),
    { ...premiseColumn, name: 'from_premise_id', label: 'Do imóvel' },
    { ...premiseColumn, name: 'to_premise_id', label: 'Para o imóvel' },
    {
      ...{ name: 'locality_id', label: 'Localidade', type: 'reference' },
      record: 'registry.localities',
    },
  ],
  sort: { column: 'moved_on', direction: 'asc' },
  groups: ['kind', 'author', 'moved_on', 'locality_id'],
  chart: { title: 'Valor por tipo', category: 'kind', value: 'value_cents' },
  sql: `select r.moved_on, r.kind, r.from_place, r.to_place, r.from_customer_id, r.to_customer_id, r.from_premise_id, r.to_premise_id,
               r.locality_id, r.author, count(*)::int as documents, sum(r.before_cents)::bigint as value_cents,
               sum(r.before_cents)::bigint as before_cents, sum(r.after_cents)::bigint as after_cents
          from (select p.locality_id, m.moved_on, m.kind, m.from_place, m.to_place, m.before_cents, m.after_cents, m.moved_by as author,
                       case when m.from_debtor_id <> m.to_debtor_id then m.from_debtor_id end as from_customer_id,
                       case when m.from_debtor_id <> m.to_debtor_id then m.to_debtor_id end as to_customer_id,
                       case when m.from_premise_id <> m.to_premise_id then m.from_premise_id
                            when m.kind = 'customer' then m.from_premise_id end as from_premise_id,
                       case when m.from_premise_id <> m.to_premise_id then m.to_premise_id end as to_premise_id
                  from receivables_reallocations m left join registry_premises p on p.id = m.to_premise_id
                 where m.municipality_id = :municipality and m.moved_on between :from_on and :until_on
                   and (:kind::text is null or m.kind = :kind)
                   and (:author::text is null or m.moved_by ilike '%' || :author || '%')) r
         group by r.moved_on, r.kind, r.from_place, r.to_place, r.from_customer_id, r.to_customer_id, r.from_premise_id,
                  r.to_premise_id, r.locality_id, r.author`,
}
