import type { Report } from '#core/reports/index'
import {
  PREMISE_STATUSES,
  SITUATIONS,
  categoryFilter,
  districtFilter,
  groupFilter,
  holderColumn,
  premiseColumn,
} from '#plugins/registry/api'

/** The whole register, one line per unit, with its route (TR-3.2.19.28). */
export const unitRegister: Report = {
  name: 'readings.unit_register',
  title: 'Cadastro de imóveis',
  help: 'Todos os imóveis com titular, endereço, rota, economias, ligações e hidrômetro.',
  permission: 'registry.read',
  personal: 'registry.personal_data',
  section: 'Cadastro',
  filters: [
    {
      name: 'status',
      label: 'Situação do imóvel',
      type: 'enum',
      options: PREMISE_STATUSES,
      initial: () => 'active',
    },
    { name: 'water', label: 'Água', type: 'enum', options: SITUATIONS },
    districtFilter,
    groupFilter,
    { name: 'route', label: 'Rota', type: 'reference', record: 'readings.routes' },
    categoryFilter,
  ],
  columns: [
    premiseColumn,
    holderColumn,
    { name: 'taxpayer_id', label: 'CPF/CNPJ', type: 'taxpayer', isPersonal: true },
    { name: 'address', label: 'Endereço', type: 'text' },
    { name: 'district', label: 'Bairro', type: 'text' },
    { name: 'location', label: 'Localização', type: 'text' },
    { name: 'billing_group', label: 'Grupo', type: 'text' },
    { name: 'route', label: 'Rota', type: 'text' },
    { name: 'sequence', label: 'Ordem', type: 'integer' },
    { name: 'category', label: 'Categorias', type: 'text' },
    { name: 'economies', label: 'Economias', type: 'integer', isTotal: true },
    { name: 'connections', label: 'Ligações', type: 'integer', isTotal: true },
    { name: 'water', label: 'Água', type: 'enum', options: SITUATIONS },
    { name: 'sewage', label: 'Esgoto', type: 'enum', options: SITUATIONS },
    { name: 'connected_on', label: 'Ligado em', type: 'date' },
    { name: 'meter', label: 'Hidrômetro', type: 'text' },
    { name: 'has_own_source', label: 'Fonte própria', type: 'boolean' },
    { name: 'has_water_tank', label: 'Caixa d’água', type: 'boolean' },
    { name: 'status', label: 'Situação', type: 'enum', options: PREMISE_STATUSES },
  ],
  sort: { column: 'premise_id', direction: 'asc' },
  groups: ['district', 'route', 'billing_group', 'category', 'water'],
  chart: { title: 'Economias por bairro', category: 'district', value: 'economies' },
  sql: `select p.id as premise_id, p.holder_name as holder, p.holder_taxpayer_id as taxpayer_id,
               concat_ws(', ', p.street, p.number, p.complement) as address, p.district, o.title as location,
               g.code || ' ' || g.name as billing_group, t.code || ' ' || t.name as route, s.sequence, e.category, e.economies,
               c.connections, c.water, c.sewage, c.connected_on, p.meter_number as meter, p.has_own_source, p.has_water_tank, p.status
          from registry_premises p
          join registry_billing_groups g on g.id = p.billing_group_id
          left join registry_lots o on o.id = p.lot_id
          left join readings_route_stops s on s.premise_id = p.id
          left join readings_routes t on t.id = s.route_id
          left join lateral (
            select string_agg(category, ' ' order by category) as category, sum(economies)::bigint as economies
              from registry_premise_economies e
             where e.municipality_id = p.municipality_id and e.premise_id = p.id and e.until_on is null) e on true
          left join lateral (
            select count(*) as connections, max(situation) filter (where service = 'water') as water,
                   max(situation) filter (where service = 'sewage') as sewage,
                   min(connected_on) filter (where service = 'water') as connected_on
              from registry_connections c where c.premise_id = p.id) c on true
         where p.municipality_id = :municipality and (:status::text is null or p.status = :status)
           and (:district::text is null or lower(p.district) = lower(:district))
           and (:billing_group::bigint is null or g.id = :billing_group::bigint)
           and (:route::bigint is null or t.id = :route::bigint)
           and (:water::text is null or c.water = :water)
           and (:category::text is null or exists (
             select from registry_premise_economies x where x.municipality_id = p.municipality_id and x.premise_id = p.id
                and x.category = :category and x.until_on is null))`,
}
