import type { Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { type Shown, recordPath } from '#core/records/index'
import { format } from '#core/web/index'
import type { Report, ReportColumn } from '../report.ts'
import type { LevelGroup, LevelPage, ReportRow } from '../run/run_report.ts'
import type { Cells } from './cells.ts'
import { totalTexts } from './total_texts.ts'

/** A line of a table of a report: a row, the head of a group, or its totals. */
export type Line =
  | { readonly kind: 'row'; readonly cells: readonly Shown[]; readonly path: string | null }
  | { readonly kind: 'head'; readonly depth: number; readonly text: string; readonly note: string }
  | {
      readonly kind: 'total'
      readonly depth: number
      readonly text: string
      /** Columns that the text takes up; the cells that follow are totals. */
      readonly span: number
      readonly cells: readonly (string | null)[]
      /** The totals themselves, and the group that they are of. */
      readonly group: LevelGroup
    }

/** The columns that a table under levels shows: what the heads say is not said again. */
export const shownColumns = (
  { levels = [] }: Report,
  columns: readonly ReportColumn[]
): ReportColumn[] => columns.filter(({ name }) => !levels.includes(name))

/** Where a row leads: to its record, when the reader may open it. */
export function rowPath({ record }: Report, row: ReportRow, actor: Actor): string | null {
  const type = record ? registries().records.find(record) : undefined
  const id = row.record_id as bigint | undefined
  return type && id && actor.permissions.has(type.permissions.read) ? recordPath(type, id) : null
}

interface Drawn {
  readonly report: Report
  readonly columns: readonly ReportColumn[]
  readonly cells: Cells
  readonly actor: Actor
}

type Rows = Pick<LevelPage, 'rows' | 'before' | 'after' | 'groups'>

const keyOf = (row: ReportRow, levels: readonly string[]) =>
  JSON.stringify(levels.map((name) => (row[name] === null ? null : String(row[name]))))

/** The first level in which two rows differ; all of them when there is no other row. */
function changeAt(levels: readonly string[], row: ReportRow, other: ReportRow | null): number {
  if (!other) return 0
  const at = levels.findIndex((_, index) => {
    const upTo = levels.slice(0, index + 1)
    return keyOf(row, upTo) !== keyOf(other, upTo)
  })
  return at < 0 ? levels.length : at
}

/** Rows with the heads of their groups before them and the totals of each group that ends after them. */
export function levelLines(drawn: Drawn, { rows, before, after, groups }: Rows): Line[] {
  const levels = drawn.report.levels!
  const sums = new Map(
    groups.map((group) => [`${group.depth}${keyOf(group, levels.slice(0, group.depth))}`, group])
  )
  const lines: Line[] = []
  for (const [index, row] of rows.entries()) {
    const from = changeAt(levels, row, rows[index - 1] ?? before)
    for (let depth = index ? from : 0; depth < levels.length; depth++)
      lines.push(headLine(drawn, row, { depth, isContinued: depth < from }))
    lines.push({
      kind: 'row',
      cells: drawn.cells(row, shownColumns(drawn.report, drawn.columns)),
      path: rowPath(drawn.report, row, drawn.actor),
    })
    const until = changeAt(levels, row, rows[index + 1] ?? after)
    for (let depth = levels.length - 1; depth >= until; depth--) {
      const sum = sums.get(`${depth + 1}${keyOf(row, levels.slice(0, depth + 1))}`)
      if (sum) lines.push(...totalLines(drawn, sum, depth))
    }
  }
  return lines
}

const levelText = ({ report, columns, cells }: Drawn, row: ReportRow, depth: number) => {
  const column = columns.find(({ name }) => name === report.levels![depth])!
  return { label: column.label, text: cells(row, [column])[0]!.text }
}

function headLine(
  drawn: Drawn,
  row: ReportRow,
  { depth, isContinued }: { readonly depth: number; readonly isContinued: boolean }
): Line {
  const { label, text } = levelText(drawn, row, depth)
  return {
    ...{ kind: 'head', depth, text: `${label}: ${text}` },
    note: isContinued ? 'continuação' : '',
  }
}

/** When the first column is totalled, its name needs a line of its own. */
function totalLines(drawn: Drawn, group: LevelGroup, depth: number): Line[] {
  const columns = shownColumns(drawn.report, drawn.columns)
  const cells = totalTexts(columns, group, drawn.cells) ?? []
  const firstTotal = cells.findIndex((one) => one !== null)
  const span = firstTotal < 0 ? columns.length : firstTotal
  const named = levelText(drawn, group, depth).text
  const count = group.row_count === 1n ? '1 linha' : `${format.integer(group.row_count)} linhas`
  const text = `Total de ${named} (${count})`
  const line = { kind: 'total', depth, span, cells: cells.slice(span), text, group } as const
  if (span) return [line]
  return [
    { ...line, span: columns.length, cells: [] },
    { ...line, text: '' },
  ]
}
