import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { criticise, distributed, fieldFile, ground, loadOf, receive } from './helpers.ts'

const READING = 4
const ANOMALY = 5
const READ_AT = 6
const READER = 7

interface Told {
  readonly read: string
  readonly locked: string
  readonly text: string
}

/** The file with a unit that was read and one with a locked gate, both by reader L21. */
function told(text: string): Told {
  const lines = text.split('\r\n').filter((line) => line.startsWith('D;'))
  const [read, locked] = lines.filter((line) => line.split(';')[READING] !== '')
  const change = (line: string, columns: Readonly<Record<number, string>>) =>
    line
      .split(';')
      .map((column, place) => columns[place] ?? column)
      .join(';')
  const first = change(read!, { [ANOMALY]: '', [READER]: 'L21', [READ_AT]: '2026-10-04T08:15:00' })
  const second = change(locked!, { [READING]: '', [ANOMALY]: '01', [READER]: 'L21' })
  const control = BigInt(locked!.split(';')[READING]!)
  const changed = text
    .replace(read!, first)
    .replace(locked!, second)
    .replace(
      /T;(\d+);(\d+)/,
      (_, count: string, sum: string) => `T;${count};${BigInt(sum) - control}`
    )
  return { read: read!.split(';')[2]!, locked: locked!.split(';')[2]!, text: changed }
}

test.group('Readings | what is kept of a return', (group) => {
  freshDatabase(group)

  test('a processed return keeps reading, consumption, collection, occurrence and averages, once', async ({
    client,
    assert,
  }) => {
    const where = await ground()
    const load = await distributed(where)
    const { read, locked, text } = told(await fieldFile(where, load.id))
    const received = await receive(where, load.id, text)
    assert.equal(received.status, 'done')
    assert.equal(received.figures.rejected, 0n)
    await criticise(where, load.id)
    const rows = async () =>
      query<Record<string, unknown>>(
        db,
        `select registration_number, reading, measured_m3, billed_m3, kind, collection, anomaly_code, average_m3, annual_average_m3,
                reader_code, to_char(read_at, 'HH24:MI') as at, fault
           from readings_readings where load_id = ? order by id`,
        [load.id]
      )
    const kept = await rows()
    const one = kept.find((row) => row.registration_number === read)!
    const gate = kept.find((row) => row.registration_number === locked)!
    assert.containsSubset(one, {
      ...{ kind: 'measured', collection: 'collector', anomaly_code: null, reader_code: 'L21' },
      ...{ at: '08:15', fault: 'none' },
    })
    assert.isNumber(one.reading)
    assert.equal(one.billed_m3, one.measured_m3)
    assert.containsSubset(gate, {
      ...{ reading: null, measured_m3: null, kind: 'average', collection: 'collector' },
      ...{ anomaly_code: '01', reader_code: 'L21', fault: 'customer' },
    })
    const [item] = await query<{ whole_m3: string }>(
      db,
      `select round(average_m3)::text as whole_m3 from readings_load_items where load_id = ? and registration_number = ?`,
      [load.id, locked]
    )
    assert.isAbove(Number(item!.whole_m3), 0)
    assert.equal(Number(gate.billed_m3), Number(item!.whole_m3), 'billed by its average')
    for (const row of [one, gate]) {
      const [mean] = await query<{ monthly: string; annual: string }>(
        db,
        `with valid as (
           select billed_m3, row_number() over (order by reference desc) as place from readings_readings
            where registration_number = ? and enters_average and reference > '2025-10' and reference <= '2026-10')
         select round(avg(billed_m3) filter (where place <= 6), 2)::text as monthly, round(avg(billed_m3), 2)::text as annual
           from valid`,
        [String(row.registration_number)]
      )
      assert.equal(Number(row.average_m3), Number(mean!.monthly))
      assert.equal(Number(row.annual_average_m3), Number(mean!.annual))
    }
    const again = await receive(where, load.id, text)
    assert.deepEqual(again.figures, { repeated: 1n })
    await criticise(where, load.id)
    assert.deepEqual(await rows(), kept)
    const { items } = await loadOf(where)
    assert.equal(items, kept.length)
    const list = await client.get(`/api/readings/readings?reference=2026-10`).loginAs(await ana())
    const shown = (list.body() as { data: Record<string, unknown>[] }).data.find(
      (row) => row.registration_number === locked
    )
    assert.containsSubset(shown, { anomaly_code: '01', collection: 'collector', reading: null })
  }).tags(['@TR-3.2.4.5a'])
})
