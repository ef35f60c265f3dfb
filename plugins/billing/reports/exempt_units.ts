import { type Report, positionFilter } from '#core/reports/index'
import { groupFilter, holderColumn, premiseColumn } from '#plugins/registry/api'
import { EXEMPTED } from '../records/setting_options.ts'
import { OF_GROUP } from './shared.ts'

/** Units that do not pay something on a day, one line for each thing that they do not pay (TR-3.2.19.30). */
export const exemptUnits: Report = {
  name: 'billing.exempt_units',
  title: 'Imóveis isentos de cobrança',
  help: 'Cada isenção que vale em um dia: o que o imóvel não paga, por quê, por qual lei, de quando até quando e quem a concedeu.',
  permission: 'billing.read',
  personal: 'registry.personal_data',
  section: 'Faturamento',
  filters: [
    positionFilter,
    { name: 'service', label: 'Isento de', type: 'enum', options: EXEMPTED },
    { name: 'reason', label: 'Motivo (código)', type: 'text' },
    groupFilter,
  ],
  columns: [
    { name: 'service', label: 'Isento de', type: 'enum', options: EXEMPTED },
    premiseColumn,
    holderColumn,
    { name: 'reason_title', label: 'Motivo', type: 'text' },
    { name: 'legal_basis', label: 'Base legal', type: 'text' },
    { name: 'from_on', label: 'Desde', type: 'date' },
    { name: 'until_on', label: 'Até', type: 'date' },
    { name: 'days_left', label: 'Dias até o fim', type: 'integer' },
    { name: 'granted_by', label: 'Concedida por', type: 'text' },
    { name: 'remarks', label: 'Observações', type: 'text' },
  ],
  sort: { column: 'premise_id', direction: 'asc' },
  groups: ['service', 'reason_title'],
  sql: `select e.service, e.premise_id, p.holder_name as holder, coalesce(k.title, e.reason_code) as reason_title, e.legal_basis,
               e.from_on, least(e.until_on, e.ended_on) as until_on,
               least(e.until_on, e.ended_on) - :position_on::date as days_left, e.granted_by, e.remarks
          from billing_exemptions e
          join registry_premises p on p.id = e.premise_id
          left join billing_exemption_reasons k on k.municipality_id = e.municipality_id and k.code = e.reason_code
         where e.municipality_id = :municipality and e.from_on <= :position_on
           and coalesce(least(e.until_on, e.ended_on), 'infinity') >= :position_on
           and (:service::text is null or e.service = :service) and (:reason::text is null or e.reason_code = :reason)
           and ${OF_GROUP}`,
}
