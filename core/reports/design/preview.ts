import { BusinessError } from '#core/kernel/index'
import { isNumber } from '#core/records/index'
import type { Viewer } from '../run/asked.ts'
import { readRequest } from '../run/asked.ts'
import { hasProblem } from '../run/filter_values.ts'
import { notePersonal } from '../run/note_personal.ts'
import { firstRows } from '../run/run_report.ts'
import { asTotal } from '../run/totals.ts'
import { cellsOf, columnsFor } from '../view/cells.ts'
import { filterBoxes, type FilterBox } from '../view/filter_view.ts'
import { type Line, levelLines, shownColumns } from '../view/level_lines.ts'
import { compileDesign } from './compile_design.ts'
import type { DesignContent } from './content.ts'

const ROWS = 15
/** Who is composing tries again at each change, and does not wait for an answer as for a page. */
const PATIENCE_MS = 5000

export interface Preview {
  /** What keeps it from being shown, in Portuguese. */
  readonly problem: string | null
  readonly boxes: readonly FilterBox[]
  readonly head: readonly { readonly label: string; readonly isNumber: boolean }[]
  readonly rows: readonly Line[]
}

const NOTHING = { boxes: [], head: [], rows: [] }

/** The first rows of a report as it stands, with what it will ask. Totals of groups belong to the whole, and are not shown here. */
export async function previewDesign(content: DesignContent, viewer: Viewer): Promise<Preview> {
  if (!content.columns.length && !content.groups.length)
    return { ...NOTHING, problem: 'Acrescente colunas para ver as primeiras linhas.' }
  try {
    return await firstLines(content, viewer)
  } catch (error) {
    if (!(error instanceof BusinessError)) throw error
    return { ...NOTHING, problem: error.people }
  }
}

async function firstLines(content: DesignContent, viewer: Viewer): Promise<Preview> {
  const report = await compileDesign(
    'own.new',
    { ...content, title: content.title || 'novo' },
    viewer
  )
  const request = readRequest(report, {}, viewer)
  const boxes = await filterBoxes(request.chosen, viewer)
  const all = columnsFor(report, viewer)
  const columns = shownColumns(report, all)
  const head = columns.map((column) => ({
    label: column.label,
    isNumber: isNumber(asTotal(column)),
  }))
  if (hasProblem(request.chosen))
    return {
      boxes,
      head,
      rows: [],
      problem: 'As linhas aparecem quando os filtros obrigatórios forem respondidos.',
    }
  const rows = await firstRows(report, request.asked, ROWS, PATIENCE_MS)
  await notePersonal(undefined, request, viewer, { way: 'list', rows: rows.length })
  const cells = await cellsOf(all, rows, viewer)
  const drawn = { report, columns: all, cells, actor: viewer.actor }
  const lines: Line[] = report.levels?.length
    ? levelLines(drawn, { rows, before: null, after: rows.at(-1) ?? null, groups: [] })
    : rows.map((row) => ({ kind: 'row', cells: cells(row, columns), path: null }))
  return { boxes, head, rows: lines, problem: null }
}
