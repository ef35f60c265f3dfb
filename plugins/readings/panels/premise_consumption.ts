import { query } from '#core/database/index'
import { Dec, formatDecimal } from '#core/money/index'
import type { PageContext, Panel } from '#core/records/index'

interface MonthRow {
  readonly id: bigint
  readonly reference: string
  readonly billed_m3: string
  readonly reading: number | null
  readonly read_on: string
}

export interface Bar {
  readonly x: number
  readonly y: number
  readonly height: number
  readonly title: string
}

const MONTHS = 12
/** The picture: one column of ten a month, sixty high. */
const COLUMN = 10
const HIGH = 60
const LEAST = 1

/** Consumption of the last twelve months as columns, the mean, and the last reading. */
export const consumptionPanel: Panel = {
  name: 'readings.premise_consumption',
  on: 'registry.premises',
  title: 'Consumo nos últimos 12 meses',
  permission: 'readings.read',
  place: 20,
  view: 'readings::premise_consumption',
  async load({ tx, municipalityId, row }: PageContext) {
    const newest = await query<MonthRow>(
      tx,
      `select id, reference, billed_m3::text, reading, read_on from readings_readings
        where municipality_id = ? and premise_id = ? and state <> 'held'
        order by reference desc limit ${MONTHS}`,
      [municipalityId, row.id]
    )
    const months = newest.reverse()
    const total = Dec.sum(months.map((one) => Dec.of(one.billed_m3)))
    return {
      last: months.at(-1) ?? null,
      first: months[0]?.reference ?? null,
      mean: months.length ? total.divide(Dec.of(months.length), 0, 'half-up').toString() : null,
      bars: barsOf(months),
      width: MONTHS * COLUMN,
      height: HIGH,
    }
  },
}

function barsOf(months: readonly MonthRow[]): Bar[] {
  const most = months.reduce((peak, { billed_m3: m3 }) => Math.max(peak, Number.parseFloat(m3)), 1)
  return months.map(({ reference, billed_m3: m3 }, index) => {
    const height = Math.max(LEAST, Math.trunc((Number.parseFloat(m3) / most) * HIGH))
    const title = `${reference.slice(5)}/${reference.slice(0, 4)}: ${formatDecimal(Dec.of(m3))} m³`
    return { x: (MONTHS - months.length + index) * COLUMN + 1, y: HIGH - height, height, title }
  })
}
