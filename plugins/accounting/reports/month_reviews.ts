import type { EnumOption } from '#core/records/index'
import { type Report, parameterOn, positionFilter, yearFilter } from '#core/reports/index'

const STATES: readonly EnumOption[] = [
  { value: 'reviewed', label: 'Revisado', tone: 'good' },
  { value: 'closed', label: 'Fechado, sem revisão', tone: 'attention' },
  { value: 'open', label: 'Não fechado', tone: 'bad' },
]

/** The months of a year with the review of their statements, and those that lack it (AC-063). */
export const monthReviews: Report = {
  name: 'accounting.month_reviews',
  title: 'Revisão mensal das demonstrações',
  help: 'Os meses de um ano até um dia: quais estão fechados, com as variações explicadas e a revisão assinada, e quais passaram do prazo.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [
    yearFilter,
    positionFilter,
    { name: 'only_missing', label: 'Só sem revisão', type: 'boolean' },
  ],
  columns: [
    { name: 'reference', label: 'Mês', type: 'refmonth' },
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
    { name: 'is_late', label: 'Atrasado', type: 'boolean' },
    { name: 'closed_at', label: 'Fechado', type: 'datetime' },
    { name: 'found', label: 'Variações', type: 'integer', isTotal: true },
    { name: 'explained', label: 'Explicadas', type: 'integer', isTotal: true },
    { name: 'statements', label: 'Demonstrações', type: 'text' },
    { name: 'reviewer', label: 'Revisado por', type: 'text' },
    { name: 'reviewed_at', label: 'Revisado', type: 'datetime' },
    { name: 'findings', label: 'O que se constatou', type: 'text' },
  ],
  sort: { column: 'reference', direction: 'asc' },
  groups: ['state', 'is_late'],
  sql: `with bounds as (${parameterOn('accounting.analysis', ':position_on')})
        select m.*, m.state <> 'reviewed' and m.ends_on + (b.value->>'review_days')::int < :position_on::date as is_late from (
          select to_char(d, 'YYYY-MM') as reference, (d + interval '1 month' - interval '1 day')::date as ends_on,
                 case when r.id is not null then 'reviewed' when p.state in ('closed', 'reopening') then 'closed' else 'open' end as state,
                 p.closed_at, coalesce(f.found, 0) as found, coalesce(f.explained, 0) as explained, r.statements, r.reviewer,
                 r.reviewed_at, r.findings
            from generate_series((:year || '-01-01')::timestamp, (:year || '-12-01')::timestamp, interval '1 month') d
            left join accounting_periods p on p.municipality_id = :municipality and p.reference = to_char(d, 'YYYY-MM')
             and p.state <> 'open'
            left join accounting_reviews r on r.period_id = p.id and r.round = p.round
            left join lateral (
              select count(*) as found, count(f.explanation) as explained from accounting_findings f
               where f.period_id = p.id and f.round = p.round) f on true
           where d < :position_on::date) m, bounds b
         where m.ends_on < :position_on::date and (m.state <> 'reviewed' or not coalesce(:only_missing::boolean, false))`,
}
