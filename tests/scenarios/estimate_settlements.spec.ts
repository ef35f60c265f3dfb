import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { clock } from '#core/calendar/index'
import {
  type BuiltHouse,
  billHouses,
  buildGroup,
  invoicesOfHouses,
} from '#plugins/billing/tests/functional/built_group'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { freshDatabase } from '#tests/support/database'
import { putInForce } from './support/configuration.ts'

/** R$ 1,00 a m³ up to 20 and R$ 3,00 above, ten always asked. */
const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: {
      title: 'Residencial',
      minimum_m3: 10,
      blocks: [
        { over: 0, to: 20, price: '1.00' },
        { over: 20, to: null, price: '3.00' },
      ],
    },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
}
const CLOSED = '01'

test.group('Scenario | settlement of estimates', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  let houses: BuiltHouse[]
  const month = (client: ApiClient, reference: string, m3: readonly (number | string)[]) =>
    billHouses(client, { code: 'ACE', houses }, { reference, m3 })
  const settleBy = (client: ApiClient, value: string, from: string) =>
    putInForce(
      client,
      { value },
      { item: 'parameter/readings.estimate_settlement', from, legalBasis: 'Resolução 2/2026' }
    )

  group.setup(async () => {
    clock.freeze('2026-08-01T15:00:00Z')
    await putVersion('tariff-table', 'default', TABLE)
    return () => clock.restore()
  })

  test('in the month: what estimates did not bill is charged whole by the tariff of the month', async ({
    client,
    assert,
  }) => {
    houses = await buildGroup(client, 'ACE', [{}, {}])
    await month(client, '2026-08', [10, 10])
    await month(client, '2026-09', [CLOSED, CLOSED])
    await settleBy(client, 'in_month', '2026-09-20')
    await month(client, '2026-10', [40, 14])
    const [more, less] = await invoicesOfHouses(houses, '2026-10')
    // 40 m³ less the 10 estimated: 20 at 1,00 and 10 at 3,00. Month by month it would be 20 + (20 − 10) = 30,00.
    assert.deepEqual([more!.billed_m3, more!.lines], ['30', ['water 50.00']])
    assert.deepEqual([less!.billed_m3, less!.lines], ['4', ['water 10.00']])
  })
})
