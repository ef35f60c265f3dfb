import { municipalityOf } from '#core/access/index'
import type { ActionContext, Actor } from '#core/actions/index'
import type { Tx } from '#core/database/index'
import { errors } from '../errors.ts'
import type { Report, ReportColumn } from '../report.ts'
import {
  type ChosenFilter,
  type Query,
  chooseFilters,
  hasProblem,
  valuesOf,
} from './filter_values.ts'
import type { Asked, Slice, Sort } from './run_report.ts'
import { territoryOf } from './territory.ts'

export interface Viewer {
  readonly actor: Actor
  readonly timeZone: string
  /** Set inside a run: everything is read in its transaction. */
  readonly within?: Tx
}

/** Who acts, as a reader of reports: in the transaction of the action. */
export async function viewerWithin({ tx, actor, municipalityId }: ActionContext): Promise<Viewer> {
  const { timeZone } = await municipalityOf(municipalityId, tx)
  return { actor, timeZone, within: tx }
}

/** A report as somebody asks for it: filters, order and, when chosen, the groups or one group of them. */
export interface Request {
  readonly report: Report
  readonly chosen: readonly ChosenFilter[]
  readonly asked: Asked
  /** Column by which the rows are gathered, or nothing for the rows themselves. */
  readonly groupBy: string | null
}

/** The order of what a person may not see would tell it. */
function sortOf(report: Report, given: unknown, actor: Actor): Sort {
  if (typeof given !== 'string') return report.sort
  const column = given.replace(/^-/, '')
  const known = report.columns.find(({ name }) => name === column)
  if (!known || isHidden(report, known, actor)) return report.sort
  return { column, direction: given.startsWith('-') ? 'desc' : 'asc' }
}

const groupOf = ({ groups = [] }: Report, given: unknown): string | null =>
  groups.find((name) => name === given) ?? null

/** `in=column:value`; `in=column:` is the group of rows without a value. */
function sliceOf(report: Report, given: unknown): Slice | null {
  if (typeof given !== 'string') return null
  const at = given.indexOf(':')
  const column = groupOf(report, given.slice(0, at))
  return column ? { column, value: given.slice(at + 1) || null } : null
}

/** Whether a column holds personal data that somebody may not see. */
export function isHidden({ name, personal }: Report, column: ReportColumn, actor: Actor): boolean {
  const permission = column.personal ?? personal ?? `${name.split('.')[0]}.personal_data`
  return column.isPersonal === true && !actor.permissions.has(permission)
}

/**
 * What an address asks of a report. Order and groups that it does not know are left out; filters say their problems.
 * @throws BusinessError E_REPORTS_TERRITORY
 */
export function readRequest(report: Report, query: Query, viewer: Viewer): Request {
  const { actor, timeZone, within } = viewer
  const chosen = chooseFilters(report, query, timeZone)
  const slice = sliceOf(report, query.in)
  return {
    report,
    chosen,
    asked: {
      values: { ...report.bound, ...valuesOf(actor.municipalityId, chosen) },
      sort: sortOf(report, query.sort, actor),
      slice,
      territory: territoryOf(report, actor),
      within,
    },
    groupBy: slice ? null : groupOf(report, query.group),
  }
}

/** For files and machines, where nobody is there to mend a filter. @throws BusinessError E_REPORTS_FILTERS */
export function refuseProblems({ report, chosen }: Request): void {
  if (!hasProblem(chosen)) return
  const problems = chosen
    .filter(({ problem }) => problem !== null)
    .map(({ filter, problem }) => `${filter.label}: ${problem}`)
    .join(' ')
  throw errors.E_REPORTS_FILTERS({ title: report.title, problems })
}
