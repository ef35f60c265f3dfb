import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { requirePermission, todayIn } from '#core/access/index'
import { type Tx, query } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { ContentRefused, errors } from './errors.ts'
import {
  type Checks,
  failedExamples,
  isCritical,
  issuesHere,
  kindNamed,
  runChecks,
} from './check_content.ts'
import { parameterWithin } from './in_force.ts'
import { BACKDATING_DAYS } from './parameters.ts'
import { type Reader, queryOne } from './query.ts'
import type { VersionStatus } from './types.ts'
import { type Version, parseContent } from './versions.ts'

export const STATUS_TITLES: Readonly<Record<VersionStatus, string>> = {
  draft: 'Rascunho',
  in_review: 'Em revisão',
  approved: 'Aprovada',
  rejected: 'Recusada',
  withdrawn: 'Retirada',
}

/** @throws E_CONFIGURATION_STATE */
export function requireStatus(
  { id, number, status }: Version,
  ...wanted: readonly VersionStatus[]
): void {
  if (wanted.includes(status)) return
  throw errors.E_CONFIGURATION_STATE({
    id,
    number,
    status: STATUS_TITLES[status],
    wanted: wanted.map((one) => STATUS_TITLES[one]).join(' ou '),
  })
}

/** @throws E_CONFIGURATION_NOT_AUTHOR */
export function requireAuthor(version: Version, userId: bigint | null): void {
  if (userId !== null && version.authorId === userId) return
  const { id, number, authorName } = version
  throw errors.E_CONFIGURATION_NOT_AUTHOR({ id, number, author: authorName })
}

/**
 * Who decides is a person and not the author, nor acts for the author, nor for whom the author acted: a delegate counts as
 * the person behind them on both sides.
 * @throws E_CONFIGURATION_AUTHOR, E_CONFIGURATION_FOUR_EYES, E_CONFIGURATION_FOUR_EYES_LENT
 */
export function requireOtherPerson(
  version: Version,
  userId: bigint | null,
  forId: bigint | null = null
): asserts userId is bigint {
  if (userId === null) throw errors.E_CONFIGURATION_AUTHOR()
  const { id, number, authorName } = version
  if (version.authorId === userId) throw errors.E_CONFIGURATION_FOUR_EYES({ id, number })
  const behind = [version.authorId, version.authorForId].filter((one) => one !== null)
  if (behind.includes(userId) || (forId !== null && behind.includes(forId))) {
    throw errors.E_CONFIGURATION_FOUR_EYES_LENT({ id, number, author: authorName })
  }
}

export const permissionToApprove = (kind: string): string =>
  kindNamed(kind).approval ?? 'configuration.approve'

/** Approval is a permission of the kind. @throws E_ACCESS_DENIED */
export const requireApproval = ({ kind }: Version, decider: Decider): void =>
  requirePermission(decider, permissionToApprove(kind))

/** Reaching into closed periods is a permission of its own. @throws E_ACCESS_DENIED */
export const requireCorrection = (decider: Decider): void =>
  requirePermission(decider, 'configuration.correct')

export interface Decider {
  readonly name: string
  readonly permissions: ReadonlySet<string>
}

/** Schema, validation and examples must be green. @throws ContentRefused */
export function requireGreen(version: Version): Checks {
  const checks = runChecks(kindNamed(version.kind), version.key, parseContent(version.content))
  if (!checks.isGreen) {
    throw new ContentRefused(version, [...checks.issues, ...failedExamples(checks)])
  }
  return checks
}

/** What the content cites is registered where it is to be in force. @throws ContentRefused */
export async function requireKnownHere(
  reader: Reader,
  version: Version,
  { municipalityId, from: on }: Pick<Start, 'municipalityId' | 'from'>
): Promise<void> {
  const { kind, key } = version
  const place = { key, content: parseContent(version.content), municipalityId, on }
  const issues = await issuesHere(reader, kindNamed(kind), place)
  if (issues.some(isCritical)) throw new ContentRefused(version, issues)
}

/** What hangs on contents that were approved goes on. @throws ContentRefused */
export async function requireContinued(tx: Reader, version: Version): Promise<void> {
  const { continues } = kindNamed(version.kind)
  if (!continues) return
  const { kind, key, municipalityId } = version
  const approved = await query<{ content: string }>(
    tx,
    `select v.content::text as content from configuration_versions v join configuration_items i on i.id = v.item_id
      where i.kind = ? and i.key = ? and i.municipality_id is not distinct from ? and v.status = 'approved'
      order by v.id desc`,
    [kind, key, municipalityId]
  )
  const content = parseContent(version.content)
  const issues = approved.flatMap((one) => [...continues(parseContent(one.content), content)])
  const isNew = ({ path, message }: Issue, index: number) =>
    issues.findIndex((one) => one.path === path && one.message === message) === index
  if (issues.length) throw new ContentRefused(version, issues.filter(isNew))
}

/**
 * A period in order; that of an experiment has an end, since it answers over all others while it lasts.
 * @throws E_CONFIGURATION_PERIOD, E_CONFIGURATION_EXPERIMENT_END
 */
export function requirePeriod(
  { id, number, owner }: Version,
  { from, until }: { readonly from: CivilDate; readonly until: CivilDate | null }
): void {
  if (until === null) {
    if (owner === 'experiment') throw errors.E_CONFIGURATION_EXPERIMENT_END({ id, number })
    return
  }
  if (until < from) {
    throw errors.E_CONFIGURATION_PERIOD({ from: formatDate(from), until: formatDate(until) })
  }
}

export interface Start {
  readonly from: CivilDate
  readonly municipalityId: bigint
  readonly now: Date
}

/** A version starts today or later in the municipality's time zone, or as early as the parameter lets. */
export async function requireStartAllowed(
  tx: Tx,
  version: Version,
  { from, municipalityId, now }: Start
): Promise<void> {
  const today = await todayIn(tx, municipalityId, now)
  if (from >= today) return
  const asked = { key: BACKDATING_DAYS, municipalityId, date: today, knownAt: now }
  const days = await parameterWithin<number>(tx, asked)
  const earliest = addDays(today, -days)
  if (from >= earliest) return
  throw errors.E_CONFIGURATION_BACKDATED({
    id: version.id,
    from: formatDate(from),
    earliest: formatDate(earliest),
  })
}

/** No two approved versions of one owner start on the same day. @throws E_CONFIGURATION_SAME_START */
export async function requireFreeStart(tx: Tx, version: Version, from: CivilDate): Promise<void> {
  const taken = await queryOne<{ number: number }>(
    tx,
    `select v.number from configuration_versions v
      where v.item_id = ? and v.owner = ? and v.in_force_from = ? and v.status = 'approved'
        and not exists (select from configuration_acts a where a.version_id = v.id and a.stops_from <= v.in_force_from)`,
    [version.itemId, version.owner, from]
  )
  if (taken) throw errors.E_CONFIGURATION_SAME_START({ ...taken, from: formatDate(from) })
}
