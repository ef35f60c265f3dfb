import type { DesignContent } from '#core/reports/design/content'

/** A composed report over the premises of the demo; what is given takes the place of what stands here. */
export const premiseDesign = (given: Partial<DesignContent> = {}): DesignContent => ({
  ...{ title: 'Imóveis por bairro', help: 'Quantos e quais.', section: 'Cadastro' },
  source: 'registry.premises',
  columns: [{ field: 'registration_number' }, { field: 'street' }],
  ...{ filters: [], groups: [], is_summary: false, sort: null, chart: null },
  orientation: 'landscape',
  ...given,
})

/** Names of nested values as a browser sends them: `columns[0][field]`. */
function flat(value: unknown, name = ''): Record<string, string> {
  if (value === null || value === undefined) return {}
  if (typeof value !== 'object') return { [name]: String(value) }
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, one]) => flat(one, name ? `${name}[${key}]` : key))
  ) as Record<string, string>
}

/** A content as the designer's form sends it. */
export function asForm(content: DesignContent, more: Record<string, unknown> = {}) {
  return flat(nested(content, more))
}

function nested(content: DesignContent, more: Record<string, unknown>) {
  const { columns, filters, groups, is_summary: isSummary, sort, chart, ...rest } = content
  const flag = (value: boolean | undefined) => (value ? { value: 'true' } : {})
  return {
    ...rest,
    columns,
    groups,
    filters: filters.map(({ is_asked: isAsked, is_required: isRequired, ...filter }) => ({
      ...filter,
      ...(flag(isAsked).value ? { is_asked: 'true' } : {}),
      ...(flag(isRequired).value ? { is_required: 'true' } : {}),
    })),
    ...(isSummary ? { is_summary: 'true' } : {}),
    ...(sort ? { sort: sort.field, direction: sort.direction } : {}),
    ...(chart ? { chart: chart.kind, chart_value: chart.value } : {}),
    ...more,
  }
}
