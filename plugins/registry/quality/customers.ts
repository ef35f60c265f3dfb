import type { QualityCheck } from '#core/reports/index'
import { customerChecks } from '../services/check_customer.ts'

const RECORD = 'registry.customers'

/** Living customers of the municipality, with the alias `c`. */
const FROM = `from registry_customers c
  where c.municipality_id = :municipality and c.merged_into_id is null and c.closed_on is null`

const HOLDS_NOW = `exists (select from registry_holdings h where h.municipality_id = c.municipality_id
  and h.customer_id = c.id and h.until_on is null)`

const PREMISES_OF = (customer: string) => `coalesce((
  select string_agg(left(p.registration_number, -1) || '-' || right(p.registration_number, 1), ', ' order by p.id)
    from registry_holdings h join registry_premises p on p.id = h.premise_id
   where h.municipality_id = ${customer}.municipality_id and h.customer_id = ${customer}.id and h.until_on is null), 'nenhum imóvel')`

export const customerQuality: readonly QualityCheck[] = [
  {
    name: 'registry.taxpayer_invalid',
    title: 'CPF ou CNPJ inválido',
    help: 'Confira o documento do cliente e corrija o número.',
    severity: 'critical',
    reference: 'ACERTAR AC-003 e AC-006',
    record: RECORD,
    sql: `select c.id as record_id, c.name as label, 'O número ' || c.taxpayer_id || ' não confere' as detail
      ${FROM} and c.taxpayer_id is not null and not registry_is_taxpayer(c.taxpayer_id)`,
  },
  {
    name: 'registry.taxpayer_blank',
    title: 'Cliente sem CPF ou CNPJ',
    help: 'Peça o documento no próximo contato; sem ele não há negativação, dívida ativa nem nota fiscal.',
    severity: 'critical',
    reference: 'ACERTAR AC-003',
    record: RECORD,
    sql: `select c.id as record_id, c.name as label, 'Sem documento; responde por ' || ${PREMISES_OF('c')} as detail
      ${FROM} and c.taxpayer_id is null and c.kind <> 'foreign' and ${HOLDS_NOW}`,
  },
  {
    name: 'registry.taxpayer_repeated',
    title: 'CPF ou CNPJ em mais de um cadastro',
    help: 'Compare os cadastros e unifique os que são da mesma pessoa; corrija o número de quem ficou com o de outro.',
    severity: 'critical',
    reference: 'ACERTAR AC-003 e AC-006',
    record: RECORD,
    sql: `select c.id as record_id, c.name as label,
             (select 'Mesmo número de ' || o.name || ' (' || left(o.code, -1) || '-' || right(o.code, 1) || '); imóveis: '
                     || ${PREMISES_OF('o')}
                from registry_customers o where o.municipality_id = c.municipality_id
                 and o.taxpayer_id = c.taxpayer_id and o.id <> c.id and o.merged_into_id is null order by o.id limit 1) as detail
      ${FROM} and c.taxpayer_id is not null
          and exists (select from registry_customers o where o.municipality_id = c.municipality_id
                       and o.taxpayer_id = c.taxpayer_id and o.id <> c.id and o.merged_into_id is null)`,
  },
  {
    name: 'registry.name_generic',
    title: 'Nome que não é de ninguém',
    help: 'Descubra quem responde pelo imóvel e escreva o nome do documento.',
    severity: 'critical',
    reference: 'ACERTAR AC-003',
    record: RECORD,
    sql: `select c.id as record_id, c.name as label, 'Responde por ' || ${PREMISES_OF('c')} as detail
      ${FROM} and btrim(regexp_replace(c.match_name, '[0-9]+| +', ' ', 'g')) = any(cast(:generic_names as text[]))`,
    async values(tx, municipalityId) {
      const { generic_names: names } = await customerChecks(tx, municipalityId)
      return { generic_names: names }
    },
  },
  {
    name: 'registry.name_incomplete',
    title: 'Nome incompleto',
    help: 'Complete com o sobrenome do documento.',
    severity: 'warning',
    reference: 'ACERTAR AC-006',
    record: RECORD,
    sql: `select c.id as record_id, c.name as label, 'Uma só palavra ou abreviado' as detail
      ${FROM} and c.kind in ('person', 'foreign') and (btrim(c.name) !~ ' ' or length(btrim(c.name)) < 6)`,
  },
  {
    name: 'registry.contact_missing',
    title: 'Titular sem telefone nem e-mail',
    help: 'Peça um contato: sem ele o aviso de corte e a notificação de débito só vão por carta.',
    severity: 'warning',
    reference: 'Lei 11.445/2007, art. 40',
    record: RECORD,
    sql: `select c.id as record_id, c.name as label, 'Responde por ' || ${PREMISES_OF('c')} as detail
      ${FROM} and c.phone is null and c.home_phone is null and c.business_phone is null and c.email is null and ${HOLDS_NOW}`,
  },
  {
    name: 'registry.birth_improbable',
    title: 'Data de nascimento improvável',
    help: 'Confira no documento: o cliente teria menos de 16 ou mais de 110 anos.',
    severity: 'info',
    reference: 'ACERTAR AC-006',
    record: RECORD,
    sql: `select c.id as record_id, c.name as label, 'Nascimento em ' || to_char(c.birth_on, 'DD/MM/YYYY') as detail
      ${FROM} and c.kind in ('person', 'foreign') and c.birth_on is not null
          and (c.birth_on > cast(:today as date) - interval '16 years' or c.birth_on < cast(:today as date) - interval '110 years')`,
  },
  {
    name: 'registry.deceased_holder',
    title: 'Titular falecido',
    help: 'Chame a família para transferir a titularidade.',
    severity: 'warning',
    reference: 'ACERTAR AC-006',
    record: RECORD,
    sql: `select c.id as record_id, c.name as label, 'Faleceu em ' || to_char(c.deceased_on, 'DD/MM/YYYY') || '; ainda responde por '
             || ${PREMISES_OF('c')} as detail
      ${FROM} and c.deceased_on is not null and ${HOLDS_NOW}`,
  },
  {
    name: 'registry.possible_duplicate',
    title: 'Cadastro possivelmente repetido',
    help: 'Abra a fila de repetidos, compare e unifique, ou diga que não são a mesma pessoa.',
    severity: 'warning',
    reference: 'ACERTAR AC-006',
    record: RECORD,
    sql: `select c.id as record_id, c.name as label,
             (select 'Parecido com ' || o.name || ' (' || round(d.score) || ' de 100)'
                from registry_duplicate_pairs d join registry_customers o
                  on o.id = case when d.first_id = c.id then d.second_id else d.first_id end
               where d.municipality_id = c.municipality_id and d.status = 'open' and c.id in (d.first_id, d.second_id)
               order by d.score desc limit 1) as detail
      ${FROM} and (exists (select from registry_duplicate_pairs d where d.municipality_id = c.municipality_id
                             and d.first_id = c.id and d.status = 'open')
                or exists (select from registry_duplicate_pairs d where d.municipality_id = c.municipality_id
                             and d.second_id = c.id and d.status = 'open'))`,
  },
]
