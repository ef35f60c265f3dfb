import type { Actor } from '#core/actions/index'
import { type RecordField, personalPermission } from '#core/records/index'
import { errors } from '../errors.ts'
import type { Report, ReportColumn, ReportFilter } from '../report.ts'
import type { Viewer } from '../run/asked.ts'
import { totalSql } from '../run/totals.ts'
import { designProblems } from './check_design.ts'
import { compileFilter } from './compile_filters.ts'
import { Statement } from './compose_sql.ts'
import {
  type DesignColumn,
  type DesignContent,
  type DesignGroup,
  SPANS,
  TOTALS,
} from './content.ts'
import { type Reach, type Source, sourceNamed } from './fields.ts'
import { Names } from './names.ts'

interface Composing {
  readonly content: DesignContent
  readonly source: Source
  readonly viewer: Viewer
  readonly statement: Statement
  readonly names: Names
  /** Columns that put others in order. */
  readonly orders: Record<string, string>
}

/** A column with the path that it came from. */
interface Placed {
  readonly path: string
  readonly column: ReportColumn
}

/**
 * A composed report as one that was declared, for one reader: their municipality and territory, and refusing what would tell
 * them personal data that they may not see.
 * @throws BusinessError E_REPORTS_DESIGN, E_REPORTS_DESIGN_PERSONAL
 */
export async function compileDesign(
  name: Report['name'],
  content: DesignContent,
  viewer: Viewer
): Promise<Report> {
  const { actor, within } = viewer
  const { title } = content
  const source = await sourceNamed(content.source, { municipalityId: actor.municipalityId, within })
  if (!source)
    throw errors.E_REPORTS_DESIGN({ title, problems: 'o cadastro de onde vinha não existe mais.' })
  const problems = designProblems(content, (path) => source.reaches.get(path)?.field ?? null)
  if (problems.length) throw errors.E_REPORTS_DESIGN({ title, problems: problems.join(' ') })
  refuseHidden(content, source, actor)
  const statement = new Statement(source, actor)
  const composing = { content, source, viewer, statement, names: new Names(), orders: {} }
  return compose(name, composing)
}

/** Filters and groups over hidden values would tell them bit by bit; only a whole value that one knows may be asked for. */
function refuseHidden({ title, filters, groups }: DesignContent, source: Source, actor: Actor) {
  const probing = filters.filter(({ how }) => how === 'range' || how === 'has' || how === 'begins')
  for (const { field: path } of [...probing, ...groups]) {
    const { field, owner } = source.reaches.get(path)!
    if (!field.isPersonal || actor.permissions.has(personalPermission(owner))) continue
    throw errors.E_REPORTS_DESIGN_PERSONAL({ title, field: field.label, user: actor.name })
  }
}

function compose(name: Report['name'], composing: Composing): Report {
  const { content, source, statement, names, viewer } = composing
  const { title, is_summary: isSummary } = content
  const groups = content.groups.map((group) => placeGroup(composing, group))
  const wanted = isSummary ? content.columns.filter(({ total }) => total) : ungrouped(content)
  const rest = wanted.map((column) => placeColumn(composing, column))
  const filters: ReportFilter[] = content.filters.flatMap((filter) => {
    const reach = source.reaches.get(filter.field)!
    const compiling = { statement, names, timeZone: viewer.timeZone, title }
    return compileFilter(compiling, filter, { reach, label: labelOf(reach) })
  })
  const counted = isSummary ? [COUNT, ...rest.map(summed)] : rest
  const columns = [...groups, ...counted].map(({ column }) => column)
  const levels = (isSummary ? groups.slice(0, -1) : groups).map(({ column }) => column.name)
  return {
    ...{ name, title, help: content.help, section: content.section, columns, filters, levels },
    permission: source.type.permissions.read,
    permissions: relatedPermissions(content, source),
    ...(isSummary ? {} : { groups: levels, record: source.type.name }),
    sort: sortOf(content, [...groups, ...counted]),
    chart: chartOf(content, groups, counted),
    orientation: content.orientation,
    bound: statement.bound,
    orders: composing.orders,
    sql: isSummary ? summarySql(composing, groups, rest) : statement.text(),
  }
}

/** What stands in the heads of the groups is not a column again. */
function ungrouped({ columns, groups }: DesignContent): readonly DesignColumn[] {
  const paths = new Set(groups.filter(({ by }) => !by).map(({ field }) => field))
  return columns.filter(({ field, total }) => total || !paths.has(field))
}

/** `Localidade` for the name of what is pointed to, `CEP (logradouro)` for what else it has. */
function labelOf({ field, owner, via }: Reach): string {
  if (!via) return field.label
  return field.name === owner.label ? via.label : `${field.label} (${via.label.toLowerCase()})`
}

const shown = ({ label, type, unit, options, record, lookup, isPersonal }: RecordField) => ({
  ...{ label, type, unit, options, record, lookup, isPersonal },
})

function placeColumn(composing: Composing, { field: path, label, total }: DesignColumn): Placed {
  const { source, statement, names } = composing
  const reach = source.reaches.get(path)!
  const name = names.next(path)
  statement.select(statement.expression(reach), name)
  placeOrder(composing, reach, name)
  const column: ReportColumn = {
    ...shown(reach.field),
    ...{ name, label: label || labelOf(reach), personal: personalPermission(reach.owner) },
    ...(total ? { total } : {}),
  }
  return { path, column }
}

function placeGroup(composing: Composing, { field: path, by }: DesignGroup): Placed {
  const { source, statement, names, viewer } = composing
  const reach = source.reaches.get(path)!
  const name = names.next(by ? `${path}_${by}` : path)
  const base = { name, personal: personalPermission(reach.owner) }
  if (!by) {
    statement.select(statement.expression(reach), name)
    placeOrder(composing, reach, name)
    return { path, column: { ...shown(reach.field), ...base, label: labelOf(reach) } }
  }
  const raw = statement.expression(reach)
  const isInstant = reach.field.type === 'datetime'
  const day = isInstant ? `(${raw} at time zone ${statement.bind(viewer.timeZone)}::text)` : raw
  const parts = {
    day: { sql: `${day}::date`, type: 'date' },
    month: { sql: `to_char(${day}, 'YYYY-MM')`, type: 'refmonth' },
    year: { sql: `extract(year from ${day})::int`, type: 'integer' },
  } as const
  statement.select(parts[by].sql, name)
  const label = `${labelOf(reach)} (${SPANS[by]})`
  return { path, column: { ...shown(reach.field), ...base, label, type: parts[by].type } }
}

/** A reference is put in order by the name of what it points to, unless that is hidden from the reader. */
function placeOrder(
  { source, statement, names, viewer, orders }: Composing,
  reach: Reach,
  name: string
) {
  const { field, via } = reach
  if (via || (field.type !== 'reference' && field.type !== 'lookup')) return
  const target = [...source.reaches.values()].find((one) => one.via?.name === field.name)
  const label = target && source.reaches.get(`${field.name}.${target.owner.label}`)
  if (!label) return
  const isSeen = viewer.actor.permissions.has(personalPermission(label.owner))
  if (label.field.isPersonal && !isSeen) return
  orders[name] = names.next(`${field.name}_label`)
  statement.select(statement.expression(label), orders[name])
}

const COUNT: Placed = {
  path: 'count',
  column: { name: 'count', label: 'Quantidade', type: 'integer', isTotal: true },
}

/** A total as a column of a report of totals. What may be added up again is; an average is not. */
function summed({ path, column }: Placed): Placed {
  const total = column.total!
  const type = total === 'count' ? 'integer' : column.type
  const decimal = total === 'average' && type === 'integer' ? 'decimal' : type
  const again = { sum: 'sum', count: 'sum', min: 'min', max: 'max', average: undefined } as const
  return {
    path,
    column: {
      ...column,
      ...{ type: decimal, total: again[total] },
      label: `${column.label} (${TOTALS[total].toLowerCase()})`,
      ...(total === 'count' ? { isPersonal: false, unit: undefined } : {}),
    },
  }
}

function summarySql({ statement, orders }: Composing, groups: Placed[], rest: Placed[]): string {
  const names = groups.flatMap(({ column: { name } }) => [name, orders[name] ?? name])
  const by = [...new Set(names)].join(', ')
  const totals = rest.map(({ column }) => `${totalSql(column)} as ${column.name}`)
  return `select ${[by, 'count(*) as count', ...totals].join(', ')}
            from (${statement.text()}) rows group by ${by}`
}

function sortOf(
  { sort, groups: levels }: DesignContent,
  placed: readonly Placed[]
): Report['sort'] {
  const wanted = placed.find(({ path }) => path === sort?.field)
  if (wanted) return { column: wanted.column.name, direction: sort!.direction }
  const first = placed[levels.length] ?? placed[0]!
  return { column: first.column.name, direction: 'asc' }
}

function chartOf(
  { chart, title }: DesignContent,
  groups: Placed[],
  rest: Placed[]
): Report['chart'] {
  const [group] = groups
  if (!chart || !group) return undefined
  const value = rest.find(({ path, column }) => path === chart.value && column.total !== undefined)
  return {
    title,
    kind: chart.kind,
    category: group.column.name,
    value: value?.column.name ?? (rest.includes(COUNT) ? 'count' : 'row_count'),
  }
}

/** Who reads the report must be allowed to read everything that it shows or asks about. */
function relatedPermissions(content: DesignContent, { reaches }: Source): string[] {
  const paths = [...content.columns, ...content.filters, ...content.groups].map(
    ({ field }) => field
  )
  const related = paths.map((path) => reaches.get(path)!).filter(({ via }) => via !== null)
  return [...new Set(related.map(({ owner }) => owner.permissions.read))]
}
