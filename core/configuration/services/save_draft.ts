import { todayIn } from '#core/access/index'
import { type Json, type Tx, canonicalJson, sha256, query } from '#core/database/index'
import { checkContent, completeContent, isCritical, kindNamed } from '../check_content.ts'
import { ContentRefused, errors } from '../errors.ts'
import type { Owner } from '../types.ts'
import { queryOne } from '../query.ts'
import { titleHere } from '../local_items.ts'
import { baseFor } from '../product_upgrade.ts'
import { lockVersion, versionsOf } from '../versions.ts'
import { requireAuthor, requireStatus } from '../version_guards.ts'

export interface DraftInput {
  readonly kind: string
  readonly key: string
  readonly municipalityId: bigint
  readonly content: Json
  readonly authorId: bigint | null
  /** Who lent the author the permission. */
  readonly authorForId?: bigint | null
  /** `utility` when not said. */
  readonly owner?: Owner
  /** The default that it is made from, where who writes it knows; that of the version before it when not said. */
  readonly baseId?: bigint | null
  /** What a merge with a new default did. */
  readonly merge?: Json
}

/**
 * Writes a new draft of the municipality. The content is checked whole: an unknown fact or a wrong value never gets in.
 * @throws ContentRefused with every finding; E_CONFIGURATION_KIND; E_CONFIGURATION_AUTHOR
 */
export async function saveDraft(tx: Tx, input: DraftInput): Promise<bigint> {
  const { authorId, owner = 'utility' } = input
  if (authorId === null) throw errors.E_CONFIGURATION_AUTHOR()
  if (owner === 'product') throw errors.E_CONFIGURATION_PRODUCT_OWNER()
  const content = await soundContent(tx, input)
  const itemId = await lockItem(tx, input)
  const created = await queryOne<{ id: bigint }>(
    tx,
    `insert into configuration_versions
       (item_id, number, owner, status, content, content_hash, author_id, author_for_id, base_id, merge)
     select ?, coalesce(max(number), 0) + 1, ?, 'draft', ?, ?, ?, ?, ?, ?
       from configuration_versions where item_id = ? returning id`,
    [
      ...[itemId, owner, content, sha256(content), authorId, input.authorForId ?? null],
      ...[input.baseId === undefined ? await baseOf(tx, input) : input.baseId],
      ...[input.merge === undefined ? null : canonicalJson(input.merge), itemId],
    ]
  )
  return created!.id
}

export interface DraftChange {
  readonly versionId: bigint
  readonly municipalityId: bigint
  readonly content: Json
  readonly authorId: bigint | null
  readonly authorForId?: bigint | null
  /** Hash of the content that the author was looking at; not compared when not said. */
  readonly seen?: string | undefined
}

/**
 * Replaces the content of a draft; only its author may. Throws as `saveDraft`, when it is no draft any more, and
 * E_CONFIGURATION_SAVED_ELSEWHERE when it changed since the author opened it.
 */
export async function changeDraft(tx: Tx, change: DraftChange): Promise<void> {
  const version = await lockVersion(tx, change.versionId, change.municipalityId)
  requireStatus(version, 'draft')
  requireAuthor(version, change.authorId)
  if (change.seen !== undefined && change.seen !== version.contentHash) {
    throw errors.E_CONFIGURATION_SAVED_ELSEWHERE({ id: version.id, number: version.number })
  }
  const content = await soundContent(tx, { ...change, kind: version.kind, key: version.key })
  await query(
    tx,
    `update configuration_versions
        set content = ?, content_hash = ?, author_for_id = coalesce(?, author_for_id), updated_at = now() where id = ?`,
    [content, sha256(content), change.authorForId ?? null, version.id]
  )
}

async function baseOf(tx: Tx, input: DraftInput): Promise<bigint | null> {
  const today = await todayIn(tx, input.municipalityId)
  return baseFor(await versionsOf(tx, input), input.owner ?? 'utility', today)
}

interface Written {
  readonly kind: string
  readonly key: string
  readonly municipalityId: bigint
  readonly content: Json
}

async function soundContent(
  tx: Tx,
  { kind: kindName, key, municipalityId, content: written }: Written
): Promise<string> {
  const kind = kindNamed(kindName)
  const on = await todayIn(tx, municipalityId)
  const content = await completeContent(tx, kind, { key, municipalityId, on, content: written })
  const issues = checkContent(kind, key, content)
  if (issues.some(isCritical)) {
    throw new ContentRefused({ kind: kindName, key, title: kind.titleOf(key) }, issues)
  }
  return canonicalJson(content)
}

async function lockItem(tx: Tx, { kind, key, municipalityId }: DraftInput): Promise<bigint> {
  await query(
    tx,
    `insert into configuration_items (kind, key, municipality_id, title) values (?, ?, ?, ?)
     on conflict (kind, key, coalesce(municipality_id, 0)) do nothing`,
    [kind, key, municipalityId, await titleHere(tx, { kind, key, municipalityId })]
  )
  const item = await queryOne<{ id: bigint }>(
    tx,
    'select id from configuration_items where kind = ? and key = ? and municipality_id = ? for update',
    [kind, key, municipalityId]
  )
  return item!.id
}
