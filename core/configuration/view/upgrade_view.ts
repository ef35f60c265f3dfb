import { runChecks } from '../check_content.ts'
import { kindNamed } from '../check_content.ts'
import type { Side } from '../merge/merge_json.ts'
import { type Joined, type MergeMode, type MergeReport, joinUpgrade } from '../merge/report.ts'
import type { Upgrade } from '../product_upgrade.ts'
import { type Version, parseContent } from '../versions.ts'
import { versionLabel } from './state_text.ts'
import { checksView } from './version_page.ts'

export interface UpgradeView {
  readonly labels: { readonly base: string; readonly theirs: string; readonly ours: string }
  /** What the new default changed since the old one, and what the utility did. */
  readonly news: readonly string[]
  readonly own: readonly string[]
  readonly joined: Joined
  readonly checks: ReturnType<typeof checksView>
  readonly open: number
}

/** A new default beside the local version: what each changed, what contradicts, and what the joined content would be. */
export function upgradeView(
  upgrade: Upgrade,
  choices: ReadonlyMap<string, Side>,
  mode: MergeMode = 'merge'
): UpgradeView {
  const { base, theirs, mine } = upgrade
  const joined = joinUpgrade(upgrade, { choices, mode })
  const since = (after: Version) =>
    base
      ? kindNamed(mine.kind)
          .compare(parseContent(base.content), parseContent(after.content), mine.key)
          .map(({ text }) => text)
      : []
  return {
    labels: {
      base: base ? versionLabel(base) : 'não conhecido',
      theirs: versionLabel(theirs),
      ours: versionLabel(mine),
    },
    ...{ news: since(theirs), own: since(mine), joined, open: joined.open.length },
    checks: checksView(mine.kind, mine.key, joined.content),
  }
}

/** As other systems read it. */
export function upgradeJson(upgrade: Upgrade, { joined, news, own }: UpgradeView) {
  const { kind, key, title } = upgrade.mine
  const { isGreen, issues } = runChecks(kindNamed(kind), key, joined.content)
  const name = (one: Version | null) =>
    one && {
      id: String(one.id),
      owner: one.owner,
      number: one.number,
      from: one.from,
      hash: one.hash,
    }
  return {
    ...{ kind, key, title, base: name(upgrade.base), theirs: name(upgrade.theirs) },
    ...{ ours: name(upgrade.mine), waiting: name(upgrade.waiting), news, own },
    conflicts: joined.report.conflicts,
    attention: joined.report.attention,
    result: joined.content,
    checks: { green: isGreen, issues },
  }
}

/** What a merged draft says of itself, and whether it was edited since. */
export function mergeOf({ merge, contentHash }: Version) {
  if (merge === null) return null
  const report = JSON.parse(merge) as MergeReport
  return { ...report, isEdited: report.result_hash !== contentHash }
}
