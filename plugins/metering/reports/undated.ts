import type { Report } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'

/** Installed meters of which neither the day of installation nor a verification is known (AC-008). */
export const undated: Report = {
  name: 'metering.undated',
  title: 'Hidrômetros instalados sem data',
  help: 'Hidrômetros vindos do sistema anterior sem a data da instalação e sem aferição: não entram no tempo médio.',
  permission: 'metering.read',
  section: 'Hidrometria',
  filters: [],
  columns: [
    { name: 'meter', label: 'Hidrômetro', type: 'text' },
    premiseColumn,
    { name: 'brand', label: 'Marca', type: 'text' },
    { name: 'model', label: 'Modelo', type: 'text' },
    { name: 'manufactured_on', label: 'Fabricado em', type: 'date' },
  ],
  sort: { column: 'meter', direction: 'asc' },
  groups: ['brand', 'model'],
  sql: `select m.number as meter, c.premise_id, m.brand, m.model, m.manufactured_on
          from metering_installations i
          join metering_meters m on m.id = i.meter_id
          join registry_connections c on c.id = i.connection_id
         where i.municipality_id = :municipality and i.removed_on is null and not i.is_date_known and m.verified_on is null`,
}
