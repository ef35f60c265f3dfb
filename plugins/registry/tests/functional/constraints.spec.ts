import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { setHolder } from '../../services/set_holder.ts'
import { premiseAt } from './support.ts'

const EXCLUSION = '23P01'

async function databaseCode(sql: string, bindings: (string | bigint | number | null)[]) {
  try {
    await query(db, sql, bindings)
  } catch (error) {
    return (error as { code?: string }).code
  }
  return 'accepted'
}

const HOLDING = `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on, until_on)
  select municipality_id, id, (select min(id) from registry_customers), ?, ?, ? from registry_premises where id = ?`

test.group('Registry | constraints', (group) => {
  freshDatabase(group)

  test('refuses a second holder at a time and accepts one after the other', async ({ assert }) => {
    const { id } = await premiseAt('Rua das Acácias', '100')
    assert.equal(await databaseCode(HOLDING, ['holder', '2026-01-01', null, id]), EXCLUSION)
    // The holder began on 01/10/2021: the last day before is free, the first day is not.
    const past = (until: string) => databaseCode(HOLDING, ['holder', '2020-01-01', until, id])
    assert.equal(await past('2021-10-01'), EXCLUSION)
    assert.equal(await past('2021-09-30'), 'accepted')
    assert.equal(await databaseCode(HOLDING, ['tenant', '2026-01-01', null, id]), 'accepted')
  })

  test('refuses two counts of one category at a time', async ({ assert }) => {
    const { id } = await premiseAt('Rua das Acácias', '112')
    const add = (category: string) =>
      databaseCode(
        `insert into registry_premise_economies (municipality_id, premise_id, category, economies, from_on)
         select municipality_id, id, ?, 3, '2026-01-01' from registry_premises where id = ?`,
        [category, id]
      )
    assert.equal(await add('RES'), EXCLUSION)
    assert.equal(await add('COM'), 'accepted')
  })

  test('keeps a condominium in one billing group', async ({ assert }) => {
    const master = await premiseAt('Rua dos Ipês', '200', 'condominium_master')
    const child = await premiseAt('Rua dos Ipês', '200', 'condominium_child')
    const move = (id: bigint) =>
      databaseCode(
        `update registry_premises set billing_group_id = (select id from registry_billing_groups where code = '02')
          where id = ?`,
        [id]
      )
    assert.equal(await move(child.id), '23503')
    assert.equal(await move(master.id), 'accepted')
    const rows = await query(
      db,
      `select distinct billing_group_id from registry_premises where parent_id = ? or id = ?`,
      [master.id, master.id]
    )
    assert.lengthOf(rows, 1)
  })

  test('moves the holder, ends the former one and keeps the copied name', async ({ assert }) => {
    const premise = await premiseAt('Rua das Acácias', '130')
    const [customer] = await query<{ id: bigint }>(
      db,
      `select id from registry_customers where name = 'Juliana Cardoso'`
    )
    const change = {
      municipalityId: premise.municipality_id,
      premiseId: premise.id,
      customerId: customer!.id,
      from: '2026-10-05' as CivilDate,
    }
    await db.transaction((tx) => setHolder(tx, change))
    const holdings = await query(
      db,
      `select c.name, h.from_on, h.until_on from registry_holdings h join registry_customers c on c.id = h.customer_id
        where h.premise_id = ? and h.role = 'holder' order by h.from_on`,
      [premise.id]
    )
    assert.deepEqual(holdings, [
      { name: 'Antônia Ribeiro da Silva', from_on: '2021-10-01', until_on: '2026-10-04' },
      { name: 'Juliana Cardoso', from_on: '2026-10-05', until_on: null },
    ])
    const after = await premiseAt('Rua das Acácias', '130')
    assert.equal(after.holder_name, 'Juliana Cardoso')
    const again = db.transaction((tx) => setHolder(tx, change))
    await assert.rejects(() => again, /has a holder since/)
  })
})
