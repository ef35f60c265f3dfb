import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { kindNamed } from './check_content.ts'
import { errors } from './errors.ts'
import { type InForce, inForceWithin } from './in_force.ts'
import { type ItemName, baseKey, localKey, placeIn } from './local_keys.ts'
import type { Reader } from './query.ts'
import { titleOfVersion } from './title_of_version.ts'
import type { LocalPlace, PackSegment } from './types.ts'
import type { Version } from './versions.ts'
import { itemPath } from './view/item_list.ts'
import { versionLabel } from './view/state_text.ts'

interface Item extends ItemName {
  readonly municipalityId: bigint
}

/** The parts of the municipality for which an item may have versions of its own; none, where it is one for all. */
export async function placesOf(
  reader: Reader,
  { kind, key, municipalityId }: Item
): Promise<readonly LocalPlace[]> {
  return (await kindNamed(kind).places?.(reader, { key: baseKey(key), municipalityId })) ?? []
}

/** Title of an item, with its place where it is of one. @throws BusinessError E_CONFIGURATION_PLACE */
export async function titleHere(reader: Reader, item: Item): Promise<string> {
  const title = kindNamed(item.kind).titleOf(item.key)
  const code = placeIn(item.key)
  if (code === null) return title
  const places = await placesOf(reader, item)
  const place = places.find((one) => one.code === code)
  if (!place) throw errors.E_CONFIGURATION_PLACE({ title, place: code })
  return `${title}: ${place.title}`
}

/** Page of the item that is in force everywhere else, of what is of one place. */
export const generalPath = ({ kind, key }: ItemName): string | null =>
  placeIn(key) === null ? null : itemPath({ kind, key: baseKey(key) })

/** A version as it is called on the page of another: one of the whole municipality says so beside one of a place. */
export const labelBeside = (version: Version, other: ItemName): string =>
  version.key === other.key ? versionLabel(version) : `${versionLabel(version)}, do município`

/** Title of an item that may have no version yet. @throws BusinessError E_CONFIGURATION_PLACE */
export const titleOfItem = async (
  reader: Reader,
  item: Item,
  all: readonly Version[]
): Promise<string> => (all[0] ? titleOfVersion(all[0]) : titleHere(reader, item))

/**
 * The version in force at the nearest of some places, given from the nearest on, or else for the whole municipality. Asked
 * within a transaction, as `inForceWithin`.
 */
export async function nearestInForce(
  tx: Reader,
  { places, ...item }: Item & { readonly places: readonly string[] },
  date: CivilDate
): Promise<InForce | null> {
  for (const place of places) {
    const found = await inForceWithin(tx, { ...item, key: localKey(item.key, place) }, date)
    if (found) return found
  }
  return inForceWithin(tx, item, date)
}

/** As `nearestInForce`, of what a pack holds: the key under which the segment gives it. */
export function nearestKey(
  segment: Pick<PackSegment, 'has'>,
  { kind, key }: ItemName,
  places: readonly string[]
): string {
  const local = places.map((place) => localKey(key, place))
  return local.find((one) => segment.has(kind, one)) ?? key
}

/** Whether some item has versions for a place: its code names them, and so it stays. */
export async function isPlaceInUse(
  reader: Reader,
  municipalityId: bigint,
  place: string
): Promise<boolean> {
  const rows = await query(
    reader,
    `select from configuration_items where municipality_id = ? and split_part(key, '@', 2) = ? limit 1`,
    [municipalityId, place]
  )
  return rows.length > 0
}
