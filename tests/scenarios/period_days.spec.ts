import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { type CivilDate, clock } from '#core/calendar/index'
import {
  type BuiltHouse,
  billHouses,
  buildGroup,
  invoicesOfHouses,
} from '#plugins/billing/tests/functional/built_group'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { JUINA_2026 } from '#plugins/tariffs/domain/tariff_table'
import { freshDatabase } from '#tests/support/database'
import { putInForce } from './support/configuration.ts'
import { open } from './support/people.ts'

/** The printed table of Juína for 2026, with a minimum of ten m³; sewage is 80 % of water. */
const TABLE = {
  ...JUINA_2026,
  categories: { RES: { ...JUINA_2026.categories.RES!, minimum_m3: 10 } },
}
const LONG = '2026-09'
const SHORT = '2026-10'

test.group('Scenario | readings of 45 and of 10 days', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  let houses: BuiltHouse[]
  const month = (
    client: ApiClient,
    reference: string,
    loadedOn: string,
    m3: readonly (number | string)[]
  ) =>
    billHouses(client, { code: 'DIA', houses }, { reference, m3, loadedOn: loadedOn as CivilDate })
  const linesOf = async (reference: string) => {
    const invoices = await invoicesOfHouses(houses, reference)
    return invoices.map((one) => one!.lines)
  }
  const pageOf = async (client: ApiClient, house: number, reference: string, more = '') => {
    const invoices = await invoicesOfHouses(houses, reference)
    return open(client, 'bruno', `/billing/invoices/${invoices[house]!.id}${more}`)
  }

  group.setup(async () => {
    clock.freeze('2026-08-01T15:00:00Z')
    await putVersion('tariff-table', 'default', TABLE as never)
    await putVersion('parameter', 'billing.period_days', { value: 'adjust' })
    return () => clock.restore()
  })

  test('a m³ a day is charged as in a month, whatever the days; so is the minimum', async ({
    client,
    assert,
  }) => {
    const connectedOn = '2026-07-05'
    houses = await buildGroup(client, 'DIA', [{ connectedOn }, { connectedOn, sewage: true }])
    await month(client, '2026-08', '2026-08-03', [30, 5])
    assert.deepEqual(await linesOf('2026-08'), [['water 125.84'], ['water 34.57', 'sewage 27.66']])
    // Read on 4 August and 18 September. 15 × 3.457 + 15 × 4.149 + 15 × 4.978, not 215.45; fifteen m³ are the minimum.
    await month(client, LONG, '2026-09-17', [45, 5])
    assert.deepEqual(await linesOf(LONG), [['water 188.77'], ['water 51.86', 'sewage 41.49']])
    // Ten days later: a third of 125.84, bracket by bracket, and a minimum of 3.33 m³.
    await month(client, SHORT, '2026-09-27', [10, 1])
    assert.deepEqual(await linesOf(SHORT), [['water 41.94'], ['water 11.52', 'sewage 9.22']])

    const page = await pageOf(client, 0, LONG)
    page.assertTextIncludes('Recálculo confere')
    page.assertTextIncludes('Período de 45 dias: faixas e mínimos proporcionais (45/30)')
    const paper = await pageOf(client, 1, SHORT, '/document')
    paper.assertTextIncludes('Período de 10 dias: faixas e mínimos proporcionais (10/30)')
  })

  test('as it was, a period is a month, and what was issued stays', async ({ client, assert }) => {
    await putInForce(
      client,
      { value: 'as_is' },
      {
        ...{ item: 'parameter/billing.period_days', from: '2026-10-20' },
        legalBasis: 'Resolução 2/2026',
      }
    )
    await month(client, '2026-11', '2026-11-11', [45, 5])
    assert.deepEqual(await linesOf('2026-11'), [['water 215.45'], ['water 34.57', 'sewage 27.66']])
    const page = await pageOf(client, 0, '2026-11')
    page.assertTextIncludes('Recálculo confere')
    assert.notInclude(page.text(), 'faixas e mínimos proporcionais')
    for (const reference of [LONG, SHORT]) {
      const before = await pageOf(client, 0, reference)
      before.assertTextIncludes('Recálculo confere')
      before.assertTextIncludes('faixas e mínimos proporcionais')
    }
  })
})
