import type { Report } from '#core/reports/index'

const RULES = [
  { value: 'taxpayer', label: 'Mesmo CPF ou CNPJ' },
  { value: 'birth', label: 'Mesmo nome e nascimento' },
  { value: 'address', label: 'Mesmo nome e endereço' },
]

/** Customers registered more than once, with what each owes (TR-3.2.19.27). */
export const duplicateCustomers: Report = {
  name: 'receivables.duplicate_customers',
  title: 'Cadastros de clientes em duplicidade',
  help: 'Os clientes que estão mais de uma vez no cadastro, reunidos pelo que têm em comum, e a dívida de cada um.',
  permission: 'receivables.read',
  personal: 'registry.personal_data',
  section: 'Cadastro',
  filters: [
    { name: 'rule', label: 'O que têm em comum', type: 'enum', options: RULES },
    { name: 'only_active', label: 'Só com imóvel', type: 'boolean' },
  ],
  columns: [
    { name: 'rule', label: 'Em comum', type: 'enum', options: RULES },
    { name: 'match', label: 'Valor', type: 'text', isPersonal: true },
    { name: 'customer_id', label: 'Cliente', type: 'reference', record: 'registry.customers' },
    { name: 'taxpayer_id', label: 'CPF/CNPJ', type: 'taxpayer', isPersonal: true },
    { name: 'address', label: 'Endereço', type: 'text', isPersonal: true },
    { name: 'premises', label: 'Imóveis', type: 'integer', isTotal: true },
    { name: 'open_cents', label: 'Em aberto', type: 'money', isTotal: true },
    { name: 'created_at', label: 'Cadastrado em', type: 'datetime' },
  ],
  sort: { column: 'match', direction: 'asc' },
  groups: ['rule'],
  chart: { title: 'Em aberto por regra', category: 'rule', value: 'open_cents' },
  sql: `with living as (
          select * from registry_customers
           where municipality_id = :municipality and merged_into_id is null and closed_on is null),
        keys as (
          select id, 'taxpayer' as rule, taxpayer_id as match from living where taxpayer_id is not null
          union all
          select id, 'birth', match_name || ' ' || to_char(birth_on, 'DD/MM/YYYY') from living where birth_on is not null
          union all
          select id, 'address', match_name || ', ' || match_address from living where match_address is not null),
        met as (
          select k.*, count(*) over (partition by rule, match) as many from keys k
           where (:rule::text is null or k.rule = :rule))
        select m.rule, m.match, c.id as customer_id, c.taxpayer_id,
               nullif(concat_ws(', ', c.street, c.number, c.district), '') as address, h.premises,
               (select coalesce(sum(it.open_cents), 0)::bigint from receivables_items it
                 where it.municipality_id = c.municipality_id and it.debtor_id = c.id and it.state = 'open') as open_cents,
               c.created_at
          from met m join living c on c.id = m.id
          cross join lateral (
            select count(*) as premises from registry_holdings h
             where h.municipality_id = c.municipality_id and h.customer_id = c.id and h.until_on is null) h
         where m.many > 1 and (not coalesce(:only_active::boolean, false) or h.premises > 0)`,
}
