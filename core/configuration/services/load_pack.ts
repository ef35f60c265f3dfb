import db from '@adonisjs/lucid/services/db'
import { type Tx, query, sha256 } from '#core/database/index'
import { errors } from '../errors.ts'
import { type LoadedVersion, loadVersion } from '../loaded_version.ts'
import { type StoredSegment, buildPack } from '../pack.ts'
import type { Pack } from '../types.ts'
import { versionsByIds } from '../versions.ts'
import { type Reader, queryOne } from '../query.ts'

const KEPT = 200

/** By id and hash: the hash names the content in every database. */
const packs = new Map<string, Pack>()

/**
 * The pack of that id, as it was when first resolved, whatever was approved since. Kept in memory.
 * @throws BusinessError E_CONFIGURATION_PACK, E_CONFIGURATION_PACK_BROKEN
 */
export async function loadPack(id: bigint, tx?: Tx): Promise<Pack> {
  const reader = tx ?? db
  const stored = await queryOne<{ hash: string }>(
    reader,
    'select hash from configuration_packs where id = ?',
    [id]
  )
  if (!stored) throw errors.E_CONFIGURATION_PACK({ id })
  const { hash } = stored
  const known = packs.get(`${id}/${hash}`)
  if (known) return known
  const pack = await readPack(reader, id, hash)
  if (packs.size >= KEPT) packs.delete(packs.keys().next().value!)
  packs.set(`${id}/${hash}`, pack)
  return pack
}

async function readPack(reader: Reader, id: bigint, hash: string): Promise<Pack> {
  const stored = await queryOne<{ segments: string }>(
    reader,
    'select segments from configuration_packs where id = ?',
    [id]
  )
  const segments = JSON.parse(stored!.segments) as StoredSegment[]
  const wanted = new Map(segments.flatMap(({ versions }) => Object.values(versions)))
  const versions = new Map<string, LoadedVersion>()
  for (const row of await versionsByIds(reader, [...wanted.keys()])) {
    if (sha256(row.content) !== wanted.get(String(row.id))) {
      throw errors.E_CONFIGURATION_PACK_BROKEN({ id, version: row.id })
    }
    versions.set(String(row.id), loadVersion(row))
  }
  const missing = [...wanted.keys()].find((versionId) => !versions.has(versionId))
  if (missing) throw errors.E_CONFIGURATION_PACK_BROKEN({ id, version: missing })
  return buildPack({ id, hash, stored: segments, versions, later: await bornLater(reader, id) })
}

/**
 * What a later release asks of an older pack: the first product version of each item that did not exist when the pack was made. The
 * first default of an item repeats what the product did before it (docs/implementers/extension-points.md), so that what was
 * decided comes out the same again. What existed and was not asked for stays an error of the program.
 */
async function bornLater(
  reader: Reader,
  packId: bigint
): Promise<ReadonlyMap<string, LoadedVersion>> {
  const ids = await query<{ id: bigint }>(
    reader,
    `select distinct on (i.id) v.id
       from configuration_packs p
       join configuration_items i on i.municipality_id is null and i.created_at > p.created_at
       join configuration_versions v on v.item_id = i.id and v.owner = 'product' and v.status = 'approved'
      where p.id = ? order by i.id, v.number`,
    [packId]
  )
  const versions = await versionsByIds(
    reader,
    ids.map(({ id }) => String(id))
  )
  return new Map(versions.map(loadVersion).map((one) => [one.name, one]))
}
