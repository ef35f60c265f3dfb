import type { CivilDate } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { type CompiledRuleset, type RulesetContent, compileRuleset } from '#core/rules/index'
import type { DatedVersion } from './timeline.ts'
import type { VersionRef } from './types.ts'
import { type Version, parseContent } from './versions.ts'

/** An approved version in memory: its dates, its frozen content and, for rules, their compiled form. */
export interface LoadedVersion extends DatedVersion {
  readonly name: string
  readonly contentHash: string
  readonly ref: VersionRef
  readonly content: Json
  ruleset(): CompiledRuleset
}

const KEPT = 2000

/** By the hash of the version, which names its content for ever and in every database. */
const loaded = new Map<string, LoadedVersion>()

/** The loaded form of an approved version, kept by its hash. */
export function loadVersion(version: Version): LoadedVersion {
  const made = keptVersion(version)
  if (version.stopsFrom === null) return made
  // What was decided later is no part of what the hash names.
  return Object.freeze({ ...made, stop: { from: version.stopsFrom, at: version.actAt! } })
}

function keptVersion(version: Version): LoadedVersion {
  const known = loaded.get(version.hash!)
  if (known && known.id === version.id) return known
  const made = makeLoaded(version)
  if (loaded.size >= KEPT) loaded.delete(loaded.keys().next().value!)
  loaded.set(version.hash!, made)
  return made
}

function makeLoaded(version: Version): LoadedVersion {
  const { id, kind, key, number, legalBasis, contentHash } = version
  const content = freezeJson(parseContent(version.content))
  const from = version.from as CivilDate
  let compiled: CompiledRuleset | undefined
  return Object.freeze({
    id,
    name: `${kind}/${key}`,
    owner: version.owner,
    isLocal: version.municipalityId !== null,
    from,
    until: version.until,
    decidedAt: version.decidedAt!,
    contentHash,
    content,
    ref: Object.freeze({ id, kind, key, number, hash: version.hash!, legalBasis, from }),
    ruleset: () =>
      (compiled ??= compileRuleset(
        registries().decisions.get(key),
        content as unknown as RulesetContent
      )),
  })
}

function freezeJson(value: Json): Json {
  if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) freezeJson(item as Json)
    Object.freeze(value)
  }
  return value
}
