import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { putInForce } from '#tests/scenarios/support/configuration'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { READ_ON, criticise, distributed, fieldFile, ground, receive } from './helpers.ts'

const ANOMALY = 5

/** The file as the field made it, with one meter seen broken, another covered, and nothing seen of the others. */
function withOccurrences(text: string): { text: string; broken: string; covered: string } {
  const seen: string[] = []
  const lines = text.split('\n').map((line) => {
    const columns = line.split(';')
    if (columns[0] !== 'D') return line
    const code = columns[4] === '' ? undefined : ['03', '05'][seen.length]
    if (code) seen.push(columns[2]!)
    columns[ANOMALY] = code ?? ''
    return columns.join(';')
  })
  return { text: lines.join('\n'), broken: seen[0]!, covered: seen[1]! }
}

test.group('Readings | orders that the field asks for', (group) => {
  freshDatabase(group)

  test('a broken meter seen in the field is ordered to be exchanged, once; a covered one is not', async ({
    client,
    assert,
  }) => {
    const where = await ground()
    const load = await distributed(where)
    const { text, broken, covered } = withOccurrences(await fieldFile(where, load.id))
    const received = await receive(where, load.id, text)
    assert.equal(received.status, 'done')
    await criticise(where, load.id)
    const orders = await query<Record<string, unknown>>(
      db,
      `select o.number, o.kind, o.state, o.origin, o.occurrence, o.occurred_on, o.team, p.registration_number as premise,
              m.number as meter, p.meter_number
         from metering_orders o join registry_premises p on p.id = o.premise_id join metering_meters m on m.id = o.meter_id`,
      []
    )
    assert.lengthOf(orders, 1)
    const [order] = orders
    assert.containsSubset(order, {
      ...{ kind: 'exchange', state: 'open', origin: 'occurrence', occurrence: '03' },
      ...{ occurred_on: READ_ON, team: 'Hidrometria', premise: broken },
    })
    assert.equal(order!.meter, order!.meter_number)
    assert.notEqual(covered, broken)
    const user = await bruno()
    const list = await client.get('/metering/orders').loginAs(user)
    for (const shown of [order!.number, order!.meter, 'Ocorrência de leitura', 'Hidrometria'])
      list.assertTextIncludes(String(shown))
  }).tags(['@TR-3.2.3.11'])

  test('an occurrence linked to a service opens one order of it, and one with no service none', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-10-02T12:00:00Z')
    const value = [
      { code: '03', title: 'Vazamento no cavalete', service: 'riser_repair' },
      { code: '05', title: 'Hidrômetro encoberto' },
    ]
    const item = 'parameter/readings.anomalies'
    await putInForce(client, { value }, { item, from: '2026-10-02', legalBasis: 'Portaria 1' })
    clock.restore()
    const where = await ground('02')
    const load = await distributed(where)
    const { text, broken, covered } = withOccurrences(await fieldFile(where, load.id))
    await receive(where, load.id, text)
    await criticise(where, load.id)
    const orders = await query<Record<string, unknown>>(
      db,
      `select o.id, o.number, o.service_type, o.state, o.origin_type, o.reason, p.registration_number as premise
         from services_orders o join registry_premises p on p.id = o.premise_id
         join readings_readings r on r.id = o.origin_id and r.load_id = ?`,
      [load.id]
    )
    assert.lengthOf(orders, 1)
    assert.containsSubset(orders[0], {
      ...{ service_type: 'riser_repair', state: 'open', origin_type: 'readings.readings' },
      ...{ reason: 'Vazamento no cavalete', premise: broken },
    })
    assert.notEqual(covered, broken)
    const page = await client.get(`/services/orders/${orders[0]!.id}`).loginAs(await bruno())
    for (const shown of ['Conserto de cavalete', 'Vazamento no cavalete'])
      page.assertTextIncludes(shown)
  }).tags(['@TR-3.2.4.5b'])
})
