import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { open, send } from './support/people.ts'
import { takeToField } from './support/reading_month.ts'

interface Hung {
  readonly id: bigint
  readonly number: string
  readonly premise_id: bigint
  readonly registration_number: string
  readonly last: string
}

test.group('Scenario | an exchanged meter', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())

  test('stands at once on the page of the premise, in the next load and on the map, with nothing imported in between', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-10-02T15:00:00Z')
    const [meter] = await query<Hung>(
      db,
      `select m.id, m.number, p.id as premise_id, p.registration_number,
              coalesce((select max(r.reading) from readings_readings r where r.premise_id = p.id),
                       i.initial_reading) + 5 as last
         from metering_installations i join metering_meters m on m.id = i.meter_id
         join registry_connections c on c.id = i.connection_id join registry_premises p on p.id = c.premise_id
         join registry_billing_groups g on g.id = p.billing_group_id
        where i.removed_on is null and g.code = '01' and p.longitude is not null order by m.id limit 1`
    )
    const [stocked] = await query<{ number: string }>(
      db,
      `select number from metering_meters where situation = 'stock' order by id limit 1`
    )
    const { number: fresh } = stocked!
    const path = `/registry/premises/${meter!.premise_id}`
    const before = await open(client, 'bruno', path)
    before.assertTextIncludes(meter!.number)
    const done = await send(client, 'bruno', `/metering/meters/${meter!.id}/change/exchange`, {
      ...{ reason_code: 'age', opinion: 'Fim da vida útil', exchanged_on: '2026-10-02' },
      ...{ final_reading: String(meter!.last), new_number: fresh, initial_reading: '0' },
      ...{ destination: 'stock', confirmed: 'true' },
    })
    done.assertStatus(302)

    const premise = await open(client, 'bruno', path)
    premise.assertTextIncludes(fresh)
    const taken = await takeToField(client, { reference: '2026-10' })
    const line = taken.file.split('\n').find((one) => one.includes(meter!.registration_number))
    assert.include(line, `;${fresh};`)
    assert.notInclude(line, meter!.number)
    const map = await open(client, 'bruno', `/readings/map/live?load=${taken.loadId}`)
    map.assertStatus(200)
    const [, told = ''] = /data-map="([^"]+)"/.exec(map.text()) ?? []
    const { units } = JSON.parse(told.replaceAll('&quot;', '"').replaceAll('&#x27;', "'")) as {
      units: { registration: string; meter: string }[]
    }
    const unit = units.find(({ registration }) => registration === meter!.registration_number)
    assert.equal(unit?.meter, fresh)
    const runs = await query<{ job: string }>(
      db,
      'select distinct job from jobs_runs where started_at >= ?',
      [new Date('2026-10-02T00:00:00Z')]
    )
    assert.deepEqual(
      runs.map(({ job }) => job).filter((job) => /import/.test(job)),
      []
    )
  }).tags(['@TR-3.1.2.5'])
})
