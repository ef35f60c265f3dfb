/** A place in degrees. */
export interface Place {
  readonly longitude: number
  readonly latitude: number
}

/** Mean radius of the Earth, in metres (IUGG). */
const EARTH_M = 6_371_008.8
const HALF_TURN = 180

const radians = (degrees: number) => (degrees * Math.PI) / HALF_TURN

/** Metres between two places along the surface (haversine): right within 0.6 % wherever they are. */
export function metresBetween(from: Place, to: Place): number {
  const across = radians(to.longitude - from.longitude) / 2
  const up = radians(to.latitude - from.latitude) / 2
  const chord =
    Math.sin(up) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(across) ** 2
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** Metres along a track, its places in the order of time. */
export const lengthOf = (places: readonly Place[]): number =>
  places.reduce((sum, to, index) => (index ? sum + metresBetween(places[index - 1]!, to) : 0), 0)

const MINUTE_MS = 60_000

/** Hours and minutes between two instants, `04:00`; minutes that are not whole are left out. */
export function durationOf(from: Date, until: Date): string {
  const minutes = Math.floor(Math.max(0, until.getTime() - from.getTime()) / MINUTE_MS)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
