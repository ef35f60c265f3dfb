import { todayIn } from '#core/access/index'
import { type CivilDate, civilDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { failedExamples, isCritical, kindNamed, runChecks } from '../check_content.ts'
import { ContentRefused } from '../errors.ts'
import { saveDraft } from '../services/save_draft.ts'
import { submitVersion } from '../services/submit_version.ts'
import type { Difference, Owner } from '../types.ts'
import { type Version, parseContent, versionsOf } from '../versions.ts'
import { type Moment, versionToday } from '../view/state_text.ts'
import { type BundleItem, readBundle } from './bundle.ts'

export interface ImportRequest {
  readonly bundle: string
  readonly municipalityId: bigint
  readonly authorId: bigint | null
  readonly authorForId: bigint | null
  readonly now: Date
  /** Only says what would change. */
  readonly isDryRun: boolean
  /** Sends each version for approval; drafts otherwise. */
  readonly isSubmitted: boolean
  /** First day of what is sent; each item's own, or today when that has passed. */
  readonly from: CivilDate | null
  readonly reason: string | null
}

export interface ImportedItem {
  readonly kind: string
  readonly key: string
  readonly title: string
  /** `same`: in force already; `waiting`: a draft or a version in review says it already. */
  readonly outcome: 'same' | 'waiting' | 'differs' | 'draft' | 'in_review'
  readonly differences: readonly Difference[]
  readonly versionId: bigint | null
  /** Whose version goes on answering over this one, when it is in force: nothing changes until somebody joins the two. */
  readonly under: Owner | null
}

export interface ImportReport {
  readonly source: string
  readonly isDryRun: boolean
  readonly items: readonly ImportedItem[]
}

/**
 * Compares a signed bundle with what is in force here and, unless it is a dry run, writes what differs as drafts or as
 * versions that await approval. All of it or nothing.
 */
export async function importBundle(tx: Tx, request: ImportRequest): Promise<ImportReport> {
  const bundle = await readBundle(tx, request.bundle)
  const today = await todayIn(tx, request.municipalityId, request.now)
  const items: ImportedItem[] = []
  for (const item of bundle.items) {
    const planned = await planItem(tx, item, { ...request, today })
    const isWritten = planned.outcome === 'differs' && !request.isDryRun
    items.push(isWritten ? await writeItem(tx, item, planned, { ...request, today }) : planned)
  }
  return { source: bundle.source, isDryRun: request.isDryRun, items }
}

type Planning = ImportRequest & { readonly today: CivilDate }

async function planItem(
  tx: Tx,
  { kind: name, key, owner, content, content_hash: hash }: BundleItem,
  { municipalityId, today }: Planning
): Promise<ImportedItem> {
  const kind = kindNamed(name)
  const title = kind.titleOf(key)
  const checks = runChecks(kind, key, content)
  if (!checks.isGreen) {
    const issues = [...checks.issues.filter(isCritical), ...failedExamples(checks)]
    throw new ContentRefused({ kind: name, key, title }, issues)
  }
  const all = await versionsOf(tx, { kind: name, key, municipalityId })
  const moment: Moment = { today, timeZone: 'UTC' }
  const current = versionToday(all, moment)
  const under =
    current && owner === 'regulator' && current.owner !== 'product' && current.owner !== owner
      ? current.owner
      : null
  const item = { kind: name, key, title, versionId: null, differences: [], under }
  if (current?.contentHash === hash) return { ...item, outcome: 'same' }
  const isHere = (one: Version) =>
    one.contentHash === hash && (one.status === 'draft' || one.status === 'in_review')
  if (all.some(isHere)) return { ...item, outcome: 'waiting' }
  const differences = current
    ? kind.compare(parseContent(current.content), content, key)
    : [{ path: '', text: `Item novo: ${kind.summarize(content)}` }]
  return { ...item, outcome: 'differs', differences }
}

async function writeItem(
  tx: Tx,
  item: BundleItem,
  planned: ImportedItem,
  request: Planning
): Promise<ImportedItem> {
  const { municipalityId, authorId, authorForId, now, today } = request
  const { kind, key, owner, content } = item
  const baseId = await baseHere(tx, item, municipalityId)
  const draft = { kind, key, owner, content, municipalityId, authorId, authorForId, baseId }
  const versionId = await saveDraft(tx, draft)
  if (!request.isSubmitted) return { ...planned, versionId, outcome: 'draft' }
  const own = civilDate(item.from)
  const from = request.from ?? (own > today ? own : today)
  const until = item.until !== null && item.until >= from ? civilDate(item.until) : null
  await submitVersion(tx, {
    ...{ versionId, municipalityId, authorId, authorForId, from, until, now },
    reason: request.reason ?? item.reason ?? 'Importada de pacote assinado',
    legalBasis: item.legal_basis,
    isFromElsewhere: true,
  })
  return { ...planned, versionId, outcome: 'in_review' }
}

/** The default that the sender's version was made from, as it stands here; unknown: that of the version before it here. */
async function baseHere(
  tx: Tx,
  { kind, key, base_hash: hash }: BundleItem,
  municipalityId: bigint
): Promise<bigint | undefined> {
  if (hash === null) return undefined
  const all = await versionsOf(tx, { kind, key, municipalityId })
  const isBase = (one: Version) =>
    one.contentHash === hash && (one.owner === 'product' || one.owner === 'regulator')
  return all.find((one) => isBase(one) && one.status === 'approved')?.id
}
