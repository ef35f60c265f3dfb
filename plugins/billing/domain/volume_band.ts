import { Dec } from '#core/money/index'

/** Upper ends in m³ of the bands that bills are grouped by, whatever the brackets of the tables. */
const ENDS = [0, 5, 10, 15, 20, 25, 30, 40, 50, 100, 200].map((end) => ({ end, at: Dec.of(end) }))

const words = (place: number): string => {
  const [low, high] = [ENDS[place - 1]?.end, ENDS[place]?.end]
  if (low === undefined) return '0 m³'
  if (high === undefined) return `acima de ${low} m³`
  return low === 0 ? `até ${high} m³` : `mais de ${low} a ${high} m³`
}

/** The band of a volume, as a code that sorts. */
export function volumeBand(m3: Dec): string {
  const place = ENDS.findIndex(({ at }) => m3.lte(at))
  return String(place < 0 ? ENDS.length : place).padStart(2, '0')
}

/** All bands in their order, in words. */
export const VOLUME_BANDS = Array.from({ length: ENDS.length + 1 }, (_, place) => ({
  value: String(place).padStart(2, '0'),
  label: words(place),
}))
