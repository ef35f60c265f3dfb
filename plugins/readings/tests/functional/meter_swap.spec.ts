import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { runAction } from '#core/actions/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
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
  readonly meter_id: bigint
  readonly connection_id: bigint
  readonly premise_id: bigint
  readonly reading: number
  readonly read_on: string
}

/** An active premise of the group with its meter and the last reading of it. */
async function metered({ groupId }: Ground): Promise<Old> {
  const [old] = await query<Old>(
    db,
    `select i.meter_id, i.connection_id, c.premise_id, r.reading, r.read_on
       from registry_premises p
       join registry_connections c on c.premise_id = p.id and c.service = 'water' and c.situation = 'active'
       join metering_installations i on i.connection_id = c.id and i.removed_on is null
       join readings_readings r on r.meter_id = i.meter_id and r.reference = '2026-09' and r.kind = 'measured'
      where p.billing_group_id = ? and p.kind = 'single' order by p.id limit 1`,
    [groupId]
  )
  return old!
}

const OPINION = 'Fim da vida útil'

/** The meter is taken away 7 m³ after its last reading, and one of the stock that stands at 3 is hung there. */
async function swap(client: ApiClient, old: Old): Promise<string> {
  const [next] = await query<{ number: string }>(
    db,
    `select number from metering_meters where situation = 'stock' order by number limit 1`
  )
  const form = {
    ...{ exchanged_on: '2026-09-20', final_reading: String(old.reading + 7), initial_reading: '3' },
    ...{
      new_number: next!.number,
      destination: 'maintenance',
      reason_code: 'age',
      opinion: OPINION,
    },
  }
  const send = async (more: Record<string, string>) =>
    client
      .post(`/metering/meters/${old.meter_id}/change/exchange`)
      .loginAs(await bruno())
      .withCsrfToken()
      .form({ ...form, ...more })
      .redirects(0)
  const low = await send({ final_reading: String(old.reading - 1) })
  low.assertStatus(200)
  low.assertTextIncludes('conta como volta do mostrador')
  const shown = await send({})
  shown.assertStatus(200)
  shown.assertTextIncludes('passaram 7 m³ por ele: entram na próxima fatura do imóvel')
  const done = await send({ confirmed: 'true' })
  done.assertStatus(302)
  return next!.number
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
    client,
    assert,
  }) => {
    const where = await ground()
    const old = await metered(where)
    const number = await swap(client, old)
    const [hung] = await query<Record<string, unknown>>(
      db,
      `select n.number, o.situation from metering_installations i join metering_meters n on n.id = i.meter_id
         cross join metering_meters o where i.connection_id = ? and i.removed_on is null and o.id = ?`,
      [old.connection_id, old.meter_id]
    )
    assert.deepEqual(hung, { number, situation: 'maintenance' })
    const orders = await query<Record<string, unknown>>(
      db,
      `select task, closed_at is not null as closed, opened_at::date = now()::date as today, user_name, description
         from actions_service_records where unit_id = ? and task_group = 'Hidrometria'`,
      [old.premise_id]
    )
    assert.lengthOf(orders, 1)
    assert.containsSubset(orders[0], { task: 'Troca de hidrômetro', closed: true, today: true })
    assert.include(String(orders[0]!.user_name), 'Bruno')
    for (const text of [OPINION, '20/09/2026']) assert.include(String(orders[0]!.description), text)
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
  }).tags(['@TR-3.2.3.15'])
})
