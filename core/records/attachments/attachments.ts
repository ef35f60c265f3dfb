import db from '@adonisjs/lucid/services/db'
import type { ActionContext } from '#core/actions/index'
import type { AcceptedFile } from '#core/files/index'
import { storeAccepted } from '#core/files/index'
import { type Reader, readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'
import { errors } from './errors.ts'

/** An attachment with the file of its present version. */
export interface AttachmentRow {
  readonly id: bigint
  readonly kind: string
  readonly description: string | null
  readonly version: number
  readonly removed_at: Date | null
  readonly removed_by_name: string | null
  readonly removal_reason: string | null
  readonly file_id: bigint
  readonly file_name: string
  readonly media_type: string
  readonly bytes: bigint
  readonly sha256: string
  readonly has_thumbnail: boolean
  readonly sent_at: Date
  readonly sent_by_name: string
}

interface Place {
  readonly municipalityId: bigint
  readonly type: RecordType
  readonly recordId: bigint | string
}

const COLUMNS = `a.id, a.kind, a.description, a.version, a.removed_at, a.removed_by_name, a.removal_reason,
  v.file_id, f.name as file_name, f.media_type, f.bytes, f.sha256, f.thumbnail_as is not null as has_thumbnail,
  v.sent_at, v.sent_by_name`
const FROM = `from records_attachments a
  join records_attachment_versions v on v.attachment_id = a.id
  join files_objects f on f.id = v.file_id
 where a.municipality_id = ? and a.record_type = ? and a.record_id = ?`
const NEWEST = 200

/** Attachments of a record in their present version, newest first; removed ones too, with their reason. */
export function attachmentsOf({ municipalityId, type, recordId }: Place): Promise<AttachmentRow[]> {
  return readRows<AttachmentRow>(
    `select ${COLUMNS} ${FROM} and v.number = a.version order by a.id desc limit ${NEWEST}`,
    [municipalityId, type.name, recordId]
  )
}

export interface VersionRow {
  readonly attachment_id: bigint
  readonly number: number
  readonly file_name: string
  readonly sent_at: Date
  readonly sent_by_name: string
}

/** Former versions of some attachments, newest first. */
export function formerVersions(ids: readonly bigint[]): Promise<VersionRow[]> {
  return readRows<VersionRow>(
    `select v.attachment_id, v.number, f.name as file_name, v.sent_at, v.sent_by_name
       from records_attachment_versions v
       join records_attachments a on a.id = v.attachment_id
       join files_objects f on f.id = v.file_id
      where v.attachment_id = any(?::bigint[]) and v.number < a.version
      order by v.attachment_id, v.number desc`,
    [ids.map(String)]
  )
}

/** The file of one version of an attachment, the present one when not said. @throws BusinessError E_RECORDS_ATTACHMENT_UNKNOWN */
export async function attachedFile(
  { municipalityId, type, recordId }: Place,
  id: string,
  version: number | null
): Promise<AttachmentRow> {
  const [row] = await readRows<AttachmentRow>(
    `select ${COLUMNS} ${FROM} and a.id = ? and v.number = coalesce(?::int, a.version)`,
    [municipalityId, type.name, recordId, id, version]
  )
  if (!row)
    throw errors.E_RECORDS_ATTACHMENT_UNKNOWN({ type: type.name, record: String(recordId), id })
  return row
}

/** The attachment that an action changes, locked. @throws BusinessError E_RECORDS_ATTACHMENT_UNKNOWN, …_REMOVED */
export async function lockAttachment(
  { municipalityId, type, recordId }: Place,
  id: string,
  reader: Reader = db
): Promise<{ readonly id: bigint; readonly kind: string; readonly version: number }> {
  const [row] = await readRows<{
    id: bigint
    kind: string
    version: number
    removed_at: Date | null
  }>(
    `select id, kind, version, removed_at from records_attachments
      where municipality_id = ? and record_type = ? and record_id = ? and id = ? for update`,
    [municipalityId, type.name, recordId, id],
    reader
  )
  if (!row)
    throw errors.E_RECORDS_ATTACHMENT_UNKNOWN({ type: type.name, record: String(recordId), id })
  if (row.removed_at) throw errors.E_RECORDS_ATTACHMENT_REMOVED({ id })
  return row
}

/** Writes a version of an attachment. @returns the hash of the stored bytes. */
export async function writeVersion(
  { tx, municipalityId, actor, now }: ActionContext,
  { id, number }: { readonly id: bigint; readonly number: number },
  file: AcceptedFile
): Promise<string> {
  const stored = await storeAccepted(tx, file, { municipalityId, createdBy: actor.userId })
  await readRows(
    `insert into records_attachment_versions
       (attachment_id, number, municipality_id, file_id, sent_at, sent_by, sent_by_name)
     values (?, ?, ?, ?, ?, ?, ?)`,
    [id, number, municipalityId, stored.id, now, actor.userId, actor.name],
    tx
  )
  return stored.sha256
}
