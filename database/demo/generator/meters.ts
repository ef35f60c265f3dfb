import { type CivilDate, parts } from '#core/calendar/index'
import type { DemoMeter } from './blueprint.ts'

/** Sizes by the letter of the number (first letter of the Brazilian meter code). */
const SIZES = {
  A: { model: 'Unijato 1/2"', digits: 4, flowClass: 'Qn 1,5 classe B' },
  C: { model: 'Multijato 3/4"', digits: 5, flowClass: 'Qn 3,5 classe B' },
  D: { model: 'Multijato 1"', digits: 5, flowClass: 'Qn 5,0 classe B' },
  E: { model: 'Multijato 1 1/2"', digits: 6, flowClass: 'Qn 10 classe B' },
} as const
export type MeterSize = keyof typeof SIZES

/** Makers that do not exist. */
const BRANDS = ['Hidroforte', 'Medágua', 'Nascente']

export interface MeterOrder {
  readonly size: MeterSize
  readonly serial: number
  readonly installedOn: CivilDate
}

/** A meter made in the year before its installation and new when installed. */
export function meterOf({ size, serial, installedOn }: MeterOrder): DemoMeter {
  const year = parts(installedOn).year - 1
  return {
    ...SIZES[size],
    number: `${size}${String(year % 100).padStart(2, '0')}X${String(serial).padStart(6, '0')}`,
    brand: BRANDS[serial % BRANDS.length]!,
    year,
    installedOn,
    initialReading: 0,
    seal: String(serial).padStart(7, '0'),
  }
}
