import { type Report, periodFilters } from '#core/reports/index'
import { OF_CAMPAIGN, campaignFilter, districtFilter } from './filters.ts'

/** What each person of the re-registration did: visits, successes and errors (TR-3.2.19.23). */
export const team: Report = {
  name: 'registry.team',
  title: 'Eficiência das equipes de recadastramento',
  help: 'Quantas visitas cada pessoa fez por dia, quantas deram certo e quantas foram recusadas na conferência.',
  permission: 'registry.read',
  section: 'Cadastro',
  filters: [
    ...periodFilters,
    campaignFilter,
    { name: 'agent', label: 'Pessoa', type: 'text' },
    districtFilter,
  ],
  columns: [
    { name: 'place', label: 'Posição', type: 'integer' },
    { name: 'campaign', label: 'Campanha', type: 'text' },
    { name: 'agent', label: 'Pessoa', type: 'text' },
    { name: 'days', label: 'Dias', type: 'integer', isTotal: true },
    { name: 'done', label: 'Visitas', type: 'integer', isTotal: true },
    { name: 'closed', label: 'Com sucesso', type: 'integer', isTotal: true },
    { name: 'absent', label: 'Fechado', type: 'integer', isTotal: true },
    { name: 'refused', label: 'Recusou', type: 'integer', isTotal: true },
    { name: 'errors', label: 'Com erro', type: 'integer', isTotal: true },
    { name: 'a_day', label: 'Visitas por dia', type: 'decimal' },
    { name: 'success_percent', label: 'Sucesso', type: 'decimal', unit: '%' },
    { name: 'error_percent', label: 'Erro', type: 'decimal', unit: '%' },
  ],
  sort: { column: 'place', direction: 'asc' },
  groups: ['agent', 'campaign'],
  chart: { title: 'Visitas por pessoa', category: 'agent', value: 'done' },
  sql: `select row_number() over (order by 1.0 * closed / done desc, done desc, agent) as place, campaign, agent, days, done, closed,
               absent, refused, errors, round(1.0 * done / days, 1) as a_day, round(100.0 * closed / done, 1) as success_percent,
               round(100.0 * errors / nullif(closed, 0), 1) as error_percent
          from (select k.name as campaign, t.visited_by as agent, count(distinct t.visited_on) as days, count(*) as done,
                       count(*) filter (where t.status = 'visited') as closed,
                       count(*) filter (where t.status = 'absent') as absent,
                       count(*) filter (where t.status = 'refused') as refused,
                       count(*) filter (where exists (
                         select from registry_campaign_answers a where a.target_id = t.id and a.status = 'rejected')) as errors
                  from registry_campaigns k
                  join registry_campaign_targets t on t.campaign_id = k.id and t.status <> 'waiting'
                  join registry_premises p on p.id = t.premise_id
                 where k.municipality_id = :municipality and t.visited_on between :from_on and :until_on
                   and ${OF_CAMPAIGN} and (:agent::text is null or t.visited_by = :agent)
                   and (:district::text is null or lower(p.district) = lower(:district))
                 group by k.id, t.visited_by) rows`,
}
