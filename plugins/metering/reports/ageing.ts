import type { Report } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'

/** Installed meters by age and by when they were last verified (TR-3.2.3.10). */
export const ageing: Report = {
  name: 'metering.ageing',
  title: 'Hidrômetros por idade',
  help: 'Hidrômetros instalados com a idade na ligação, a última aferição e a ordem de troca aberta, se há.',
  permission: 'metering.read',
  section: 'Hidrometria',
  filters: [{ name: 'years', label: 'Sem aferição há mais de (anos)', type: 'integer' }],
  columns: [
    { name: 'meter', label: 'Hidrômetro', type: 'text' },
    premiseColumn,
    { name: 'brand', label: 'Marca', type: 'text' },
    { name: 'model', label: 'Modelo', type: 'text' },
    { name: 'installed_on', label: 'Instalado em', type: 'date' },
    { name: 'verified_on', label: 'Última aferição', type: 'date' },
    { name: 'age_years', label: 'Anos desde a aferição', type: 'integer' },
    { name: 'exchange_order', label: 'Ordem de troca', type: 'text' },
  ],
  sort: { column: 'installed_on', direction: 'asc' },
  groups: ['age_years', 'brand', 'model'],
  sql: `select m.number as meter, c.premise_id, m.brand, m.model, i.installed_on, m.verified_on,
               extract(year from age(current_date, coalesce(m.verified_on, i.installed_on)))::int as age_years,
               o.number as exchange_order
          from metering_meters m
          join metering_installations i on i.meter_id = m.id and i.removed_on is null
          join registry_connections c on c.id = i.connection_id
          left join metering_orders o on o.meter_id = m.id and o.kind = 'exchange' and o.state = 'open'
         where m.municipality_id = :municipality
           and (:years::int is null
                or coalesce(m.verified_on, i.installed_on) < current_date - make_interval(years => :years::int))`,
}
