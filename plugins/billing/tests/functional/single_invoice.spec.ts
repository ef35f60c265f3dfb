import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { bill, bringBack, groupOf, takeToField } from '#tests/scenarios/support/reading_month'
import { open, problemOf, send, userOf } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { municipality } from './billed_month.ts'
import { type BuiltHouse, type HouseInvoice, buildGroup, invoicesOfHouses } from './built_group.ts'
import { openBridges } from './correcting.ts'
import { putVersion } from './put_version.ts'

const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: {
      title: 'Residencial',
      minimum_m3: 10,
      blocks: [
        { over: 0, to: 15, price: '3.33' },
        { over: 15, to: null, price: '7.77' },
      ],
    },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
  services: { repair: { title: 'Reparo de ramal', amount: '90.00' } },
}
const MARCH = '2026-03'

const plain = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

const address = (house: BuiltHouse, more = '') =>
  `/billing/single-invoice?premise=${house.id}&reference=${MARCH}${more}`

const annotations = (house: BuiltHouse) =>
  query<{ task: string; user_name: string; reason: string | null; description: string }>(
    db,
    `select task, user_name, reason, description from actions_service_records
      where unit_type = 'registry.premises' and unit_id = ? and action = 'billing.issue_single'`,
    [house.id]
  )

const bridgesOf = async (code: string) =>
  openBridges(
    { municipalityId: await municipality(), billingGroupId: await groupOf(code) },
    MARCH as RefMonth
  )

const charged = (invoice: HouseInvoice | null | undefined) =>
  invoice && { lines: invoice.lines, m3: invoice.billed_m3, cents: invoice.total_cents }

test.group('Billing | the invoice of one premise', (group) => {
  freshDatabase(group)
  group.setup(() => putVersion('tariff-table', 'default', TABLE))
  group.each.teardown(() => clock.restore())
  group.each.timeout(170_000)

  const issue = (client: ApiClient, house: BuiltHouse, more: object = {}) =>
    send(client, 'bruno', '/billing/single-invoice', {
      ...{ premise_id: String(house.id), reference: MARCH, reason: 'Mudança do morador' },
      ...more,
    })

  test('ahead of its group, costs what the run would have charged, and the run issues no second one', async ({
    client,
    assert,
  }) => {
    // Two houses alike: one is billed ahead, its twin by the run.
    const houses = await buildGroup(client, 'FAN', [{ sewage: true }, { sewage: true }])
    const [ahead] = houses as [BuiltHouse, BuiltHouse]
    const taken = await takeToField(client, { group: 'FAN', reference: MARCH })
    const readOn = '2026-03-04'
    const unread = await open(client, 'bruno', address(ahead))
    unread.assertStatus(409)
    unread.assertTextIncludes('Falta a leitura')

    const typed = `&reading=23&read_on=${readOn}`
    const page = await open(client, 'bruno', address(ahead, typed))
    page.assertStatus(200)
    const shown = plain(page.text())
    // 15 × 3,33 + 8 × 7,77 = 49,95 + 62,16; sewage 80 %.
    for (const text of ['112,11', '89,69', 'Emitir fatura de R$ 201,80', 'A rodada do grupo']) {
      assert.include(shown, text)
    }
    assert.deepEqual(await invoicesOfHouses(houses, MARCH), [null, null])
    assert.lengthOf(await annotations(ahead), 0)
    const rest = await client
      .get(`/api/billing/premises/${ahead.id}/single-invoice?reference=${MARCH}${typed}`)
      .loginAs(await userOf('bruno'))
    assert.equal(rest.body().totalCents, '20180')
    const denied = await open(client, 'carla', address(ahead, typed))
    assert.equal(denied.status(), 403)

    const reading = { reading: '23', read_on: readOn }
    const other = await issue(client, ahead, { ...reading, total_cents: '20179' })
    other.assertStatus(409)
    other.assertTextIncludes('O cálculo mudou')
    const wordless = await issue(client, ahead, { ...reading, reason: ' ' })
    wordless.assertStatus(422)
    assert.deepEqual(await invoicesOfHouses(houses, MARCH), [null, null])
    const issued = await issue(client, ahead, { ...reading, total_cents: '20180' })
    issued.assertStatus(302)
    const [note, ...more] = await annotations(ahead)
    assert.lengthOf(more, 0)
    assert.deepInclude(note, { user_name: 'Bruno Matos', reason: 'Mudança do morador' })
    const again = await issue(client, ahead, reading)
    again.assertStatus(409)
    again.assertTextIncludes('já tem fatura de 03/2026')

    // The readers bring the same dial for both: of the first, what the desk typed stands.
    const month = await bringBack(client, taken, () => 23)
    const run = await bill(client, month)
    assert.deepEqual([run.status, run.figures.invoices], ['done', 1n])
    const [first, second] = await invoicesOfHouses(houses, MARCH)
    assert.equal(first!.total_cents, 20_180n)
    assert.deepEqual(charged(second), charged(first))
    assert.deepEqual(await bridgesOf('FAN'), [])
  }).tags(['@TR-3.2.13.9.12'])

  test('missed by its group, is shown, issued with an annotation, and never twice', async ({
    client,
    assert,
  }) => {
    const houses = await buildGroup(client, 'FPE', [{}, {}])
    const [missed] = houses as [BuiltHouse, BuiltHouse]
    const month = await bringBack(
      client,
      await takeToField(client, { group: 'FPE', reference: MARCH }),
      () => 12
    )
    await query(
      db,
      `update readings_readings set state = 'held', hold_reason = 'above_range' where premise_id = ? and reference = ?`,
      [missed.id, MARCH]
    )
    const run = await bill(client, month)
    assert.deepEqual([run.parked, run.figures.invoices], [1, 1n])
    const held = await open(client, 'bruno', address(missed))
    held.assertStatus(409)
    held.assertTextIncludes('a leitura está retida pela crítica')
    await query(
      db,
      `update readings_readings set state = 'accepted', hold_reason = null where premise_id = ? and reference = ?`,
      [missed.id, MARCH]
    )
    const page = await open(client, 'bruno', address(missed))
    assert.include(plain(page.text()), 'Emitir fatura de R$ 39,96')
    page.assertTextIncludes('ficou sem fatura no mês')
    const [none] = await invoicesOfHouses(houses, MARCH)
    assert.isNull(none)
    const issued = await issue(client, missed)
    issued.assertStatus(302)
    const [one, billed] = await invoicesOfHouses(houses, MARCH)
    assert.deepEqual(charged(one), charged(billed))
    assert.lengthOf(await annotations(missed), 1)
    const invoice = await open(client, 'bruno', issued.header('location')!)
    invoice.assertTextIncludes('emitida depois da rodada do grupo')
    invoice.assertTextIncludes('Recálculo confere')
    const again = await issue(client, missed)
    again.assertStatus(409)
    const rerun = await send(client, 'bruno', '/billing/waiting', {
      ...{ issued_on: month.issuedOn, _all: 'true', _query: `?group=${month.group}` },
    })
    assert.equal(problemOf(rerun).code, 'E_BILLING_NOTHING_CHOSEN')
    const [load] = await query<{ state: string }>(
      db,
      'select state from readings_loads where id = ?',
      [month.loadId]
    )
    assert.equal(load!.state, 'billed')
    assert.deepEqual(await bridgesOf('FPE'), [])
  }).tags(['@TR-3.2.13.9.13'])
})
