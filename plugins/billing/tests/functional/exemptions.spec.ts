import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { closeBridges } from '#core/reports/index'
import { putInForce } from '#tests/scenarios/support/configuration'
import { groupOf } from '#tests/scenarios/support/reading_month'
import { open, problemOf, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { replayInvoice } from '../../services/replay/replay_invoice.ts'
import { municipality } from './billed_month.ts'
import { type BuiltHouse, billHouses, buildGroup, invoicesOfHouses } from './built_group.ts'
import { putVersion } from './put_version.ts'

const CODE = 'ISE'
const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '3.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: { RES: '12.00' },
}
/** What each house does not pay; the last pays all. */
const EXEMPT = ['water', 'sewage', 'garbage', 'delivery_fee', 'all', null] as const

const openBridges = async (reference: string) => {
  const scope = {
    municipalityId: await municipality(),
    billingGroupId: await groupOf(CODE),
    reference: reference as RefMonth,
  }
  const all = await db.transaction((tx) => closeBridges(tx, scope))
  return all.filter(({ isClosed }) => !isClosed).map(({ name }) => name)
}

async function grant(client: ApiClient, house: BuiltHouse, service: string) {
  const answer = await send(client, 'bruno', '/billing/exemptions', {
    ...{ premise_id: String(house.id), service, from_on: '2026-11-01', reason_code: 'law' },
    legal_basis: 'Lei municipal 12/2026',
  })
  answer.assertStatus(302)
  return /(\d+)$/.exec(answer.header('location') ?? '')?.[1] ?? ''
}

test.group('Billing | exemptions', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-11-02T15:00:00Z')
    return () => clock.restore()
  })
  group.each.timeout(170_000)

  test('an exempt service is not charged until the exemption ends; exempt of everything is read and not billed', async ({
    client,
    assert,
  }) => {
    await putVersion('tariff-table', 'default', TABLE)
    await putVersion('parameter', 'billing.delivery_fee', {
      value: { is_charged: true, cents: 500 },
    })
    const houses = await buildGroup(
      client,
      CODE,
      EXEMPT.map(() => ({ sewage: true }))
    )
    for (const index of [3, 5]) {
      await send(client, 'bruno', `/registry/premises/${houses[index]!.id}/change/address`, {
        ...{ kind: 'alternative', street: 'Rua da Entrega', number: '7', district: 'Alto' },
        ...{ city: 'Juína', state: 'MT', zip_code: '78320-000', is_delivery: 'true' },
      })
    }
    const ids: string[] = []
    for (const [index, service] of EXEMPT.entries()) {
      if (service) ids.push(await grant(client, houses[index]!, service))
    }
    const again = await send(client, 'bruno', '/billing/exemptions', {
      ...{ premise_id: String(houses[0]!.id), service: 'water', from_on: '2026-12-01' },
      reason_code: 'law',
    })
    again.assertStatus(422)
    again.assertTextIncludes('O imóvel já é isento de água em 01/12/2026')
    const page = await open(client, 'bruno', `/billing/exemptions/${ids[0]}`)
    page.assertTextIncludes('Lei municipal 12/2026')
    const forbidden = await send(client, 'carla', '/billing/exemptions', {})
    assert.equal(problemOf(forbidden).code, 'E_ACCESS_DENIED')

    const ten = EXEMPT.map(() => 10)
    const run = await billHouses(client, { code: CODE, houses }, { reference: '2026-11', m3: ten })
    assert.equal(run.figures.exempt, 1n)
    const november = await invoicesOfHouses(houses, '2026-11')
    // 10 m³ × 3.00; 80 % of it; 12.00; the fee of a delivery elsewhere 5.00
    assert.deepEqual(
      november.map((invoice) => invoice?.lines ?? null),
      [
        ['sewage 24.00', 'garbage 12.00'],
        ['water 30.00', 'garbage 12.00'],
        ['water 30.00', 'sewage 24.00'],
        ['water 30.00', 'sewage 24.00', 'garbage 12.00'],
        null,
        ['water 30.00', 'sewage 24.00', 'garbage 12.00', 'delivery_fee 5.00'],
      ]
    )
    const [reading] = await query<{ reading: number; billed_m3: string; qualification: string }>(
      db,
      `select r.reading, r.billed_m3, i.qualification from readings_readings r join readings_load_items i on i.id = r.load_item_id
        where r.premise_id = ? and r.reference = '2026-11'`,
      [houses[4]!.id]
    )
    assert.deepEqual({ ...reading! }, { reading: 10, billed_m3: '10', qualification: 'read' })
    const whyOf = async (index: number) => {
      const why = await open(client, 'bruno', `/billing/invoices/${november[index]!.id}`)
      return why.text()
    }
    assert.include(await whyOf(0), 'Isento de: Água (Lei municipal 12/2026).')
    assert.notInclude(await whyOf(5), 'Isento de')
    assert.include(await whyOf(5), 'Parâmetro “Taxa de entrega em outro endereço”, versão')
    assert.include(await whyOf(5), 'Base legal: Resolução de teste 1/2026')
    const documents = await query(db, 'select 1 from receivables_documents where premise_id = ?', [
      houses[4]!.id,
    ])
    assert.lengthOf(documents, 0)
    assert.deepEqual(await openBridges('2026-11'), [])
    const municipalityId = await municipality()
    for (const invoice of november) {
      if (!invoice) continue
      const replay = await db.transaction((tx) =>
        replayInvoice(tx, { municipalityId, invoiceId: invoice.id })
      )
      assert.isTrue(replay.isEqual)
    }
    const runPage = await open(client, 'bruno', `/billing/runs?reference=2026-11`)
    runPage.assertStatus(200)

    clock.freeze('2026-11-30T15:00:00Z')
    for (const id of ids) {
      const ended = await send(client, 'bruno', `/billing/exemptions/${id}/change/end`, {
        ...{ on: '2026-11-30', reason: 'Lei revogada' },
      })
      ended.assertStatus(302)
    }
    await billHouses(client, { code: CODE, houses }, { reference: '2026-12', m3: ten })
    const december = await invoicesOfHouses(houses, '2026-12')
    const all = ['water 30.00', 'sewage 24.00', 'garbage 12.00']
    assert.deepEqual(
      december.map((invoice) => invoice?.lines),
      [all, all, all, [...all, 'delivery_fee 5.00'], all, [...all, 'delivery_fee 5.00']]
    )
    assert.deepEqual(await openBridges('2026-12'), [])

    await putInForce(
      client,
      { value: { is_charged: false, cents: 500 } },
      { item: 'parameter/billing.delivery_fee', from: '2027-01-02', legalBasis: 'Resolução 9/2026' }
    )
    await billHouses(client, { code: CODE, houses }, { reference: '2027-01', m3: ten })
    const january = await invoicesOfHouses(houses, '2027-01')
    assert.deepEqual(
      january.map((invoice) => invoice?.lines),
      EXEMPT.map(() => all),
      'the fee is charged to nobody while it is off'
    )
  }).tags(['@TR-3.2.7.18', '@TR-3.2.4.8', '@TR-3.2.7.12.7'])
})
