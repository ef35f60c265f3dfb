import vine from '@vinejs/vine'
import type { Action, ActionContext } from '#core/actions/index'
import type { AcceptedFile } from '#core/files/index'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'
import { lockAttachment, writeVersion } from './attachments.ts'
import { errors } from './errors.ts'
import { type Owner, ownerOf } from './owner.ts'
import { writePermission } from './permissions.ts'

const digits = () => vine.string().regex(/^\d{1,18}$/)
/** Checked by `acceptFile` before it comes here. */
const file = () => vine.any()

interface Sending {
  readonly id: string
  readonly kind: string
  readonly description?: string | null
  readonly file: AcceptedFile
}
interface Replacing {
  readonly id: string
  readonly attachment: string
  readonly file: AcceptedFile
}
type Removing = Omit<Replacing, 'file'>

interface Done {
  readonly owner: Owner
  readonly id: bigint
  readonly kind: string
  readonly version: number
  readonly sha256?: string
}

const permissionOf = (type: RecordType): string => {
  const permission = writePermission(type, 'attachments')
  if (permission) return permission
  throw errors.E_RECORDS_NOTHING_HERE({ type: type.name, what: 'attachments', title: 'anexos' })
}

const kindLabel = (type: RecordType, value: string) =>
  type.attachments?.kinds.find((kind) => kind.value === value)?.label ?? value

const subject =
  (type: RecordType) =>
  (_: unknown, { owner }: Done) => ({
    type: type.name,
    id: owner.id,
  })

const trail = (_: unknown, { id, version, sha256 }: Done) => ({
  attachment: String(id),
  version,
  ...(sha256 ? { sha256 } : {}),
})

/** `<record>.attach`: keeps a file on a record. */
export function attachAction(type: RecordType): Action<Sending, Done> {
  return {
    name: `${type.name}.attach`,
    title: `Anexar a ${type.title.one.toLowerCase()}`,
    permission: permissionOf(type),
    input: vine.create({
      id: digits(),
      kind: vine.string(),
      description: vine.string().trim().maxLength(200).nullable().optional(),
      file: file(),
    }),
    reason: 'none',
    run: (context, input) => attach(type, context, input),
    subject: subject(type),
    describe: (input, { owner, kind }) =>
      `Anexou ${kindLabel(type, kind)} (${input.file.clientName}) ao cadastro ${owner.words}`,
    trail,
  }
}

async function attach(type: RecordType, context: ActionContext, input: Sending): Promise<Done> {
  if (!type.attachments?.kinds.some(({ value }) => value === input.kind))
    throw errors.E_RECORDS_ATTACHMENT_KIND({ type: type.name, kind: input.kind })
  const owner = await ownerOf(type, context, input.id)
  const { tx, municipalityId, actor, now } = context
  const [row] = await readRows<{ id: bigint }>(
    `insert into records_attachments
       (municipality_id, record_type, record_id, kind, description, created_at, created_by, created_by_name)
     values (?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, type.name, owner.id, input.kind, input.description || null],
      ...[now, actor.userId, actor.name],
    ],
    tx
  )
  const sha256 = await writeVersion(context, { id: row!.id, number: 1 }, input.file)
  return { owner, id: row!.id, kind: input.kind, version: 1, sha256 }
}

/** `<record>.replace_attachment`: a new version; the former stays and can be opened. */
export function replaceAttachmentAction(type: RecordType): Action<Replacing, Done> {
  return {
    name: `${type.name}.replace_attachment`,
    title: `Trocar anexo de ${type.title.one.toLowerCase()}`,
    permission: permissionOf(type),
    input: vine.create({ id: digits(), attachment: digits(), file: file() }),
    reason: 'none',
    async run(context, input) {
      const owner = await ownerOf(type, context, input.id)
      const { id, kind, version } = await changed(type, context, input)
      const number = version + 1
      const sha256 = await writeVersion(context, { id, number }, input.file)
      await readRows(
        'update records_attachments set version = ? where id = ?',
        [number, id],
        context.tx
      )
      return { owner, id, kind, version: number, sha256 }
    },
    subject: subject(type),
    describe: (input, { owner, kind, version }) =>
      `Trocou o anexo ${kindLabel(type, kind)} ${owner.words} pelo arquivo ${input.file.clientName} (versão ${version})`,
    trail,
  }
}

/** `<record>.remove_attachment`: no longer counts; stays to be seen, with who removed it and why. */
export function removeAttachmentAction(type: RecordType): Action<Removing, Done> {
  return {
    name: `${type.name}.remove_attachment`,
    title: `Remover anexo de ${type.title.one.toLowerCase()}`,
    permission: permissionOf(type),
    input: vine.create({ id: digits(), attachment: digits() }),
    reason: 'required',
    async run(context, input) {
      const owner = await ownerOf(type, context, input.id)
      const { id, kind, version } = await changed(type, context, input)
      await readRows(
        'update records_attachments set removed_at = ?, removed_by_name = ?, removal_reason = ? where id = ?',
        [context.now, context.actor.name, context.reason, id],
        context.tx
      )
      return { owner, id, kind, version }
    },
    subject: subject(type),
    describe: (_, { owner, kind }) => `Removeu o anexo ${kindLabel(type, kind)} ${owner.words}`,
    trail,
  }
}

const changed = (type: RecordType, { tx, municipalityId }: ActionContext, input: Removing) =>
  lockAttachment({ municipalityId, type, recordId: input.id }, input.attachment, tx)
