import type { CivilDate } from '#core/calendar/index'
import { type Json, type Tx, query } from '#core/database/index'
import { errors } from './errors.ts'
import { type Reader, queryOne } from './query.ts'
import type { Owner, VersionStatus } from './types.ts'

/** A version as it is stored, with the name of its item and of its people. */
export interface Version {
  readonly id: bigint
  readonly itemId: bigint
  readonly kind: string
  readonly key: string
  readonly title: string
  /** `null`: the whole installation. */
  readonly municipalityId: bigint | null
  readonly number: number
  readonly owner: Owner
  readonly status: VersionStatus
  /** Canonical JSON. */
  readonly content: string
  readonly contentHash: string
  readonly from: CivilDate | null
  readonly until: CivilDate | null
  readonly reason: string | null
  readonly legalBasis: string | null
  readonly authorId: bigint | null
  readonly authorName: string | null
  readonly submittedAt: Date | null
  readonly approverId: bigint | null
  readonly approverName: string | null
  readonly decidedAt: Date | null
  /** UTC with microseconds, as the chain's hash covers it. */
  readonly decidedText: string | null
  readonly decisionNote: string | null
  readonly previousHash: string | null
  readonly hash: string | null
  readonly updatedAt: Date
}

const SELECT = `
  select v.id, v.item_id as "itemId", i.kind, i.key, i.title, i.municipality_id as "municipalityId", v.number, v.owner,
         v.status, v.content, v.content_hash as "contentHash", v.in_force_from as "from", v.in_force_until as "until",
         v.reason, v.legal_basis as "legalBasis", v.author_id as "authorId", author.full_name as "authorName",
         v.submitted_at as "submittedAt", v.approver_id as "approverId", approver.full_name as "approverName",
         v.decided_at as "decidedAt",
         to_char(v.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "decidedText",
         v.decision_note as "decisionNote", v.previous_hash as "previousHash", v.hash, v.updated_at as "updatedAt"
    from configuration_versions v
    join configuration_items i on i.id = v.item_id
    left join access_users author on author.id = v.author_id
    left join access_users approver on approver.id = v.approver_id`

/** One version that the municipality may see: its own, or the installation's. @throws E_CONFIGURATION_NOT_FOUND */
export async function readVersion(
  reader: Reader,
  id: bigint,
  municipalityId: bigint
): Promise<Version> {
  const version = await queryOne<Version>(
    reader,
    `${SELECT} where v.id = ? and (i.municipality_id is null or i.municipality_id = ?)`,
    [id, municipalityId]
  )
  if (!version) throw errors.E_CONFIGURATION_NOT_FOUND({ id })
  return version
}

/** As `readVersion` for a change: the municipality's own versions only, locked until the transaction ends. */
export async function lockVersion(tx: Tx, id: bigint, municipalityId: bigint): Promise<Version> {
  const version = await queryOne<Version>(
    tx,
    `${SELECT} where v.id = ? and i.municipality_id = ? for update of v`,
    [id, municipalityId]
  )
  if (!version) throw errors.E_CONFIGURATION_NOT_FOUND({ id })
  return version
}

/** Every version of one kind and key that the municipality sees, the newest first. */
export function versionsOf(
  reader: Reader,
  item: { readonly kind: string; readonly key: string; readonly municipalityId: bigint }
): Promise<Version[]> {
  return query<Version>(
    reader,
    `${SELECT} where i.kind = ? and i.key = ? and (i.municipality_id is null or i.municipality_id = ?)
      order by v.in_force_from desc nulls first, v.id desc`,
    [item.kind, item.key, item.municipalityId]
  )
}

/** Versions of every item that the municipality sees and that are approved or on their way. */
export function currentVersions(reader: Reader, municipalityId: bigint): Promise<Version[]> {
  return query<Version>(
    reader,
    `${SELECT} where v.status in ('draft', 'in_review', 'approved')
        and (i.municipality_id is null or i.municipality_id = ?) order by i.kind, i.key, v.id`,
    [municipalityId]
  )
}

/** Every approved version of the installation, for the verification of the chain. */
export function approvedVersions(reader: Reader): Promise<Version[]> {
  return query<Version>(reader, `${SELECT} where v.status = 'approved' order by v.id`)
}

/** The approved versions of some `kind/key` names (or of all that start with a prefix ending in `*`). */
export async function approvedByName(
  reader: Reader,
  municipalityId: bigint,
  names: readonly string[]
): Promise<Version[]> {
  if (!names.length) return []
  const patterns = names.map((name) =>
    name.endsWith('*') ? `${escapeLike(name.slice(0, -1))}%` : escapeLike(name)
  )
  return query<Version>(
    reader,
    `${SELECT} where v.status = 'approved' and (i.municipality_id is null or i.municipality_id = ?)
        and (i.kind || '/' || i.key) like any(?) order by v.id`,
    [municipalityId, patterns]
  )
}

export async function versionsByIds(reader: Reader, ids: readonly string[]): Promise<Version[]> {
  if (!ids.length) return []
  return query<Version>(reader, `${SELECT} where v.id = any(?)`, [ids])
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (c) => `\\${c}`)

export const parseContent = (text: string): Json => JSON.parse(text) as Json
