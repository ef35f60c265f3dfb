import db from '@adonisjs/lucid/services/db'
import { appendEntry } from '#core/audit/index'
import type { Actor } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { fieldOf, seesPersonal } from '../access.ts'
import { columnsOf } from '../query/columns.ts'
import { listConditions } from '../query/conditions.ts'
import { findLabels } from '../query/labels.ts'
import { type Row, orderBy } from '../query/list_rows.ts'
import { type ListState, listAddress } from '../query/list_state.ts'
import { noteRead } from '../personal/note_read.ts'
import { readRows } from '../query/sql.ts'
import type { RecordField, RecordType } from '../types.ts'
import type { CellContext } from './cells.ts'

export type ExportFormat = 'csv' | 'xlsx'

export interface ExportRequest {
  readonly type: RecordType
  readonly state: ListState
  readonly columns: readonly string[]
  readonly format: ExportFormat
  readonly actor: Actor
  readonly timeZone: string
}

export interface Batch {
  readonly rows: readonly Row[]
  readonly context: CellContext
}

const BATCH = 2000

export const exportFields = ({ type, columns }: ExportRequest): RecordField[] =>
  columns.map((name) => fieldOf(type, name))

/**
 * Rows of a list by a cursor of the database, so that a long list costs no memory. Who took them, how many, with which
 * filter and which personal data is in the trail, written when the last row was read.
 */
export async function* exportBatches(
  request: ExportRequest,
  within?: Tx
): AsyncGenerator<Batch, number> {
  const tx = await (within ?? db).transaction()
  let count = 0
  try {
    await openCursor(tx, request)
    const fields = exportFields(request)
    for (;;) {
      const rows = await readRows<Row>(`fetch ${BATCH} from exported`, [], tx)
      if (!rows.length) break
      count += rows.length
      const labels = await findLabels(fields, rows, request.actor, tx)
      const isSeen = seesPersonal(request.actor, request.type)
      yield { rows, context: { timeZone: request.timeZone, seesPersonal: isSeen, labels } }
    }
    const { type, actor, state } = request
    if (fields.some(({ isPersonal }) => isPersonal))
      await noteRead(type, { actor, state, way: 'export', rows: count }, tx)
    await tellTrail(tx, request, count)
    await tx.rawQuery('close exported')
    await tx.commit()
    return count
  } finally {
    if (!tx.isCompleted) await tx.rollback()
  }
}

async function openCursor(tx: Tx, { type, state, actor }: ExportRequest): Promise<void> {
  const where = listConditions(type, actor, state)
  await readRows(
    `declare exported no scroll cursor for
     select ${columnsOf(type)} from ${type.table} where ${where.sql} order by ${orderBy(state)}`,
    where.bindings,
    tx
  )
}

async function tellTrail(tx: Tx, request: ExportRequest, count: number): Promise<void> {
  const { type, state, actor, format } = request
  const personal = exportFields(request).filter(({ isPersonal }) => isPersonal)
  await appendEntry(tx, {
    municipalityId: actor.municipalityId,
    at: clock.now(),
    actor,
    action: `${type.name}.export`,
    subject: null,
    description: `Exportou ${count} linhas de ${type.title.many.toLowerCase()}`,
    reason: null,
    payload: {
      ...{ filter: listAddress(type, { ...state, view: null }), count, format },
      columns: [...request.columns],
      personal: personal.map(({ name }) => name),
      is_masked: !seesPersonal(actor, type),
    },
  })
}
