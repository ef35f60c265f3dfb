import type { HttpContext } from '@adonisjs/core/http'
import type { Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { bulkViews } from '../bulk/bulk_actions.ts'
import { waitingExports } from '../export/stored_exports.ts'
import { mayImport } from '../import/import_fields.ts'
import { noteRead } from '../personal/note_read.ts'
import { mayRead } from '../access.ts'
import { listRows } from '../query/list_rows.ts'
import { largestPage } from '../query/largest_page.ts'
import { listAddress, parseListState, sizeProblem } from '../query/list_state.ts'
import { searchProblem } from '../search.ts'
import type { RecordType } from '../types.ts'
import {
  type Layout,
  type SavedView,
  knownColumns,
  layoutOf,
  viewsOf,
} from '../views/saved_views.ts'
import { mayCreate } from '../write/creation.ts'
import { filterViews } from './filter_views.ts'
import {
  type ViewContext,
  countWords,
  pagerView,
  sortViews,
  summedColumns,
  tableView,
  totalsView,
} from './list_view.ts'

/** Everything that the page of a list shows, or the view that it is to be opened by. */
export async function listPage(ctx: HttpContext, type: RecordType, context: ViewContext) {
  const { actor } = ctx
  const [views, layout] = await Promise.all([viewsOf(type, actor), layoutOf(type, actor)])
  const query = ctx.request.qs()
  const opening = views.find(({ id }) => id === layout.defaultViewId)
  if (!Object.keys(query).length && opening) return { redirect: viewPath(type, opening) }
  const largest = await largestPage(actor, context.timeZone)
  const state = parseListState(type, query, context.timeZone, largest)
  const view = views.find(({ id }) => String(id) === state.view)
  const columns = knownColumns(type, (view ?? layout).columns)
  const page = await listRows(type, actor, state, summedColumns(type, columns))
  const shown = { ...type, list: { ...type.list, columns } }
  await noteRead(shown, { actor, state, way: 'list', rows: page.rows.length })
  return {
    type,
    listed: state,
    searchProblem: state.search ? await searchProblem(actor, state.search, [type]) : null,
    count: `${page.isCut ? 'mais de ' : ''}${countWords(page.count)}`,
    total: page.count.total,
    table: await tableView(type, columns, page.rows, context),
    totals: totalsView(columns, page.totals),
    filters: await filterViews(type, state, context),
    sorts: sortViews(type, state),
    pager: pagerView(type, state, page),
    isCut: page.isCut,
    isNarrowed: state.search !== '' || state.filters.size > 0,
    density: (view ?? layout).density,
    columnChoice: columnChoice(type, columns),
    viewTabs: viewTabs(type, { views, view, layout }),
    view: view ?? null,
    address: listAddress(type, { ...state, view: null }),
    exportPath: `${type.path}/export${listAddress(type, state)}`,
    exports: await waitingExports(type, actor),
    bulk: bulkViews(type, actor),
    sizeProblem: sizeProblem(query.size, state),
    mayCreate: mayCreate(actor, type),
    madeOn: madeOn(type, actor),
    mayImport: mayImport(actor, type),
    newWords: `${type.title.gender === 'm' ? 'Novo' : 'Nova'} ${type.title.one.toLowerCase()}`,
  }
}

/** Where the rows of a list are made, for who may go there. */
function madeOn({ madeOn: name }: RecordType, actor: Actor) {
  const place = name && registries().records.get(name)
  if (!place || !mayRead(actor, place)) return null
  return { path: place.path, words: `Ver ${place.title.many.toLowerCase()}` }
}

const viewPath = (type: RecordType, { id, address }: SavedView) =>
  `${type.path}?${address ? `${address}&` : ''}view=${id}`

interface Chosen {
  readonly views: readonly SavedView[]
  readonly view: SavedView | undefined
  readonly layout: Layout
}

function viewTabs(type: RecordType, { views, view, layout }: Chosen) {
  return views.map((one) => ({
    id: String(one.id),
    name: one.name,
    path: viewPath(type, one),
    isCurrent: one.id === view?.id,
    isOwn: one.isOwn,
    isShared: one.isShared,
    ownerName: one.ownerName,
    isDefault: one.id === layout.defaultViewId,
  }))
}

/** Fields in the order of the list, then the others. */
function columnChoice(type: RecordType, columns: readonly string[]) {
  const shown = columns.map((name) => type.fields.find((field) => field.name === name)!)
  const others = type.fields.filter(({ name }) => !columns.includes(name))
  return [
    ...shown.map(({ name, label }) => ({ name, label, isShown: true })),
    ...others.map(({ name, label }) => ({ name, label, isShown: false })),
  ]
}
