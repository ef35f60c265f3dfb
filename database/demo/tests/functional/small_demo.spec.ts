import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { query } from '#core/database/index'
import type { UtilityIdentity } from '#plugins/registry/api'
import { freshDatabase } from '#tests/support/database'
import { economiesOfSize, loadDemo, loadSmallDemo } from '../../load_demo.ts'
import { runStep } from '../../steps.ts'

const count = async (table: string) => {
  const [row] = await query<{ count: bigint }>(db, `select count(*) from ${table}`)
  return row!.count
}
const TABLES = ['registry_premises', 'registry_customers', 'registry_holdings', 'metering_meters']
const counts = () => Promise.all(TABLES.map(count))

test.group('Demo | loadDemo', (group) => {
  freshDatabase(group)

  test('has sixty economies in two groups and every premise its holder name', async ({
    assert,
  }) => {
    const [sums] = await query<Record<string, bigint>>(
      db,
      `select (select sum(economies) from registry_premise_economies) as economies,
              (select count(*) from registry_billing_groups) as groups,
              (select count(*) from registry_premises p where holder_name is distinct from
                (select c.name from registry_holdings h join registry_customers c on c.id = h.customer_id
                  where h.premise_id = p.id and h.role = 'holder' and h.until_on is null)) as wrong_names`
    )
    assert.deepEqual(sums, { economies: 60n, groups: 2n, wrong_names: 0n })
  })

  test('does nothing when it is loaded again, whatever size is asked for', async ({ assert }) => {
    const before = await counts()
    const small = await loadSmallDemo()
    assert.equal(small.steps, 0)
    const again = await loadDemo({ economies: 2000 })
    assert.equal(again.steps, 0)
    assert.equal(again.economies, 60)
    assert.deepEqual(await counts(), before)
  })

  test('undoes a step that stops halfway and does it whole the next time', async ({ assert }) => {
    const [{ id }] = (await query<{ id: bigint }>(
      db,
      `select id from access_municipalities where code = 'demo'`
    )) as [{ id: bigint }]
    const work = (fails: boolean) =>
      runStep(id, 'probe/0', async (tx) => {
        await query(
          tx,
          `insert into registry_localities (municipality_id, code, name) values (?, '99', 'Prova')`,
          [id]
        )
        if (fails) throw new Error('stopped')
      })
    await assert.rejects(() => work(true), 'stopped')
    assert.isTrue(await work(false))
    assert.isFalse(await work(false))
    const rows = await query(db, `select id from registry_localities where code = '99'`)
    assert.lengthOf(rows, 1)
  })

  test('identifies the utility by an approved version', async ({ assert }) => {
    const { municipalityId } = await loadSmallDemo()
    const read = (date: string) =>
      parameterInForce<UtilityIdentity>(
        'registry.utility_identity',
        municipalityId,
        date as CivilDate
      )
    const [now, before] = [await read('2026-10-01'), await read('2020-01-01')]
    assert.include(now.name, 'Águas Claras do Norte')
    assert.equal(before.short_name, 'Prestador')
  })

  test('refuses a size that it cannot make', async ({ assert }) => {
    for (const economies of [59, 250_001, 100.5]) {
      try {
        await loadDemo({ economies })
        assert.fail('accepted')
      } catch (error) {
        assert.equal((error as { code?: string }).code, 'E_DEMO_ECONOMIES')
      }
    }
  })

  test('knows three sizes by name and says which when given another', ({ assert }) => {
    assert.deepEqual(['small', 'medium', 'large'].map(economiesOfSize), [2000, 20_000, 250_000])
    for (const size of ['huge', 'toString']) {
      try {
        economiesOfSize(size)
        assert.fail('accepted')
      } catch (error) {
        assert.equal((error as { code?: string }).code, 'E_DEMO_SIZE')
      }
    }
  })
})
