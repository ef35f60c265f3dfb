import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { type SqlValue, query } from '#core/database/index'
import { andSubjectInside } from '#core/records/query/scope'

export interface TrailEntry {
  readonly id: bigint
  readonly at: Date
  readonly actor_name: string
  /** The login of who did it, unique to one person; null for what the system did by itself. */
  readonly actor_login: string | null
  readonly action: string
  readonly subject_type: string | null
  readonly subject_id: bigint | null
  readonly description: string
  readonly reason: string | null
  readonly payload: string
  readonly hash: string
  readonly channel: 'screen' | 'api' | null
  readonly address: string | null
  readonly agent: string | null
  readonly session: string | null
  readonly behalf_name: string | null
  /** The service order that the action left. */
  readonly service_id: bigint | null
  readonly service_number: string | null
  /** False in the moments before the next block. */
  readonly is_sealed: boolean
}

export interface TrailFilter {
  readonly municipalityId: bigint
  /** Instants: from the first, included, to the second, excluded. */
  readonly from?: Date | null
  readonly until?: Date | null
  readonly action?: string | null
  /** The person's name; entries that somebody else authorised count as theirs. */
  readonly actors?: readonly string[] | null
  readonly subjectType?: string | null
  /** Any of these records. */
  readonly subjectIds?: readonly bigint[] | null
  /** Words of the description, in order, without regard to accents. */
  readonly text?: string | null
  readonly channel?: 'screen' | 'api' | 'system' | null
  readonly address?: string | null
  /** Only what left a service order. */
  readonly isService?: boolean
  /** Only what tells of records within this person's localities, when they are limited to some. */
  readonly within?: Actor
}

/** Counting stops here: nobody pages further, and a count of millions would take seconds. */
const MOST_COUNTED = 10_000

const COLUMNS = `e.id, e.at, e.actor_name, u.login as actor_login, e.action, e.subject_type, e.subject_id, e.description, e.reason, e.payload, e.hash,
  e.channel, e.address, e.agent, e.session, e.behalf_name, s.id as service_id, s.number as service_number,
  coalesce(e.id <= head.after_id or (e.xid < head.until_xid and e.id > head.after_id), false) as is_sealed`
const FROM = `from audit_entries e left join actions_service_records s on s.entry_id = e.id
  left join access_users u on u.id = e.actor_id
  left join (select after_id, until_xid from audit_blocks order by id desc limit 1) head on true`
/** Newest first, as every index of the trail stands. */
const ORDER = 'order by e.at desc, e.id desc'

const CHANNELS = {
  screen: "e.channel = 'screen'",
  api: "e.channel = 'api'",
  system: 'e.channel is null',
} as const

const pattern = (text: string) => `%${text.replace(/[%_\\]/g, '\\$&').replace(/\s+/g, '%')}%`

/** The conditions of a filter, with their values in order. */
export function narrowed(filter: TrailFilter): { where: string; values: SqlValue[] } {
  const { channel, isService, subjectIds, text } = filter
  const conditions: [string, SqlValue | undefined][] = [
    ['e.municipality_id = ?', filter.municipalityId],
    ['e.at >= ?', filter.from],
    ['e.at < ?', filter.until],
    ['e.action = ?', filter.action],
    ['e.actor_name = any(?::text[])', filter.actors],
    ['e.subject_type = ?', filter.subjectType],
    ['e.subject_id = any(?::bigint[])', subjectIds?.map(String)],
    ['plain_text(e.description) like plain_text(?)', text ? pattern(text) : null],
    ['e.address = ?', filter.address],
  ]
  const used = conditions.filter(
    (pair): pair is [string, SqlValue] => pair[1] !== null && pair[1] !== undefined
  )
  const fixed = [
    ...(channel ? [CHANNELS[channel]] : []),
    ...(isService
      ? ['exists (select from actions_service_records s where s.entry_id = e.id)']
      : []),
  ]
  const inside = filter.within
    ? andSubjectInside({ type: 'e.subject_type', id: 'e.subject_id' }, filter.within)
    : { sql: '', bindings: [] }
  return {
    where: [...used.map(([sql]) => sql), ...fixed].join(' and ') + inside.sql,
    values: [...used.map(([, value]) => value), ...inside.bindings],
  }
}

/** A page of the trail, newest first. */
export async function readTrail(
  filter: TrailFilter,
  { page, size }: { readonly page: number; readonly size: number }
) {
  const { where, values } = narrowed(filter)
  const [{ total } = { total: 0 }] = await query<{ total: number }>(
    db,
    `select count(*)::int as total from (select from audit_entries e where ${where} limit ${MOST_COUNTED}) counted`,
    values
  )
  const entries = await query<TrailEntry>(
    db,
    `select ${COLUMNS} ${FROM} where ${where} ${ORDER} limit ? offset ?`,
    [...values, size, (page - 1) * size]
  )
  return { entries, total, isCut: total === MOST_COUNTED }
}

/** What was done to one record, newest first. */
export function historyOf(
  municipalityId: bigint,
  subject: { readonly type: string; readonly id: bigint },
  limit = 50
): Promise<TrailEntry[]> {
  return query<TrailEntry>(
    db,
    `select ${COLUMNS} ${FROM} where e.subject_type = ? and e.subject_id = ? and e.municipality_id = ?
      order by e.id desc limit ?`,
    [subject.type, subject.id, municipalityId, limit]
  )
}

export interface ChunkOf {
  readonly runId: bigint
  /** Names in the chunk's trail of the first and last id that it wrote. */
  readonly first: string
  readonly last: string
  readonly id: bigint
}

/** The entry of the chunk of a run that wrote a row: one for all of its rows. */
export async function chunkEntryOf(
  reader: Parameters<typeof query>[0],
  municipalityId: bigint,
  { runId, first, last, id }: ChunkOf
): Promise<TrailEntry | null> {
  const [entry] = await query<TrailEntry>(
    reader,
    `select ${COLUMNS} ${FROM}
      where e.subject_type = 'jobs.run' and e.subject_id = ? and e.municipality_id = ?
        and ? between nullif(e.payload::jsonb -> 'trail' ->> ?, '')::bigint and nullif(e.payload::jsonb -> 'trail' ->> ?, '')::bigint
      order by e.id limit 1`,
    [runId, municipalityId, id, first, last]
  )
  return entry ?? null
}

export async function readEntry(municipalityId: bigint, id: bigint): Promise<TrailEntry | null> {
  const [entry] = await query<TrailEntry>(
    db,
    `select ${COLUMNS} ${FROM} where e.id = ? and e.municipality_id = ?`,
    [id, municipalityId]
  )
  return entry ?? null
}

export interface TrailValues {
  readonly actors: readonly string[]
  readonly actions: readonly string[]
  readonly types: readonly string[]
}

/** Each value that stands in the trail once, by jumps over the index: as fast over millions of entries as over ten. */
async function distinct(column: string, municipalityId: bigint): Promise<string[]> {
  const next = (after: string) =>
    `(select min(${column}) from audit_entries where municipality_id = ? ${after})`
  const rows = await query<{ value: string }>(
    db,
    `with recursive known (value) as (
       select ${next('')}
       union all
       select ${next(`and ${column} > known.value`)} from known where known.value is not null
     ) select value from known where value is not null`,
    [municipalityId, municipalityId]
  )
  return rows.map(({ value }) => value)
}

/** What the filters offer: people, operations and record types that occur. */
export async function trailValues(municipalityId: bigint): Promise<TrailValues> {
  const [actors, actions, types] = await Promise.all([
    distinct('actor_name', municipalityId),
    distinct('action', municipalityId),
    distinct('subject_type', municipalityId),
  ])
  return { actors, actions, types }
}

/** How the trail writes a name when somebody else authorised the amount. */
const AUTHORISED = ', com autorização de '

/** The person of a name as the trail writes it. */
export const personOf = (name: string): string => name.split(AUTHORISED)[0]!

/** The names under which a person stands in the trail. */
export async function namesOf(municipalityId: bigint, person: string): Promise<string[]> {
  const names = await distinct('actor_name', municipalityId)
  return names.filter((name) => personOf(name) === person)
}

/** The trail by a cursor, oldest page last; the caller's transaction holds it open. */
export async function* trailPages(
  tx: Parameters<typeof query>[0],
  filter: TrailFilter,
  size: number
): AsyncGenerator<TrailEntry[]> {
  const { where, values } = narrowed(filter)
  await query(
    tx,
    `declare trail no scroll cursor for select ${COLUMNS} ${FROM} where ${where} ${ORDER}`,
    values
  )
  for (;;) {
    const entries = await query<TrailEntry>(tx, `fetch ${size} from trail`)
    if (!entries.length) return
    yield entries
  }
}
