import db from '@adonisjs/lucid/services/db'
import type { Tx } from '#core/database/index'
import { parameterWithin } from '#core/configuration/index'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'
import type { ViewContext } from '../view/list_view.ts'
import { errors } from './errors.ts'
import { NOTE_EDIT_MINUTES } from './parameters.ts'
import { mayAdd } from './permissions.ts'

export interface NoteRow {
  readonly id: bigint
  readonly text: string
  readonly is_pinned: boolean
  readonly created_at: Date
  readonly created_by: bigint | null
  readonly created_by_name: string
  readonly edited_at: Date | null
  readonly removed_at: Date | null
  readonly removed_by_name: string | null
  readonly removal_reason: string | null
}

interface Place {
  readonly municipalityId: bigint
  readonly type: RecordType
  readonly recordId: bigint | string
}

const NEWEST = 200

/** Minutes in which its author may correct a note. */
export const editMinutes = (
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  now: Date
): Promise<number> =>
  parameterWithin(reader, { key: NOTE_EDIT_MINUTES, municipalityId, knownAt: now })

export const isWithin = (note: Pick<NoteRow, 'created_at'>, minutes: number, now: Date) =>
  now.getTime() - note.created_at.getTime() <= minutes * 60_000

/** The note that an action changes, locked. @throws BusinessError E_RECORDS_NOTE_UNKNOWN */
export async function lockNote(
  tx: Tx,
  { municipalityId, type, recordId }: Place,
  id: string
): Promise<NoteRow> {
  const [note] = await readRows<NoteRow>(
    `select * from records_notes
      where municipality_id = ? and record_type = ? and record_id = ? and id = ? and removed_at is null for update`,
    [municipalityId, type.name, recordId, id],
    tx
  )
  if (!note) throw errors.E_RECORDS_NOTE_UNKNOWN({ type: type.name, record: String(recordId), id })
  return note
}

interface Former {
  readonly note_id: bigint
  readonly text: string
  readonly replaced_at: Date
}

/** The notes of a record: pinned ones first, then the newest; removed ones apart. */
export async function notesView(
  type: RecordType,
  recordId: bigint,
  { actor }: ViewContext,
  now: Date
) {
  const notes = await readRows<NoteRow>(
    `select * from records_notes where municipality_id = ? and record_type = ? and record_id = ?
      order by is_pinned desc, id desc limit ${NEWEST}`,
    [actor.municipalityId, type.name, recordId]
  )
  const edited = notes.filter(({ edited_at: at }) => at).map(({ id }) => String(id))
  const former = await readRows<Former>(
    `select note_id, text, replaced_at from records_note_versions where note_id = any(?::bigint[]) order by id desc`,
    [edited]
  )
  const minutes = await editMinutes(db, actor.municipalityId, now)
  const isWriter = mayAdd(actor, type, 'notes')
  const views = notes.map((note) => ({
    ...note,
    former: former.filter((one) => one.note_id === note.id),
    mayEdit: isWriter && note.created_by === actor.userId && isWithin(note, minutes, now),
  }))
  return {
    base: `${type.path}/${recordId}/notes`,
    items: views.filter((note) => !note.removed_at),
    removed: views.filter((note) => note.removed_at),
    mayAdd: isWriter,
    minutes,
  }
}
