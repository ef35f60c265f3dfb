import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type RecordField, isOutside } from '#core/records/index'
import { format } from '#core/web/index'
import { errors } from '../errors.ts'
import type { Operation } from '../records/operation.ts'
import {
  LINK_OPERATION,
  MERGE_OPERATIONS,
  PREMISE_OPERATIONS,
  SITUATION_OPERATION,
} from '../records/operations.ts'

/** What an operation is about: the record of its address, and where its form goes. */
export interface Subject {
  readonly operation: Operation
  readonly record: string
  /** Name of the input that carries the record's id. */
  readonly input: string
  readonly heading: string
  readonly backPath: string
  /** What the form shows before anything is typed. */
  readonly initial: Readonly<Record<string, string>>
}

/** The operation and the record that an address names. Errors: E_REGISTRY_*_UNKNOWN. */
export async function operationSubject(ctx: HttpContext): Promise<Subject> {
  const { path } = /^\/registry\/(?<path>[a-z-]+)\//.exec(ctx.request.url())!.groups!
  if (path === 'connections') return connectionSubject(ctx)
  if (path === 'paying-bodies') return bodySubject(ctx)
  if (path === 'streets' || path === 'districts') return placeSubject(ctx, path)
  return premiseSubject(ctx)
}

async function premiseSubject({ params, actor }: HttpContext): Promise<Subject> {
  const asked = String(params.operation)
  const known = Object.hasOwn(PREMISE_OPERATIONS, asked) ? PREMISE_OPERATIONS[asked] : undefined
  const [premise] = await query<PremiseRow>(
    db,
    'select id, registration_number, holder_name, street, number, delivery from registry_premises where municipality_id = ? and id = ?',
    [actor.municipalityId, String(params.id)]
  )
  if (
    !premise ||
    !known ||
    (await isOutside(db, actor, { type: 'registry.premises', id: premise.id }))
  )
    throw errors.E_REGISTRY_PREMISE_UNKNOWN({ id: String(params.id) })
  const { holder_name: holder, street, number } = premise
  const isEconomies = known.action === 'registry.premises.change_economies'
  const categories = isEconomies ? await categoryFields(actor.municipalityId) : []
  const operation = { ...known, fields: [...known.fields, ...categories] }
  return {
    operation,
    record: 'registry.premises',
    input: 'premise_id',
    heading: `${format.registration(premise.registration_number)} · ${holder ?? 'sem titular'} · ${street}, ${number ?? 's/n'}`,
    backPath: `/registry/premises/${premise.id}`,
    initial: await initialOf(asked, premise),
  }
}

async function connectionSubject({ params, actor }: HttpContext): Promise<Subject> {
  const [connection] = await query<{
    id: bigint
    premise_id: bigint
    title: string
    since: CivilDate
  }>(
    db,
    `select c.id, c.premise_id, c.title, coalesce(s.from_on, c.connected_on) as since from registry_connections c
       left join registry_connection_situations s on s.connection_id = c.id and s.until_on is null
      where c.municipality_id = ? and c.id = ?`,
    [actor.municipalityId, String(params.id)]
  )
  if (
    !connection ||
    (await isOutside(db, actor, { type: 'registry.connections', id: connection.id }))
  )
    throw errors.E_REGISTRY_CONNECTION_UNKNOWN({ id: String(params.id) })
  return {
    operation: SITUATION_OPERATION,
    record: 'registry.connections',
    input: 'connection_id',
    heading: `Ligação ${connection.title}, como está desde ${formatDate(connection.since)}`,
    backPath: `/registry/premises/${connection.premise_id}`,
    initial: {},
  }
}

/** A street or a neighbourhood that becomes another. */
async function placeSubject(
  { params, actor }: HttpContext,
  path: 'streets' | 'districts'
): Promise<Subject> {
  const name = path === 'streets' ? 'full_name' : 'name'
  const [place] = await query<{ id: bigint; name: string }>(
    db,
    `select id, ${name} as name from registry_${path} where municipality_id = ? and id = ?`,
    [actor.municipalityId, String(params.id)]
  )
  if (!place) throw errors.E_REGISTRY_PLACE_UNKNOWN({ id: String(params.id) })
  return {
    operation: MERGE_OPERATIONS[path],
    record: `registry.${path}`,
    input: 'id',
    heading: place.name,
    backPath: `/registry/${path}/${place.id}`,
    initial: {},
  }
}

async function bodySubject({ params, actor }: HttpContext): Promise<Subject> {
  const [body] = await query<{ id: bigint; name: string }>(
    db,
    'select id, name from registry_paying_bodies where municipality_id = ? and id = ?',
    [actor.municipalityId, String(params.id)]
  )
  if (!body) throw errors.E_REGISTRY_BODY_UNKNOWN({ id: String(params.id) })
  return {
    operation: LINK_OPERATION,
    record: 'registry.paying_bodies',
    input: 'body_id',
    heading: body.name,
    backPath: `/registry/paying-bodies/${body.id}`,
    initial: {},
  }
}

interface PremiseRow {
  readonly id: bigint
  readonly registration_number: string
  readonly holder_name: string | null
  readonly street: string
  readonly number: string | null
  readonly delivery: string
}

/** The economies of today, so that only what changes is typed; the address of delivery in force. */
async function initialOf(
  operation: string,
  { id, delivery }: PremiseRow
): Promise<Record<string, string>> {
  if (operation === 'delivery') return { delivery }
  if (operation !== 'economies') return {}
  const rows = await query<{ category: string; economies: number }>(
    db,
    'select category, economies from registry_premise_economies where premise_id = ? and until_on is null',
    [id]
  )
  return Object.fromEntries(
    rows.map((row) => [`${CATEGORY_PREFIX}${row.category}`, String(row.economies)])
  )
}

export const CATEGORY_PREFIX = 'economies_'

/** One box for each category that the utility uses. */
async function categoryFields(municipalityId: bigint): Promise<RecordField[]> {
  const rows = await query<{ code: string; title: string }>(
    db,
    `select code, title from registry_categories where municipality_id = ? and is_active
      order by position nulls last, title`,
    [municipalityId]
  )
  return rows.map(({ code, title }) => ({
    name: `${CATEGORY_PREFIX}${code}`,
    label: title,
    type: 'integer',
  }))
}
