import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
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
})
