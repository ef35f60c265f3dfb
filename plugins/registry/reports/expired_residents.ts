import { type Report, positionFilter } from '#core/reports/index'
import { HOLDING_ROLES } from '../records/options.ts'
import { districtFilter, holderColumn, premiseColumn } from './filters.ts'

const KINDS = [
  { value: 'lease', label: 'Contrato de locação vencido' },
  { value: 'revision', label: 'Cadastro sem revisão' },
]

/** Residents whose lease ended, and registrations that nobody confirmed for long (TR-3.2.19.31). */
export const expiredResidents: Report = {
  name: 'registry.expired_residents',
  title: 'Moradores com cadastro vencido',
  help: 'Inquilinos cujo contrato acabou e moradores cujo cadastro não é revisto há mais tempo do que se quer.',
  permission: 'registry.read',
  personal: 'registry.personal_data',
  section: 'Cadastro',
  filters: [
    positionFilter,
    { name: 'kind', label: 'O que venceu', type: 'enum', options: KINDS },
    {
      name: 'revision_months',
      label: 'Rever a cada (meses)',
      type: 'integer',
      isRequired: true,
      initial: () => '60',
    },
    { name: 'least_days', label: 'Vencido há (dias)', type: 'integer' },
    districtFilter,
  ],
  columns: [
    { name: 'kind', label: 'O que venceu', type: 'enum', options: KINDS },
    premiseColumn,
    holderColumn,
    { name: 'role', label: 'Vínculo', type: 'enum', options: HOLDING_ROLES },
    { name: 'ended_on', label: 'Venceu em', type: 'date' },
    { name: 'days', label: 'Dias', type: 'integer' },
    { name: 'phone', label: 'Telefone', type: 'phone', isPersonal: true },
    { name: 'email', label: 'E-mail', type: 'email', isPersonal: true },
    { name: 'district', label: 'Bairro', type: 'text' },
  ],
  sort: { column: 'days', direction: 'desc' },
  groups: ['kind', 'district', 'role'],
  sql: `select * from (
          select x.kind, p.id as premise_id, c.name as holder, h.role, x.ended_on, :position_on::date - x.ended_on as days,
                 c.phone, c.email, p.district
            from registry_holdings h
            join registry_premises p on p.id = h.premise_id and p.status = 'active'
            join registry_customers c on c.id = h.customer_id
            cross join lateral (values
              ('lease', h.lease_until),
              ('revision', (greatest(h.from_on, (
                 select max(t.visited_on) from registry_campaign_targets t
                  where t.premise_id = p.id and t.status = 'visited'))
                 + make_interval(months => :revision_months::int))::date)) x (kind, ended_on)
           where h.municipality_id = :municipality and h.until_on is null and x.ended_on < :position_on::date
             and (:kind::text is null or x.kind = :kind)
             and (:district::text is null or lower(p.district) = lower(:district))) rows
         where days >= coalesce(:least_days::int, 0)`,
}
