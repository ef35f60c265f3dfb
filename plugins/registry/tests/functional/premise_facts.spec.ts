import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { premiseFacts, premiseFactsByIds } from '../../services/premise_facts.ts'

const ON = '2026-10-01' as CivilDate

async function demo(groupCode = '01') {
  const [row] = await query<{ municipality: bigint; group: bigint }>(
    db,
    `select g.municipality_id as municipality, g.id as group from registry_billing_groups g where g.code = ?`,
    [groupCode]
  )
  return { municipalityId: row!.municipality, billingGroupId: row!.group }
}

const factsOn = async (on: CivilDate) => {
  const group = await demo()
  return db.transaction((tx) => premiseFacts(tx, { ...group, on }))
}

test.group('Registry | premiseFacts', (group) => {
  freshDatabase(group)

  test('gives a house with all services as the small municipality has it', async ({ assert }) => {
    const { billingGroupId } = await demo()
    const [first, ...others] = await factsOn(ON)
    const { premiseId, holderId, ...facts } = first!
    assert.deepEqual(facts, {
      setKey: premiseId,
      registrationNumber: '000000019', // sequence 1: 1 × 2 = 2, 11 − 2 = 9
      kind: 'single',
      parentId: null,
      fraction: null,
      economies: [{ category: 'RES', economies: 1 }],
      water: 'active',
      sewage: { situation: 'active', class: 'collected_treated' },
      holderName: 'Maria Aparecida dos Santos',
      taxpayerId: '00000000191',
      address: 'Rua das Acácias, 100',
      district: 'Centro',
      zipCode: '78899000',
      tariffType: 'normal',
      taps: 4,
      collectionFrequency: null,
      wasteProfile: null,
      deliveryAddress: null,
      billingGroupId,
      dueDay: 10,
    })
    assert.isNotNull(holderId)
    assert.lengthOf(others, 15)
  })

  test('gives categories in order, cut and suppressed connections, and no sewage', async ({
    assert,
  }) => {
    const facts = await factsOn(ON)
    assert.deepEqual(facts[5]!.economies, [
      { category: 'RES', economies: 2 },
      { category: 'COM', economies: 1 },
    ])
    assert.equal(facts[1]!.holderName, 'João Batista Ferreira') // the tenant, not the owner
    assert.deepEqual(facts[1]!.sewage, { situation: 'active', class: 'collected' })
    assert.isNull(facts[2]!.sewage)
    assert.equal(facts[3]!.water, 'cut_standpipe')
    assert.equal(facts[14]!.water, 'suppressed')
    assert.equal(facts[15]!.dueDay, 20)
  })

  test('names one billing set for a condominium', async ({ assert }) => {
    const facts = await factsOn(ON)
    const [master, ...children] = facts.slice(9, 14)
    assert.equal(master!.kind, 'condominium_master')
    assert.deepEqual(master!.economies, [])
    assert.lengthOf(children, 4)
    for (const child of children) {
      assert.equal(child.setKey, master!.premiseId)
      assert.equal(child.parentId, master!.premiseId)
      assert.equal(child.fraction, '0.25000000')
    }
    assert.equal(children[0]!.address, 'Rua dos Ipês, 200, Apto 101')
  })

  test('gives the holder of the date', async ({ assert }) => {
    const holderOn = async (on: string) => {
      const facts = await factsOn(on as CivilDate)
      return facts[15]!.holderName
    }
    assert.equal(await holderOn('2026-08-01'), 'Juliana Cardoso')
    assert.equal(await holderOn('2026-07-31'), 'Raimundo Leite')
    assert.isNull(await holderOn('2010-01-01'))
  })

  test('gives named premises in order of id and none of another municipality', async ({
    assert,
  }) => {
    const { municipalityId } = await demo()
    const all = await factsOn(ON)
    const ids = [all[5]!.premiseId, all[0]!.premiseId]
    const read = (of: bigint) => db.transaction((tx) => premiseFactsByIds(tx, of, ids, ON))
    assert.deepEqual(await read(municipalityId), [all[0]!, all[5]!])
    assert.deepEqual(await read(municipalityId + 1n), [])
    assert.deepEqual(
      await db.transaction((tx) => premiseFactsByIds(tx, municipalityId, [], ON)),
      []
    )
  })

  test('reads twenty thousand premises in five queries and under a second', async ({ assert }) => {
    const { municipalityId, billingGroupId } = await demo('02')
    await query(
      db,
      `with made as (
         insert into registry_premises (municipality_id, registration_number, kind, street, number, district, locality_id,
                                        billing_group_id)
         select ?, lpad((500000 + n)::text, 9, '0'), 'single', 'Rua', n::text, 'Bairro',
                (select min(id) from registry_localities), ?
           from generate_series(1, 20000) n returning id, registration_number),
       economies as (
         insert into registry_premise_economies (municipality_id, premise_id, category, economies, from_on)
         select ?, id, 'RES', 1, '2020-01-01' from made),
       connections as (
         insert into registry_connections (municipality_id, premise_id, registration_number, service, situation, sewage_class,
                                           connected_on)
         select ?, id, registration_number, 'water', 'active', 'none', '2020-01-01' from made)
       insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
       select ?, id, (select min(id) from registry_customers), 'holder', '2020-01-01' from made`,
      [municipalityId, billingGroupId, municipalityId, municipalityId, municipalityId]
    )
    await db.connection('owner').rawQuery('analyze')
    const began = performance.now()
    const facts = await db.transaction((tx) =>
      premiseFacts(tx, { municipalityId, billingGroupId, on: ON })
    )
    const elapsed = performance.now() - began
    assert.isAbove(facts.length, 20_000)
    assert.isBelow(elapsed, 1000)
    const ids = facts.map(({ premiseId }) => premiseId)
    assert.deepEqual(
      ids,
      [...ids].sort((a, b) => (a < b ? -1 : 1))
    )
  })
})
