import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'

export interface TrailEntry {
  readonly id: bigint
  readonly at: Date
  readonly actor_name: string
  readonly action: string
  readonly subject_type: string | null
  readonly subject_id: bigint | null
  readonly description: string
  readonly reason: string | null
  readonly payload: string
  readonly hash: string
  /** False in the moments before the next block. */
  readonly is_sealed: boolean
}

export interface TrailFilter {
  readonly municipalityId: bigint
  readonly action?: string | null
  readonly actor?: string | null
  readonly subjectType?: string | null
  readonly subjectId?: bigint | null
}

/** Counting stops here: nobody pages further, and a count of millions would take seconds. */
const MOST_COUNTED = 10_000

const COLUMNS = `e.id, e.at, e.actor_name, e.action, e.subject_type, e.subject_id, e.description, e.reason, e.payload, e.hash,
  coalesce(e.id <= head.after_id or (e.xid < head.until_xid and e.id > head.after_id), false) as is_sealed`
const HEAD =
  'left join (select after_id, until_xid from audit_blocks order by id desc limit 1) head on true'

function narrowed(filter: TrailFilter) {
  const conditions: [string, string | bigint | null | undefined][] = [
    ['e.municipality_id = ?', filter.municipalityId],
    ['e.action = ?', filter.action],
    ['e.actor_name = ?', filter.actor],
    ['e.subject_type = ?', filter.subjectType],
    ['e.subject_id = ?', filter.subjectId],
  ]
  const used = conditions.filter(
    (pair): pair is [string, string | bigint] => pair[1] !== null && pair[1] !== undefined
  )
  return { where: used.map(([sql]) => sql).join(' and '), values: used.map(([, value]) => value) }
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
    `select ${COLUMNS} from audit_entries e ${HEAD} where ${where} order by e.id desc limit ? offset ?`,
    [...values, size, (page - 1) * size]
  )
  return { entries, total, isCut: total === MOST_COUNTED }
}

/** What was done to one record, newest first. */
export async function historyOf(
  municipalityId: bigint,
  subject: { readonly type: string; readonly id: bigint },
  limit = 50
): Promise<TrailEntry[]> {
  const filter = { municipalityId, subjectType: subject.type, subjectId: subject.id }
  const { entries } = await readTrail(filter, { page: 1, size: limit })
  return entries
}

export async function readEntry(municipalityId: bigint, id: bigint): Promise<TrailEntry | null> {
  const [entry] = await query<TrailEntry>(
    db,
    `select ${COLUMNS} from audit_entries e ${HEAD} where e.id = ? and e.municipality_id = ?`,
    [id, municipalityId]
  )
  return entry ?? null
}
