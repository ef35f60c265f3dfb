import { type Report, positionFilter } from '#core/reports/index'
import { districtFilter, premiseColumn } from './filters.ts'

const MISSING = [
  { value: 'holder', label: 'Titular' },
  { value: 'taxpayer', label: 'CPF ou CNPJ' },
  { value: 'contact', label: 'Telefone ou e-mail' },
  { value: 'zip_code', label: 'CEP' },
  { value: 'meter_place', label: 'Posição do cavalete' },
  { value: 'economies', label: 'Economias' },
]

/** Units registered of late that lack what they should have (TR-3.2.19.22). */
export const recentUnits: Report = {
  name: 'registry.recent_units',
  title: 'Imóveis novos com cadastro incompleto',
  help: 'Os imóveis cadastrados nos últimos dias a que falta alguma informação, uma linha por informação.',
  permission: 'registry.read',
  section: 'Cadastro',
  filters: [
    positionFilter,
    {
      name: 'last_days',
      label: 'Cadastrados nos últimos (dias)',
      type: 'integer',
      isRequired: true,
      initial: () => '90',
    },
    { name: 'missing', label: 'O que falta', type: 'enum', options: MISSING },
    districtFilter,
  ],
  columns: [
    { name: 'missing', label: 'O que falta', type: 'enum', options: MISSING },
    premiseColumn,
    { name: 'registered_on', label: 'Cadastrado em', type: 'date' },
    { name: 'days', label: 'Há dias', type: 'integer' },
    { name: 'district', label: 'Bairro', type: 'text' },
    { name: 'billing_group', label: 'Grupo', type: 'text' },
  ],
  sort: { column: 'registered_on', direction: 'desc' },
  groups: ['missing', 'district', 'billing_group'],
  sql: `select m.missing, p.id as premise_id, made.registered_on, :position_on::date - made.registered_on as days,
               p.district, g.code || ' ' || g.name as billing_group
          from registry_premises p
          join registry_billing_groups g on g.id = p.billing_group_id
          join access_municipalities z on z.id = p.municipality_id
          cross join lateral (select (p.created_at at time zone z.time_zone)::date as registered_on) made
          left join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null
          left join registry_customers c on c.id = h.customer_id
          cross join lateral (values
            ('holder', c.id is null), ('taxpayer', c.id is not null and c.taxpayer_id is null),
            ('contact', c.id is not null and not exists (
              select from registry_customer_contacts k where k.customer_id = c.id and not k.is_retired)),
            ('zip_code', p.zip_code is null),
            ('meter_place', not exists (
              select from registry_connections k where k.premise_id = p.id and k.service = 'water' and k.riser_position is not null)),
            ('economies', not exists (
              select from registry_premise_economies e where e.premise_id = p.id and e.until_on is null))) m (missing, lacks)
         where p.municipality_id = :municipality and p.status = 'active' and m.lacks
           and made.registered_on between :position_on::date - :last_days::int and :position_on::date
           and (:missing::text is null or m.missing = :missing)
           and (:district::text is null or lower(p.district) = lower(:district))`,
}
