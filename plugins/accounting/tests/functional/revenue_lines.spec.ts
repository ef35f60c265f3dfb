import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  REFERENCE,
  type TestMonth,
  type TestPremise,
  createMonth,
  invoicesOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { pay } from '#plugins/billing/tests/functional/correcting'
import { registerDefaults } from '#plugins/receivables/api'
import { ana, bruno } from '#tests/support/people'
import { exportingGroup } from '../support/exchange.ts'
import { nightOf } from '../support/nights.ts'

const house = (m3: string, sewage: string | null = null): TestPremise => ({
  ...{ economies: [{ category: 'RES', economies: 1 }], m3, sewage },
})

interface Told {
  readonly level: number
  readonly folder: { readonly is_protected: boolean | null }
  readonly lines: readonly Readonly<Record<string, string>>[]
  readonly exceptions: readonly Readonly<Record<string, string>>[]
}

/** Another municipality of the utility, in which Ana works too. */
async function secondMunicipality(): Promise<bigint> {
  const [place] = await query<{ id: bigint }>(
    db,
    `insert into access_municipalities (code, name, state, ibge_code, time_zone)
     values ('vizinha', 'Serra Vizinha', 'MT', '0000001', 'America/Cuiaba') returning id`
  )
  await db.transaction((tx) =>
    registerDefaults(tx, place!.id, {
      utility: { name: 'SAAE', taxpayerId: null },
      cityHall: { name: 'Prefeitura vizinha', taxpayerId: null },
    })
  )
  const { id } = await ana()
  await query(db, 'insert into access_territories (user_id, municipality_id) values (?, ?)', [
    BigInt(id),
    place!.id,
  ])
  return place!.id
}

test.group('Accounting | revenue by municipality and activity', (group) => {
  let month: TestMonth
  const folder = exportingGroup(group)
  group.each.timeout(120_000)

  const told = async (client: ApiClient): Promise<Told> => {
    const answer = await client
      .get('/api/accounting/revenue?from=2026-11-01&until=2026-11-30')
      .loginAs(await ana())
    answer.assertStatus(200)
    return answer.body() as Told
  }

  test('a bill of R$ 100.00 issued and paid stands balanced under Contabilidade', async ({
    assert,
    client,
  }) => {
    month = await createMonth([house('20')])
    await run(month)
    const [bill] = await invoicesOf(month)
    assert.equal(bill!.total_cents, 10_000n)
    await pay(month.municipalityId, {
      ...{ barcode: bill!.barcode!, amountCents: bill!.total_cents },
      paidOn: '2026-11-20' as CivilDate,
    })
    const home = await client.get('/').loginAs(await bruno())
    const [, menu = ''] = /Contabilidade([\s\S]*)/.exec(home.text()) ?? []
    assert.include(menu, 'href="/accounting/postings"')
    assert.include(menu, 'href="/accounting/trial-balance"')
    const list = await client.get('/api/accounting/postings').loginAs(await bruno())
    const { data } = list.body() as { data: Readonly<Record<string, string>>[] }
    assert.sameDeepMembers(
      data.map((one) => [one.event, one.debit_account, one.credit_account, one.amount_cents]),
      [
        ['invoice_charge_issued', '1.1.2.2.1.01', '4.3.3.1.01', '10000'],
        ['receipt_settled', data.find(isPaid)!.debit_account, '1.1.2.2.1.01', '10000'],
      ]
    )
    assert.match(data.find(isPaid)!.debit_account!, /^1\.1\.1\./)
    const period = 'from=2026-11-01&until=2026-11-30'
    const page = await client.get(`/accounting/trial-balance?${period}`).loginAs(await bruno())
    const [, ...totals] =
      /Total das contas analíticas[\s\S]*?R\$\s([\d.,]+)[\s\S]*?R\$\s([\d.,]+)/.exec(page.text())!
    assert.deepEqual(totals, ['200,00', '200,00'])
  }).tags(['@TR-3.1.5'])

  test('two municipalities with water and sewage give four lines; an open folder is level 2, a manual entry an exception', async ({
    assert,
    client,
  }) => {
    // Water of 100.00 and 200.00, sewage of 100.00; in the other, by the product's own table.
    await run(await createMonth([house('40', 'collected')]))
    const municipalityId = await secondMunicipality()
    const there = await createMonth([house('30', 'collected')], REFERENCE, municipalityId)
    await run(there)
    await nightOf('2026-11-21')
    const before = await told(client)
    assert.deepEqual(
      before.lines.map(({ municipality, activity }) => [municipality, activity]),
      [
        ['Águas Claras do Norte', 'water'],
        ['Águas Claras do Norte', 'sewage'],
        ['Serra Vizinha', 'water'],
        ['Serra Vizinha', 'sewage'],
      ]
    )
    assert.deepEqual(
      before.lines.slice(0, 2).map(({ posted_cents: cents }) => cents),
      ['30000', '10000']
    )
    const billed = await query<{ name: string; cents: bigint }>(
      db,
      `select m.name, sum(i.own_cents)::bigint as cents from billing_invoices i
         join access_municipalities m on m.id = i.municipality_id group by m.name order by m.name`
    )
    const sums = Map.groupBy(before.lines, ({ municipality }) => municipality)
    for (const { name, cents } of billed) {
      const lines = sums.get(name!)!
      const sum = lines.reduce((all, line) => all + BigInt(line.posted_cents!), 0n)
      assert.equal(sum, cents, name)
      for (const line of lines) assert.equal(line.posted_cents, line.billed_cents)
    }
    assert.containsSubset(before, { level: 3, folder: { is_protected: true }, exceptions: [] })

    await chmod(join(folder(), 'contabilidade'), 0o777)
    assert.containsSubset(await told(client), { level: 2, folder: { is_protected: false } })
    const written = await client
      .post('/api/actions/accounting.write_entry')
      .json({
        ...{ posted_on: '2026-11-20', debit_account: '1.1.2.2.1.01', credit_account: '4.3.3.1.01' },
        ...{ debit_cents: '1500', credit_cents: '1500', history: 'Receita sem fatura' },
      })
      .withCsrfToken()
      .loginAs(await ana())
    written.assertStatus(200)
    const after = await told(client)
    assert.deepEqual(
      after.exceptions.map(({ amount_cents: cents, history, state, municipality }) => [
        ...[cents, history, state, municipality],
      ]),
      [['1500', 'Receita sem fatura', 'waiting', 'Águas Claras do Norte']]
    )
    const page = await client
      .get('/accounting/revenue?from=2026-11-01&until=2026-11-30')
      .loginAs(await ana())
    page.assertTextIncludes('Receita sem fatura')
    page.assertTextIncludes('Serra Vizinha')
  }).tags(['@AC-056'])
})

const isPaid = ({ event }: Readonly<Record<string, string>>) => event === 'receipt_settled'
