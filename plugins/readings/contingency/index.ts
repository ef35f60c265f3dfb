import { type CivilDate, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type ContingencySection, cardsBy } from '#core/records/index'

interface ReadingRow {
  readonly premise_id: bigint
  readonly reference: string
  readonly reading: number | null
  readonly read_on: CivilDate
  readonly billed_m3: string
}

const LAST = 6

/** The last months of each premise, the newest first. */
const lastReadings: ContingencySection = {
  name: 'readings.last',
  title: 'Últimas leituras',
  record: 'registry.premises',
  place: 50,
  async cards({ tx, municipalityId }, ids) {
    const rows = await query<ReadingRow>(
      tx,
      `select r.premise_id, r.reference, r.reading, r.read_on, r.billed_m3
         from unnest(?::bigint[]) as p (id)
        cross join lateral (
          select premise_id, reference, reading, read_on, billed_m3 from readings_readings
           where municipality_id = ? and premise_id = p.id order by reference desc limit ${LAST}) r`,
      [ids.map(String), municipalityId]
    )
    return cardsBy(
      rows,
      (row) => row.premise_id,
      (row) => ({
        title: `${row.reference.slice(5)}/${row.reference.slice(0, 4)}`,
        facts: [
          ['Leitura', row.reading === null ? 'sem leitura' : String(row.reading)],
          ['Lida em', formatDate(row.read_on)],
          ['Faturado', `${row.billed_m3.replace('.', ',')} m³`],
        ],
      })
    )
  },
}

export default [lastReadings] as readonly ContingencySection[]
