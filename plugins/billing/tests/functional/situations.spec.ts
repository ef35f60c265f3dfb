import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { putInForce } from '#tests/scenarios/support/configuration'
import { open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import {
  type TestPremise,
  createMonth,
  explainedLines,
  invoicesOf,
  municipality,
  nextMonthOf,
  run,
} from './billed_month.ts'
import { type BuiltHouse, billHouses, buildGroup, invoicesOfHouses, write } from './built_group.ts'
import { putVersion } from './put_version.ts'

const FLAT = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '1.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
}

const paperOf = async (client: ApiClient, id: bigint) => {
  const page = await open(client, 'bruno', `/billing/invoices/${id}/document`)
  page.assertStatus(200)
  const html = page.text()
  return html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
}

const parameter = (client: ApiClient, key: string, value: unknown, from: string) =>
  putInForce(client, { value }, { item: `parameter/${key}`, from, legalBasis: 'Resolução 1/2026' })

test.group('Billing | days before the first charge', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-10-30T15:00:00Z')
    return () => clock.restore()
  })
  group.each.timeout(170_000)

  test('who was connected, or connected again, too few days before the reading waits for the next bill', async ({
    client,
    assert,
  }) => {
    await putVersion('tariff-table', 'default', FLAT)
    await parameter(client, 'billing.first_charge_days', 15, '2026-10-31')
    // Read on 04/11: 10 days, 20 days; the third is connected again on 25/10, the fourth on 15/10.
    const houses = await buildGroup(client, 'PRI', [
      { connectedOn: '2026-10-25' },
      { connectedOn: '2026-10-15' },
      {},
      {},
    ])
    const situation = (house: BuiltHouse, to: string, from: string) =>
      write(client, '/api/actions/registry.connections.change_situation', {
        connection_id: String(house.connectionId),
        ...{ situation: to, from_on: from, reason: 'Teste de religação' },
      })
    for (const [house, on] of [
      [houses[2]!, '2026-10-25'],
      [houses[3]!, '2026-10-15'],
    ] as const) {
      await situation(house, 'cut_standpipe', '2026-09-01')
      await situation(house, 'active', on)
    }
    const m3 = [10, 10, 10, 10]
    const built = { code: 'PRI', houses }
    await billHouses(client, built, { reference: '2026-11', m3 })
    const november = await invoicesOfHouses(houses, '2026-11')
    assert.deepEqual(
      november.map((invoice) => invoice?.total_cents ?? null),
      [null, 1000n, null, 1000n]
    )
    const parked = await query<{ premise_id: bigint; code: string; message: string }>(
      db,
      'select premise_id, code, message from billing_parked where premise_id = any(?::bigint[]) order by premise_id',
      [houses.map(({ id }) => id)]
    )
    assert.deepEqual(
      parked.map(({ premise_id: id, code }) => [id, code]),
      [
        [houses[0]!.id, 'first_charge'],
        [houses[2]!.id, 'first_charge'],
      ]
    )
    assert.include(
      parked[0]!.message,
      'ligado há 10 dias na leitura; a primeira cobrança espera 15'
    )
    // Every dial turns 10 m³ more. What waited counts from the reading before it: 10 m³ of that month and 10 of this one.
    await billHouses(client, built, { reference: '2026-12', m3: [20, 10, 20, 10] })
    const december = await invoicesOfHouses(houses, '2026-12')
    assert.deepEqual(
      december.map((invoice) => [invoice?.billed_m3, invoice?.total_cents]),
      [
        ['20', 2000n],
        ['10', 1000n],
        ['20', 2000n],
        ['10', 1000n],
      ]
    )
    const dials = await query<{ reading: number }>(
      db,
      `select reading from readings_readings where reference = '2026-12' and premise_id = any(?::bigint[]) order by premise_id`,
      [houses.map(({ id }) => id)]
    )
    assert.deepEqual(
      dials.map(({ reading }) => reading),
      [20, 20, 20, 20],
      'no dial turned more than 10 m³ in the month'
    )
    const solved = await query<{ state: string }>(
      db,
      'select distinct state from billing_parked where premise_id = any(?::bigint[])',
      [houses.map(({ id }) => id)]
    )
    assert.deepEqual(
      solved.map(({ state }) => state),
      ['superseded']
    )
  }).tags(['@TR-3.2.7.12.5'])
})

test.group('Billing | minimum of a group', (group) => {
  freshDatabase(group)

  test('a run asks nothing below its own minimum, and lists who is below it', async ({
    client,
    assert,
  }) => {
    await putVersion('tariff-table', 'default', FLAT)
    await putVersion('parameter', 'billing.minimum_issue_cents', { value: 1500 })
    await putVersion('parameter', 'billing.minimum_individual_cents', { value: 1000 })
    const house = (m3: string): TestPremise => ({
      ...{ economies: [{ category: 'RES', economies: 1 }], m3 },
    })
    const month = await createMonth([house('14.99'), house('15')])
    const summary = await run(month)
    const [small, enough] = await invoicesOf(month)
    assert.deepInclude(small!, { total_cents: 0n, carried_out_cents: 1499n, barcode: null })
    assert.equal(enough!.total_cents, 1500n)
    assert.isNotNull(enough!.barcode)
    assert.equal(summary.figures.below_minimum, 1n)
    assert.deepEqual(
      summary.issues.map(({ code, path }) => [code, path]),
      [['below_minimum', String(month.premiseIds[0])]]
    )
    const page = await open(client, 'bruno', `/jobs/${summary.id}`)
    page.assertTextIncludes('Abaixo do valor mínimo')
    page.assertTextIncludes('está abaixo do valor mínimo do grupo')
    // What was not asked for is owed in no document and by no item, and is asked for in the next month.
    const owed = await query(db, 'select 1 from receivables_items where premise_id = ?', [
      month.premiseIds[0]!,
    ])
    assert.lengthOf(owed, 0)
    const papers = await query<{ amount_cents: bigint; line: string | null }>(
      db,
      'select amount_cents, line from receivables_documents where premise_id = ?',
      [month.premiseIds[0]!]
    )
    assert.deepEqual(
      papers.map(({ amount_cents: cents, line }) => [cents, line]),
      [[0n, null]]
    )
    const december = await nextMonthOf(month, '2026-12' as RefMonth, [house('14'), house('15')])
    await run(december, '2026-12-20' as CivilDate)
    const [after] = await invoicesOf(december)
    assert.deepInclude(after!, { total_cents: 2899n, carried_in_cents: 1499n, own_cents: 1400n })
    const lines = await explainedLines(after!.id)
    const why = lines.filter(({ isCarriedIn }) => isCarriedIn)
    assert.isNotEmpty(why)
    assert.deepEqual(
      why.map(({ reasons }) => reasons),
      why.map(() => [
        'Já cobrado em fatura anterior, que ficou abaixo do valor mínimo para emitir.',
      ])
    )
  }).tags(['@TR-3.2.7.12.4'])
})

test.group('Billing | history and messages of bills', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-07-30T15:00:00Z')
    return () => clock.restore()
  })
  group.each.timeout(170_000)

  const message = (client: ApiClient, condition: string, text: string) =>
    send(client, 'bruno', '/billing/messages', {
      ...{ title: `Aviso de ${condition}`, text, condition, tone: 'info', from_on: '2026-08-01' },
      ...{ position: '1', is_active: 'true' },
    })

  test('prints the history from the month of the parameter, and each message to whom it is for', async ({
    client,
    assert,
  }) => {
    await putVersion('tariff-table', 'default', FLAT)
    await parameter(client, 'billing.history_from', '2026-09', '2026-07-31')
    await parameter(
      client,
      'billing.excess_message',
      { is_on: true, percent_over: '0' },
      '2026-07-31'
    )
    for (const [condition, text] of [
      ['excess', 'Procure vazamentos em casa.'],
      ['overdue', 'Há contas vencidas.'],
      ['zero', 'Nada a pagar este mês.'],
    ] as const) {
      const saved = await message(client, condition, text)
      saved.assertStatus(302)
    }
    // The third pays nothing; the fourth belongs to somebody who owes nothing when it is first billed.
    const houses = await buildGroup(client, 'MSG', [{}, {}, {}])
    const zero = await send(client, 'bruno', '/billing/exemptions', {
      ...{ premise_id: String(houses[2]!.id), service: 'water', from_on: '2026-08-01' },
      reason_code: 'law',
    })
    zero.assertStatus(302)
    const month = (reference: string, first: number) =>
      billHouses(client, { code: 'MSG', houses }, { reference, m3: [first, 20, 20] })
    await month('2026-08', 20)
    const [firstAugust, , zeroAugust] = await invoicesOfHouses(houses, '2026-08')
    const august = await paperOf(client, firstAugust!.id)
    for (const text of ['Procure vazamentos', 'Há contas vencidas', 'Nada a pagar este mês'])
      assert.notInclude(august, text)
    const none = await paperOf(client, zeroAugust!.id)
    assert.include(none, 'Nada a pagar este mês.')

    // Average 20: 21 is excess, 20 is not. August is overdue by then.
    await month('2026-09', 21)
    const [above, equal, zeroed] = await invoicesOfHouses(houses, '2026-09')
    const excess = await paperOf(client, above!.id)
    assert.include(excess, 'Procure vazamentos em casa.')
    assert.include(excess, 'Há contas vencidas.')
    const average = await paperOf(client, equal!.id)
    assert.notInclude(average, 'Procure vazamentos')
    assert.include(average, 'Há contas vencidas.')
    const only = await paperOf(client, zeroed!.id)
    assert.include(only, 'Nada a pagar este mês.')
    assert.notInclude(only, 'Há contas vencidas')

    await parameter(
      client,
      'billing.excess_message',
      { is_on: false, percent_over: '0' },
      '2026-10-01'
    )
    await month('2026-10', 40)
    const [off, offToo] = await invoicesOfHouses(houses, '2026-10')
    for (const { id } of [off!, offToo!])
      assert.notInclude(await paperOf(client, id), 'Procure vazamentos')

    await month('2026-11', 20)
    const [last] = await invoicesOfHouses(houses, '2026-11')
    const page = await open(client, 'bruno', `/billing/invoices/${last!.id}/document`)
    const labels = [...page.text().matchAll(/class="bar-label[^"]*"[^>]*>([^<]+)</g)]
    assert.deepEqual(
      labels.map(([, label]) => label),
      ['set', 'out', 'nov']
    )
    const municipalityId = await municipality()
    const known = await query<{ n: number }>(
      db,
      `select count(*)::int as n from readings_readings where municipality_id = ? and premise_id = ? and reference = '2026-08'`,
      [municipalityId, houses[0]!.id]
    )
    assert.equal(known[0]!.n, 1)
  }).tags(['@TR-3.2.7.12.6', '@TR-3.2.7.12.11'])
})
