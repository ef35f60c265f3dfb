import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  billHouses,
  buildGroup,
  invoicesOfHouses,
} from '#plugins/billing/tests/functional/built_group'
import { freshDatabase } from '#tests/support/database'
import { at, generate, noticesOf, setTerms } from './owing.ts'

const CODE = 'NOT'

test.group('Dunning | the fee of a notice', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-08-20T15:00:00Z')
    return () => clock.restore()
  })
  group.each.timeout(170_000)

  test('a charged notice is a line of R$ 5,00 on the next invoice; one that is not charged is none', async ({
    client,
    assert,
  }) => {
    const houses = await buildGroup(client, CODE, [{}, {}])
    const [charged, free] = houses
    const month = (reference: string) =>
      billHouses(client, { code: CODE, houses }, { reference, m3: [15, 15] })
    await month('2026-07')
    at('2026-09-20')
    await setTerms({ minimum_days: 1, is_charged: true, fee_cents: 500 })
    const [block] = await query<{ id: bigint }>(
      db,
      `insert into dunning_blocks (municipality_id, premise_id, what, since_on, opinion, placed_by)
       select municipality_id, id, 'notices', '2026-09-20', 'Teste', 'Teste' from registry_premises where id = ? returning id`,
      [free!.id]
    )
    await generate(client)
    at('2026-09-21')
    await setTerms({ is_charged: false, fee_cents: 0 })
    await query(
      db,
      `update dunning_blocks set state = 'lifted', lifted_on = '2026-09-21', lifted_by = 'Teste' where id = ?`,
      [block!.id]
    )
    await generate(client)
    for (const { id } of [charged!, free!]) assert.lengthOf(await noticesOf({ id }), 1)
    await month('2026-09')
    const [with5, without] = await invoicesOfHouses(houses, '2026-09')
    const services = (lines: readonly string[]) =>
      lines.filter((line) => line.startsWith('service'))
    assert.deepEqual(services([...with5!.lines]), ['service 5.00'])
    assert.deepEqual(services([...without!.lines]), [])
  }).tags(['@TR-3.2.9.7.7'])
})
