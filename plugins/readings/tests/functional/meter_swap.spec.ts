import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { runAction } from '#core/actions/index'
import { freshDatabase } from '#tests/support/database'
import type { RefMonth } from '#core/calendar/index'
import type { FrozenFacts } from '../../domain/frozen_facts.ts'
import {
  type Ground,
  criticise,
  distributed,
  fieldFile,
  generate,
  ground,
  loadIdOf,
  receive,
} from './helpers.ts'

interface Old {
  readonly installation: bigint
  readonly connection_id: bigint
  readonly premise_id: bigint
  readonly reading: number
  readonly read_on: string
}

/** An active premise of the group with its meter and the last reading of it. */
async function metered({ groupId }: Ground): Promise<Old> {
  const [old] = await query<Old>(
    db,
    `select i.id as installation, i.connection_id, c.premise_id, r.reading, r.read_on
       from registry_premises p
       join registry_connections c on c.premise_id = p.id and c.service = 'water' and c.situation = 'active'
       join metering_installations i on i.connection_id = c.id and i.removed_on is null
       join readings_readings r on r.meter_id = i.meter_id and r.reference = '2026-09' and r.kind = 'measured'
      where p.billing_group_id = ? and p.kind = 'single' order by p.id limit 1`,
    [groupId]
  )
  return old!
}

/** The meter is taken away 7 m³ after its last reading, and a new one that stands at 3 is hung there. */
async function swap(old: Old): Promise<void> {
  await query(
    db,
    `update metering_installations set removed_on = '2026-09-20', final_reading = ? where id = ?`,
    [old.reading + 7, old.installation]
  )
  await query(
    db,
    `with meter as (
       insert into metering_meters (municipality_id, number, brand, model, digits, flow_class, manufactured_on, situation)
       select m.municipality_id, 'N26X900001', m.brand, m.model, m.digits, m.flow_class, m.manufactured_on, 'installed'
         from metering_installations i join metering_meters m on m.id = i.meter_id where i.id = ?
       returning id, municipality_id)
     insert into metering_installations (municipality_id, meter_id, connection_id, installed_on, initial_reading)
     select municipality_id, id, ?, '2026-09-20', 3 from meter`,
    [old.installation, old.connection_id]
  )
}

async function factsOf(loadId: bigint, premiseId: bigint): Promise<FrozenFacts> {
  const [item] = await query<{ facts: string }>(
    db,
    'select facts from readings_load_items where load_id = ? and premise_id = ?',
    [loadId, premiseId]
  )
  return JSON.parse(item!.facts) as FrozenFacts
}

test.group('Readings | a meter changed in the middle of the month', (group) => {
  freshDatabase(group)

  test('its last consumption is billed with the first reading of the new meter, once', async ({
    assert,
  }) => {
    const where = await ground()
    const old = await metered(where)
    await swap(old)
    const { id } = await distributed(where)
    const facts = await factsOf(id, old.premise_id)
    assert.equal(facts.previous_reading, 3)
    assert.equal(facts.billed_until, old.read_on)
    assert.deepEqual(facts.swap?.m3, '7')

    await receive(where, id, await fieldFile(where, id))
    await criticise(where, id)
    const readingOf = async () => {
      const [row] = await query<Record<string, string>>(
        db,
        'select id, state, reading, measured_m3, billed_m3, adjustments from readings_readings where load_id = ? and premise_id = ?',
        [id, old.premise_id]
      )
      return row!
    }
    let row = await readingOf()
    if (row.state === 'held') {
      await runAction('readings.confirm', {
        actor: where.actor,
        input: { reading_id: String(row.id), mode: 'corrected', reading: 12 },
        reason: 'Foto do leiturista',
      })
      row = await readingOf()
    }
    assert.equal(Number(row.measured_m3), Number(row.reading) - 3)
    assert.equal(Number(row.billed_m3), Number(row.measured_m3) + 7)
    assert.deepEqual(JSON.parse(row.adjustments!), [{ term: 'swap_residual', m3: '7' }])

    const next = '2026-11' as RefMonth
    await db.rawQuery(`update readings_loads set state = 'billed' where id = ?`, [id])
    await generate(where, next)
    const after = await factsOf(await loadIdOf(where, next), old.premise_id)
    assert.isNull(after.swap)
  })
})
