import { type Report, periodFilters } from '#core/reports/index'
import { districtFilter, premiseColumn } from './filters.ts'

const STATES = [
  { value: 'proposed', label: 'A conferir', tone: 'attention' as const },
  { value: 'accepted', label: 'Corrigida no cadastro', tone: 'good' as const },
  { value: 'rejected', label: 'Recusada', tone: 'bad' as const },
]

/** What visits found other than the register says (TR-3.2.19.19). */
export const differences: Report = {
  name: 'registry.differences',
  title: 'Divergências encontradas em campo',
  help: 'O que as visitas acharam diferente do cadastro: o valor registrado e o valor encontrado.',
  permission: 'registry.read',
  personal: 'registry.personal_data',
  section: 'Cadastro',
  filters: [
    ...periodFilters,
    { name: 'state', label: 'Situação', type: 'enum', options: STATES, initial: () => 'proposed' },
    { name: 'field', label: 'Campo', type: 'text' },
    districtFilter,
  ],
  columns: [
    { name: 'campaign', label: 'Campanha', type: 'text' },
    premiseColumn,
    { name: 'district', label: 'Bairro', type: 'text' },
    { name: 'field', label: 'Campo', type: 'text' },
    { name: 'old_value', label: 'No cadastro', type: 'text', isPersonal: true },
    { name: 'new_value', label: 'Encontrado', type: 'text', isPersonal: true },
    { name: 'found_on', label: 'Encontrado em', type: 'date' },
    { name: 'agent', label: 'Por', type: 'text' },
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
  ],
  sort: { column: 'found_on', direction: 'desc' },
  groups: ['field', 'campaign', 'district', 'state'],
  sql: `select k.name as campaign, t.premise_id, p.district, a.field, a.old_value, a.new_value, t.visited_on as found_on,
               t.visited_by as agent, a.status as state
          from registry_campaigns k
          join registry_campaign_targets t on t.campaign_id = k.id
          join registry_campaign_answers a on a.target_id = t.id
          join registry_premises p on p.id = t.premise_id
         where k.municipality_id = :municipality and t.visited_on between :from_on and :until_on
           and a.new_value is distinct from a.old_value
           and (:state::text is null or a.status = :state)
           and (:field::text is null or a.field = :field)
           and (:district::text is null or lower(p.district) = lower(:district))`,
}
