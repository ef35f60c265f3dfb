import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { setParameter } from '#core/access/tests/support/people'
import { addDays, clock, monthOf } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { freshDatabase } from '#tests/support/database'
import { loadIdOf } from './helpers.ts'
import { type Street, ask, deviceOf, routeThrough, send, street } from './street_fixture.ts'

const today = () => clock.today('America/Cuiaba')

/** Water of a premise cut at the standpipe some days ago. */
async function cut({ municipalityId }: Street, premiseId: bigint, days: number) {
  await query(
    db,
    `with c as (update registry_connections set situation = 'cut_standpipe' where premise_id = ? returning id)
     insert into registry_connection_situations (municipality_id, connection_id, situation, from_on)
     select ?, id, 'cut_standpipe', ? from c`,
    [premiseId, municipalityId, addDays(today(), -days)]
  )
}

test.group('Readings | cut units', (group) => {
  freshDatabase(group)

  test('a cut unit with a meter is read some days after the cut, where cut units are read', async ({
    client,
    assert,
  }) => {
    /** What a device is told to do at each of three cut units: cut long ago, lately, and without a meter. */
    const told = async (code: string) => {
      const where = await street({ code, premises: 3 })
      const [early, late, bare] = where.premises
      await cut(where, early!.id, 20)
      await cut(where, late!.id, 5)
      await cut(where, bare!.id, 20)
      await query(
        db,
        `update metering_installations set removed_on = ?, final_reading = 120 where connection_id = (
           select id from registry_connections where premise_id = ?)`,
        [addDays(today(), -20), bare!.id]
      )
      await routeThrough(where, { code: '01', premises: where.premises })
      const reference = monthOf(today())
      const args = { group: where.groupId, reference, loadedOn: today() }
      const run = await runInline('readings.load', args, where.actor)
      assert.equal(run.status, 'done')
      const loadId = await loadIdOf(where, reference)
      const device = await deviceOf(where, `${code}01`)
      const [route] = await query<{ id: bigint }>(
        db,
        'select id from readings_load_routes where load_id = ?',
        [loadId]
      )
      await send(client, `/readings/load-routes/${route!.id}/device`, { device_id: String(device) })
      await send(client, `/readings/loads/${loadId}/distribute`, {})
      const taken = await ask(client, `/api/readings/field/loads/${loadId}?device=${code}01`)
      const { items } = taken.body() as { items: { qualification: string }[] }
      return items.map(({ qualification }) => qualification)
    }
    await setParameter('readings.cut_min_days', 15)
    assert.deepEqual(await told('51'), ['read', 'not_read', 'not_read'])
    await setParameter('readings.situations_read', {
      ...{ active: 'read', cut_standpipe: 'not_read', cut_branch: 'not_read' },
      ...{ suppressed: 'not_read', plugged: 'not_read' },
    })
    assert.deepEqual(await told('52'), ['not_read', 'not_read', 'not_read'])
  }).tags(['@TR-3.2.5.11a'])
})
