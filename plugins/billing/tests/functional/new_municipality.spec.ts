import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { startMunicipalities } from '#core/access/index'
import { createAdmin } from '#core/access/users/create_admin'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { createMonth, invoicesOf, run } from './billed_month.ts'

const registers = (municipalityId: bigint) =>
  query<{ code: string; kind: string; name: string; taxpayer_id: string | null; types: bigint }>(
    db,
    `select b.code, b.kind, b.name, b.taxpayer_id, count(t.*) as types from receivables_beneficiaries b
       left join receivables_charge_types t on t.beneficiary_id = b.id
      where b.municipality_id = ? group by b.id order by b.id`,
    [municipalityId]
  )

test.group('Billing | a new municipality', (group) => {
  freshDatabase(group)

  test('bills with what the first administrator finds, without any data of the demo', async ({
    assert,
  }) => {
    await createAdmin({
      ...{ login: 'rita', fullName: 'Rita Sol', password: 'Nascente-2026-Rio' },
      municipality: { code: 'nova', name: 'Nova Fonte', state: 'MT', ibge: '5100000' },
    })
    const [place] = await query<{ id: bigint }>(
      db,
      `select id from access_municipalities where code = 'nova'`
    )
    const { id } = place!
    const started = await registers(id)
    assert.deepEqual(
      started.map(({ code, kind, types }) => [code, kind, types]),
      [
        ['utility', 'utility', 17n],
        ['city_hall', 'third_party', 1n],
      ]
    )
    assert.equal(started[1]!.name, 'Prefeitura de Nova Fonte')
    const residence = [{ category: 'RES', economies: 1 }]
    const month = await createMonth([{ economies: residence, m3: '10' }], undefined, id)
    const summary = await run(month)
    assert.equal(summary.parked, 0)
    const [invoice] = await invoicesOf(month)
    assert.equal(invoice!.total_cents, 3457n)
    const [owed] = await query<{ code: string; cents: bigint }>(
      db,
      `select b.code, sum(i.amount_cents)::bigint as cents from receivables_items i
         join receivables_beneficiaries b on b.id = i.beneficiary_id where i.municipality_id = ? group by b.code`,
      [id]
    )
    assert.deepEqual(owed, { code: 'utility', cents: invoice!.total_cents })
  })

  test('each start gives what is missing and leaves what was changed', async ({ assert }) => {
    const [place] = await query<{ id: bigint }>(
      db,
      `insert into access_municipalities (code, name, state, ibge_code, time_zone)
       values ('velha', 'Velha Fonte', 'MT', '5100001', 'America/Cuiaba') returning id`
    )
    const { id } = place!
    const [own] = await query<{ id: bigint }>(
      db,
      `insert into receivables_beneficiaries (municipality_id, code, name, kind, nature, counts_for_cut, counts_for_listing)
       values (?, 'dae', 'DAE', 'utility', 'tariff', true, true) returning id`,
      [id]
    )
    await query(
      db,
      `insert into receivables_charge_types (municipality_id, code, name, beneficiary_id) values (?, 'garbage', 'Lixo', ?)`,
      [id, own!.id]
    )
    await db.transaction((tx) => startMunicipalities(tx))
    const [utility, ...others] = await registers(id)
    assert.deepEqual([utility!.code, utility!.types, others.length], ['dae', 18n, 0])
    await db.transaction((tx) => startMunicipalities(tx))
    assert.deepEqual(await registers(id), [utility!])
  })
})
