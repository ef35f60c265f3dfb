import vine from '@vinejs/vine'
import type { Action, ActionContext } from '#core/actions/index'
import { notePersonalRead } from '#core/audit/index'
import { readRows } from '../query/sql.ts'
import { columnsOf } from '../query/columns.ts'
import type { Row } from '../query/list_rows.ts'
import { indexSearch } from '../search.ts'
import type { RecordField, RecordType } from '../types.ts'
import { lockRow } from '../write/actions.ts'
import { type PersonSection, gatherPerson, linkedTypes } from './gather.ts'
import { samePerson } from './same_person.ts'
import { PERSON_ANONYMISED, PERSON_HOLD, type PersonAnonymised, type PersonHold } from './types.ts'

const input = vine.create({ id: vine.string().regex(/^\d{1,18}$/) })

interface Chosen {
  readonly id: string
}

const common = (type: RecordType) => ({
  permission: 'records.person',
  input,
  reason: 'required' as const,
  subject: (_: unknown, { id }: { readonly id: bigint }) => ({ type: type.name, id }),
})

export interface ExportedPerson {
  readonly id: bigint
  readonly sections: readonly PersonSection[]
}

/** `<record>.personal_export`: everything that is kept of a person, at their request (LGPD, art. 18). */
export function exportPersonAction(
  type: RecordType,
  timeZone: string
): Action<Chosen, ExportedPerson> {
  return {
    ...common(type),
    name: `${type.name}.personal_export`,
    title: `Exportar dados pessoais de ${type.title.one.toLowerCase()}`,
    async run(context, { id }) {
      const { tx, actor } = context
      const row = await lockRow(type, context, id)
      const sections = await gatherPerson(tx, { type, id: row.id }, { actor, timeZone })
      const rows = sections.reduce((sum, section) => sum + section.rows.length, 0)
      await notePersonalRead(
        actor,
        {
          ...{ recordType: type.name, title: type.title.many, way: 'person', rows },
          filter: `${type.path}/${id}`,
        },
        tx
      )
      return { id: row.id, sections }
    },
    describe: (_, { id }) => `Exportou os dados pessoais de ${type.title.one.toLowerCase()} ${id}`,
    trail: (_, { sections }) => ({
      rows: Object.fromEntries(sections.map(({ record, rows }) => [record, rows.length])),
    }),
  }
}

export interface Anonymised {
  readonly id: bigint
  readonly columns: readonly string[]
  /** Stored files whose bytes are to be erased once this is committed. */
  readonly files: readonly bigint[]
}

/**
 * `<record>.anonymise`: empties what tells who a person is, for good, in every record type that belongs to them; refused
 * while debts or terms of law keep the data (LGPD, art. 16). The trail keeps which columns, not what they held.
 */
export function anonymiseAction(type: RecordType): Action<Chosen, Anonymised> {
  return {
    ...common(type),
    name: `${type.name}.anonymise`,
    title: `Anonimizar ${type.title.one.toLowerCase()}`,
    async run(context, { id }) {
      const row = await lockRow(type, context, id)
      const hold: PersonHold = { record: type.name, id: row.id }
      await context.participate(PERSON_HOLD, hold)
      const ids = await samePerson(context.tx, type, {
        municipalityId: context.municipalityId,
        id: row.id,
      })
      const columns: string[] = []
      // The persons themselves last: what follows their change must find their other rows already empty.
      for (const linked of linkedTypes(type).toReversed()) {
        columns.push(...(await emptyRows(linked, context, ids)))
      }
      const files = type.attachments ? await dropAttachments(type, context, ids) : []
      await dropNotes(type, context, ids)
      const gone: PersonAnonymised = { record: type.name, ids }
      await context.participate(PERSON_ANONYMISED, gone)
      return { id: row.id, columns, files }
    },
    describe: (_, { id }) => `Anonimizou ${type.title.one.toLowerCase()} ${id}`,
    trail: (_, { columns, files }) => ({ columns: [...columns], files: files.map(String) }),
  }
}

const isKept = ({ isPersonal, isReadOnly, customKey }: RecordField) =>
  !isPersonal || isReadOnly === true || customKey !== undefined

/** @returns the columns that were emptied, as `<table>.<column>`. */
async function emptyRows(
  type: RecordType,
  context: ActionContext,
  people: readonly bigint[]
): Promise<string[]> {
  const { tx, municipalityId } = context
  const { key, anonymised } = type.person!
  const owned = `municipality_id = ? and ${key} = any(?::bigint[])`
  if (anonymised === 'delete') {
    const gone = await readRows<{ id: bigint }>(
      `delete from ${type.table} where ${owned} returning id`,
      [municipalityId, people.map(String)],
      tx
    )
    await readRows(
      'delete from records_search where record_type = ? and record_id = any(?::bigint[])',
      [type.name, gone.map(({ id }) => String(id))],
      tx
    )
    return [`${type.table}.*`]
  }
  const values = new Map<string, string | null>(
    type.fields.filter((field) => !isKept(field)).map(({ name }) => [name, null])
  )
  for (const [column, value] of Object.entries(anonymised)) values.set(column, value)
  if (!values.size) return []
  const sets = [...values.keys()].map((column) => `${column} = ?`)
  if (type.hasCustomFields) sets.push(`custom = '{}'`)
  const rows = await readRows<Row>(
    `update ${type.table} set ${sets.join(', ')} where ${owned} returning ${columnsOf(type)}`,
    [...values.values(), municipalityId, people.map(String)],
    tx
  )
  for (const row of rows) {
    await indexSearch(tx, type, row.id, { ...row, municipality_id: municipalityId })
    await type.afterChange?.(context, { id: row.id, after: Object.fromEntries(values) })
  }
  return [...values.keys()].map((column) => `${type.table}.${column}`)
}

async function dropAttachments(
  type: RecordType,
  { tx, municipalityId, actor, now }: ActionContext,
  ids: readonly bigint[]
): Promise<bigint[]> {
  const dropped = await readRows<{ id: bigint }>(
    `update records_attachments
        set description = null, removed_at = coalesce(removed_at, ?), removed_by_name = coalesce(removed_by_name, ?),
            removal_reason = coalesce(removal_reason, 'Anonimização (LGPD)')
      where municipality_id = ? and record_type = ? and record_id = any(?::bigint[]) returning id`,
    [now, actor.name, municipalityId, type.name, ids.map(String)],
    tx
  )
  const files = await readRows<{ id: bigint }>(
    `update files_objects set name = 'anonimizado', state = 'erased'
      where id in (select file_id from records_attachment_versions where attachment_id = any(?::bigint[])) returning id`,
    [dropped.map((one) => String(one.id))],
    tx
  )
  return files.map((file) => file.id)
}

async function dropNotes(
  type: RecordType,
  { tx, municipalityId }: ActionContext,
  ids: readonly bigint[]
): Promise<void> {
  const owned = 'municipality_id = ? and record_type = ? and record_id = any(?::bigint[])'
  const bindings = [municipalityId, type.name, ids.map(String)]
  await readRows(
    `delete from records_note_versions where note_id in (select id from records_notes where ${owned})`,
    bindings,
    tx
  )
  await readRows(
    `update records_notes set text = 'Anonimizada (LGPD)' where ${owned}`,
    bindings,
    tx
  )
}
