import db from '@adonisjs/lucid/services/db'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, canonicalJson, sha256 } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { kindNamed } from '../check_content.ts'
import { errors } from '../errors.ts'
import { type LoadedVersion, loadVersion } from '../loaded_version.ts'
import type { StoredSegment } from '../pack.ts'
import { lookupNames } from '../ruleset_lookups.ts'
import { splitSegments } from '../timeline.ts'
import type { Pack, PackRequest } from '../types.ts'
import { approvedByName } from '../versions.ts'
import { type Reader, queryOne } from '../query.ts'
import { loadPack } from './load_pack.ts'

type Segment = Omit<StoredSegment, 'versions'> & {
  readonly versions: ReadonlyMap<string, LoadedVersion>
}

/**
 * Fixes the configuration that a run, a load or a simulation will use: everything asked for and everything its rules look
 * up, for each day of the range, as known at an instant. The same configuration gives the same pack.
 * @param tx where given, what the transaction itself has approved counts too
 * @throws BusinessError E_CONFIGURATION_MISSING naming the first item that is not in force on some day.
 */
export async function resolvePack(request: PackRequest, tx?: Tx): Promise<Pack> {
  const reader = tx ?? db
  const segments = await resolveSegments(reader, request)
  const stored: StoredSegment[] = segments.map(({ from, until, versions }) => ({
    from,
    until,
    versions: Object.fromEntries(
      [...versions].map(([name, { id, contentHash }]) => [name, [String(id), contentHash]])
    ),
  }))
  const hash = packHash(request.municipalityId, stored)
  const write = (within: Tx) => writePack(within, { request, hash, stored })
  const id = tx ? await write(tx) : ((await findPack(hash)) ?? (await db.transaction(write)))
  return loadPack(id, tx)
}

/** What identifies a pack: the municipality, and for each span of dates the versions with the hashes of their contents. */
export function packHash(municipalityId: bigint, segments: readonly StoredSegment[]): string {
  return sha256(canonicalJson({ municipality: municipalityId, segments }))
}

async function resolveSegments(reader: Reader, request: PackRequest): Promise<Segment[]> {
  const wanted = wantedNames(request)
  const asked = await timelinesOf(reader, request.municipalityId, [...wanted])
  const rules = [...asked.values()].flat().filter(({ ref }) => ref.kind === 'ruleset')
  const looked = new Set(rules.flatMap(({ content }) => lookupNames(content)).filter(isItemName))
  const more = [...looked].filter((name) => !wanted.has(name))
  const timelines = new Map([
    ...(await timelinesOf(reader, request.municipalityId, more)),
    ...asked,
  ])
  const names = [...timelines.keys()].sort()
  const spans = splitSegments(
    names.map((name) => timelines.get(name)!),
    request
  )
  return spans.map(({ from, until, versions }) => {
    const found = new Map(
      names.flatMap((name, index) => (versions[index] ? [[name, versions[index]] as const] : []))
    )
    requireAll(found, wanted, from)
    return { from, until, versions: found }
  })
}

function wantedNames({ decisions, parameters, items }: PackRequest): Set<string> {
  return new Set([
    ...decisions.map((name) => `ruleset/${name}`),
    ...parameters.map((key) => `parameter/${key}`),
    ...items.map(({ kind, key }) => `${kind}/${key}`),
  ])
}

/** Whether a rule's look-up is of the store; plugins may add names of their own to the look-ups they evaluate with. */
function isItemName(name: string): boolean {
  return registries().kinds.find(name.slice(0, name.indexOf('/'))) !== undefined
}

async function timelinesOf(
  reader: Reader,
  municipalityId: bigint,
  names: readonly string[]
): Promise<Map<string, LoadedVersion[]>> {
  const fixed = names.filter((name) => !name.endsWith('*'))
  const timelines = new Map<string, LoadedVersion[]>(fixed.map((name) => [name, []]))
  for (const row of await approvedByName(reader, municipalityId, names)) {
    const version = loadVersion(row)
    timelines.set(version.name, [...(timelines.get(version.name) ?? []), version])
  }
  return timelines
}

/** Everything asked for, and what the rules of this span look up by a fixed name, is in force. */
function requireAll(
  found: ReadonlyMap<string, LoadedVersion>,
  wanted: ReadonlySet<string>,
  date: CivilDate
): void {
  const looked = [...found.values()]
    .filter(({ ref }) => ref.kind === 'ruleset')
    .flatMap(({ content }) => lookupNames(content))
    .filter(isItemName)
  for (const name of [...wanted, ...looked]) {
    if (found.has(name) || name.endsWith('*')) continue
    const [kind, key] = [name.slice(0, name.indexOf('/')), name.slice(name.indexOf('/') + 1)]
    const title = kindNamed(kind).titleOf(key)
    throw errors.E_CONFIGURATION_MISSING({ kind, key, title, date: formatDate(date) })
  }
}

const FIND = 'select id from configuration_packs where hash = ?'

async function findPack(hash: string): Promise<bigint | null> {
  const pack = await queryOne<{ id: bigint }>(db, FIND, [hash])
  return pack?.id ?? null
}

interface Writing {
  readonly request: PackRequest
  readonly hash: string
  readonly stored: readonly StoredSegment[]
}

async function writePack(tx: Tx, { request, hash, stored }: Writing): Promise<bigint> {
  const { municipalityId, from, until } = request
  const created = await queryOne<{ id: bigint }>(
    tx,
    `insert into configuration_packs (hash, municipality_id, from_on, until_on, segments) values (?, ?, ?, ?, ?)
     on conflict (hash) do nothing returning id`,
    [hash, municipalityId, from, until, canonicalJson(stored)]
  )
  if (!created) {
    const known = await queryOne<{ id: bigint }>(tx, FIND, [hash])
    return known!.id
  }
  const { id } = created
  const versionIds = new Set(
    stored.flatMap(({ versions }) => Object.values(versions).map(([versionId]) => versionId))
  )
  if (versionIds.size) {
    await tx
      .insertQuery()
      .table('configuration_pack_versions')
      .multiInsert([...versionIds].map((versionId) => ({ pack_id: id, version_id: versionId })))
  }
  return id
}
