import { todayIn } from '#core/access/index'
import { type Json, type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import type { Side } from '../merge/merge_json.ts'
import { type Joined, type MergeMode, joinUpgrade } from '../merge/report.ts'
import { type Upgrade, pendingUpgrade } from '../product_upgrade.ts'
import type { Reader } from '../query.ts'
import { type Version, versionsOf } from '../versions.ts'
import { versionToday } from '../view/state_text.ts'
import { saveDraft } from './save_draft.ts'

export interface UpgradeOf {
  readonly kind: string
  readonly key: string
  readonly municipalityId: bigint
}

/** What waits to be joined of an item, or null. */
export async function findUpgrade(reader: Reader, item: UpgradeOf): Promise<Upgrade | null> {
  const today = await todayIn(reader, item.municipalityId)
  const all = await versionsOf(reader, item)
  return pendingUpgrade(all, versionToday(all, { today, timeZone: 'UTC' }), today)
}

/** The versions that a person saw when they decided: another one since then makes the decision void. */
interface Seen {
  readonly theirsId: bigint
  readonly oursId: bigint
}

export interface MergeInput extends UpgradeOf {
  readonly seen: Seen | null
  readonly mode: MergeMode
  /** For places that both sides changed, by path. */
  readonly choices: ReadonlyMap<string, Side>
  readonly authorId: bigint | null
  readonly authorForId: bigint | null
}

export interface MergeOutcome {
  readonly versionId: bigint
  readonly joined: Joined
}

/**
 * Joins the new default with the local version in force into a draft of the same owner; nothing in force changes.
 * @throws E_CONFIGURATION_NO_UPGRADE, _UPGRADE_MOVED, _CONFLICTS; ContentRefused when the joined content does not hold
 */
export async function mergeUpgrade(tx: Tx, input: MergeInput): Promise<MergeOutcome> {
  const upgrade = await requireUpgrade(tx, input, input.seen)
  const joined = joinUpgrade(upgrade, input)
  if (joined.open.length) {
    const places = joined.open.map(({ path }) => path)
    throw errors.E_CONFIGURATION_CONFLICTS({
      ...{ kind: input.kind, key: input.key, title: upgrade.mine.title },
      ...{ count: places.length, paths: places.slice(0, 5).join('; ') },
    })
  }
  const { kind, key, municipalityId, authorId, authorForId } = input
  const versionId = await saveDraft(tx, {
    ...{ kind, key, municipalityId, authorId, authorForId, content: joined.content },
    ...{ owner: upgrade.mine.owner, baseId: upgrade.theirs.id },
    merge: joined.report as unknown as Json,
  })
  return { versionId, joined }
}

export interface KeepInput extends UpgradeOf {
  readonly seen: Seen | null
  readonly userId: bigint | null
  readonly reason: string
  readonly now: Date
}

export interface KeepOutcome {
  readonly kept: Version
  readonly refused: Version
}

/** Records that the local version goes on as it is over a new default, which waits no more. */
export async function keepOwn(tx: Tx, input: KeepInput): Promise<KeepOutcome> {
  const { mine, theirs } = await requireUpgrade(tx, input, input.seen)
  if (input.userId === null) throw errors.E_CONFIGURATION_AUTHOR()
  await query(
    tx,
    `insert into configuration_kept_defaults
       (item_id, owner, kept_id, refused_id, last_version_id, user_id, reason, decided_at)
     select ?, ?, ?, ?, max(id), ?, ?, ? from configuration_versions where item_id = ?`,
    [
      ...[mine.itemId, mine.owner, mine.id, theirs.id],
      ...[input.userId, input.reason, input.now, mine.itemId],
    ]
  )
  return { kept: mine, refused: theirs }
}

async function requireUpgrade(tx: Tx, item: UpgradeOf, seen: Seen | null): Promise<Upgrade> {
  await query(
    tx,
    'select id from configuration_items where kind = ? and key = ? and municipality_id = ? for update',
    [item.kind, item.key, item.municipalityId]
  )
  const upgrade = await findUpgrade(tx, item)
  if (!upgrade) throw errors.E_CONFIGURATION_NO_UPGRADE({ kind: item.kind, key: item.key })
  const { mine, theirs } = upgrade
  if (seen && (seen.oursId !== mine.id || seen.theirsId !== theirs.id)) {
    throw errors.E_CONFIGURATION_UPGRADE_MOVED({ kind: item.kind, key: item.key })
  }
  return upgrade
}
