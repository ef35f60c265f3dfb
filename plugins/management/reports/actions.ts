import { monthOf, firstDay, addRefMonths } from '#core/calendar/index'
import type { Report, ReportColumn } from '#core/reports/index'
import { ACTION_KINDS, ACTION_STATES, GOAL_UNITS } from '../records/options.ts'
import { SHARES, TOTALS } from '../services/action_totals.ts'

const money = (name: string, label: string): ReportColumn => ({
  ...{ name, label, type: 'money', isTotal: true },
})

/** What each commercial action came to (CM-06). */
export const actionResults: Report = {
  name: 'management.actions',
  title: 'Resultado das ações comerciais',
  help: 'De cada ação: as unidades feitas, o que se faturou e arrecadou nelas nos meses antes e depois, a diferença, a parte alcançada da meta e quanto do custo a arrecadação a mais paga.',
  permission: 'management.read',
  section: 'Gerencial',
  filters: [
    {
      ...{ name: 'from_on', label: 'Começadas de', type: 'date', isRequired: true },
      initial: ({ today }) => firstDay(addRefMonths(monthOf(today), -12)),
    },
    {
      ...{ name: 'until_on', label: 'até', type: 'date', isRequired: true },
      initial: ({ today }) => today,
    },
    { name: 'kind', label: 'Tipo', type: 'enum', options: ACTION_KINDS },
    { name: 'state', label: 'Situação', type: 'enum', options: ACTION_STATES },
  ],
  columns: [
    {
      ...{ name: 'action_id', label: 'Ação', type: 'reference', record: 'management.actions' },
    },
    { name: 'kind', label: 'Tipo', type: 'enum', options: ACTION_KINDS },
    { name: 'responsible', label: 'Responsável', type: 'text' },
    { name: 'units', label: 'Unidades', type: 'integer', isTotal: true },
    { name: 'done', label: 'Feitas', type: 'integer', isTotal: true },
    money('billed_before_cents', 'Faturado antes'),
    money('billed_after_cents', 'Faturado depois'),
    money('billed_more_cents', 'Diferença do faturado'),
    money('collected_before_cents', 'Arrecadado antes'),
    money('collected_after_cents', 'Arrecadado depois'),
    money('collected_more_cents', 'Diferença do arrecadado'),
    { name: 'goal', label: 'Meta', type: 'decimal' },
    { name: 'goal_unit', label: 'A meta conta', type: 'enum', options: GOAL_UNITS },
    { name: 'reached_percent', label: 'Alcançado', type: 'decimal', unit: '%' },
    money('cost_cents', 'Custo'),
    {
      name: 'return_percent',
      label: 'Arrecadado a mais sobre o custo',
      type: 'decimal',
      unit: '%',
    },
    { name: 'measured_until', label: 'Medida até', type: 'refmonth' },
  ],
  sort: { column: 'action_id', direction: 'desc' },
  groups: ['kind', 'responsible'],
  chart: { title: 'Diferença do arrecadado', category: 'action_id', value: 'collected_more_cents' },
  sql: `select t.*, ${SHARES} from (
          select a.id as action_id, a.kind, a.responsible, trim_scale(a.goal) as goal, a.goal_unit, a.cost_cents, ${TOTALS}
            from management_actions a left join management_action_results r on r.action_id = a.id
           where a.municipality_id = :municipality and a.starts_on between :from_on and :until_on
             and (:kind::text is null or a.kind = :kind) and (:state::text is null or a.state = :state)
           group by a.id) t`,
}
