import type { QualityCheck } from '#core/reports/index'

const RECORD = 'registry.premises'

const LABEL = `left(p.registration_number, -1) || '-' || right(p.registration_number, 1) as label`
const FROM = `from registry_premises p where p.municipality_id = :municipality`

const CATEGORY_WORDS = `case e.category when 'RES' then 'residencial' when 'COM' then 'comercial'
  when 'IND' then 'industrial' else 'pública' end`
const KIND_WORDS = `case c.kind when 'company' then 'empresa' when 'public_body' then 'órgão público' else 'pessoa física' end`

/** The categories and the holder that a premise has now, when they do not go together. */
const MISMATCH = `registry_premise_economies e
    join registry_holdings h on h.premise_id = e.premise_id and h.role = 'holder' and h.until_on is null
    join registry_customers c on c.id = h.customer_id
   where e.premise_id = p.id and e.until_on is null
     and ((c.kind = 'public_body' and e.category <> 'PUB') or (c.kind <> 'public_body' and e.category = 'PUB')
       or (c.kind in ('person', 'foreign') and e.category = 'IND'))`

export const premiseQuality: readonly QualityCheck[] = [
  {
    name: 'registry.address_invalid',
    title: 'Endereço inválido',
    help: 'Corrija logradouro, bairro ou CEP: fatura e notificação não chegam a um endereço incompleto.',
    severity: 'critical',
    reference: 'ACERTAR AC-006',
    record: RECORD,
    sql: `select p.id as record_id, ${LABEL}, p.street || ', ' || coalesce(p.number, 's/n') || ' · ' || p.district
             || ' · CEP ' || coalesce(p.zip_code, 'vazio') as detail
      ${FROM} and (plain_text(p.street) ~ '^(rua |avenida |travessa |)(sem nome|nao informad[ao]|a definir|x+|[.]+|-+|)$'
                or plain_text(p.district) ~ '^(sem bairro|nao informado|a definir|x+|[.]+|-+)$'
                or p.zip_code is null or p.zip_code ~ '^0' or p.zip_code ~ '^(.)\\1*$')`,
  },
  {
    name: 'registry.category_inadequate',
    title: 'Categoria que não combina com o titular',
    help: 'Confira no local o uso do imóvel e corrija a categoria ou o titular.',
    severity: 'warning',
    reference: 'ACERTAR AC-006',
    record: RECORD,
    sql: `select p.id as record_id, ${LABEL},
             (select 'Economia ' || ${CATEGORY_WORDS} || ' de ' || ${KIND_WORDS} || ': ' || c.name from ${MISMATCH} limit 1) as detail
      ${FROM} and exists (select from ${MISMATCH})`,
  },
  {
    name: 'registry.area_missing',
    title: 'Imóvel sem marca de urbano ou rural',
    help: 'Guarde o perímetro urbano e o lugar do imóvel no mapa, ou diga na página do imóvel.',
    severity: 'info',
    reference: 'ACERTAR AC-066',
    record: RECORD,
    sql: `select p.id as record_id, ${LABEL}, p.street || ', ' || coalesce(p.number, 's/n') as detail
      ${FROM} and p.status = 'active' and p.area is null`,
  },
  {
    name: 'registry.social_undue',
    title: 'Tarifa social indevida',
    help: 'Confira no CadÚnico e no cadastro: encerre o benefício de quem já não cabe nos critérios, com aviso na fatura (Lei 14.898/2024, art. 2º).',
    severity: 'critical',
    reference: 'ACERTAR AC-006',
    record: RECORD,
    sql: `select p.id as record_id, ${LABEL},
             'Tarifa social de ' || c.name || ': ' || case
               when not exists (select from registry_holdings h where h.premise_id = p.id and h.customer_id = b.customer_id
                 and h.role = 'holder' and h.until_on is null) then 'não é mais o titular'
               when c.deceased_on is not null then 'beneficiário falecido'
               else 'categoria que não é residencial' end as detail
        from registry_premises p
        join registry_social_benefits b on b.premise_id = p.id and b.from_on <= :today
         and b.last_on >= :today and b.lost_on is null
        join registry_customers c on c.id = b.customer_id
       where p.municipality_id = :municipality
         and (c.deceased_on is not null
           or not exists (select from registry_holdings h where h.premise_id = p.id and h.customer_id = b.customer_id
                and h.role = 'holder' and h.until_on is null)
           or exists (select from registry_premise_economies e where e.premise_id = p.id and e.until_on is null
                and e.category <> 'RES'))`,
  },
  {
    name: 'registry.property_registration_repeated',
    title: 'Inscrição imobiliária em mais de um imóvel',
    help: 'Confira os carnês do IPTU e corrija a inscrição de quem ficou com a de outro.',
    severity: 'critical',
    reference: 'ACERTAR AC-003',
    record: RECORD,
    sql: `select p.id as record_id, ${LABEL}, 'Inscrição ' || p.property_tax_number || ', também de outro imóvel' as detail
      ${FROM} and p.property_tax_number is not null
          and exists (select from registry_premises o where o.municipality_id = p.municipality_id
                       and o.property_tax_number = p.property_tax_number and o.id <> p.id)`,
  },
  {
    name: 'registry.holder_missing',
    title: 'Imóvel sem titular',
    help: 'Cadastre quem responde pelas faturas.',
    severity: 'critical',
    reference: 'ACERTAR AC-003',
    record: RECORD,
    sql: `select p.id as record_id, ${LABEL}, p.street || ', ' || coalesce(p.number, 's/n') as detail
      ${FROM} and not exists (select from registry_holdings h where h.premise_id = p.id and h.role = 'holder' and h.until_on is null)`,
  },
  {
    name: 'registry.tenant_without_lease',
    title: 'Inquilino sem contrato de locação',
    help: 'Registre o contrato com início e fim na página do imóvel (Mais, Registrar contrato de locação): sem ele a locação nunca acaba sozinha.',
    severity: 'warning',
    reference: 'ACERTAR AC-003',
    record: RECORD,
    sql: `select distinct on (p.id) p.id as record_id, ${LABEL},
             'Inquilino ' || c.name || ', desde ' || to_char(h.from_on, 'DD/MM/YYYY') as detail
        from registry_holdings h join registry_premises p on p.id = h.premise_id
        join registry_customers c on c.id = h.customer_id
       where h.municipality_id = :municipality and h.role = 'tenant' and h.from_on <= :today
         and coalesce(h.until_on, cast(:today as date)) >= :today
         and not exists (select from registry_leases l where l.premise_id = h.premise_id
               and l.customer_id = h.customer_id and l.status = 'running')
       order by p.id, h.from_on desc`,
  },
  {
    name: 'registry.economies_missing',
    title: 'Imóvel com ligação ativa e sem economias',
    help: 'Informe quantas economias de cada categoria o imóvel serve.',
    severity: 'critical',
    reference: 'ACERTAR AC-006',
    record: RECORD,
    sql: `select p.id as record_id, ${LABEL}, p.street || ', ' || coalesce(p.number, 's/n') as detail
      ${FROM} and p.kind <> 'condominium_master'
          and exists (select from registry_connections n where n.premise_id = p.id and n.situation = 'active')
          and not exists (select from registry_premise_economies e where e.premise_id = p.id and e.until_on is null)`,
  },
]
