import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { inForceWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { Viewer } from '../run/asked.ts'
import type { DesignContent } from './content.ts'
import { REPORT_KIND, asDesign } from './kind.ts'

type Reader = Pick<Tx, 'rawQuery'>

/** A report that a person composed, as it is kept. */
export interface Design {
  readonly id: bigint
  readonly owner_id: bigint
  readonly owner_name: string
  readonly title: string
  readonly content: DesignContent
  readonly profiles: readonly string[]
  readonly changed_at: Date
}

/** Names of reports that nobody declared: a person's own, and the utility's. */
export const ownName = (id: bigint | string) => `own.${id}` as const
export const utilityName = (key: string) => `utility.${key}` as const

const SELECTED = `select d.id, d.owner_id, u.full_name as owner_name, d.title, d.content, d.profiles, d.changed_at
                    from reports_designs d join access_users u on u.id = d.owner_id`
/** One's own, and those that somebody who is still here shares with a profile that one has. */
const REACHED = `d.municipality_id = ? and (d.owner_id = ? or (u.is_active and d.profiles && ?::text[]))`

const reachedBy = ({ municipalityId, userId, profiles = [] }: Actor) => [
  municipalityId,
  userId,
  [...profiles],
]

/** The composed reports that somebody may open, as far as sharing goes. */
export const designsFor = (actor: Actor, reader: Reader = db): Promise<Design[]> =>
  query<Design>(reader, `${SELECTED} where ${REACHED} order by d.title`, reachedBy(actor))

/** One of them by its id, or nothing. */
export async function designFor(
  actor: Actor,
  id: string | bigint,
  reader: Reader = db
): Promise<Design | undefined> {
  if (!/^\d{1,18}$/.test(String(id))) return undefined
  const [row] = await query<Design>(reader, `${SELECTED} where ${REACHED} and d.id = ?`, [
    ...reachedBy(actor),
    String(id),
  ])
  return row
}

/** A report of the utility that is in force today, or nothing. */
export async function utilityDesign(
  key: string,
  { actor, timeZone, within }: Viewer
): Promise<DesignContent | undefined> {
  const item = { kind: REPORT_KIND, key, municipalityId: actor.municipalityId }
  const version = await inForceWithin(within ?? db, item, clock.today(timeZone))
  return version ? asDesign(version.content) : undefined
}

/** The utility's reports that are in force today, by key. */
export async function utilityDesigns(
  viewer: Viewer
): Promise<{ key: string; content: DesignContent }[]> {
  const items = await query<{ key: string }>(
    db,
    `select distinct i.key from configuration_items i
       join configuration_versions v on v.item_id = i.id and v.status = 'approved'
      where i.kind = ? and (i.municipality_id = ? or i.municipality_id is null) order by i.key`,
    [REPORT_KIND, viewer.actor.municipalityId]
  )
  const found = await Promise.all(
    items.map(async ({ key }) => ({ key, content: await utilityDesign(key, viewer) }))
  )
  return found.flatMap(({ key, content }) => (content ? [{ key, content }] : []))
}

/** Whether somebody may read everything that a composed report shows; each run asks the same again. */
export function mayReadDesign({ source, columns, filters, groups }: DesignContent, actor: Actor) {
  const type = registries().records.find(source)
  if (!type || !actor.permissions.has(type.permissions.read)) return false
  return [...columns, ...filters, ...groups].every(({ field: path }) => {
    const [first, second] = path.split('.')
    if (!second) return true
    const via = type.fields.find(({ name }) => name === first)
    const owner = registries().records.find(via?.record ?? via?.lookup ?? '')
    return owner !== undefined && actor.permissions.has(owner.permissions.read)
  })
}
