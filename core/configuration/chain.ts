import { canonicalJson, sha256 } from '#core/database/index'

/** What the hash of an approved version covers, in its stored form. */
export interface ChainedVersion {
  readonly id: bigint
  readonly kind: string
  readonly key: string
  readonly municipalityId: bigint | null
  readonly number: number
  readonly owner: string
  /** Canonical JSON. */
  readonly content: string
  readonly contentHash: string
  readonly from: string
  readonly until: string | null
  readonly reason: string | null
  readonly legalBasis: string | null
  readonly authorId: bigint | null
  readonly approverId: bigint | null
  /** Whose lent permission they used. */
  readonly authorForId?: bigint | null
  readonly approverForId?: bigint | null
  readonly isEmergency?: boolean
  readonly ratifyUntil?: string | null
  readonly isCorrection?: boolean
  /** The closed periods that it reaches into, in words. */
  readonly closedPeriods?: string | null
  /** UTC with microseconds: `2026-11-22T12:00:00.000000Z`. */
  readonly decidedAt: string
  readonly previousHash: string | null
  readonly hash: string
}

/**
 * sha256 over the canonical JSON of what was approved, by whom and when, and of the hash approved before it in this
 * installation: changing, inserting or removing a version breaks the chain from there on.
 */
export function versionHash(version: Omit<ChainedVersion, 'id' | 'content' | 'hash'>): string {
  return sha256(
    canonicalJson({
      previous_hash: version.previousHash,
      item: { kind: version.kind, key: version.key, municipality: version.municipalityId },
      number: version.number,
      owner: version.owner,
      content_hash: version.contentHash,
      from: version.from,
      until: version.until,
      reason: version.reason,
      legal_basis: version.legalBasis,
      author: version.authorId,
      approver: version.approverId,
      decided_at: version.decidedAt,
      ...(version.authorForId ? { author_for: version.authorForId } : {}),
      ...(version.approverForId ? { approver_for: version.approverForId } : {}),
      ...(version.isCorrection ? { correction: true } : {}),
      ...(version.closedPeriods ? { closed_periods: version.closedPeriods } : {}),
      ...(version.isEmergency ? { emergency: { ratify_until: version.ratifyUntil! } } : {}),
    })
  )
}

/** What was decided about a version after its approval, a link of the same chain. */
export interface ChainedAct {
  readonly versionId: bigint
  readonly versionHash: string
  readonly act: string
  readonly stopsFrom: string | null
  readonly userId: bigint
  readonly userForId: bigint | null
  readonly note: string | null
  readonly decidedAt: string
  readonly previousHash: string
  readonly hash: string
}

/** sha256 of the act, of the version that it is about and of the link before it. */
export function actHash(act: Omit<ChainedAct, 'versionId' | 'hash'>): string {
  return sha256(
    canonicalJson({
      previous_hash: act.previousHash,
      version: act.versionHash,
      act: act.act,
      stops_from: act.stopsFrom,
      user: act.userId,
      user_for: act.userForId,
      note: act.note,
      decided_at: act.decidedAt,
    })
  )
}

export interface ChainBreak {
  readonly version: ChainedVersion | null
  /** In Portuguese. */
  readonly reason: string
}

export interface ChainReport {
  readonly checked: number
  readonly firstBreak: ChainBreak | null
}

const REASONS = {
  content: 'o conteúdo foi alterado depois de aprovado',
  hash: 'os dados da aprovação (datas, autor, aprovador, motivo ou fundamento) foram alterados',
  link: 'a versão aprovada antes dela foi alterada ou removida',
  act: 'a ratificação ou a retirada foi alterada',
  head: 'a última versão aprovada foi removida ou alterada',
}

interface Link {
  readonly order: bigint
  readonly previousHash: string | null
  readonly hash: string
  readonly version: ChainedVersion | null
  breakOf(): string | null
}

/**
 * Walks the chain from its start and recomputes every hash.
 * @param head hash of the last approval or act, as the installation keeps it apart from them
 */
export function verifyChain(
  versions: readonly ChainedVersion[],
  head: string | null,
  acts: readonly ChainedAct[] = []
): ChainReport {
  const links = linksOf(versions, acts)
  const next = new Map(links.map((link) => [link.previousHash, link]))
  const waiting = new Set(links)
  let previous: string | null = null
  let checked = 0
  for (;;) {
    const link = next.get(previous)
    if (!link || !waiting.delete(link)) break
    const reason = link.breakOf()
    if (reason) return { checked, firstBreak: { version: link.version, reason } }
    checked++
    previous = link.hash
  }
  if (waiting.size) {
    const { version, breakOf } = [...waiting].sort((a, b) => (a.order < b.order ? -1 : 1))[0]!
    return { checked, firstBreak: { version, reason: breakOf() ?? REASONS.link } }
  }
  if (previous !== head) return { checked, firstBreak: { version: null, reason: REASONS.head } }
  return { checked, firstBreak: null }
}

function linksOf(versions: readonly ChainedVersion[], acts: readonly ChainedAct[]): Link[] {
  const byId = new Map(versions.map((version) => [version.id, version]))
  return [
    ...versions.map((version) => ({
      ...{ version, order: version.id, previousHash: version.previousHash, hash: version.hash },
      breakOf: () => brokenVersion(version),
    })),
    ...acts.map((act) => ({
      ...{ order: act.versionId, previousHash: act.previousHash, hash: act.hash },
      version: byId.get(act.versionId) ?? null,
      breakOf: () => (actHash(act) === act.hash ? null : REASONS.act),
    })),
  ]
}

function brokenVersion(version: ChainedVersion): string | null {
  if (sha256(version.content) !== version.contentHash) return REASONS.content
  return versionHash(version) === version.hash ? null : REASONS.hash
}
