import type { CivilDate } from '#core/calendar/index'
import { formatDate } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import { errors } from './errors.ts'
import type { LoadedVersion } from './loaded_version.ts'
import type { Pack, PackSegment } from './types.ts'

/** One span of dates as it is stored: for each `kind/key`, the version's id and the hash of its content. */
export interface StoredSegment {
  readonly from: CivilDate
  readonly until: CivilDate
  readonly versions: Readonly<Record<string, readonly [id: string, contentHash: string]>>
}

export interface PackSource {
  readonly id: bigint
  readonly hash: string
  readonly stored: readonly StoredSegment[]
  /** Of the segments, by id. */
  readonly versions: ReadonlyMap<string, LoadedVersion>
  /** Product versions of what did not exist when the pack was made, by `kind/key`. */
  readonly later: ReadonlyMap<string, LoadedVersion>
}

/** The fixed configuration of a range of dates. */
export function buildPack(source: PackSource): Pack {
  const { id, hash, stored } = source
  const segments = stored.map((segment) => buildSegment(source, segment))
  const [first, last] = [stored[0]!, stored.at(-1)!]
  return Object.freeze({
    id,
    hash,
    segments: Object.freeze(segments),
    at(date: CivilDate) {
      const found = segments.find(({ from, until }) => from <= date && date <= until)
      if (found) return found
      throw errors.E_CONFIGURATION_PACK_DATE({
        id,
        date: formatDate(date),
        from: formatDate(first.from),
        until: formatDate(last.until),
      })
    },
  })
}

function buildSegment(
  { id: packId, versions, later }: PackSource,
  { from, until, versions: stored }: StoredSegment
): PackSegment {
  const byName = new Map(
    Object.entries(stored).map(([name, [id]]) => [name, versions.get(id)!] as const)
  )
  const get = (kind: string, key: string): LoadedVersion => {
    const name = `${kind}/${key}`
    const found = byName.get(name) ?? later.get(name)
    if (found) return found
    throw errors.E_CONFIGURATION_NOT_IN_PACK({ id: packId, kind, key })
  }
  const valueOf = (key: string) => (get('parameter', key).content as { readonly value: Json }).value
  return Object.freeze({
    from,
    until,
    has: (kind: string, key: string) => byName.has(`${kind}/${key}`),
    version: (kind: string, key: string) => get(kind, key).ref,
    content: <T = Json>(kind: string, key: string) => get(kind, key).content as T,
    parameter: <T = Json>(key: string) => valueOf(key) as T,
    ruleset: (decision: string) => get('ruleset', decision).ruleset(),
    lookups: lookupsOf(byName),
  })
}

/** Items by `kind/key`; a parameter stands as its value. Rulesets are asked, not looked up. */
function lookupsOf(versions: ReadonlyMap<string, LoadedVersion>): Readonly<Record<string, Json>> {
  const entries = [...versions].flatMap(([name, { ref, content }]) => {
    if (ref.kind === 'ruleset') return []
    return [
      [name, ref.kind === 'parameter' ? (content as { readonly value: Json }).value : content],
    ]
  })
  return Object.freeze(Object.fromEntries(entries)) as Readonly<Record<string, Json>>
}
