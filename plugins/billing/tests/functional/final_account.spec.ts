import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { parseCollectionBarcode } from '#plugins/receivables/domain/febraban_barcode'
import { groupOf } from '#tests/scenarios/support/reading_month'
import { open, problemOf, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { municipality } from './billed_month.ts'
import { type BuiltHouse, billHouses, buildGroup } from './built_group.ts'
import { correct, openBridges, pay, versionsOf } from './correcting.ts'
import { putVersion } from './put_version.ts'

const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '5.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
  services: { repair: { title: 'Reparo de ramal', amount: '90.00' } },
}

interface Line {
  readonly kind: string
  readonly title: string
  readonly amount_cents: bigint
}

interface Account {
  readonly id: bigint
  readonly number: string
  readonly total_cents: bigint
  readonly state: string
  readonly document_id: bigint
}

async function accountOf(path: string): Promise<Account> {
  const [row] = await query<Account>(db, 'select * from billing_final_accounts where id = ?', [
    /(\d+)$/.exec(path)![1]!,
  ])
  return row!
}

const linesOf = ({ id }: Account) =>
  query<Line>(
    db,
    'select kind, title, amount_cents from billing_final_account_lines where final_account_id = ? order by number',
    [id]
  )

const barcodeOf = async ({ document_id: id }: Account): Promise<string> => {
  const [row] = await query<{ barcode: string }>(
    db,
    'select barcode from receivables_documents where id = ?',
    [id]
  )
  return row!.barcode
}

const told = () =>
  query<{ payload: string }>(
    db,
    `select payload::text as payload from actions_outbox where event = 'billing.final_account_paid'`
  )

const waiting = async ({ id }: BuiltHouse): Promise<string[]> => {
  const rows = await query<{ state: string }>(
    db,
    'select state from receivables_pending_charges where premise_id = ? order by id',
    [id]
  )
  return rows.map(({ state }) => state)
}

const orders = (house: BuiltHouse) =>
  query<{ service_type: string; state: string }>(
    db,
    'select service_type, state from services_orders where premise_id = ? order by id',
    [house.id]
  )

const settlements = (house: BuiltHouse) =>
  query<{ reference: string; settlement: string }>(
    db,
    'select reference, settlement from billing_invoices where premise_id = ? order by reference',
    [house.id]
  )

test.group('Billing | final account', (group) => {
  freshDatabase(group)
  group.setup(() => putVersion('tariff-table', 'default', TABLE))
  group.each.teardown(() => clock.restore())
  group.each.timeout(175_000)

  const issue = (client: ApiClient, house: BuiltHouse) =>
    send(client, 'bruno', '/billing/final-account', {
      ...{ premise_id: String(house.id), due_on: '2026-12-20' },
    })

  test('covers an overdue invoice, one not yet due and two parcels to come, once, and is told when it is paid', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-09-20T15:00:00Z')
    const houses = await buildGroup(client, 'CFI', [{}])
    const [house] = houses as [BuiltHouse]
    await billHouses(client, { code: 'CFI', houses }, { reference: '2026-10', m3: [20] })
    await billHouses(client, { code: 'CFI', houses }, { reference: '2026-11', m3: [10] })
    clock.freeze('2026-11-10T15:00:00Z')
    const charged = await send(client, 'bruno', '/billing/services', {
      ...{ premise_id: String(house.id), service: 'repair', executed_on: '2026-11-10' },
      ...{ parcels: '2', reason_code: 'service' },
    })
    charged.assertStatus(302)

    const page = await open(client, 'bruno', `/billing/final-account?premise=${house.id}`)
    const shown = page
      .text()
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/\s+/g, ' ')
    assert.include(shown, 'Emitir conta final de R$ 240,00')
    for (const text of ['Vencido', 'A vencer', 'Ainda não faturado', 'Reparo de ramal (2/2)']) {
      assert.include(shown, text)
    }
    const issued = await issue(client, house)
    issued.assertStatus(302)
    const account = await accountOf(issued.header('location')!)
    const lines = await linesOf(account)
    assert.deepEqual(
      lines.map(({ kind, amount_cents: cents }) => [kind, cents]),
      [
        ['overdue', 10_000n],
        ['due', 5000n],
        ['future', 4500n],
        ['future', 4500n],
      ]
    )
    assert.equal(account.total_cents, 24_000n)
    const barcode = await barcodeOf(account)
    assert.equal(parseCollectionBarcode(barcode).amountCents, 24_000n)
    assert.deepEqual(await waiting(house), ['billed', 'billed'])
    const [posted] = await query<{ cents: bigint }>(
      db,
      `select sum(amount_cents)::bigint as cents from accounting_postings where source_type = 'billing.final_accounts'`
    )
    assert.equal(posted!.cents, 9000n)
    const slip = `/billing/slips/${account.document_id}/pdf`
    const itsPage = await open(client, 'bruno', `/billing/final-accounts/${account.id}`)
    itsPage.assertTextIncludes(slip)
    const file = await open(client, 'bruno', slip)
    file.assertStatus(200)
    const [kept] = await query<{ content: string }>(
      db,
      `select d.content from documents_issued i join documents_data d on d.hash = i.data_hash
        where i.subject_type = 'billing.final_accounts' and i.subject_id = ?`,
      [account.id]
    )
    const printed = JSON.parse(kept!.content) as {
      document: { title: string; total_cents: string }
      lines: { amount_cents: string }[]
    }
    assert.deepInclude(printed.document, { title: 'Conta final', total_cents: '24000' })
    assert.deepEqual(
      printed.lines.map((line) => line.amount_cents),
      ['10000', '5000', '4500', '4500']
    )
    const again = await issue(client, house)
    assert.equal(problemOf(again).code, 'E_BILLING_FINAL_OPEN')

    assert.lengthOf(await told(), 0)
    assert.deepEqual(await orders(house), [])
    const municipalityId = await municipality()
    const paidOn = '2026-11-12' as CivilDate
    await pay(municipalityId, { barcode, amountCents: 24_000n, paidOn })
    const paid = await accountOf(issued.header('location')!)
    assert.equal(paid.state, 'paid')
    assert.deepEqual(await settlements(house), [
      { reference: '2026-10', settlement: 'settled' },
      { reference: '2026-11', settlement: 'settled' },
    ])
    assert.lengthOf(await told(), 1)
    assert.deepEqual(await orders(house), [{ service_type: 'disconnection', state: 'open' }])
    const premise = await open(client, 'bruno', `/registry/premises/${house.id}`)
    premise.assertTextIncludes('Desligamento a pedido')
    const scope = { municipalityId, billingGroupId: await groupOf('CFI') }
    assert.deepEqual(await openBridges(scope, '2026-11' as never), [])
    await billHouses(client, { code: 'CFI', houses }, { reference: '2026-12', m3: [4] })
    const [next] = await query<{ lines: string[] }>(
      db,
      `select array_agg(distinct c.charge_type) as lines from billing_invoices i join billing_charges c on c.invoice_id = i.id
        where i.premise_id = ? and i.reference = '2026-12'`,
      [house.id]
    )
    assert.notInclude(next!.lines, 'service')
    assert.lengthOf(await orders(house), 1)
  }).tags(['@TR-3.2.7.15a', '@TR-3.2.7.15b'])

  test('an invoice corrected meanwhile is owed by its new version, and only its payment ends the account', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-09-20T15:00:00Z')
    const houses = await buildGroup(client, 'CFC', [{}])
    const [house] = houses as [BuiltHouse]
    await billHouses(client, { code: 'CFC', houses }, { reference: '2026-10', m3: [20] })
    await billHouses(client, { code: 'CFC', houses }, { reference: '2026-11', m3: [10] })
    clock.freeze('2026-11-10T15:00:00Z')
    const issued = await issue(client, house)
    issued.assertStatus(302)
    const path = issued.header('location')!
    const before = await told()
    const [november] = await versionsOf(house.id, '2026-11')
    const { done } = await correct(client, await ana(), {
      ...{ id: november!.id, operation: 'consumption' },
      form: { billed_m3: '8', reason_code: 'misread' },
    })
    done.assertStatus(302)
    const municipalityId = await municipality()
    const paidOn = '2026-11-12' as CivilDate
    const settle = async (reference: string) => {
      const versions = await versionsOf(house.id, reference)
      const { barcode, total_cents: amountCents } = versions.at(-1)!
      await pay(municipalityId, { barcode: barcode!, amountCents, paidOn })
      const { state } = await accountOf(path)
      const { length } = await told()
      return { amountCents, state, told: length - before.length }
    }
    assert.deepEqual(await settle('2026-10'), { amountCents: 10_000n, state: 'open', told: 0 })
    assert.deepEqual(await settle('2026-11'), { amountCents: 4000n, state: 'paid', told: 1 })
    const scope = { municipalityId, billingGroupId: await groupOf('CFC') }
    assert.deepEqual(await openBridges(scope, '2026-11' as never), [])
  })

  test('taken back, what was brought forward waits again and the paper is no longer offered', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-09-20T15:00:00Z')
    const houses = await buildGroup(client, 'CFD', [{}, {}])
    const [house, empty] = houses as [BuiltHouse, BuiltHouse]
    await billHouses(client, { code: 'CFD', houses }, { reference: '2026-11', m3: [10, 0] })
    const charged = await send(client, 'bruno', '/billing/services', {
      ...{ premise_id: String(house.id), service: 'repair', executed_on: '2026-11-06' },
      ...{ parcels: '3', reason_code: 'service' },
    })
    charged.assertStatus(302)
    const issued = await issue(client, house)
    const path = issued.header('location')!
    const account = await accountOf(path)
    assert.equal(account.total_cents, 14_000n)
    const done = await send(client, 'bruno', `${path}/change/cancel`, {
      ...{ reason: 'O cliente fica', confirmed: 'true' },
    })
    done.assertStatus(302)
    const { state } = await accountOf(path)
    assert.equal(state, 'cancelled')
    assert.deepEqual(await waiting(house), ['pending', 'pending', 'pending'])
    const [paper] = await query<{ state: string }>(
      db,
      'select state from receivables_documents where id = ?',
      [account.document_id]
    )
    assert.equal(paper!.state, 'cancelled')
    const scope = { municipalityId: await municipality(), billingGroupId: await groupOf('CFD') }
    assert.deepEqual(await openBridges(scope, '2026-11' as never), [])
    const again = await issue(client, house)
    again.assertStatus(302)
    const nothing = await issue(client, empty)
    assert.equal(problemOf(nothing).code, 'E_BILLING_FINAL_NOTHING')
  })
})
