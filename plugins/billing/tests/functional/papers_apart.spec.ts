import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { closeBridges } from '#core/reports/index'
import { parseCollectionBarcode } from '#plugins/receivables/domain/febraban_barcode'
import { groupOf } from '#tests/scenarios/support/reading_month'
import { open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { municipality } from './billed_month.ts'
import { type BuiltHouse, billHouses, buildGroup, write } from './built_group.ts'
import { correct, pay } from './correcting.ts'
import { putVersion } from './put_version.ts'

const table = (price: string, garbage: string) => ({
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: { RES: garbage },
})

const REFERENCE = '2026-11'

interface Paper {
  readonly id: bigint
  readonly barcode: string
  readonly amount_cents: bigint
  readonly state: string
}

interface Billed {
  readonly id: bigint
  readonly total_cents: bigint
  readonly withheld_cents: bigint
  readonly settlement: string
  readonly document_id: bigint
  readonly severed_document_id: bigint | null
}

/** The invoice of a house that stands. */
async function standing({ id }: BuiltHouse): Promise<Billed> {
  const [row] = await query<Billed>(
    db,
    `select * from billing_invoices where premise_id = ? and reference = ? and settlement not in ('replaced', 'cancelled')`,
    [id, REFERENCE]
  )
  return row!
}

async function paper(id: bigint): Promise<Paper> {
  const [row] = await query<Paper>(db, 'select * from receivables_documents where id = ?', [id])
  return row!
}

const payPaper = async ({ barcode, amount_cents: amountCents }: Paper, on: string) =>
  pay(await municipality(), { barcode, amountCents, paidOn: on as CivilDate })

async function textOf(client: ApiClient, path: string): Promise<string> {
  const page = await open(client, 'bruno', path)
  return page.text().replaceAll('\u00A0', ' ')
}

const settlementOf = async (house: BuiltHouse): Promise<string> => {
  const { settlement } = await standing(house)
  return settlement
}

const severedOf = async (house: BuiltHouse): Promise<bigint | null> => {
  const { severed_document_id: id } = await standing(house)
  return id
}

const stateOf = async (id: bigint): Promise<string> => {
  const { state } = await paper(id)
  return state
}

/** What each line of a paper asks for. */
const asked = (documentId: bigint) =>
  query<{ charge_type: string; amount_cents: bigint }>(
    db,
    `select i.charge_type, d.amount_cents from receivables_document_items d join receivables_items i on i.id = d.item_id
      where d.document_id = ? order by i.id`,
    [documentId]
  )

/** Every bridge of the group's month that does not close. */
async function openBridges(code: string): Promise<string[]> {
  const scope = {
    municipalityId: await municipality(),
    billingGroupId: await groupOf(code),
    reference: REFERENCE as never,
  }
  const results = await db.transaction((tx) => closeBridges(tx, scope))
  return results.filter(({ isClosed }) => !isClosed).map(({ name }) => name)
}

test.group('Billing | taxes that public payers keep', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    await putVersion('tariff-table', 'default', table('10.00', '0'))
    const { default: parameters } = await import('../../configuration/parameters.ts')
    const taxes = parameters.find(({ key }) => key === 'billing.withholding')!.default as object
    await putVersion('parameter', 'billing.withholding', {
      value: { ...taxes, customer_types: ['federal'] },
    } as never)
  })
  group.each.teardown(() => clock.restore())
  group.each.timeout(170_000)

  test('a federal body is asked for the net of four taxes, settles the gross with it, and others keep nothing', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-10-20T15:00:00Z')
    const customer = async (form: object) =>
      write(client, '/api/registry/customers', form).then(({ id }) => BigInt(id as string))
    const federal = await customer({
      ...{ kind: 'public_body', name: 'Universidade Federal de Teste' },
      ...{ taxpayer_id: '11222333000181', customer_type: 'federal' },
    })
    const company = await customer({
      ...{ kind: 'company', name: 'Lojas de Teste Ltda', taxpayer_id: '11444777000161' },
    })
    const houses = await buildGroup(client, 'FED', [{ holder: federal }, { holder: company }])
    await billHouses(client, { code: 'FED', houses }, { reference: REFERENCE, m3: [100, 100] })
    const [invoice, other] = [await standing(houses[0]!), await standing(houses[1]!)]
    assert.deepInclude(invoice, { total_cents: 100_000n, withheld_cents: 9450n })
    const rows = await query<{ tax: string; percent: string; base: bigint; cents: bigint }>(
      db,
      `select tax, trim_scale(percent)::text as percent, base_cents as base, amount_cents as cents from billing_withholdings
        where invoice_id = ? order by number`,
      [invoice.id]
    )
    assert.deepEqual(
      rows.map(({ tax, percent, base, cents }) => [tax, percent, base, cents]),
      [
        ['IR', '4.8', 100_000n, 4800n],
        ['CSLL', '1', 100_000n, 1000n],
        ['COFINS', '3', 100_000n, 3000n],
        ['PIS', '0.65', 100_000n, 650n],
      ]
    )
    const text = await textOf(client, `/billing/invoices/${invoice.id}/document`)
    assert.match(text, /Imposto de renda<\/td><td class="n">4,80%<\/td><td class="n">−48,00/)
    assert.match(text, /CSLL<\/td><td class="n">1,00%<\/td><td class="n">−10,00/)
    assert.match(text, /Cofins<\/td><td class="n">3,00%<\/td><td class="n">−30,00/)
    assert.match(text, /PIS\/Pasep<\/td><td class="n">0,65%<\/td><td class="n">−6,50/)
    assert.include(text, 'R$ 905,50')
    const net = await paper(invoice.document_id)
    assert.equal(net.amount_cents, 90_550n)
    assert.equal(parseCollectionBarcode(net.barcode).amountCents, 90_550n)
    const page = await textOf(client, `/billing/invoices/${invoice.id}`)
    assert.include(page, 'Recálculo confere')
    assert.include(page, 'Retenção de Imposto de renda: 4,80% de R$ 1.000,00 = R$ 48,00')

    assert.deepInclude(other, { total_cents: 100_000n, withheld_cents: 0n })
    const whole = await textOf(client, `/billing/invoices/${other.id}/document`)
    assert.notInclude(whole, 'Retenção na fonte')
    const others = await paper(other.document_id)
    assert.equal(others.amount_cents, 100_000n)
    assert.deepEqual(await openBridges('FED'), [])

    await payPaper(net, '2026-11-25')
    assert.equal(await settlementOf(houses[0]!), 'settled')
    const [closed] = await query<{ money: bigint; kept: bigint; moved: bigint }>(
      db,
      `select sum(s.amount_cents)::bigint as money, sum(s.withheld_cents)::bigint as kept,
              sum(s.transferred_cents + s.forgiven_cents)::bigint as moved
         from receivables_settlements s join receivables_items i on i.id = s.item_id
        where i.origin_type = 'billing.invoice' and i.origin_id = ?`,
      [invoice.id]
    )
    assert.deepEqual(closed, { money: 90_550n, kept: 9450n, moved: 0n })
    const posted = await query<{ debit: string; credit: string; cents: bigint }>(
      db,
      `select debit_account as debit, credit_account as credit, sum(amount_cents)::bigint as cents from accounting_postings
        where event = 'tax_withheld' group by 1, 2`
    )
    assert.deepEqual(posted, [{ debit: '1.1.3.2.1.01', credit: '1.1.2.2.1.01', cents: 9450n }])
    assert.deepEqual(await openBridges('FED'), [])
    const report = await open(
      client,
      'bruno',
      '/reports/billing.withheld_taxes?from_on=2026-11-01&until_on=2026-11-30&dated=paid'
    )
    report.assertStatus(200)
    report.assertTextIncludes('Universidade Federal de Teste')
    report.assertTextIncludes('COFINS')
  }).tags(['@TR-3.2.7.10'])
})

test.group('Billing | solid waste by a paper of its own', (group) => {
  freshDatabase(group)
  group.setup(() => putVersion('tariff-table', 'default', table('5.00', '8.50')))
  group.each.teardown(() => clock.restore())
  group.each.timeout(170_000)

  test('a unit set apart has two documents; paying one leaves the other, and corrections and copies keep both', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-10-20T15:00:00Z')
    const houses = await buildGroup(client, 'RSU', [{}, {}])
    const [apart, whole] = [houses[0]!, houses[1]!]
    const set = await send(client, 'bruno', '/billing/separate-wastes', {
      ...{ premise_id: String(apart.id), from_on: '2026-10-20' },
    })
    set.assertStatus(302)
    const twice = await send(client, 'bruno', '/billing/separate-wastes', {
      ...{ premise_id: String(apart.id), from_on: '2026-12-01' },
    })
    twice.assertTextIncludes('Já há fatura separada')
    await billHouses(client, { code: 'RSU', houses }, { reference: REFERENCE, m3: [20, 20] })

    const invoice = await standing(apart)
    const [water, waste] = [
      await paper(invoice.document_id),
      await paper(invoice.severed_document_id!),
    ]
    assert.deepEqual(await asked(water.id), [{ charge_type: 'water', amount_cents: 10_000n }])
    assert.deepEqual(await asked(waste.id), [{ charge_type: 'garbage', amount_cents: 850n }])
    assert.notEqual(water.barcode, waste.barcode)
    assert.equal(parseCollectionBarcode(waste.barcode).amountCents, 850n)
    const first = await textOf(client, `/billing/invoices/${invoice.id}/document`)
    assert.notInclude(first, 'coleta de lixo')
    assert.include(first, 'R$ 100,00')
    const second = await textOf(
      client,
      `/billing/invoices/${invoice.id}/document?document=${waste.id}`
    )
    assert.include(second, 'Fatura de resíduos sólidos')
    assert.include(second, 'R$ 8,50')
    assert.notInclude(second, 'Água, residencial')
    assert.isNull(await severedOf(whole))
    assert.deepEqual(await openBridges('RSU'), [])
    assert.include(await textOf(client, `/billing/invoices/${invoice.id}`), 'Recálculo confere')

    const copy = await send(client, 'bruno', `/billing/invoices/${invoice.id}/copies`, {
      ...{ document_id: String(waste.id), due_on: '2026-12-20' },
    })
    copy.assertStatus(302)
    const [copied] = await query<Paper>(
      db,
      `select * from receivables_documents where kind = 'second_copy' order by id desc limit 1`
    )
    assert.equal(copied!.amount_cents, 850n)
    await payPaper(waste, '2026-11-25')
    assert.equal(await stateOf(waste.id), 'covered')
    assert.equal(await stateOf(water.id), 'live')
    assert.equal(await settlementOf(apart), 'partly_settled')

    clock.freeze('2026-11-26T15:00:00Z')
    const { done } = await correct(client, await ana(), {
      ...{ id: invoice.id, operation: 'consumption' },
      form: { billed_m3: '10', reason_code: 'misread' },
    })
    done.assertStatus(302)
    const corrected = await standing(apart)
    assert.equal(corrected.total_cents, 5000n)
    assert.deepEqual(await asked(corrected.document_id), [
      { charge_type: 'water', amount_cents: 5000n },
    ])
    assert.include(await textOf(client, `/billing/invoices/${corrected.id}`), 'Recálculo confere')
    // The old paper of water settles the new one, and nothing of the waste.
    await payPaper({ ...water, amount_cents: 5000n }, '2026-11-30')
    assert.equal(await settlementOf(apart), 'settled')
    assert.deepEqual(await openBridges('RSU'), [])
  }).tags(['@TR-3.2.7.23'])

  test('a group set apart separates all of its units until it is ended', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-10-20T15:00:00Z')
    const houses = await buildGroup(client, 'RSG', [{}, {}])
    const groupId = await groupOf('RSG')
    const neither = await send(client, 'bruno', '/billing/separate-wastes', {
      ...{
        premise_id: String(houses[0]!.id),
        billing_group_id: String(groupId),
        from_on: '2026-10-20',
      },
    })
    neither.assertTextIncludes('só um dos dois')
    const set = await send(client, 'bruno', '/billing/separate-wastes', {
      ...{ billing_group_id: String(groupId), from_on: '2026-10-20' },
    })
    set.assertStatus(302)
    await billHouses(client, { code: 'RSG', houses }, { reference: REFERENCE, m3: [3, 4] })
    for (const house of houses) assert.isNotNull(await severedOf(house))
    assert.deepEqual(await openBridges('RSG'), [])
  })
})
