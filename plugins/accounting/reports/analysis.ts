import { type Report, monthFilter, parameterOn } from '#core/reports/index'
import { CLASSES } from '../domain/chart_words.ts'
import { ANALYSIS_ROWS } from '../services/analysis.ts'
import { OF_ACCOUNT, accountFilter, chartOn } from './shared.ts'

const NEXT = `((:reference || '-01')::date + interval '1 month')::date`

/** How each account of the books changed from the month before (AC-059). */
export const analysis: Report = {
  name: 'accounting.analysis',
  title: 'Análise vertical e horizontal do balancete',
  help: 'Cada conta ao lado do mês anterior: quanto variou e quanto pesa na sua classe. O que passa do parâmetro é apontado, e explicado antes de o mês ser concluído.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [
    monthFilter,
    accountFilter,
    { name: 'only_beyond', label: 'Só o que passa do limite', type: 'boolean' },
  ],
  columns: [
    { name: 'account', label: 'Conta', type: 'text' },
    { name: 'title', label: 'Título', type: 'text' },
    { name: 'class', label: 'Classe', type: 'enum', options: CLASSES },
    { name: 'before_cents', label: 'No mês anterior', type: 'money' },
    { name: 'now_cents', label: 'No mês', type: 'money' },
    { name: 'change_percent', label: 'Variação', type: 'decimal', unit: '%' },
    { name: 'share_before', label: 'Participação anterior', type: 'decimal', unit: '%' },
    { name: 'share_now', label: 'Participação', type: 'decimal', unit: '%' },
    { name: 'change_points', label: 'Pontos', type: 'decimal' },
    { name: 'beyond', label: 'Passa do limite', type: 'boolean' },
    { name: 'explanation', label: 'Explicação', type: 'text' },
    { name: 'explained_by', label: 'Explicada por', type: 'text' },
  ],
  sort: { column: 'account', direction: 'asc' },
  groups: ['class', 'beyond'],
  sql: `with asked as (select :municipality::bigint as municipality, (:reference || '-01')::date as first, ${NEXT} as next),
        chart as (${chartOn(`${NEXT} - 1`)}),
        bounds as (${parameterOn('accounting.analysis', `${NEXT} - 1`)}),
        said as (
          select f.account, string_agg(distinct f.explanation, '; ') as explanation, string_agg(distinct f.explained_by, '; ') as explained_by
            from accounting_findings f join accounting_periods p on p.id = f.period_id and p.round = f.round
           where f.municipality_id = :municipality and f.reference = :reference group by f.account)
        select r.*, said.explanation, said.explained_by from (
          select r.*, coalesce(abs(r.now_cents - r.before_cents) >= (b.value->>'minimum_cents')::bigint
                   and (abs(r.change_percent) > (b.value->>'horizontal_percent')::numeric
                        or abs(r.change_points) > (b.value->>'vertical_points')::numeric), false) as beyond
            from (${ANALYSIS_ROWS}) r, bounds b) r
          left join said on said.account = r.account
         where ${OF_ACCOUNT('r.account')} and (r.beyond or not coalesce(:only_beyond::boolean, false))`,
}
