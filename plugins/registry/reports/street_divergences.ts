import type { Report } from '#core/reports/index'
import { districtFilter, premiseColumn } from './filters.ts'

const KINDS = [
  { value: 'street', label: 'Logradouro fora do cadastro' },
  { value: 'range', label: 'Número fora das faixas' },
  { value: 'zip', label: 'CEP de outro trecho' },
  { value: 'district', label: 'Bairro de outro trecho' },
]

/** Units whose address is not what the registry of streets says (TR-3.2.19.25). */
export const streetDivergences: Report = {
  name: 'registry.street_divergences',
  title: 'Imóveis com divergência de logradouro',
  help: 'Os imóveis cujo número, CEP ou bairro não combina com o trecho do logradouro cadastrado.',
  permission: 'registry.read',
  section: 'Cadastro',
  filters: [{ name: 'kind', label: 'Divergência', type: 'enum', options: KINDS }, districtFilter],
  columns: [
    { name: 'kind', label: 'Divergência', type: 'enum', options: KINDS },
    premiseColumn,
    { name: 'street', label: 'Logradouro do imóvel', type: 'text' },
    { name: 'number', label: 'Número', type: 'text' },
    { name: 'registered', label: 'Logradouro cadastrado', type: 'text' },
    { name: 'zip_code', label: 'CEP', type: 'text' },
    { name: 'expected_zip_code', label: 'CEP esperado', type: 'text' },
    { name: 'district', label: 'Bairro', type: 'text' },
    { name: 'expected_district', label: 'Bairro esperado', type: 'text' },
  ],
  sort: { column: 'street', direction: 'asc' },
  groups: ['kind', 'district', 'street'],
  sql: `select x.kind, p.id as premise_id, p.street, p.number, s.full_name as registered, p.zip_code,
               r.zip_code as expected_zip_code, p.district, d.name as expected_district
          from registry_premises p
          left join registry_streets s on s.id = p.street_id
          left join lateral (select substring(p.number from '^[0-9]{1,6}')::int as value) n on true
          left join lateral (
            select * from registry_street_ranges r
             where r.municipality_id = p.municipality_id and r.street_id = p.street_id
               and n.value between r.number_from and r.number_until
               and (r.side = 'both' or (r.side = 'even') = (n.value % 2 = 0))
             limit 1) r on true
          left join registry_districts d on d.id = r.district_id
          cross join lateral (values
            ('street', p.street_id is null),
            ('range', p.street_id is not null and n.value is not null and r.id is null
               and exists (select from registry_street_ranges a
                            where a.municipality_id = p.municipality_id and a.street_id = p.street_id)),
            ('zip', r.id is not null and p.zip_code is distinct from r.zip_code),
            ('district', r.id is not null and lower(p.district) <> lower(d.name))) x (kind, differs)
         where p.municipality_id = :municipality and p.status = 'active' and x.differs
           and (:kind::text is null or x.kind = :kind)
           and (:district::text is null or lower(p.district) = lower(:district))`,
}
