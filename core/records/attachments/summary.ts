import { type Tx, query } from '#core/database/index'
import type { Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { mayOpen, maySee } from './permissions.ts'

interface Place {
  readonly actor: Actor
  /** Name of the record type. */
  readonly record: string
  readonly id: bigint
}

export interface AttachmentSummary {
  /** What is kept, by kind, the newest first. */
  readonly kept: readonly {
    readonly label: string
    readonly files: number
    readonly sentAt: Date
  }[]
  /** Kinds that every record of the type should have and this one lacks. */
  readonly missing: readonly string[]
}

/** Which files a record has and which it lacks, for a page that says so at once; null for who may not see them. */
export async function attachmentSummary(
  tx: Tx,
  { actor, record, id }: Place
): Promise<AttachmentSummary | null> {
  const type = registries().records.get(record)
  if (!maySee(actor, type, 'attachments')) return null
  const rows = await query<{ kind: string; files: number; sent_at: Date }>(
    tx,
    `select a.kind, count(*)::int as files, max(v.sent_at) as sent_at
       from records_attachments a
       join records_attachment_versions v on v.attachment_id = a.id and v.number = a.version
      where a.municipality_id = ? and a.record_type = ? and a.record_id = ? and a.removed_at is null
      group by a.kind order by max(v.sent_at) desc`,
    [actor.municipalityId, record, id]
  )
  const kinds = type.attachments?.kinds ?? []
  const present = new Set(rows.map(({ kind }) => kind))
  return {
    kept: rows.map(({ kind, files, sent_at: sentAt }) => ({
      ...{ label: kinds.find(({ value }) => value === kind)?.label ?? kind, files, sentAt },
    })),
    missing: kinds
      .filter(({ value, isRequired }) => isRequired && !present.has(value))
      .map(({ label }) => label),
  }
}

export interface NewestNote {
  readonly text: string
  readonly is_pinned: boolean
  readonly created_at: Date
  readonly created_by_name: string
}

/** The first notes of a record as its page orders them: pinned ones, then the newest; null for who may not see them. */
export async function newestNotes(
  tx: Tx,
  { actor, record, id, most }: Place & { readonly most: number }
): Promise<NewestNote[] | null> {
  if (!maySee(actor, registries().records.get(record), 'notes')) return null
  return query<NewestNote>(
    tx,
    `select text, is_pinned, created_at, created_by_name from records_notes
      where municipality_id = ? and record_type = ? and record_id = ? and removed_at is null
      order by is_pinned desc, id desc limit ?`,
    [actor.municipalityId, record, id, most]
  )
}

export interface Picture {
  readonly label: string
  readonly path: string
  readonly thumbnailPath: string
}

const PICTURES = 4

/** The newest pictures kept on some records, for screens that show them in passing; none for who may not open them. */
export async function picturesOf(
  reader: Pick<Tx, 'rawQuery'>,
  { actor, record, ids }: { actor: Actor; record: string; ids: readonly bigint[] }
): Promise<ReadonlyMap<bigint, readonly Picture[]>> {
  const type = registries().records.get(record)
  if (ids.length === 0 || !mayOpen(actor, type)) return new Map()
  const rows = await query<{ id: bigint; record_id: bigint; kind: string; description: string }>(
    reader,
    `select p.* from unnest(?::bigint[]) as one(id)
      cross join lateral (
        select a.id, a.record_id, a.kind, coalesce(a.description, '') as description
          from records_attachments a
          join records_attachment_versions v on v.attachment_id = a.id and v.number = a.version
          join files_objects f on f.id = v.file_id and f.thumbnail_as is not null
         where a.municipality_id = ? and a.record_type = ? and a.record_id = one.id and a.removed_at is null
         order by a.id desc limit ${PICTURES}) p`,
    [ids, actor.municipalityId, record]
  )
  const kinds = type.attachments?.kinds ?? []
  const pictures = rows.map((row) => {
    const path = `${type.path}/${row.record_id}/attachments/${row.id}`
    const kind = kinds.find(({ value }) => value === row.kind)?.label ?? row.kind
    return {
      recordId: row.record_id,
      picture: { label: row.description || kind, path, thumbnailPath: `${path}?thumbnail` },
    }
  })
  return new Map(
    [...Map.groupBy(pictures, ({ recordId }) => recordId)].map(([id, some]) => [
      id,
      some.map(({ picture }) => picture),
    ])
  )
}
