import { type ConfigurationKind, compareJson, compareLists } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { CHART_KIND, type Chart, DEFAULT_CHART, accountsByCode } from '../domain/chart.ts'
import { CLASSES, NATURES, PURPOSES } from '../domain/chart_words.ts'
import { chartIssues } from '../domain/check_chart.ts'
import { AESBE_CHART, AESBE_MODEL } from '../domain/aesbe_chart.ts'
import { PCASP_CHART } from '../domain/default_chart.ts'
import { usedAccounts } from '../services/chart_draft.ts'

const FIELD_NAMES: Readonly<Record<string, string>> = {
  title: 'título',
  class: 'classe',
  nature: 'natureza',
  analytic: 'analítica',
  purpose: 'finalidade',
  blocked: 'bloqueada',
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
            enum: CLASSES.map(({ value }) => value),
            enumTitles: CLASSES.map(({ label }) => label),
            title: 'Classe',
          },
          nature: {
            enum: NATURES.map(({ value }) => value),
            enumTitles: NATURES.map(({ label }) => label),
            title: 'Natureza do saldo',
          },
          analytic: { type: 'boolean', title: 'Analítica (recebe lançamentos)' },
          purpose: {
            enum: [...PURPOSES.map(({ value }) => value), null],
            enumTitles: [...PURPOSES.map(({ label }) => label), 'Nenhuma'],
            title: 'Finalidade nas conferências',
          },
          blocked: { type: 'boolean', title: 'Bloqueada (não recebe novos lançamentos)' },
        },
      },
    },
  },
}

const chartOf = (content: Json) => content as unknown as Chart

const chartOfAccounts: ConfigurationKind = {
  kind: CHART_KIND,
  title: 'Plano de contas',
  editor: 'form',
  schema: SCHEMA,
  titleOf: (key) =>
    key === DEFAULT_CHART
      ? 'Plano de contas'
      : key === AESBE_MODEL
        ? 'Plano de contas modelo AESBE'
        : `Plano de contas ${key}`,
  summarize: (content) => {
    const { title, accounts } = chartOf(content)
    return `${title}: ${accounts.filter(({ analytic }) => analytic).length} contas analíticas`
  },
  validate: (_key, content) => chartIssues(chartOf(content)),
  async checkHere(reader, { key, municipalityId, content }) {
    if (key !== DEFAULT_CHART || municipalityId === null) return []
    const known = accountsByCode(chartOf(content))
    const used = await usedAccounts(reader, municipalityId)
    return [...used]
      .filter((code) => !known.has(code))
      .map((code) => ({
        code: 'account_used',
        severity: 'critical',
        path: '/accounts',
        message: `A conta ${code} tem lançamentos e não pode sair do plano: bloqueie-a.`,
      }))
  },
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
    {
      key: AESBE_MODEL,
      title: 'Plano de contas modelo AESBE',
      content: AESBE_CHART as unknown as Json,
      legalBasis:
        'Manual Acertar (Ministério das Cidades, 2017): contas AESBE das informações do SNIS',
    },
  ],
}

export default [chartOfAccounts] as const
