import { parameterWithin } from '#core/configuration/index'
import { type CopyValue, type Tx, copyRows, query, takeIds } from '#core/database/index'
import { ROUTE_TYPES, type RouteTypes } from '../configuration/route_types.ts'
import { errors } from '../errors.ts'
import { DOOR_SQL, HOMELESS_SQL } from './route_stops.ts'

export interface RouteGround {
  readonly municipalityId: bigint
  readonly billingGroupId: bigint
  readonly localityId: bigint
}

export interface GeneratedRoutes {
  readonly locality: string
  /** Readings that one reader does in a day in a locality of this type. */
  readonly limit: number
  readonly premises: number
  readonly routes: readonly { readonly code: string; readonly stops: number }[]
}

interface Locality {
  readonly code: string
  readonly name: string
  readonly locality_type: string | null
}

interface Homeless {
  readonly id: bigint
  readonly street: string
}

/**
 * Makes routes of the premises of a group in a locality that stand in none, in order of street and number, each a day's work for
 * the type of the locality, all of nearly the same size. Errors: E_READINGS_ROUTE_NONE.
 */
export async function generateRoutes(tx: Tx, ground: RouteGround): Promise<GeneratedRoutes> {
  const { municipalityId, billingGroupId, localityId } = ground
  const [locality] = await query<Locality>(
    tx,
    `select code, name, locality_type from registry_localities where municipality_id = ? and id = ? for update`,
    [municipalityId, localityId]
  )
  const premises = locality ? await homeless(tx, ground) : []
  if (!locality || premises.length === 0) throw errors.E_READINGS_ROUTE_NONE()
  const limit = await dailyLimit(tx, municipalityId, locality.locality_type)
  const count = Math.ceil(premises.length / limit)
  const parts = Array.from({ length: count }, (_, index) =>
    premises.slice(partAt(index, count, premises.length), partAt(index + 1, count, premises.length))
  )
  const codes = await freeCodes(tx, ground, { prefix: locality.code, count })
  const ids = await takeIds(tx, 'readings_routes', count)
  await copyRows(
    tx,
    'readings_routes',
    ['id', 'municipality_id', 'code', 'name', 'billing_group_id', 'locality_id'],
    parts.map((part, index): CopyValue[] => [
      ...[ids[index]!, municipalityId, codes[index]!, nameOf(part), billingGroupId, localityId],
    ])
  )
  await copyRows(
    tx,
    'readings_route_stops',
    ['municipality_id', 'route_id', 'premise_id', 'sequence'],
    parts.flatMap((part, index) =>
      part.map(({ id }, place): CopyValue[] => [municipalityId, ids[index]!, id, place + 1])
    )
  )
  const routes = parts.map((part, index) => ({ code: codes[index]!, stops: part.length }))
  return { locality: locality.name, limit, premises: premises.length, routes }
}

const partAt = (index: number, count: number, total: number) => Math.floor((index * total) / count)

const NAME_LENGTH = 80
const nameOf = (part: readonly Homeless[]): string => {
  const [first, last] = [part[0]!.street, part.at(-1)!.street]
  return (first === last ? first : `${first} a ${last}`).slice(0, NAME_LENGTH)
}

/** In the order in which they are walked. */
const homeless = (tx: Tx, { municipalityId, billingGroupId, localityId }: RouteGround) =>
  query<Homeless>(
    tx,
    `select p.id, p.street from registry_premises p
      where p.municipality_id = ? and p.billing_group_id = ? and p.locality_id = ?
        and ${HOMELESS_SQL}
      order by p.street, ${DOOR_SQL} nulls last, p.number, p.complement nulls first, p.id`,
    [municipalityId, billingGroupId, localityId]
  )

/** How many readings are a day's work in a locality of this type. */
export async function dailyLimit(
  tx: Tx,
  municipalityId: bigint,
  type: string | null
): Promise<number> {
  const { others, types } = await parameterWithin<RouteTypes>(tx, {
    key: ROUTE_TYPES,
    municipalityId,
  })
  return types.find((one) => one.type === type)?.readings_per_day ?? others
}

async function freeCodes(
  tx: Tx,
  { municipalityId, localityId }: RouteGround,
  { prefix, count }: { readonly prefix: string; readonly count: number }
): Promise<string[]> {
  const rows = await query<{ code: string }>(
    tx,
    'select code from readings_routes where municipality_id = ? and locality_id = ?',
    [municipalityId, localityId]
  )
  const taken = new Set(rows.map(({ code }) => code))
  const codes: string[] = []
  for (let number = 1; codes.length < count; number++) {
    const code = `${prefix}.${String(number).padStart(3, '0')}`
    if (!taken.has(code)) codes.push(code)
  }
  return codes
}
