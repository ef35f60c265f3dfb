import { type Report, yearFilter } from '#core/reports/index'
import { STANDING } from './shared.ts'

const SOCIAL = 'social'
const PROGRAMMES = [
  { value: 'cadunico', label: 'CadÚnico' },
  { value: 'bpc', label: 'BPC' },
  { value: 'premise', label: 'Tipo de tarifa do imóvel, sem família' },
]

/**
 * Invoices of the social tariff that stand, by their month, each with the family that had the benefit in its unit when it was
 * read: the last that began until the day of issue.
 */
const BILLED = `
  select i.premise_id, i.billed_m3, i.tariff_benefit_cents, i.total_cents, p.locality_id, b.family,
         coalesce(b.programme, 'premise') as programme
    from billing_invoices i
    join registry_premises p on p.id = i.premise_id
    left join lateral (
      select b.programme, coalesce(b.family_code, b.programme_number) as family from registry_social_benefits b
       where b.municipality_id = :municipality and b.premise_id = i.premise_id and b.from_on <= i.issued_on
         and b.last_on >= i.period_from
       order by b.from_on desc, b.id desc limit 1) b on true
   where i.municipality_id = :municipality and i.tariff_type = '${SOCIAL}' and ${STANDING}
     and i.reference between :year || '-01' and :year || '-12'`

/** What the regulator is told of the social tariff each year (Lei 14.898/2024). */
export const socialYear: Report = {
  name: 'billing.social_year',
  title: 'Tarifa social no ano, para o regulador',
  help: 'Famílias, imóveis, volume e desconto das faturas do ano com tarifa social, por programa e localidade. O desconto é o que a tarifa normal cobraria a mais.',
  permission: 'billing.read',
  permissions: ['registry.read'],
  section: 'Faturamento',
  filters: [
    yearFilter,
    { name: 'programme', label: 'Programa', type: 'enum', options: PROGRAMMES },
  ],
  columns: [
    { name: 'programme', label: 'Programa', type: 'enum', options: PROGRAMMES },
    { name: 'locality', label: 'Localidade', type: 'text' },
    { name: 'families', label: 'Famílias', type: 'integer', isTotal: true },
    { name: 'units', label: 'Imóveis', type: 'integer', isTotal: true },
    { name: 'invoices', label: 'Faturas', type: 'integer', isTotal: true },
    { name: 'm3', label: 'Volume', type: 'volume', isTotal: true },
    { name: 'discount_cents', label: 'Desconto', type: 'money', isTotal: true },
    { name: 'billed_cents', label: 'Faturado', type: 'money', isTotal: true },
  ],
  sort: { column: 'programme', direction: 'asc' },
  groups: ['programme', 'locality'],
  chart: { title: 'Desconto por programa', category: 'programme', value: 'discount_cents' },
  sql: `select x.programme, l.name as locality, count(distinct x.family)::int as families,
               count(distinct x.premise_id)::int as units, count(*)::int as invoices, sum(x.billed_m3) as m3,
               coalesce(sum(x.tariff_benefit_cents), 0)::bigint as discount_cents, sum(x.total_cents)::bigint as billed_cents
          from (${BILLED}) x join registry_localities l on l.id = x.locality_id
         where (:programme::text is null or x.programme = :programme)
         group by x.programme, l.name`,
}
