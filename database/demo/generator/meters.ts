import { type CivilDate, civilDate, parts } from '#core/calendar/index'
import type { DemoMeter } from './blueprint.ts'

/** Sizes by the letter of the number (first letter of the Brazilian meter code); flows in m³/h. */
const SIZES = {
  A: {
    ...{ model: 'Unijato 1/2"', type: 'single_jet', diameter: '15', digits: 4 },
    ...{ flowClass: 'Qn 1,5 classe B', minimumFlow: '0.03', maximumFlow: '3' },
  },
  C: {
    ...{ model: 'Multijato 3/4"', type: 'multi_jet', diameter: '20', digits: 5 },
    ...{ flowClass: 'Qn 3,5 classe B', minimumFlow: '0.07', maximumFlow: '7' },
  },
  D: {
    ...{ model: 'Multijato 1"', type: 'multi_jet', diameter: '25', digits: 5 },
    ...{ flowClass: 'Qn 5,0 classe B', minimumFlow: '0.1', maximumFlow: '10' },
  },
  E: {
    ...{ model: 'Multijato 1 1/2"', type: 'multi_jet', diameter: '40', digits: 6 },
    ...{ flowClass: 'Qn 10 classe B', minimumFlow: '0.2', maximumFlow: '20' },
  },
} as const
export type MeterSize = keyof typeof SIZES

/** Makers that do not exist. */
const BRANDS = ['Hidroforte', 'Medágua', 'Nascente']

/** Every model that the demo's meters are of. */
export const METER_MODELS = BRANDS.flatMap((brand) =>
  Object.values(SIZES).map((size) => ({ brand, ...size }))
)

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
    manufacturedOn: civilDate(`${year}-01-01`),
    installedOn,
    initialReading: 0,
    seal: String(serial).padStart(7, '0'),
  }
}
