import { type ConfigurationKind, compareJson, compareLists } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { CHART_KIND, type Chart, DEFAULT_CHART } from '../domain/chart.ts'
import { chartIssues } from '../domain/check_chart.ts'
import { PCASP_CHART } from '../domain/default_chart.ts'

const FIELD_NAMES: Readonly<Record<string, string>> = {
  title: 'título',
  class: 'classe',
  nature: 'natureza',
  analytic: 'analítica',
  purpose: 'finalidade',
}

const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['title', 'accounts'],
  properties: {
    title: { type: 'string', minLength: 3, maxLength: 120, title: 'Título' },
    accounts: {
      type: 'array',
      keyedBy: 'code',
      title: 'Contas',
      minItems: 1,
      maxItems: 5000,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['code', 'title', 'class', 'nature', 'analytic', 'purpose'],
        properties: {
          code: {
            type: 'string',
            pattern: '^\\d{1,4}(\\.\\d{1,6}){0,9}$',
            maxLength: 40,
            title: 'Código',
          },
          title: { type: 'string', minLength: 2, maxLength: 160, title: 'Título' },
          class: {
            enum: ['asset', 'liability', 'expense', 'revenue', 'control'],
            enumTitles: ['Ativo', 'Passivo', 'Despesa', 'Receita', 'Controle'],
            title: 'Classe',
          },
          nature: {
            enum: ['debit', 'credit'],
            enumTitles: ['Devedora', 'Credora'],
            title: 'Natureza do saldo',
          },
          analytic: { type: 'boolean', title: 'Analítica (recebe lançamentos)' },
          purpose: {
            enum: [
              ...['receivables', 'cash', 'customer_credits', 'third_parties', 'revenue'],
              ...['late_revenue', 'losses', 'withheld_taxes', null],
            ],
            enumTitles: [
              ...[
                'Contas a receber',
                'Caixa e bancos',
                'Créditos de clientes',
                'Terceiros',
                'Receita',
              ],
              ...['Receita de encargos', 'Perdas', 'Tributos retidos', 'Nenhuma'],
            ],
            title: 'Finalidade nas conferências',
          },
        },
      },
    },
  },
} as const

const chartOf = (content: Json) => content as unknown as Chart

const chartOfAccounts: ConfigurationKind = {
  kind: CHART_KIND,
  title: 'Plano de contas',
  editor: 'form',
  schema: SCHEMA,
  titleOf: (key) => (key === DEFAULT_CHART ? 'Plano de contas' : `Plano de contas ${key}`),
  summarize: (content) => {
    const { title, accounts } = chartOf(content)
    return `${title}: ${accounts.filter(({ analytic }) => analytic).length} contas analíticas`
  },
  validate: (_key, content) => chartIssues(chartOf(content)),
  compare: (before, after) =>
    compareLists(chartOf(before).accounts, chartOf(after).accounts, {
      path: '/accounts',
      keyOf: ({ code }) => code,
      titleOf: ({ code, title }) => `Conta ${code} (${title})`,
      compareItem: (was, is, path) =>
        compareJson(was as unknown as Json, is as unknown as Json, {
          path,
          label: `Conta ${is.code}`,
          nameOf: (key) => FIELD_NAMES[key] ?? key,
        }),
    }),
  names: (content) =>
    chartOf(content)
      .accounts.filter(({ analytic }) => analytic)
      .map(({ code, title }) => ({ value: code, title: `${code} ${title}` })),
  defaults: () => [
    {
      key: DEFAULT_CHART,
      title: 'Plano de contas',
      content: PCASP_CHART as unknown as Json,
      legalBasis: 'Lei 4.320/1964; MCASP 11ª ed., parte IV (PCASP)',
    },
  ],
}

export default [chartOfAccounts] as const
