import type { HttpContext } from '@adonisjs/core/http'
import { seesPersonal } from '../access.ts'
import { readTyped } from '../fields/read_typed.ts'
import { showValue } from '../fields/show_value.ts'
import { findLabels } from '../query/labels.ts'
import { type Row, findRow } from '../query/list_rows.ts'
import { readRows } from '../query/sql.ts'
import type { RecordField, RecordType } from '../types.ts'
import { changedNames } from '../write/actions.ts'

/** What another person did to a record while this one was typing. */
export interface Conflict {
  readonly actorName: string | null
  readonly at: Date | null
  readonly differences: readonly {
    readonly label: string
    readonly name: string
    /** As it is kept now. */
    readonly now: string
    readonly typed: string
  }[]
}

interface Refused {
  readonly type: RecordType
  readonly fields: readonly RecordField[]
  readonly id: bigint
  readonly typed: Readonly<Record<string, unknown>>
  readonly error: unknown
}

/** What to show when a form was refused because the record had changed; null for any other refusal. */
export async function conflictOf(
  { actor, municipality }: HttpContext,
  { type, fields, id, typed, error }: Refused
): Promise<{ row: Row; conflict: Conflict } | null> {
  if ((error as { code?: string }).code !== 'E_RECORDS_CHANGED') return null
  const row = await findRow(type, actor, id)
  if (!row) return null
  const [last] = await readRows<{ actorName: string; at: Date }>(
    `select actor_name as "actorName", at from audit_entries
      where subject_type = ? and subject_id = ? and municipality_id = ? order by id desc limit 1`,
    [type.name, id, actor.municipalityId]
  )
  const { timeZone } = municipality
  const values = Object.fromEntries(
    fields.flatMap((field) => {
      const read = readTyped(field, typed[field.name], timeZone)
      return 'value' in read ? [[field.name, read.value]] : []
    })
  )
  const differing = new Set(changedNames(type, row, values))
  const wanted = fields.filter(({ name }) => differing.has(name))
  const labels = await findLabels(wanted, [row, { ...values, id } as Row], actor)
  const context = {
    timeZone,
    seesPersonal: seesPersonal(actor, type),
    reference: (record: string, key: bigint | string) => labels.get(record, key),
  }
  const differences = wanted.map((field) => ({
    ...{ label: field.label, name: field.name },
    now: showValue(field, row[field.name], context).text,
    typed: showValue(field, values[field.name], context).text,
  }))
  const who = last ?? { actorName: null, at: null }
  return { row, conflict: { ...who, differences } }
}
