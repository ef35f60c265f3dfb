import type { ActionContext } from '#core/actions/index'
import type { JsonObject } from '#core/database/index'
import { kindNamed } from '../check_content.ts'
import { type InForce, inForceWithin } from '../in_force.ts'
import { parseContent, readVersion } from '../versions.ts'
import type { VersionOutcome } from './common.ts'

/** Differences beyond this many are told by their number only. */
const MOST = 100

/** What is in force, on the day from which a version would be, before it is approved. */
export async function formerOf(
  { tx, municipalityId, now }: Pick<ActionContext, 'tx' | 'municipalityId' | 'now'>,
  versionId: bigint
): Promise<InForce | null> {
  const { kind, key, from } = await readVersion(tx, versionId, municipalityId)
  return from ? inForceWithin(tx, { kind, key, municipalityId }, from, now) : null
}

/** Which version gives way to which, and each difference with its former and its new value, for the trail. */
export function changeFrom(former: InForce | null, { version }: VersionOutcome): JsonObject {
  const { kind, key, content, number, contentHash } = version
  const differences = former
    ? kindNamed(kind).compare(former.content, parseContent(content), key)
    : []
  return {
    before: former
      ? { version: String(former.id), number: former.number, hash: former.hash }
      : null,
    after: { version: String(version.id), number, content_hash: contentHash },
    differences: differences.length,
    changes: differences.slice(0, MOST).map(({ text }) => text),
  }
}
