import type { Archive } from '#core/archive/index'

const READINGS = 'readings_readings'
/** A reading, or a consumption settled for good, that counts. */
const counts = (row: string) => `${row}.state <> 'held' and ${row}.billing <> 'superseded'`
const isReal = (row: string) =>
  `(${row}.reading is not null or ${row}.adjustments like '%"swap_residual"%')`

/** The readings of a month with what was frozen for them. */
export default [
  {
    name: 'readings.readings',
    whole: {
      record: 'readings.readings',
      table: READINGS,
      month: 'reference',
      set: 'premise_id',
      label: 'registration_number',
    },
    parts: [
      {
        table: 'readings_load_items',
        of: READINGS,
        on: 'part.id = owner.load_item_id',
      },
      { table: 'readings_field_reviews', of: READINGS, on: 'part.reading_id = owner.id' },
    ],
    keeps: [
      {
        code: 'held',
        table: READINGS,
        reason: 'A crítica ainda segura a leitura, ou o consumo ainda não foi faturado.',
        when: `row.state = 'held' or row.billing = 'parked'`,
      },
      {
        code: 'last_of_meter',
        table: READINGS,
        reason: 'É a última leitura do hidrômetro: a próxima parte dela.',
        when: `row.reading is not null and ${counts('row')} and not exists (
                 select from readings_readings o where o.meter_id = row.meter_id and o.reading is not null
                    and ${counts('o')} and o.read_on > row.read_on)`,
      },
      {
        code: 'last_of_premise',
        table: READINGS,
        reason: 'É a última leitura do imóvel: a próxima parte dela.',
        when: `${isReal('row')} and ${counts('row')} and not exists (
                 select from readings_readings o where o.municipality_id = row.municipality_id and o.premise_id = row.premise_id
                    and o.reference > row.reference and ${counts('o')} and ${isReal('o')})`,
      },
    ],
  },
] as const satisfies readonly Archive[]
