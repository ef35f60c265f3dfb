import { clock } from '#core/calendar/index'
import type { Json, Tx } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { type CompiledRuleset, type RulesetContent, compileRuleset } from '#core/rules/index'
import { checkContent } from '../check_content.ts'
import { ContentRefused } from '../errors.ts'
import { baseKey } from '../local_keys.ts'
import type { Reader } from '../query.ts'
import { lookupNames } from '../ruleset_lookups.ts'
import { resolvePack } from '../services/resolve_pack.ts'
import type { Pack, PackSegment, VersionRef } from '../types.ts'
import { type Version, parseContent, readVersion } from '../versions.ts'

/** A content that is not in force, ready to stand in the place of the one that is. */
export interface Draft {
  readonly id: bigint
  readonly kind: string
  readonly key: string
  readonly content: Json
  /** Of a version that is kept; what is only being written has none. */
  readonly number?: number
  readonly legalBasis?: string | null
  /** Of rulesets only. */
  readonly ruleset: CompiledRuleset | null
}

/**
 * A version, whatever its state, checked whole.
 * @throws BusinessError E_CONFIGURATION_NOT_FOUND, ContentRefused
 */
export async function readDraft(
  reader: Reader,
  id: bigint,
  municipalityId: bigint
): Promise<Draft> {
  return draftOf(await readVersion(reader, id, municipalityId))
}

/** The same of a version in memory, or of a content that it had. @throws ContentRefused */
export function draftOf({
  id,
  kind,
  key,
  title,
  number,
  legalBasis,
  content: text,
}: Pick<Version, 'id' | 'kind' | 'key' | 'title' | 'number' | 'legalBasis' | 'content'>): Draft {
  const content = parseContent(text)
  const issues = checkContent(registries().kinds.get(kind), key, content)
  if (issues.some(({ severity }) => severity === 'critical')) {
    throw new ContentRefused({ kind, key, title }, issues)
  }
  const ruleset =
    kind === 'ruleset'
      ? compileRuleset(registries().decisions.get(key), content as unknown as RulesetContent)
      : null
  return { id, kind, key, number, legalBasis, content, ruleset }
}

/** The pack as it would be with the draft in force on all of its days. Pure. */
export function withDraft(pack: Pack, draft: Draft, more: Pack | null = null): Pack {
  const segments = pack.segments.map((segment) =>
    draftSegment(segment, draft, more?.at(segment.from) ?? null)
  )
  return {
    ...pack,
    segments,
    at: (date) => segments[pack.segments.indexOf(pack.at(date))]!,
  }
}

/** As `withDraft`, and what the rules of the draft look up that the pack does not hold is looked up as known now. */
export async function draftedPack(
  tx: Tx,
  pack: Pack,
  { draft, municipalityId }: { readonly draft: Draft; readonly municipalityId: bigint }
): Promise<Pack> {
  const [first, last] = [pack.segments[0]!, pack.segments.at(-1)!]
  const missing = draft.ruleset ? missingNames(pack, draft.content) : []
  if (!missing.length) return withDraft(pack, draft)
  const items = missing.map((name) => {
    const slash = name.indexOf('/')
    return { kind: name.slice(0, slash), key: name.slice(slash + 1) }
  })
  const more = await resolvePack(
    {
      ...{ municipalityId, from: first.from, until: last.until, knownAt: clock.now() },
      decisions: [],
      parameters: items.filter(({ kind }) => kind === 'parameter').map(({ key }) => key),
      items: items.filter(({ kind }) => kind !== 'parameter'),
    },
    tx
  )
  return withDraft(pack, draft, more)
}

function missingNames(pack: Pack, content: Json): string[] {
  return lookupNames(content).filter(
    (name) =>
      !name.endsWith('*') &&
      registries().kinds.find(name.slice(0, name.indexOf('/'))) !== undefined &&
      pack.segments.some(({ lookups }) => !Object.hasOwn(lookups, name))
  )
}

function draftSegment(segment: PackSegment, draft: Draft, more: PackSegment | null): PackSegment {
  const isDraft = (kind: string, key: string) => kind === draft.kind && key === draft.key
  const value =
    draft.kind === 'parameter' ? (draft.content as { readonly value: Json }).value : draft.content
  return {
    ...segment,
    has: (kind: string, key: string) => isDraft(kind, key) || segment.has(kind, key),
    version: (kind: string, key: string) =>
      isDraft(kind, key) ? refOf(segment, draft) : segment.version(kind, key),
    content: <T = Json>(kind: string, key: string) =>
      isDraft(kind, key) ? (draft.content as T) : segment.content<T>(kind, key),
    parameter: <T = Json>(key: string) =>
      isDraft('parameter', key) ? (value as T) : segment.parameter<T>(key),
    ruleset: (decision: string) =>
      draft.ruleset && isDraft('ruleset', decision) ? draft.ruleset : segment.ruleset(decision),
    lookups: Object.freeze({
      ...more?.lookups,
      ...segment.lookups,
      ...(draft.ruleset ? {} : { [`${draft.kind}/${draft.key}`]: value }),
    }),
  }
}

/**
 * What stands for the draft where a result names its version: the draft's own number and legal basis, from the first day of
 * the span. What is only being written goes under the version in force.
 */
function refOf(segment: PackSegment, draft: Draft): VersionRef {
  const { id, kind, key, number, legalBasis = null } = draft
  if (number === undefined) {
    return { ...segment.version(kind, segment.has(kind, key) ? key : baseKey(key)), id }
  }
  return { id, kind, key, number, hash: '', legalBasis, from: segment.from }
}
