import type { EnumOption } from '#core/records/index'
import { type Report, positionFilter } from '#core/reports/index'
import { districtFilter, holderColumn, premiseColumn, groupFilter } from '#plugins/registry/api'
import { OF_GROUP, invoiceColumn, standingOn } from './shared.ts'

const SOCIAL = 'social'
const STATUSES: readonly EnumOption[] = [
  { value: 'active', label: 'Vigente', tone: 'good' },
  { value: 'expiring', label: 'A vencer', tone: 'attention' },
  { value: 'expired', label: 'Vencido', tone: 'bad' },
  { value: 'cancelled', label: 'Encerrado', tone: 'neutral' },
]

const CRITERIA: readonly EnumOption[] = [
  { value: 'cadunico', label: 'CadÚnico' },
  { value: 'bpc', label: 'BPC' },
  { value: 'premise', label: 'Tipo de tarifa do imóvel, sem família' },
]

/** Families in the social tariff, and units whose kind of tariff alone says so; until the last day that counts. */
const REGISTERED = `
  select b.premise_id, c.name as holder, b.programme_number, b.programme as criterion, b.from_on,
         least(b.until_on, b.ended_on) as until_on, b.ended_on is not null as is_ended, b.id,
         case when b.last_on >= :position_on::date and (b.lost_on <= :position_on::date or b.until_on < :position_on::date)
           then b.last_on end as kept_until_on,
         b.last_on >= :position_on::date and b.lost_on <= :position_on::date as is_losing
    from registry_social_benefits b join registry_customers c on c.id = b.customer_id
   where b.municipality_id = :municipality and b.from_on <= :position_on::date
  union all
  select p.id, p.holder_name, null, 'premise', null, null, false, 0, null, false
    from registry_premises p
   where p.municipality_id = :municipality and p.tariff_type = '${SOCIAL}' and p.status = 'active'`

/** Each unit once: what is valid on the day before what is over, a family before the unit's own kind, the latest before others. */
const UNITS = `
  select distinct on (r.premise_id) r.*, r.until_on - :position_on::date as days_left,
         case when coalesce(r.until_on, 'infinity') < :position_on::date
                then case when r.is_ended then 'cancelled' else 'expired' end
              when r.is_losing or r.until_on <= :position_on::date + :within_days::int then 'expiring'
              else 'active' end as status
    from (${REGISTERED}) r
   order by r.premise_id, coalesce(r.until_on, 'infinity') >= :position_on::date desc, r.criterion = 'premise', r.from_on desc, r.id desc`

/** Follow-up of units in the social tariff, with what it took off their last invoice (TR-3.2.19.32). */
export const socialTariff: Report = {
  name: 'billing.social_tariff',
  title: 'Imóveis com tarifa social',
  help: 'Cada imóvel com tarifa social até a data escolhida: critério, validade, quanto falta para vencer, até quando a lei a mantém depois disso e o desconto da última fatura em relação à tarifa normal.',
  permission: 'billing.read',
  permissions: ['registry.read'],
  personal: 'registry.personal_data',
  section: 'Faturamento',
  filters: [
    positionFilter,
    {
      ...{ name: 'within_days', label: 'A vencer em até (dias)', type: 'integer' },
      ...{ isRequired: true, initial: () => '30' },
    },
    { name: 'status', label: 'Situação', type: 'enum', options: STATUSES },
    { name: 'criterion', label: 'Critério', type: 'enum', options: CRITERIA },
    ...[districtFilter, groupFilter],
  ],
  columns: [
    { name: 'status', label: 'Situação', type: 'enum', options: STATUSES },
    premiseColumn,
    { ...holderColumn, label: 'Beneficiário' },
    { name: 'programme_number', label: 'NIS ou nº do benefício', type: 'text', isPersonal: true },
    { name: 'criterion', label: 'Critério', type: 'enum', options: CRITERIA },
    { name: 'from_on', label: 'Desde', type: 'date' },
    { name: 'until_on', label: 'Vale até', type: 'date' },
    { name: 'days_left', label: 'Dias até vencer', type: 'integer' },
    { name: 'kept_until_on', label: 'Mantida por lei até', type: 'date' },
    { name: 'district', label: 'Bairro', type: 'text' },
    invoiceColumn,
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    { name: 'discount_cents', label: 'Desconto na última fatura', type: 'money', isTotal: true },
    { name: 'units', label: 'Imóveis', type: 'integer', isTotal: true },
  ],
  sort: { column: 'days_left', direction: 'asc' },
  groups: ['status', 'criterion', 'district'],
  chart: { title: 'Imóveis por situação', category: 'status', value: 'units' },
  sql: `select u.status, u.premise_id, u.holder, u.programme_number, u.criterion, u.from_on, u.until_on, u.days_left, u.kept_until_on, p.district,
               last.id as invoice_id, last.reference, last.discount_cents, 1 as units
          from (${UNITS}) u
          join registry_premises p on p.id = u.premise_id
          left join lateral (
            select i.id, i.reference, case when i.tariff_type = '${SOCIAL}' then i.tariff_benefit_cents end as discount_cents
              from billing_invoices i
             where i.premise_id = u.premise_id and i.issued_on <= :position_on::date and ${standingOn(':position_on::date')}
             order by i.reference desc, i.version desc limit 1) last on true
         where (:status::text is null or u.status = :status) and (:criterion::text is null or u.criterion = :criterion)
           and (:district::text is null or lower(p.district) = lower(:district)) and ${OF_GROUP}`,
}
