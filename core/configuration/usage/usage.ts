import { everywhere } from '#core/archive/index'
import type { Actor } from '#core/actions/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { errors } from '../errors.ts'
import { type Reader, queryOne } from '../query.ts'
import { type Version, versionsOfPack } from '../versions.ts'
import type { ResultSource } from './types.ts'

const PAGE = 50

export interface UsageCount {
  readonly source: ResultSource
  readonly count: number
}

export interface ResultRow {
  readonly id: bigint
  readonly [column: string]: unknown
}

export interface ResultPage {
  readonly rows: readonly ResultRow[]
  /** Where the next page goes on; null at the end. */
  readonly before: bigint | null
}

/** The sources whose results a person may see. */
export const sourcesFor = ({ permissions }: Pick<Actor, 'permissions'>): ResultSource[] =>
  registries()
    .results.all()
    .filter(({ permission }) => permissions.has(permission))

/** The source of that name, if the person may see its results. @throws E_CONFIGURATION_SOURCE */
export function sourceNamed(name: string, actor: Pick<Actor, 'permissions'>): ResultSource {
  const source = sourcesFor(actor).find((one) => one.name === name)
  if (!source) throw errors.E_CONFIGURATION_SOURCE({ name })
  return source
}

/** Packs of the municipality that hold a version. */
const PACKS = `
  select p.id from configuration_pack_versions pv
    join configuration_packs p on p.id = pv.pack_id and p.municipality_id = ?
   where pv.version_id = ?`

const conditionOf = ({ where }: ResultSource) => (where ? `and (${where})` : '')

interface Used {
  readonly versionId: bigint
  readonly municipalityId: bigint
}

/** How many results of each source were computed with a pack that holds the version. */
export async function usageOf(
  reader: Reader,
  sources: readonly ResultSource[],
  { versionId, municipalityId }: Used
): Promise<UsageCount[]> {
  const counts: UsageCount[] = []
  for (const source of sources) {
    const row = await queryOne<{ count: number }>(
      reader,
      `select count(*)::int as count from ${everywhere(source.table)} r
        where r.${source.pack} in (${PACKS}) ${conditionOf(source)}`,
      [municipalityId, versionId]
    )
    counts.push({ source, count: row!.count })
  }
  return counts
}

/** One page of a source's results with the version, the newest first: each pack gives its own newest, by index. */
export async function resultsOf(
  reader: Reader,
  source: ResultSource,
  used: Used & { readonly before?: bigint | null; readonly size?: number }
): Promise<ResultPage> {
  const { versionId, municipalityId, before = null, size = PAGE } = used
  const columns = source.columns.map(({ name }) => `r.${name}`).join(', ')
  const rows = await query<ResultRow>(
    reader,
    `select found.* from (${PACKS}) packs
      cross join lateral (
        select r.id, ${columns} from ${everywhere(source.table)} r
         where r.${source.pack} = packs.id ${conditionOf(source)} and r.id < ?
         order by r.id desc limit ?) found
      order by found.id desc limit ?`,
    [municipalityId, versionId, before ?? 9_223_372_036_854_775_807n, size + 1, size + 1]
  )
  const page = rows.slice(0, size)
  return { rows: page, before: rows.length > size ? page.at(-1)!.id : null }
}

export interface ResultVersions {
  readonly pack: { readonly id: bigint; readonly hash: string }
  readonly row: ResultRow
  readonly versions: readonly Version[]
}

/** The other way: the pack of one result and every version in it. @throws E_CONFIGURATION_RESULT */
export async function versionsOfResult(
  reader: Reader,
  source: ResultSource,
  { id, municipalityId }: { readonly id: bigint; readonly municipalityId: bigint }
): Promise<ResultVersions> {
  const columns = source.columns.map(({ name }) => `r.${name}`).join(', ')
  const row = await queryOne<ResultRow & { pack_id: bigint; pack_hash: string }>(
    reader,
    `select r.id, ${columns}, p.id as pack_id, p.hash as pack_hash from ${everywhere(source.table)} r
       join configuration_packs p on p.id = r.${source.pack}
      where r.id = ? and r.municipality_id = ? ${conditionOf(source)}`,
    [id, municipalityId]
  )
  if (!row) throw errors.E_CONFIGURATION_RESULT({ title: source.title.one, id })
  const pack = { id: row.pack_id, hash: row.pack_hash }
  return { pack, row, versions: await versionsOfPack(reader, pack.id) }
}

/** Address of a result's page. */
export const resultPath = ({ path }: ResultSource, row: ResultRow): string =>
  path.replaceAll(/\{([a-z_]+)\}/g, (_, name: string) => encodeURIComponent(String(row[name])))
