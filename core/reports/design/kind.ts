import { type ConfigurationKind, compareJson } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { designProblems } from './check_design.ts'
import { DESIGN_SCHEMA, type DesignContent } from './content.ts'
import { declaredReach } from './fields.ts'

export const REPORT_KIND = 'report'

const NAMES: Readonly<Record<string, string>> = {
  title: 'Título',
  help: 'Para que serve',
  section: 'Seção',
  source: 'Cadastro',
  columns: 'Colunas',
  filters: 'Filtros',
  groups: 'Agrupamentos',
  is_summary: 'Só os totais',
  sort: 'Ordem',
  chart: 'Gráfico',
  orientation: 'Orientação',
}

export const asDesign = (content: Json) => content as unknown as DesignContent

/** Reports that the utility composed for all: written, approved by somebody else and dated like any configuration. */
export const reportKind: ConfigurationKind = {
  kind: REPORT_KIND,
  title: 'Relatórios da autarquia',
  editor: 'json',
  schema: DESIGN_SCHEMA,
  titleOf: (key) => key.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase()),
  summarize(content) {
    const { title, source, columns, groups } = asDesign(content)
    const many = registries().records.find(source)?.title.many ?? source
    const parts = [`${columns.length} colunas`, ...(groups.length ? ['com grupos'] : [])]
    return `${title}: ${many}, ${parts.join(', ')}`
  },
  validate(_key, content) {
    const design = asDesign(content)
    const problems = registries().records.find(design.source)
      ? designProblems(design, (path) => declaredReach(design.source, path))
      : [`Não existe o cadastro “${design.source}” nesta instalação.`]
    return problems.map((message) => ({
      ...{ code: 'report_design', severity: 'critical' as const, path: '', message },
    }))
  },
  compare: (before, after) =>
    compareJson(before, after, {
      ...{ path: '', label: 'Relatório' },
      nameOf: (field) => NAMES[field] ?? field,
    }),
}
