import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { notePersonalRead } from '#core/audit/index'
import { seesPersonal } from '../access.ts'
import { type ListState, listAddress } from '../query/list_state.ts'
import type { Reader } from '../query/sql.ts'
import type { RecordType } from '../types.ts'

interface Read {
  readonly actor: Actor
  readonly state: ListState
  readonly way: 'list' | 'api' | 'export'
  readonly rows: number
}

/** Notes a list that was given out with personal data unmasked (LGPD); lists without any are not noted. */
export async function noteRead(
  type: RecordType,
  { actor, state, way, rows }: Read,
  reader: Reader = db
): Promise<void> {
  const isShown = ({ name }: { readonly name: string }) =>
    way !== 'list' || type.list.columns.includes(name)
  const isPersonal = type.fields.some((field) => field.isPersonal && isShown(field))
  if (!isPersonal || !seesPersonal(actor, type)) return
  const { name: recordType, title } = type
  const filter = listAddress(type, state).replace(/^\?/, '')
  await notePersonalRead(actor, { recordType, title: title.many, way, rows, filter }, reader)
}
