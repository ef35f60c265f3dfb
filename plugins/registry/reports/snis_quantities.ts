import { type Report, parameterOn, yearFilter } from '#core/reports/index'
import { DEFAULT_SNIS_QUANTITIES, SNIS_QUANTITIES } from '../configuration/snis_parameter.ts'
import { SITUATIONS } from '../records/options.ts'
import { premiseColumn } from './filters.ts'

const END = `(:year || '-12-31')::date`
const told = (name: keyof typeof DEFAULT_SNIS_QUANTITIES): string => `coalesce(
  (select array(select jsonb_array_elements_text(value->'${name}')) from told), '{${DEFAULT_SNIS_QUANTITIES[name].join(',')}}'::text[])`

/** The connections that existed at the end of the year, each as it stood then, with the economies that it served. */
const STOOD = `
  select n.id, n.premise_id, n.service, coalesce(s.situation, n.situation) as situation, n.connected_on,
         coalesce(e.economies, 0) as economies, coalesce(e.residential, 0) as residential
    from registry_connections n
    left join registry_connection_situations s on s.connection_id = n.id and ${END} between s.from_on and coalesce(s.until_on, 'infinity')
    left join lateral (
      select sum(h.economies) as economies, sum(h.economies) filter (where h.category = any(terms.categories)) as residential
        from registry_premise_economies h, terms
       where h.municipality_id = n.municipality_id and h.premise_id = n.premise_id
         and ${END} between h.from_on and coalesce(h.until_on, 'infinity')) e on true
   where n.municipality_id = :municipality and n.connected_on <= ${END}`

const WITH = `with told as (${parameterOn(SNIS_QUANTITIES, END)}),
  terms as (select ${told('residential')} as categories, ${told('inactive')} as inactive),
  stood as materialized (${STOOD})`

/** Connections and economies at 31 December, from their dated history (SN-AG002, AG003, AG013, AG021, ES002, ES003). */
export const snisQuantities: Report = {
  name: 'registry.snis_quantities',
  title: 'Quantidades do SNIS: ligações e economias',
  help: 'Ligações e economias em 31 de dezembro, pela situação que tinham naquele dia. Imóveis sem ligação, factíveis ou potenciais, não contam. A lista delas está em “Ligações em 31 de dezembro”.',
  permission: 'registry.read',
  section: 'Cadastro',
  filters: [yearFilter],
  columns: [
    { name: 'code', label: 'Informação', type: 'text' },
    { name: 'title', label: 'O que é', type: 'text' },
    { name: 'quantity', label: 'Quantidade', type: 'integer' },
  ],
  sort: { column: 'code', direction: 'asc' },
  sql: `${WITH}
        select f.code, f.title, f.quantity::bigint as quantity
          from (select count(*) filter (where service = 'water' and situation = 'active') as water,
                       coalesce(sum(economies) filter (where service = 'water' and situation = 'active'), 0) as water_economies,
                       coalesce(sum(residential) filter (where service = 'water' and situation = 'active'), 0) as residential,
                       count(*) filter (where service = 'water' and (situation = 'active' or situation = any(terms.inactive))) as total,
                       count(*) filter (where service = 'sewage' and situation = 'active') as sewage,
                       coalesce(sum(economies) filter (where service = 'sewage' and situation = 'active'), 0) as sewage_economies
                  from stood, terms) q, lateral (values
            ('AG002', 'Ligações ativas de água', q.water),
            ('AG003', 'Economias ativas de água', q.water_economies),
            ('AG013', 'Economias residenciais ativas de água', q.residential),
            ('AG021', 'Ligações totais de água', q.total),
            ('ES002', 'Ligações ativas de esgoto', q.sewage),
            ('ES003', 'Economias ativas de esgoto', q.sewage_economies)) f(code, title, quantity)`,
}

/** Each connection that the quantities count, or leave out, as it stood at the end of the year. */
export const snisConnections: Report = {
  name: 'registry.snis_connections',
  title: 'Ligações em 31 de dezembro',
  help: 'Cada ligação que existia no fim do ano, com a situação e as economias daquele dia: a prova das quantidades do SNIS.',
  permission: 'registry.read',
  section: 'Cadastro',
  filters: [
    yearFilter,
    { name: 'situation', label: 'Situação', type: 'enum', options: SITUATIONS },
  ],
  columns: [
    premiseColumn,
    {
      ...{ name: 'service', label: 'Serviço', type: 'enum' },
      options: [
        { value: 'water', label: 'Água' },
        { value: 'sewage', label: 'Esgoto' },
      ],
    },
    { name: 'situation', label: 'Situação', type: 'enum', options: SITUATIONS },
    { name: 'connected_on', label: 'Ligada em', type: 'date' },
    { name: 'economies', label: 'Economias', type: 'integer', isTotal: true },
    { name: 'residential', label: 'Residenciais', type: 'integer', isTotal: true },
  ],
  sort: { column: 'premise_id', direction: 'asc' },
  groups: ['service', 'situation'],
  sql: `${WITH}
        select s.premise_id, s.service, s.situation, s.connected_on, s.economies::bigint as economies,
               s.residential::bigint as residential
          from stood s where (:situation::text is null or s.situation = :situation)`,
}
