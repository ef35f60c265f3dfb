import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { closeBridges } from '#core/reports/index'
import { groupOf } from '#tests/scenarios/support/reading_month'
import { open, problemOf, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { replayInvoice } from '../../services/replay/replay_invoice.ts'
import { municipality } from './billed_month.ts'
import { type BuiltHouse, billHouses, buildGroup, invoicesOfHouses } from './built_group.ts'
import { putVersion } from './put_version.ts'
import { report } from './reported_month.ts'

const CODE = 'SER'
const block = (over: number, to: number | null, price: string) => ({ over, to, price })
const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: {
      title: 'Residencial',
      minimum_m3: 0,
      blocks: [block(0, 10, '3.00'), block(10, 20, '4.50'), block(20, null, '6.00')],
    },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
  charges: [
    {
      ...{ charge_type: 'water_basic', title: 'Serviço básico', applies: {}, legal_basis: 'Lei 1' },
      structure: { kind: 'fixed', per: 'connection', amount: '10.00' },
    },
  ],
  services: {
    inspection: { title: 'Vistoria', amount: '20.00' },
    connection: { title: 'Ligação de água', amount: '350.00' },
  },
}

const charge = (client: ApiClient, house: BuiltHouse, given: Record<string, string>) =>
  send(client, 'bruno', '/billing/services', {
    ...{ premise_id: String(house.id), reason_code: 'service' },
    ...given,
  })

const openBridges = async (reference: string) => {
  const scope = {
    ...{ municipalityId: await municipality(), billingGroupId: await groupOf(CODE) },
    reference: reference as RefMonth,
  }
  const all = await db.transaction((tx) => closeBridges(tx, scope))
  return all.filter(({ isClosed }) => !isClosed).map(({ name }) => name)
}

test.group('Billing | services on the invoice', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-08-20T15:00:00Z')
    return () => clock.restore()
  })
  group.each.timeout(170_000)

  test('basic service, water, sewage, a service and a parcel stand apart on one invoice', async ({
    client,
    assert,
  }) => {
    await putVersion('tariff-table', 'default', TABLE)
    const houses = await buildGroup(client, CODE, [{ sewage: true }, { sewage: true }])
    const [house] = houses
    const page = await open(client, 'bruno', `/billing/services?premise=${house!.id}`)
    page.assertTextIncludes('Vistoria · R$ 20,00 hoje')
    const ten = { service: 'connection', executed_on: '2026-08-20', parcels: '10' }
    const sold = await charge(client, house!, ten)
    sold.assertStatus(302)
    const soldPath = sold.header('location')!
    const month = (reference: string) =>
      billHouses(client, { code: CODE, houses }, { reference, m3: [15, 15] })
    await month('2026-08')
    await month('2026-09')
    const service = { service: 'inspection', executed_on: '2026-09-20' }
    clock.freeze('2026-09-20T15:00:00Z')
    const inspected = await charge(client, house!, service)
    inspected.assertStatus(302)
    await month('2026-10')
    const [invoice, other] = await invoicesOfHouses(houses, '2026-10')
    assert.sameMembers(
      [...invoice!.lines],
      ['water_basic 10.00', 'water 52.50', 'sewage 42.00', 'service 35.00', 'service 20.00']
    )
    assert.equal(invoice!.total_cents, 15_950n)
    assert.equal(other!.total_cents, 10_450n)
    const paper = await open(client, 'bruno', `/billing/invoices/${invoice!.id}/document`)
    for (const text of ['Ligação de água (3/10)', 'Vistoria']) paper.assertTextIncludes(text)
    const parcels = await open(client, 'bruno', soldPath)
    for (const text of ['Ligação de água (3/10)', 'faturada', 'a faturar a partir de 11/2026'])
      parcels.assertTextIncludes(text)
    const municipalityId = await municipality()
    const replay = await db.transaction((tx) =>
      replayInvoice(tx, { municipalityId, invoiceId: invoice!.id })
    )
    assert.isTrue(replay.isEqual)
    const parcelSteps = replay.steps.filter(({ name }) => name.startsWith('waited.'))
    assert.deepEqual(
      parcelSteps.map(({ label, computed }) => [label, computed.replace('\u00A0', ' ')]),
      [
        ['Ligação de água (3/10)', 'R$ 35,00'],
        ['Vistoria', 'R$ 20,00'],
      ]
    )
    const why = await open(client, 'bruno', `/billing/invoices/${invoice!.id}`)
    const said = why.text().replaceAll('\u00A0', ' ')
    for (const text of ['1 × R$ 350,00 = R$ 350,00', 'Parcela 3 de 10: R$ 35,00']) {
      assert.include(said, text)
    }
    assert.match(
      said,
      /Preço do dia 20\/08\/2026: Tabela de teste, versão \d+, desde 01\/01\/2026 \(Resolução de teste 1\/2026\)/
    )
    assert.match(parcels.text(), /Recálculo confere/)
    // Had it been sold in other parcels than those asked for, the replay would tell.
    const sell = (count: number) =>
      query(
        db,
        `update billing_service_charges set parcels = ? where service_code = 'connection'`,
        [count]
      )
    await sell(9)
    const other9 = await db.transaction((tx) =>
      replayInvoice(tx, { municipalityId, invoiceId: invoice!.id })
    )
    assert.equal(other9.firstDifference?.label, 'Ligação de água (3/10)')
    await sell(10)
    assert.deepEqual(await openBridges('2026-10'), [])

    const effects = await send(client, 'bruno', `${soldPath}/change/cancel`, { reason: 'Engano' })
    effects.assertTextIncludes('7 parcelas deixam de ser cobradas: R$\u00A0245,00')
    const cancelled = await send(client, 'bruno', `${soldPath}/change/cancel`, {
      ...{ reason: 'Engano', confirmed: 'true' },
    })
    cancelled.assertStatus(302)
    await month('2026-11')
    const [after] = await invoicesOfHouses(houses, '2026-11')
    assert.equal(after!.total_cents, 10_450n)
    assert.deepEqual(await openBridges('2026-11'), [])
  })

  test('is refused to whom is exempt, with too many parcels, and without the permission', async ({
    client,
    assert,
  }) => {
    const [house] = await buildGroup(client, 'SEX', [{}])
    const one = { service: 'inspection', executed_on: '2026-08-20' }
    const codeOf = async (given: Record<string, string>) => {
      const refused = await charge(client, house!, given)
      return problemOf(refused)?.code
    }
    assert.equal(await codeOf({ ...one, parcels: '13' }), 'E_BILLING_PARCELS')
    assert.equal(await codeOf({ ...one, service: 'unknown' }), 'E_TARIFFS_NO_SERVICE')
    const exempt = await send(client, 'bruno', '/billing/exemptions', {
      ...{ premise_id: String(house!.id), service: 'service', from_on: '2026-08-01' },
      reason_code: 'law',
    })
    exempt.assertStatus(302)
    assert.equal(await codeOf(one), 'E_BILLING_SERVICE_EXEMPT')
    const forbidden = await send(client, 'carla', '/billing/services', one)
    assert.equal(problemOf(forbidden).code, 'E_ACCESS_DENIED')
    const none = await query(db, 'select 1 from billing_service_charges where premise_id = ?', [
      house!.id,
    ])
    assert.lengthOf(none, 0)
  })
})

test.group('Billing | report of services', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-08-20T15:00:00Z')
    return () => clock.restore()
  })
  group.each.timeout(170_000)

  test('the report of services tells what a month billed and what is still to be billed', async ({
    client,
    assert,
  }) => {
    const services = {
      connection: { title: 'Ligação de água', amount: '300.00' },
      swap: { title: 'Troca de hidrômetro', amount: '80.00' },
    }
    await putVersion('tariff-table', 'default', { ...TABLE, services })
    const code = 'REL'
    const houses = await buildGroup(client, code, [{}])
    const executed = { executed_on: '2026-08-19' }
    const connected = await charge(client, houses[0]!, {
      ...executed,
      ...{ service: 'connection', parcels: '3' },
    })
    connected.assertStatus(302)
    const swapped = await charge(client, houses[0]!, { ...executed, service: 'swap' })
    swapped.assertStatus(302)
    const month = (reference: string) =>
      billHouses(client, { code, houses }, { reference, m3: [10] })
    const listed = async (from: string, until: string) => {
      const groupId = await groupOf(code)
      const filters = `from_on=${from}&until_on=${until}&billing_group=${groupId}`
      const { rows, totals } = await report(client, 'billing.services_billed', filters)
      const lines = rows.map(({ title, billed_cents: billed, waiting_cents: waiting }) =>
        [title, billed, waiting].join(' ')
      )
      return [...lines.toSorted(), `${totals.billed_cents} ${totals.waiting_cents}`]
    }
    await month('2026-08')
    assert.deepEqual(await listed('2026-08-01', '2026-08-31'), [
      'Ligação de água 10000 20000',
      'Troca de hidrômetro 8000 0',
      '18000 20000',
    ])
    await month('2026-09')
    assert.deepEqual(await listed('2026-09-01', '2026-09-30'), [
      'Ligação de água 10000 10000',
      '10000 10000',
    ])
  }).tags(['@TR-3.2.19.82'])
})
