import type { ActionContext } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import { query } from '#core/database/index'
import { type Perimeter, type Point, isInside, readPerimeter } from '../domain/polygon.ts'
import { errors } from '../errors.ts'

export interface MarkedAreas {
  readonly urban: number
  readonly rural: number
  /** Units without a place on the map: nobody can say. */
  readonly without: number
}

interface Placed {
  readonly id: bigint
  readonly latitude: string
  readonly longitude: string
}

/**
 * Marks each unit that has a place on the map as urban, inside a perimeter in use, or rural, outside of all. Marks that
 * people wrote stay. Errors: E_REGISTRY_PERIMETER_NONE.
 */
export async function markAreas({ tx, municipalityId }: ActionContext): Promise<MarkedAreas> {
  const on = await todayIn(tx, municipalityId)
  const rows = await query<{ geometry: string }>(
    tx,
    'select geometry from registry_urban_perimeters where municipality_id = ? and is_active and from_on <= ?',
    [municipalityId, on]
  )
  const perimeters = rows.flatMap(({ geometry }) => readPerimeter(geometry) ?? [])
  if (!perimeters.length) throw errors.E_REGISTRY_PERIMETER_NONE({})
  const units = await query<Placed>(
    tx,
    `select id, latitude, longitude from registry_premises
      where municipality_id = ? and latitude is not null and longitude is not null and area_source is distinct from 'register'`,
    [municipalityId]
  )
  const urban = units.filter((unit) => isUrban(unit, perimeters)).map(({ id }) => id)
  const inside = new Set(urban)
  const rural = units.filter(({ id }) => !inside.has(id)).map(({ id }) => id)
  for (const [area, ids] of [['urban', urban] as const, ['rural', rural] as const]) {
    await query(
      tx,
      `update registry_premises set area = ?, area_on = ?, area_source = 'perimeter' where id = any(?::bigint[])`,
      [area, on, ids]
    )
  }
  const [rest] = await query<{ n: number }>(
    tx,
    'select count(*)::int as n from registry_premises where municipality_id = ? and area is null',
    [municipalityId]
  )
  return { urban: urban.length, rural: rural.length, without: rest!.n }
}

function isUrban({ latitude, longitude }: Placed, perimeters: readonly Perimeter[]): boolean {
  const point: Point = [Number(longitude), Number(latitude)]
  return perimeters.some((perimeter) => isInside(point, perimeter))
}
