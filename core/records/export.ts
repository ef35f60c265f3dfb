import db from '@adonisjs/lucid/services/db'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { listConditions } from './query/conditions.ts'
import { columnsOf } from './query/columns.ts'
import { type Row, orderBy } from './query/list_rows.ts'
import { type ListState, listAddress } from './query/list_state.ts'
import { readRows } from './query/sql.ts'
import { type ViewContext, tableView } from './view/list_view.ts'
import { noteRead } from './personal/note_read.ts'
import type { RecordType } from './types.ts'

const BATCH = 2000
const BYTE_ORDER_MARK = '\uFEFF'

/** Quoted where the separator, a quote or a line break is inside; a text that a spreadsheet would run gets an apostrophe. */
export function csvLine(values: readonly string[]): string {
  const cells = values.map((value) => {
    const safe = /^[=+@\t\r]/.test(value) || /^-(?!\d)/.test(value) ? `'${value}` : value
    return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return `${cells.join(';')}\r\n`
}

/** Spreadsheets read a hyphen as minus and know no thin spaces. */
const forSpreadsheet = (text: string) =>
  text
    .replace('\u2212', '-')
    .replace(/[\u00A0\u202F]/g, ' ')
    .replace(/^R\$ /, '')
    .replace(/^-R\$ /, '-')
    .replace(/^—$/, '')

/**
 * Lines of a list as CSV for Brazilian spreadsheets, all columns, by a cursor of the database. Who took it, how much and
 * with which filter is in the audit trail: it may hold personal data.
 */
export async function* exportRows(
  type: RecordType,
  state: ListState,
  context: ViewContext
): AsyncGenerator<string> {
  const where = listConditions(type, context.actor, state)
  const columns = type.fields.map(({ name }) => name)
  const tx = await db.transaction()
  let count = 0
  try {
    await readRows(
      `declare exported no scroll cursor for
       select ${columnsOf(type)} from ${type.table} where ${where.sql} order by ${orderBy(state)}`,
      where.bindings,
      tx
    )
    yield BYTE_ORDER_MARK + csvLine(type.fields.map(({ label }) => label))
    for (;;) {
      const rows = await readRows<Row>(`fetch ${BATCH} from exported`, [], tx)
      if (!rows.length) break
      count += rows.length
      const { rows: shown } = await tableView(type, columns, rows, context)
      yield shown
        .map(({ cells }) => csvLine(cells.map(({ text }) => forSpreadsheet(text))))
        .join('')
    }
    await noteRead(type, { actor: context.actor, state, way: 'export', rows: count }, tx)
    await appendEntry(tx, {
      municipalityId: context.actor.municipalityId,
      at: clock.now(),
      actor: context.actor,
      action: `${type.name}.export`,
      subject: null,
      description: `Exportou ${count} linhas de ${type.title.many.toLowerCase()}`,
      reason: null,
      payload: { filter: listAddress(type, state), count },
    })
    await tx.commit()
  } finally {
    if (!tx.isCompleted) await tx.rollback()
  }
}
