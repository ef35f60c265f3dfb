import type { ReportColumn } from '#core/reports/index'

/** Where a premise stands in the walk of its route; in the SQL `p` is the premise. */
export const ROUTE_COLUMNS: readonly ReportColumn[] = [
  { name: 'route', label: 'Rota', type: 'text' },
  { name: 'sequence', label: 'Ordem', type: 'integer' },
]

export const ROUTE = `
  left join readings_route_stops s on s.municipality_id = p.municipality_id and s.premise_id = p.id
  left join readings_routes t on t.id = s.route_id`

export const IN_ROUTE_ORDER = `coalesce(t.code, '~') || lpad(coalesce(s.sequence, 0)::text, 9, '0') || coalesce(p.street, '')
  || lpad(coalesce(substring(p.number from '[0-9]+'), '0'), 9, '0')`

export const ADDRESS = `concat_ws(', ', p.street, p.number, p.complement)`
