import type { Actor } from '#core/actions/index'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'

export type Density = 'normal' | 'compact'

export interface SavedView {
  readonly id: bigint
  readonly name: string
  /** The list's query without its page. */
  readonly address: string
  readonly columns: readonly string[]
  readonly density: Density
  readonly isShared: boolean
  readonly isOwn: boolean
  readonly ownerName: string
}

/** What a person keeps of one list: columns, density, the view that opens it. */
export interface Layout {
  readonly columns: readonly string[] | null
  readonly density: Density
  readonly defaultViewId: bigint | null
}

const NOTHING_KEPT: Layout = { columns: null, density: 'normal', defaultViewId: null }

/** A person's own views of a list, then those that others share. */
export async function viewsOf(type: RecordType, actor: Actor): Promise<SavedView[]> {
  return readRows<SavedView>(
    `select v.id, v.name, v.address, v.columns, v.density, v.is_shared as "isShared",
            v.user_id = ? as "isOwn", u.full_name as "ownerName"
       from records_views v join access_users u on u.id = v.user_id
      where v.municipality_id = ? and v.record_type = ? and (v.user_id = ? or v.is_shared)
      order by v.user_id = ? desc, v.name, v.id limit 50`,
    [actor.userId, actor.municipalityId, type.name, actor.userId, actor.userId]
  )
}

export async function layoutOf(type: RecordType, actor: Actor): Promise<Layout> {
  const [kept] = await readRows<Layout>(
    `select columns, density, default_view_id as "defaultViewId"
       from records_layouts where user_id = ? and record_type = ?`,
    [actor.userId, type.name]
  )
  return kept ?? NOTHING_KEPT
}

/** Columns that a list can still show, in the order kept: a field taken away since then is left out. */
export function knownColumns(type: RecordType, columns: readonly string[] | null): string[] {
  const known = new Set(type.fields.map(({ name }) => name))
  const kept = (columns ?? type.list.columns).filter((name) => known.has(name))
  return kept.length ? kept : [...type.list.columns]
}
