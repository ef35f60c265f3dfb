import db from '@adonisjs/lucid/services/db'
import { todayIn } from '#core/access/index'
import { type CivilDate, clock } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { cacheGeneration, hasApproved } from './epoch.ts'
import { errors } from './errors.ts'
import { type LoadedVersion, loadVersion } from './loaded_version.ts'
import { pickVersion } from './timeline.ts'
import type { Owner, VersionRef } from './types.ts'
import { approvedByName } from './versions.ts'
import type { Reader } from './query.ts'

export interface InForce extends VersionRef {
  readonly owner: Owner
  readonly content: Json
}

let kept: { generation: number; timelines: Map<string, readonly LoadedVersion[]> } = {
  generation: -1,
  timelines: new Map(),
}

/**
 * The version in force on a date, as known at an instant (now, when not said): owner precedence before dates, the
 * municipality before the installation. Cached; the cache follows approvals within 10 s, and at once in this process.
 * @returns null when nothing is in force.
 */
export async function inForce(
  kind: string,
  key: string,
  municipalityId: bigint,
  date: CivilDate,
  knownAt: Date = clock.now()
): Promise<InForce | null> {
  const timeline = await cachedTimeline(`${kind}/${key}`, municipalityId)
  return answer(pickVersion(timeline, date, knownAt))
}

/** As `inForce`, asked inside a transaction: on its connection, and with what it has itself approved. */
export async function inForceWithin(
  tx: Reader,
  item: { readonly kind: string; readonly key: string; readonly municipalityId: bigint },
  date: CivilDate,
  knownAt: Date = clock.now()
): Promise<InForce | null> {
  const name = `${item.kind}/${item.key}`
  const timeline = hasApproved(tx)
    ? await readTimeline(tx, name, item.municipalityId)
    : await cachedTimeline(name, item.municipalityId, tx)
  return answer(pickVersion(timeline, date, knownAt))
}

/** What every approved version of an item holds, the same list until another is approved. */
export function approvedContents(
  reader: Reader,
  kind: string,
  key: string,
  municipalityId: bigint
): Promise<readonly { readonly content: Json }[]> {
  return cachedTimeline(`${kind}/${key}`, municipalityId, reader)
}

/** The value of a parameter on a date. @throws BusinessError E_CONFIGURATION_MISSING */
export async function parameterInForce<T = Json>(
  key: string,
  municipalityId: bigint,
  date: CivilDate,
  knownAt?: Date
): Promise<T> {
  const version = await inForce('parameter', key, municipalityId, date, knownAt)
  if (!version) throw errors.E_CONFIGURATION_MISSING({ kind: 'parameter', key, title: key, date })
  return (version.content as { value: unknown }).value as T
}

/**
 * The value of a parameter, asked inside a transaction as `inForceWithin`: today where the municipality is, unless a date is
 * given. One that nobody has written yet has the default that it declares.
 * @throws BusinessError E_CONFIGURATION_MISSING of one that no module that is on declares
 */
export async function parameterWithin<T = Json>(
  tx: Reader,
  { key, municipalityId, date, knownAt = clock.now() }: AskedParameter
): Promise<T> {
  const on = date ?? (await todayIn(tx, municipalityId, knownAt))
  const version = await inForceWithin(tx, { kind: 'parameter', key, municipalityId }, on, knownAt)
  if (version) return (version.content as { value: unknown }).value as T
  const declared = registries().parameters.find(key)
  if (!declared)
    throw errors.E_CONFIGURATION_MISSING({ kind: 'parameter', key, title: key, date: on })
  return declared.default as T
}

interface AskedParameter {
  readonly key: string
  readonly municipalityId: bigint
  readonly date?: CivilDate
  readonly knownAt?: Date
}

async function cachedTimeline(
  name: string,
  municipalityId: bigint,
  tx?: Reader
): Promise<readonly LoadedVersion[]> {
  const generation = await cacheGeneration(tx)
  if (kept.generation !== generation) kept = { generation, timelines: new Map() }
  const { timelines } = kept
  const key = `${municipalityId}/${name}`
  const known = timelines.get(key)
  if (known) return known
  const timeline = await readTimeline(tx ?? db, name, municipalityId)
  timelines.set(key, timeline)
  return timeline
}

async function readTimeline(
  reader: Reader,
  name: string,
  municipalityId: bigint
): Promise<readonly LoadedVersion[]> {
  const versions = await approvedByName(reader, municipalityId, [name])
  return versions.map(loadVersion)
}

function answer(version: LoadedVersion | null): InForce | null {
  return version && { ...version.ref, owner: version.owner, content: version.content }
}
