import type { ActionContext } from '#core/actions/index'
import { errors } from '../errors.ts'
import { labelText } from '../query/labels.ts'
import { type Row, ownRow } from '../query/list_rows.ts'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'

/** A record that something is added to, as sentences of the history name it. */
export interface Owner {
  readonly id: bigint
  readonly words: string
}

/** Finds the record in the person's municipality, in the action's transaction. @throws BusinessError E_RECORDS_NOT_FOUND */
export async function ownerOf(
  type: RecordType,
  { tx, actor }: ActionContext,
  id: string
): Promise<Owner> {
  const where = ownRow(type, actor, id)
  const [row] = await readRows<Row>(
    `select id, ${type.label} from ${type.table} where ${where.sql}`,
    where.bindings,
    tx
  )
  const title = type.title.one.toLowerCase()
  if (!row) throw errors.E_RECORDS_NOT_FOUND({ type: type.name, title, id })
  const label = type.fields.find(({ name }) => name === type.label)
  // A reference has only a number here; the history is read on the record itself.
  const named =
    label?.type === 'reference' ? '' : ` ${labelText(type, row[type.label], !label?.isPersonal)}`
  return { id: row.id, words: `${type.title.gender === 'm' ? 'do' : 'da'} ${title}${named}` }
}
