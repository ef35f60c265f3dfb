import { type Report, yearFilter } from '#core/reports/index'
import { SITUATIONS, premiseColumn } from '#plugins/registry/api'

const END = `(:year || '-12-31')::date`

const MISMATCHES = [
  { value: 'number', label: 'O cadastro diz outro hidrômetro', tone: 'bad' as const },
  { value: 'state', label: 'A base diz que não está instalado', tone: 'bad' as const },
  { value: 'nowhere', label: 'Instalado sem ligação', tone: 'bad' as const },
]

/** The water connections that existed at the end of the year as they stood then, each with the meter that it had. */
const STOOD = `
  select c.id as connection_id, c.premise_id, coalesce(s.situation, c.situation) as situation, i.meter_id, i.installed_on, i.removed_on
    from registry_connections c
    left join registry_connection_situations s on s.municipality_id = c.municipality_id and s.connection_id = c.id
         and ${END} between s.from_on and coalesce(s.until_on, 'infinity')
    left join metering_installations i on i.municipality_id = c.municipality_id and i.connection_id = c.id
         and i.installed_on <= ${END} and coalesce(i.removed_on > ${END}, true)
   where c.municipality_id = :municipality and c.service = 'water' and c.connected_on <= ${END}`

/** Active connections with a meter at 31 December, from the dated installations (SN-AG004). */
export const snisMetered: Report = {
  name: 'metering.snis_metered',
  title: 'Quantidades do SNIS: ligações micromedidas',
  help: 'Ligações ativas de água com hidrômetro instalado em 31 de dezembro, pela situação e pela instalação daquele dia. A lista delas, e o que não confere com a base de hidrômetros, está em “Hidrômetros em 31 de dezembro”.',
  permission: 'metering.read',
  section: 'Hidrometria',
  filters: [yearFilter],
  columns: [
    { name: 'code', label: 'Informação', type: 'text' },
    { name: 'title', label: 'O que é', type: 'text' },
    { name: 'quantity', label: 'Quantidade', type: 'integer' },
  ],
  sort: { column: 'code', direction: 'asc' },
  sql: `with stood as materialized (${STOOD})
        select 'AG004' as code, 'Ligações ativas de água micromedidas' as title, count(distinct connection_id)::bigint as quantity
          from stood where situation = 'active' and meter_id is not null`,
}

/**
 * Each meter that hung at a connection at the end of the year, crossed with the register and the base of meters. What the register
 * copies and the state of a meter are of today: they are compared with the installation that is open today.
 */
export const snisMeters: Report = {
  name: 'metering.snis_meters',
  title: 'Hidrômetros em 31 de dezembro',
  help: 'Cada ligação de água que tinha hidrômetro no fim do ano, e o que hoje não confere entre o cadastro dos imóveis, as instalações e a base de hidrômetros: a prova do AG004.',
  permission: 'metering.read',
  section: 'Hidrometria',
  filters: [
    yearFilter,
    { name: 'situation', label: 'Situação da ligação', type: 'enum', options: SITUATIONS },
    {
      name: 'only_mismatches',
      label: 'Só o que não confere',
      type: 'boolean',
      initial: () => 'false',
    },
  ],
  columns: [
    premiseColumn,
    { name: 'situation', label: 'Situação da ligação', type: 'enum', options: SITUATIONS },
    { name: 'meter', label: 'Hidrômetro', type: 'text' },
    { name: 'installed_on', label: 'Instalado em', type: 'date' },
    { name: 'registered', label: 'No cadastro, hoje', type: 'text' },
    { name: 'mismatch', label: 'O que não confere', type: 'enum', options: MISMATCHES },
  ],
  sort: { column: 'premise_id', direction: 'asc' },
  groups: ['situation', 'mismatch'],
  sql: `with stood as materialized (${STOOD}),
        crossed as (
          select s.premise_id, s.situation, m.number as meter, s.installed_on, p.meter_number as registered,
                 case when p.meter_number is distinct from n.number then 'number'
                      when n.situation <> 'installed' then 'state' end as mismatch
            from stood s
            join registry_premises p on p.id = s.premise_id
            left join metering_meters m on m.id = s.meter_id
            left join metering_installations o on o.municipality_id = :municipality and o.connection_id = s.connection_id
                 and o.removed_on is null
            left join metering_meters n on n.id = o.meter_id
          union all
          select null, null, m.number, null, null, 'nowhere'
            from metering_meters m
           where m.municipality_id = :municipality and m.situation = 'installed'
             and not exists (select from metering_installations o where o.meter_id = m.id and o.removed_on is null))
        select * from crossed
         where (meter is not null or mismatch is not null) and (:situation::text is null or situation = :situation)
           and (mismatch is not null or not coalesce(:only_mismatches::boolean, false))`,
}
