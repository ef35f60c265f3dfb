import { DOCUMENTS, type FilePurpose, FORMATS, formatWords, sizeWords } from '#core/files/index'
import type { RecordType } from '../types.ts'
import type { ViewContext } from '../view/list_view.ts'
import {
  type AttachmentRow,
  type VersionRow,
  attachmentsOf,
  formerVersions,
} from './attachments.ts'
import { mayAdd, mayOpen } from './permissions.ts'

/** What may be attached to records of this type. */
export function purposeOf(type: RecordType): FilePurpose {
  const { formats, maxBytes } = type.attachments?.accept ?? DOCUMENTS
  return { name: `${type.name}.attachment`, formats, maxBytes }
}

export interface AttachmentView {
  readonly id: bigint
  readonly kind: string
  readonly description: string | null
  readonly fileName: string
  readonly size: string
  readonly version: number
  readonly sentAt: Date
  readonly sentBy: string
  /** `null` for who may not open it. */
  readonly path: string | null
  readonly thumbnailPath: string | null
  readonly former: readonly {
    readonly number: number
    readonly path: string | null
    readonly sentAt: Date
    readonly sentBy: string
  }[]
  readonly removal: { readonly at: Date; readonly by: string; readonly reason: string } | null
}

/** The attachments of a record as its page shows them. */
export async function attachmentsView(type: RecordType, recordId: bigint, { actor }: ViewContext) {
  const { municipalityId } = actor
  const rows = await attachmentsOf({ municipalityId, type, recordId })
  const former = rows.some(({ version }) => version > 1)
    ? await formerVersions(rows.map(({ id }) => id))
    : []
  const base = `${type.path}/${recordId}/attachments`
  const see = { base, isOpen: mayOpen(actor, type), former, type }
  const items = rows.map((row) => attachmentView(row, see))
  const purpose = purposeOf(type)
  const kinds = type.attachments?.kinds ?? []
  const present = new Set(rows.filter((row) => !row.removed_at).map(({ kind }) => kind))
  return {
    base,
    items: items.filter(({ removal }) => !removal),
    removed: items.filter(({ removal }) => removal),
    kinds,
    missing: kinds.filter(({ value, isRequired }) => isRequired && !present.has(value)),
    mayAdd: mayAdd(actor, type, 'attachments'),
    mayOpen: see.isOpen,
    accept: purpose.formats
      .flatMap((format) => [FORMATS[format].mediaType, `.${FORMATS[format].extension}`])
      .join(','),
    limits: `${formatWords(purpose.formats)}, até ${sizeWords(purpose.maxBytes)}.`,
  }
}

interface Seeing {
  readonly base: string
  readonly isOpen: boolean
  readonly former: readonly VersionRow[]
  readonly type: RecordType
}

function attachmentView(row: AttachmentRow, see: Seeing): AttachmentView {
  const own = `${see.base}/${row.id}`
  const path = (address: string) => (see.isOpen ? address : null)
  return {
    id: row.id,
    kind: see.type.attachments?.kinds.find(({ value }) => value === row.kind)?.label ?? row.kind,
    description: row.description,
    fileName: row.file_name,
    size: sizeWords(Number(row.bytes)),
    version: row.version,
    sentAt: row.sent_at,
    sentBy: row.sent_by_name,
    path: path(own),
    thumbnailPath: row.has_thumbnail ? path(`${own}?thumbnail=${row.version}`) : null,
    former: see.former
      .filter(({ attachment_id: id }) => id === row.id)
      .map(({ number, sent_at: sentAt, sent_by_name: sentBy }) => ({
        ...{ number, sentAt, sentBy },
        path: path(`${own}?version=${number}`),
      })),
    removal: row.removed_at && {
      at: row.removed_at,
      by: row.removed_by_name ?? '',
      reason: row.removal_reason ?? '',
    },
  }
}
