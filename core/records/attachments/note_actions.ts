import vine from '@vinejs/vine'
import type { Action, ActionContext } from '#core/actions/index'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'
import { errors } from './errors.ts'
import { editMinutes, isWithin, lockNote } from './notes.ts'
import { type Owner, ownerOf } from './owner.ts'
import { writePermission } from './permissions.ts'

const digits = () => vine.string().regex(/^\d{1,18}$/)
const text = () => vine.string().trim().minLength(1).maxLength(4000)

interface Writing {
  readonly id: string
  readonly text: string
}
interface Choosing {
  readonly id: string
  readonly note: string
}
type Editing = Writing & Choosing

interface Done {
  readonly owner: Owner
  readonly id: bigint
  readonly before?: string
  readonly isPinned?: boolean
}

const permissionOf = (type: RecordType): string => {
  const permission = writePermission(type, 'notes')
  if (permission) return permission
  throw errors.E_RECORDS_NOTHING_HERE({ type: type.name, what: 'notes', title: 'anotações' })
}

const common = (type: RecordType) => ({
  permission: permissionOf(type),
  reason: 'none' as const,
  subject: (_: unknown, { owner }: Done) => ({ type: type.name, id: owner.id }),
})

/** `<record>.note`: writes a note on a record. */
export function noteAction(type: RecordType): Action<Writing, Done> {
  return {
    ...common(type),
    name: `${type.name}.note`,
    title: `Anotar em ${type.title.one.toLowerCase()}`,
    input: vine.create({ id: digits(), text: text() }),
    async run(context, input) {
      const owner = await ownerOf(type, context, input.id)
      const { tx, municipalityId, actor, now } = context
      const [row] = await readRows<{ id: bigint }>(
        `insert into records_notes (municipality_id, record_type, record_id, text, created_at, created_by, created_by_name)
         values (?, ?, ?, ?, ?, ?, ?) returning id`,
        [municipalityId, type.name, owner.id, input.text, now, actor.userId, actor.name],
        tx
      )
      return { owner, id: row!.id }
    },
    describe: (_, { owner }) => `Escreveu uma anotação no cadastro ${owner.words}`,
    trail: (_, { id }) => ({ note: String(id) }),
  }
}

/** `<record>.edit_note`: its author corrects a note while it is fresh; the former text is kept. */
export function editNoteAction(type: RecordType): Action<Editing, Done> {
  return {
    ...common(type),
    name: `${type.name}.edit_note`,
    title: `Corrigir anotação de ${type.title.one.toLowerCase()}`,
    input: vine.create({ id: digits(), note: digits(), text: text() }),
    async run(context, input) {
      const { owner, note } = await chosen(type, context, input)
      const { tx, municipalityId, actor, now } = context
      if (note.created_by !== actor.userId) throw errors.E_RECORDS_NOTE_AUTHOR({ id: note.id })
      const minutes = await editMinutes(tx, municipalityId, now)
      if (!isWithin(note, minutes, now))
        throw errors.E_RECORDS_NOTE_WINDOW({ id: note.id, minutes })
      await readRows(
        'insert into records_note_versions (municipality_id, note_id, text, replaced_at) values (?, ?, ?, ?)',
        [municipalityId, note.id, note.text, now],
        tx
      )
      await readRows(
        'update records_notes set text = ?, edited_at = ? where id = ?',
        [input.text, now, note.id],
        tx
      )
      return { owner, id: note.id, before: note.text }
    },
    describe: (_, { owner }) => `Corrigiu uma anotação do cadastro ${owner.words}`,
    trail: ({ text: after }, { id, before }) => ({
      ...{ note: String(id), text_before: before ?? null, text_after: after },
    }),
  }
}

/** `<record>.pin_note`: keeps a note above the others, or lets it go. */
export function pinNoteAction(type: RecordType): Action<Choosing, Done> {
  return {
    ...common(type),
    name: `${type.name}.pin_note`,
    title: `Fixar anotação de ${type.title.one.toLowerCase()}`,
    input: vine.create({ id: digits(), note: digits() }),
    async run(context, input) {
      const { owner, note } = await chosen(type, context, input)
      await readRows(
        'update records_notes set is_pinned = not is_pinned where id = ?',
        [note.id],
        context.tx
      )
      return { owner, id: note.id, isPinned: !note.is_pinned }
    },
    describe: (_, { owner, isPinned }) =>
      `${isPinned ? 'Fixou' : 'Soltou'} uma anotação do cadastro ${owner.words}`,
    trail: (_, { id, isPinned }) => ({ note: String(id), is_pinned: isPinned ?? false }),
  }
}

/** `<record>.remove_note`: no longer shown with the others; stays with who removed it and why. */
export function removeNoteAction(type: RecordType): Action<Choosing, Done> {
  return {
    ...common(type),
    name: `${type.name}.remove_note`,
    title: `Remover anotação de ${type.title.one.toLowerCase()}`,
    reason: 'required',
    input: vine.create({ id: digits(), note: digits() }),
    async run(context, input) {
      const { owner, note } = await chosen(type, context, input)
      await readRows(
        `update records_notes set removed_at = ?, removed_by_name = ?, removal_reason = ?, is_pinned = false where id = ?`,
        [context.now, context.actor.name, context.reason, note.id],
        context.tx
      )
      return { owner, id: note.id, before: note.text }
    },
    describe: (_, { owner }) => `Removeu uma anotação do cadastro ${owner.words}`,
    trail: (_, { id, before }) => ({ note: String(id), text: before ?? null }),
  }
}

async function chosen(type: RecordType, context: ActionContext, input: Choosing) {
  const owner = await ownerOf(type, context, input.id)
  const { tx, municipalityId } = context
  const note = await lockNote(tx, { municipalityId, type, recordId: owner.id }, input.note)
  return { owner, note }
}
