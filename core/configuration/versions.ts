import type { CivilDate } from '#core/calendar/index'
import { type Json, type Tx, query } from '#core/database/index'
import { errors } from './errors.ts'
import { localKey } from './local_keys.ts'
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
  /** Whose lent permission author and approver used. */
  readonly authorForId: bigint | null
  readonly authorForName: string | null
  readonly approverForId: bigint | null
  readonly approverForName: string | null
  /** Put in force at once by its author; another person ratifies it. */
  readonly isEmergency: boolean
  readonly ratifyUntil: CivilDate | null
  /** The product or regulator version that it was made from, was last merged with, or was kept over. */
  readonly baseId: bigint | null
  /** Canonical JSON of what a merge with a new default did. */
  readonly merge: string | null
  /** The new default that somebody decided not to take, and why. */
  readonly refusedId: bigint | null
  readonly refusedBy: string | null
  readonly refusedAt: Date | null
  readonly refusedWhy: string | null
  /** Starts in a closed period on purpose, and the periods that it reaches, in words. */
  readonly isCorrection: boolean
  readonly closedPeriods: string | null
  /** What was decided about it after its approval. */
  readonly act: 'ratified' | 'refused' | 'withdrawn' | null
  readonly actBy: string | null
  readonly actAt: Date | null
  readonly actNote: string | null
  readonly stopsFrom: CivilDate | null
}

const SELECT = `
  select v.id, v.item_id as "itemId", i.kind, i.key, i.title, i.municipality_id as "municipalityId", v.number, v.owner,
         v.status, v.content, v.content_hash as "contentHash", v.in_force_from as "from", v.in_force_until as "until",
         v.reason, v.legal_basis as "legalBasis", v.author_id as "authorId", author.full_name as "authorName",
         v.submitted_at as "submittedAt", v.approver_id as "approverId", approver.full_name as "approverName",
         v.decided_at as "decidedAt",
         to_char(v.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "decidedText",
         v.decision_note as "decisionNote", v.previous_hash as "previousHash", v.hash, v.updated_at as "updatedAt",
         v.author_for_id as "authorForId", author_for.full_name as "authorForName",
         v.approver_for_id as "approverForId", approver_for.full_name as "approverForName",
         v.is_emergency as "isEmergency", v.ratify_until as "ratifyUntil", v.merge,
         coalesce(kept.refused_id, v.base_id) as "baseId", kept.refused_id as "refusedId",
         kept.decided_at as "refusedAt", kept.reason as "refusedWhy", kept_by.full_name as "refusedBy",
         v.is_correction as "isCorrection", v.closed_periods as "closedPeriods",
         act.act, act_by.full_name as "actBy", act.decided_at as "actAt", act.note as "actNote",
         act.stops_from as "stopsFrom"
    from configuration_versions v
    join configuration_items i on i.id = v.item_id
    left join access_users author on author.id = v.author_id
    left join access_users approver on approver.id = v.approver_id
    left join access_users author_for on author_for.id = v.author_for_id
    left join access_users approver_for on approver_for.id = v.approver_for_id
    left join configuration_acts act on act.version_id = v.id
    left join access_users act_by on act_by.id = act.user_id
    left join lateral (
      select k.* from configuration_kept_defaults k
       where k.item_id = v.item_id and k.owner = v.owner and k.last_version_id >= v.id order by k.id desc limit 1
    ) kept on true
    left join access_users kept_by on kept_by.id = kept.user_id`

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

/** Versions of an item that are of one place alone, and approved or on their way. */
export function localVersions(
  reader: Reader,
  item: { readonly kind: string; readonly key: string; readonly municipalityId: bigint }
): Promise<Version[]> {
  return query<Version>(
    reader,
    `${SELECT} where i.kind = ? and i.municipality_id = ? and starts_with(i.key, ?)
        and v.status in ('draft', 'in_review', 'approved') order by i.key, v.id`,
    [item.kind, item.municipalityId, localKey(item.key, '')]
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

/** Emergency versions put in force from one day to another, the newest first. */
export function emergencyVersions(
  reader: Reader,
  ...[municipalityId, from, until]: [bigint, CivilDate, CivilDate]
): Promise<Version[]> {
  return query<Version>(
    reader,
    `${SELECT} where v.is_emergency and i.municipality_id = ? and v.in_force_from between ? and ?
      order by v.in_force_from desc, v.id desc limit 500`,
    [municipalityId, from, until]
  )
}

/** Every version of a pack. */
export function versionsOfPack(reader: Reader, packId: bigint): Promise<Version[]> {
  return query<Version>(
    reader,
    `${SELECT} join configuration_pack_versions pv on pv.version_id = v.id
      where pv.pack_id = ? order by i.kind, i.key, v.in_force_from`,
    [packId]
  )
}

export async function versionsByIds(reader: Reader, ids: readonly string[]): Promise<Version[]> {
  if (!ids.length) return []
  return query<Version>(reader, `${SELECT} where v.id = any(?)`, [ids])
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (c) => `\\${c}`)

/** The id of a version as people type it. @throws E_CONFIGURATION_ID */
export function versionIdOf(given: string): bigint {
  if (/^\d{1,18}$/.test(given)) return BigInt(given)
  throw errors.E_CONFIGURATION_ID({ given })
}

export const parseContent = (text: string): Json => JSON.parse(text) as Json
