import { type Report, periodFilters } from '#core/reports/index'
import { OF_CAMPAIGN, campaignFilter, premiseColumn } from './filters.ts'

/** Answers of visits that were found wrong afterwards, and how often each person's are (TR-3.2.19.21). */
export const wrongAnswers: Report = {
  name: 'registry.wrong_answers',
  title: 'Recadastramentos incorretos',
  help: 'As respostas de visitas que a conferência recusou, com o valor anotado e a taxa de erro de cada pessoa.',
  permission: 'registry.read',
  personal: 'registry.personal_data',
  section: 'Cadastro',
  filters: [
    ...periodFilters,
    campaignFilter,
    { name: 'agent', label: 'Pessoa', type: 'text' },
    { name: 'field', label: 'Campo', type: 'text' },
  ],
  columns: [
    { name: 'campaign', label: 'Campanha', type: 'text' },
    premiseColumn,
    { name: 'agent', label: 'Pessoa', type: 'text' },
    { name: 'visited_on', label: 'Visitado em', type: 'date' },
    { name: 'field', label: 'Campo', type: 'text' },
    { name: 'recorded', label: 'Anotado', type: 'text', isPersonal: true },
    { name: 'correct', label: 'Mantido no cadastro', type: 'text', isPersonal: true },
    { name: 'found_by', label: 'Conferido por', type: 'text' },
    { name: 'found_at', label: 'Conferido em', type: 'datetime' },
    { name: 'reason', label: 'Motivo', type: 'text' },
    { name: 'visits', label: 'Visitas da pessoa', type: 'integer' },
    { name: 'error_percent', label: 'Taxa de erro da pessoa', type: 'decimal', unit: '%' },
  ],
  sort: { column: 'visited_on', direction: 'asc' },
  groups: ['agent', 'field', 'campaign'],
  sql: `with visits as (
          select t.id, t.campaign_id, t.premise_id, t.visited_by, t.visited_on from registry_campaigns k
            join registry_campaign_targets t on t.campaign_id = k.id
           where k.municipality_id = :municipality and t.status = 'visited' and t.visited_on between :from_on and :until_on
             and ${OF_CAMPAIGN}),
        wrong as (
          select v.*, a.field, a.new_value, a.old_value, a.decided_by, a.decided_at, a.reason
            from visits v join registry_campaign_answers a on a.target_id = v.id and a.status = 'rejected'),
        rates as (
          select v.visited_by, count(*) as visits, (select count(distinct w.id) from wrong w where w.visited_by = v.visited_by) as errors
            from visits v group by v.visited_by)
        select k.name as campaign, w.premise_id, w.visited_by as agent, w.visited_on, w.field, w.new_value as recorded,
               w.old_value as correct, w.decided_by as found_by, w.decided_at as found_at, w.reason, r.visits,
               round(100.0 * r.errors / r.visits, 1) as error_percent
          from wrong w
          join registry_campaigns k on k.id = w.campaign_id
          join rates r on r.visited_by = w.visited_by
         where (:agent::text is null or w.visited_by = :agent) and (:field::text is null or w.field = :field)`,
}
