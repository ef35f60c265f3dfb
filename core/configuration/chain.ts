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
  head: 'a última versão aprovada foi removida ou alterada',
}

/**
 * Walks the chain from its start and recomputes every hash.
 * @param head hash of the last approval, as the installation keeps it apart from the versions
 */
export function verifyChain(versions: readonly ChainedVersion[], head: string | null): ChainReport {
  const next = new Map(versions.map((version) => [version.previousHash, version]))
  const waiting = new Set(versions)
  let previous: string | null = null
  let checked = 0
  for (;;) {
    const version = next.get(previous)
    if (!version || !waiting.delete(version)) break
    const reason = breakOf(version)
    if (reason) return { checked, firstBreak: { version, reason } }
    checked++
    previous = version.hash
  }
  if (waiting.size) {
    const version = [...waiting].sort((a, b) => (a.id < b.id ? -1 : 1))[0]!
    return { checked, firstBreak: { version, reason: breakOf(version) ?? REASONS.link } }
  }
  if (previous !== head) return { checked, firstBreak: { version: null, reason: REASONS.head } }
  return { checked, firstBreak: null }
}

function breakOf(version: ChainedVersion): string | null {
  if (sha256(version.content) !== version.contentHash) return REASONS.content
  return versionHash(version) === version.hash ? null : REASONS.hash
}
