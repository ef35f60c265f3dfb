import { monthOf, previousMonth } from '#core/calendar/index'
import type { Report, ReportColumn, ReportFilter } from '#core/reports/index'
import { groupFilter } from '#plugins/registry/api'

const month = (name: string, label: string, initial?: ReportFilter['initial']): ReportFilter => ({
  ...{ name, label, type: 'refmonth', isRequired: initial !== undefined },
  ...(initial ? { initial } : {}),
})

const columnsOf = (prefix: string, words: string): readonly ReportColumn[] => [
  { name: `${prefix}issued`, label: `Faturas emitidas${words}`, type: 'integer', isTotal: true },
  {
    ...{ name: `${prefix}issue_days`, label: `Da leitura à emissão${words}`, type: 'decimal' },
    unit: 'dias',
  },
  {
    ...{ name: `${prefix}corrected`, label: `Corrigidas ou canceladas${words}` },
    ...{ type: 'integer', isTotal: true },
  },
  {
    ...{ name: `${prefix}corrected_percent`, label: `Corrigidas${words}`, type: 'decimal' },
    unit: '%',
  },
  {
    ...{ name: `${prefix}cut_days`, label: `Do vencimento ao corte${words}`, type: 'decimal' },
    unit: 'dias',
  },
]

/** What a period came to in each group: first versions issued, days since the reading, corrected since, days from due to cut. */
const periodOf = (from: string, until: string): string => `
  select p.billing_group_id, count(*) as issued, round(avg(i.issued_on - i.period_until), 1) as issue_days,
         count(*) filter (where i.ended_by_id is not null) as corrected,
         round(100.0 * count(*) filter (where i.ended_by_id is not null) / count(*), 1) as corrected_percent,
         (select round(avg(c.executed_on - d.due_on), 1)
            from dunning_cases c
            join registry_premises q on q.id = c.premise_id
            join lateral (
              select min(s.due_on) as due_on from dunning_case_debts s where s.case_id = c.id and s.standing = 'supports') d on true
           where c.municipality_id = :municipality and q.billing_group_id = p.billing_group_id and c.level = 1 and c.executed_on is not null
             and to_char(c.executed_on, 'YYYY-MM') between ${from} and ${until}) as cut_days
    from billing_invoices i join registry_premises p on p.id = i.premise_id
   where i.municipality_id = :municipality and i.reference between ${from} and ${until} and i.correction_id is null
   group by p.billing_group_id`

const NAMES = ['issued', 'issue_days', 'corrected', 'corrected_percent', 'cut_days']

/** How long the steps take and how much is done twice, by group and between periods (CM-22). */
export const processTimes: Report = {
  name: 'management.process_times',
  title: 'Tempo e retrabalho por grupo',
  help: 'De cada grupo de faturamento: os dias da leitura à emissão, a parte das faturas corrigidas ou canceladas depois de emitidas e os dias do vencimento ao corte, num período e, ao lado, em outro que se escolha para comparar.',
  permission: 'management.read',
  section: 'Gerencial',
  filters: [
    month('from_reference', 'Meses de', ({ today }) => previousMonth(monthOf(today))),
    month('until_reference', 'até', ({ today }) => monthOf(today)),
    month('compared_from', 'Comparar com, de'),
    month('compared_until', 'até (comparação)'),
    groupFilter,
  ],
  columns: [
    {
      ...{ name: 'billing_group_id', label: 'Grupo', type: 'reference' },
      record: 'registry.billing_groups',
    },
    ...columnsOf('', ''),
    ...columnsOf('compared_', ', comparação'),
  ],
  sort: { column: 'billing_group_id', direction: 'asc' },
  chart: { title: 'Dias da leitura à emissão', category: 'billing_group_id', value: 'issue_days' },
  sql: `select coalesce(a.billing_group_id, b.billing_group_id) as billing_group_id,
               ${NAMES.map((name) => `a.${name}, b.${name} as compared_${name}`).join(', ')}
          from (${periodOf(':from_reference', ':until_reference')}) a
          full join (${periodOf(':compared_from::text', 'coalesce(:compared_until::text, :compared_from::text)')}) b
            on b.billing_group_id = a.billing_group_id
         where (:billing_group::bigint is null or coalesce(a.billing_group_id, b.billing_group_id) = :billing_group::bigint)`,
}
