import vine from '@vinejs/vine'
import type { Action } from '#core/actions/index'
import { errors } from '../errors.ts'
import { labelText } from '../query/labels.ts'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'
import { type Written, lockRow, requireChanging, trailOf, withArticle } from './actions.ts'
import { refusalOf } from './refusals.ts'
import { serviceRecordOf, unitOf } from './service_record.ts'
import { useWords, whereUsed } from './where_used.ts'

const input = vine.create({ id: vine.string().regex(/^\d{1,18}$/) })

/** `<record>.delete`: takes away a row that nothing uses; the trail keeps what it held. */
export function deleteAction(type: RecordType): Action<{ readonly id: string }, Written> {
  if (!type.permissions.delete)
    throw errors.E_RECORDS_KEPT({ type: type.name, title: type.title.many })
  return {
    name: `${type.name}.delete`,
    title: `Excluir ${type.title.one.toLowerCase()}`,
    permission: type.permissions.delete,
    input,
    reason: 'none',
    subject: (_input, { id }) => ({ type: type.name, id }),
    describe: (_input, { label }) => `Excluiu ${withArticle(type)} ${label}`,
    trail: (_input, { before }) => ({ before: trailOf(before) }),
    ...serviceRecordOf(type, 'delete'),
    async run(context, { id }) {
      const before = await lockRow(type, context, id)
      const label = labelText(type, before[type.label], false)
      const named = { type: type.name, id, label, title: type.title.one.toLowerCase() }
      requireChanging(type, before)
      if (before.is_system === true) throw errors.E_RECORDS_SYSTEM(named)
      const uses = await whereUsed(context.tx, { type, row: before, actor: context.actor })
      if (uses.length) throw errors.E_RECORDS_USED({ ...named, places: useWords(uses) })
      try {
        const gone = await readRows(
          `delete from ${type.table} where municipality_id = ? and id = ? returning id`,
          [context.municipalityId, id],
          context.tx
        )
        // A policy of the table keeps rows of the system without saying so.
        if (!gone.length) throw errors.E_RECORDS_SYSTEM(named)
      } catch (error) {
        throw refusalOf(type, error)
      }
      await readRows(
        'delete from records_search where record_type = ? and record_id = ?',
        [type.name, id],
        context.tx
      )
      return { id: before.id, before, after: {}, label, changed: [], unitId: unitOf(type, before) }
    },
  }
}
