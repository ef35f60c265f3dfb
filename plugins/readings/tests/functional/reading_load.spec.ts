import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query, sha256 } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import type { RefMonth } from '#core/calendar/index'
import type { FrozenFacts } from '../../domain/frozen_facts.ts'
import { loadSets } from '../../services/load_sets.ts'
import { criticise, generate, ground, loadIdOf, loadOf, stateOf } from './helpers.ts'

interface Item {
  readonly qualification: string
  readonly facts: string
  readonly facts_hash: string
  readonly previous_reading: number | null
  readonly average_m3: string | null
  readonly expected_min: string | null
  readonly expected_max: string | null
  readonly expected_from: number | null
  readonly expected_until: number | null
}

const itemsOf = (loadId: bigint) =>
  query<Item>(db, 'select * from readings_load_items where load_id = ? order by id', [loadId])
const factsOf = (item: Item) => JSON.parse(item.facts) as FrozenFacts

test.group('Readings | load', (group) => {
  freshDatabase(group)

  test('holds every premise of the group once, qualified, with its facts frozen', async ({
    assert,
  }) => {
    const where = await ground()
    const run = await generate(where)
    assert.equal(run.status, 'done')
    const load = await loadOf(where)
    const items = await itemsOf(load.id)
    assert.equal(load.itemCount, items.length)
    assert.equal(items.length, 16)
    assert.equal(load.state, 'generated')
    for (const item of items) {
      assert.equal(sha256(item.facts), item.facts_hash)
    }
    const figures = Object.values(run.figures).reduce((sum, count) => sum + count, 0n)
    assert.equal(figures, 16n)
  })

  test('generated again is the same load, and nothing is written twice', async ({ assert }) => {
    const where = await ground()
    const again = await generate(where)
    assert.isTrue(again.isRepeat)
    const load = await loadOf(where)
    assert.lengthOf(await itemsOf(load.id), 16)
  })

  test('takes the previous reading and the average of the last six valid months', async ({
    assert,
  }) => {
    const where = await ground()
    const items = await itemsOf(await loadIdOf(where))
    const read = items.filter(({ average_m3: average }) => average !== null)
    assert.isAbove(read.length, 5)
    for (const item of read) {
      const { history, average_m3: average } = factsOf(item)
      const valid = history.filter(({ kind }) => kind === 'measured').slice(0, 6)
      const mean = valid.reduce((sum, { m3 }) => sum + Number(m3), 0) / valid.length
      assert.closeTo(Number(average), mean, 0.0051)
    }
  })

  test('expects readings in the range that the table gives for the average', async ({ assert }) => {
    const where = await ground()
    const items = await itemsOf(await loadIdOf(where))
    const read = items.find(({ average_m3: mean, expected_from: from }) => {
      return from !== null && Number(mean) > 10 && Number(mean) <= 30
    })!
    const mean = Number(read.average_m3)
    assert.closeTo(Number(read.expected_min), mean / 2, 0.0051)
    assert.closeTo(Number(read.expected_max), mean * 2, 0.0051)
    assert.equal(read.expected_from, read.previous_reading! + Math.ceil(Number(read.expected_min)))
    assert.equal(
      read.expected_until,
      read.previous_reading! + Math.floor(Number(read.expected_max))
    )
  }).tags(['@TR-3.2.4.4.4'])

  test('says of each what is done there, by its situation and meter', async ({ assert }) => {
    const where = await ground()
    const items = await itemsOf(await loadIdOf(where))
    const found = items.map((item) => {
      const { water, meter } = factsOf(item)
      return `${water?.situation ?? 'none'}/${meter ? 'metered' : 'unmetered'}: ${item.qualification}`
    })
    assert.includeMembers(found, [
      'active/metered: read',
      'cut_standpipe/metered: read',
      'suppressed/unmetered: not_read',
      'active/unmetered: unmetered',
    ])
    assert.isEmpty(found.filter((text) => text.endsWith('null')))
  }).tags(['@TR-3.2.4.4.2'])

  test('keeps condominiums together, in order of route and sequence', async ({ assert }) => {
    const where = await ground()
    const load = await loadOf(where)
    const sets = await db.transaction((tx) => loadSets(tx, load.id))
    assert.equal(
      sets.reduce((sum, { items }) => sum + items.length, 0),
      16
    )
    const condominium = sets.filter(({ items }) => items.length > 1)
    assert.lengthOf(condominium, 1)
    assert.isTrue(
      condominium[0]!.items.some(({ premiseId }) => premiseId === condominium[0]!.setKey)
    )
  })

  test('a change in the registry does not reach the load, and reaches the next one', async ({
    assert,
  }) => {
    const where = await ground()
    const [item] = await itemsOf(await loadIdOf(where))
    const { premise, economies } = factsOf(item!)
    assert.deepEqual(economies, [{ category: 'RES', economies: 1 }])
    await query(db, `update registry_premise_economies set category = 'COM' where premise_id = ?`, [
      premise,
    ])
    const [same] = await itemsOf(await loadIdOf(where))
    assert.deepEqual(factsOf(same!).economies, [{ category: 'RES', economies: 1 }])
    const next = '2026-11' as RefMonth
    await generate(where, next)
    const items = await itemsOf(await loadIdOf(where, next))
    const changed = items.map(factsOf).find((facts) => facts.premise === premise)!
    assert.deepEqual(changed.economies, [{ category: 'COM', economies: 1 }])
  })

  test('lists a premise that stands in no route, and loads it all the same', async ({ assert }) => {
    const where = await ground('02')
    const [stop] = await query<{ premise_id: bigint }>(
      db,
      `delete from readings_route_stops where id = (
         select s.id from readings_route_stops s join readings_routes r on r.id = s.route_id
          where r.billing_group_id = ? order by s.id limit 1) returning premise_id`,
      [where.groupId]
    )
    const run = await generate(where)
    const issues = run.issues.filter(({ code }) => code === 'premise_without_route')
    assert.lengthOf(issues, 1)
    const items = await itemsOf(await loadIdOf(where))
    assert.isTrue(items.some((item) => factsOf(item).premise === String(stop!.premise_id)))
  })

  test('a later step is refused while the one before is not done', async ({ assert }) => {
    const where = await ground('02')
    const { id } = await loadOf(where)
    const run = await criticise(where, id)
    assert.equal(run.status, 'failed')
    const [{ error } = { error: '' }] = await query<{ error: string }>(
      db,
      'select error from jobs_runs where id = ?',
      [run.id]
    )
    assert.include(error, 'a carga está “Gerada” e precisa estar “Retornada”')
    assert.equal(await stateOf(where), 'generated')
  })
})
