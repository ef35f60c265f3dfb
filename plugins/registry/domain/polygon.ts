/** Longitude and latitude, degrees. */
export type Point = readonly [longitude: number, latitude: number]
/** A closed line of points; the first ring is the outline, the others are holes. */
export type Ring = readonly Point[]

export interface Perimeter {
  readonly polygons: readonly (readonly Ring[])[]
}

const isPoint = (value: unknown): value is Point =>
  Array.isArray(value) &&
  value.length >= 2 &&
  typeof value[0] === 'number' &&
  typeof value[1] === 'number' &&
  Math.abs(value[0]) <= 180 &&
  Math.abs(value[1]) <= 90

const LEAST_POINTS = 4

function isRing(value: unknown): value is Ring {
  if (!Array.isArray(value) || value.length < LEAST_POINTS || !value.every(isPoint)) return false
  const [first, last] = [value[0] as Point, value.at(-1) as Point]
  return first[0] === last[0] && first[1] === last[1]
}

const isPolygon = (value: unknown): value is Ring[] =>
  Array.isArray(value) && value.length > 0 && value.every(isRing)

/**
 * Reads a GeoJSON polygon or multipolygon, alone or as a feature (RFC 7946: longitude first, rings closed).
 * @returns null when the text is none.
 */
export function readPerimeter(text: string): Perimeter | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  return perimeterOf(value)
}

function perimeterOf(value: unknown): Perimeter | null {
  if (!value || typeof value !== 'object') return null
  const { type, geometry, features, coordinates } = value as Record<string, unknown>
  if (type === 'Feature') return perimeterOf(geometry)
  if (type === 'FeatureCollection' && Array.isArray(features)) {
    const parts = features.map(perimeterOf)
    return parts.length && parts.every((part) => part !== null)
      ? { polygons: parts.flatMap(({ polygons }) => polygons) }
      : null
  }
  if (type === 'Polygon' && isPolygon(coordinates)) return { polygons: [coordinates] }
  if (type === 'MultiPolygon' && Array.isArray(coordinates) && coordinates.length) {
    return coordinates.every(isPolygon) ? { polygons: coordinates as Ring[][] } : null
  }
  return null
}

/** Whether a point is inside, by the crossings of a ray with the outline; a hole is outside, the border is inside. */
export const isInside = (point: Point, { polygons }: Perimeter): boolean =>
  polygons.some(([outline, ...holes]) => {
    if (!outline || !crosses(point, outline)) return false
    return !holes.some((hole) => crosses(point, hole) && !isOnBorder(point, hole))
  })

const crosses = (point: Point, ring: Ring): boolean =>
  isOnBorder(point, ring) || edgesOf(ring).filter((edge) => isCrossed(point, edge)).length % 2 === 1

type Edge = readonly [Point, Point]

const edgesOf = (ring: Ring): Edge[] => ring.slice(1).map((end, index): Edge => [ring[index]!, end])

function isCrossed([x, y]: Point, [[x1, y1], [x2, y2]]: Edge): boolean {
  return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1
}

const isOnBorder = ([x, y]: Point, ring: Ring): boolean =>
  edgesOf(ring).some(([[x1, y1], [x2, y2]]) => {
    const isAligned = (x2 - x1) * (y - y1) === (y2 - y1) * (x - x1)
    const isWithin = (value: number, a: number, b: number) =>
      value >= Math.min(a, b) && value <= Math.max(a, b)
    return isAligned && isWithin(x, x1, x2) && isWithin(y, y1, y2)
  })
