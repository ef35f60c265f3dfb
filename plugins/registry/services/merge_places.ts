import type { ActionContext } from '#core/actions/index'
import { appendEntry } from '#core/audit/index'
import { query } from '#core/database/index'
import { indexSearch } from '#core/records/index'
import { errors } from '../errors.ts'
import { indexPremises } from './index_premise.ts'

/** Streets and neighbourhoods become one in the same way. */
const PLACES = {
  street: {
    table: 'registry_streets',
    record: 'registry.streets',
    name: 'full_name',
    of: 'do logradouro',
  },
  district: {
    table: 'registry_districts',
    record: 'registry.districts',
    name: 'name',
    of: 'do bairro',
  },
} as const

export type Place = keyof typeof PLACES

interface PlaceRow {
  readonly id: bigint
  readonly municipality_id: bigint
  readonly code: string
  readonly label: string
  readonly is_active: boolean
  readonly merged_into_id: bigint | null
}

export interface MergedPlaces {
  readonly kept: PlaceRow
  readonly merged: PlaceRow
  /** Units that now stand on the one that was kept. */
  readonly units: number
  /** Ranges of numbers that both had: they stay with the one that went. */
  readonly rangesLeft: number
}

interface Pair {
  readonly place: Place
  readonly mergedId: bigint
  readonly keptId: bigint
}

/**
 * Makes two records of one street, or of one neighbourhood, one: units and ranges pass to the one that stays; the other is
 * inactive, found by its name, and leads there. Errors: E_REGISTRY_PLACE_UNKNOWN, …_SAME, …_MERGED.
 */
export async function mergePlaces(context: ActionContext, pair: Pair): Promise<MergedPlaces> {
  const { tx } = context
  const { table } = PLACES[pair.place]
  if (pair.mergedId === pair.keptId) throw errors.E_REGISTRY_PLACE_SAME({ id: pair.keptId })
  const merged = await placeOf(context, pair.place, pair.mergedId)
  const kept = await placeOf(context, pair.place, pair.keptId)
  const rangesLeft = await moveRanges(context, pair)
  const premises = await query<{ id: bigint }>(
    tx,
    pair.place === 'street'
      ? 'update registry_premises set street_id = ?, street = ? where municipality_id = ? and street_id = ? returning id'
      : 'update registry_premises set district_id = ?, district = ? where municipality_id = ? and district_id = ? returning id',
    [kept.id, kept.label, context.municipalityId, merged.id]
  )
  await indexPremises(
    tx,
    premises.map(({ id }) => id)
  )
  await query(tx, `update ${table} set is_active = false, merged_into_id = ? where id = ?`, [
    kept.id,
    merged.id,
  ])
  await keepNameOf(context, pair.place, { kept, merged })
  const done = { kept, merged, units: premises.length, rangesLeft }
  await tellMerged(context, pair.place, done)
  return done
}

async function placeOf(
  { tx, municipalityId }: ActionContext,
  place: Place,
  id: bigint
): Promise<PlaceRow> {
  const { table, name } = PLACES[place]
  const [row] = await query<PlaceRow>(
    tx,
    `select id, municipality_id, code, ${name} as label, is_active, merged_into_id from ${table}
      where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!row) throw errors.E_REGISTRY_PLACE_UNKNOWN({ id })
  if (row.merged_into_id !== null) {
    throw errors.E_REGISTRY_PLACE_MERGED({ id, name: row.label, into: row.merged_into_id })
  }
  return row
}

/** Ranges whose numbers the other street already answers for stay where they are. @returns how many stayed. */
async function moveRanges(
  { tx, municipalityId }: ActionContext,
  { place, mergedId, keptId }: Pair
): Promise<number> {
  if (place === 'district') {
    await query(
      tx,
      'update registry_street_ranges set district_id = ? where municipality_id = ? and district_id = ?',
      [keptId, municipalityId, mergedId]
    )
    return 0
  }
  await query(
    tx,
    `update registry_street_ranges r set street_id = ? where municipality_id = ? and street_id = ?
        and not exists (select from registry_street_ranges k where k.street_id = ?
              and int4range(k.number_from, k.number_until, '[]') && int4range(r.number_from, r.number_until, '[]')
              and (k.side = 'both' or r.side = 'both' or k.side = r.side))`,
    [keptId, municipalityId, mergedId, keptId]
  )
  const left = await query(
    tx,
    'select 1 from registry_street_ranges where municipality_id = ? and street_id = ?',
    [municipalityId, mergedId]
  )
  return left.length
}

/** The one that stays is found by the name of the one that went, too. */
async function keepNameOf(
  { tx }: ActionContext,
  place: Place,
  { kept, merged }: Pick<MergedPlaces, 'kept' | 'merged'>
): Promise<void> {
  const { table, record } = PLACES[place]
  const rows = await query<PlaceRow & Readonly<Record<string, unknown>>>(
    tx,
    `update ${table} set former_names = concat_ws(' · ', former_names, ?::text) where id = ? returning *`,
    [merged.label, kept.id]
  )
  for (const row of rows) await indexSearch(tx, record, row.id, row)
}

/** The history of the one that went tells where it went. */
async function tellMerged(
  { tx, municipalityId, actor, now, reason }: ActionContext,
  place: Place,
  { kept, merged, units }: MergedPlaces
): Promise<void> {
  await appendEntry(tx, {
    ...{ municipalityId, at: now, actor, reason },
    action: `registry.${place}s.merge`,
    subject: { type: PLACES[place].record, id: merged.id },
    description: `Unificado com ${kept.label} e inativado: ${units} imóveis passaram para lá`,
    payload: { trail: { before: { is_active: true }, after: { is_active: false } } },
  })
}
