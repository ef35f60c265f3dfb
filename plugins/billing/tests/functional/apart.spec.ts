import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { participate } from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { receiveAdvices } from '#plugins/receivables/api'
import { parseCollectionBarcode } from '#plugins/receivables/domain/febraban_barcode'
import { freshDatabase } from '#tests/support/database'
import { open, problemOf, send } from '#tests/scenarios/support/people'
import { bruno } from '#tests/support/people'
import { municipality } from './billed_month.ts'
import { type BuiltHouse, billHouses, buildGroup, invoicesOfHouses, write } from './built_group.ts'
import { putVersion } from './put_version.ts'

const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '5.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
  services: {
    free: { title: 'Visita', amount: '0.00' },
    circus: { title: 'Ligação provisória de circo', amount: '350.00' },
    copy: { title: 'Cópia de planta', amount: '9.99' },
    plan: { title: 'Planta autenticada', amount: '10.00' },
  },
}

interface Paper {
  readonly id: bigint
  readonly barcode: string
  readonly amount_cents: bigint
  readonly premise_id: bigint | null
  readonly state: string
}

async function paperOf(number: string): Promise<Paper> {
  const [paper] = await query<Paper>(
    db,
    'select id, barcode, amount_cents, premise_id, state from receivables_documents where number = ?',
    [number]
  )
  return paper!
}

/** A bank's message that a document was paid in full on a day. */
async function pay({ id, barcode, amount_cents: amountCents }: Paper, on: string) {
  const municipalityId = await municipality()
  const paidOn = on as CivilDate
  await db.transaction((tx) => {
    const now = new Date(`${on}T12:00:00Z`)
    const context = { tx, municipalityId, actor: systemActor(municipalityId), now }
    return receiveAdvices(
      tx,
      {
        ...{ municipalityId, postedOn: paidOn },
        participate: (point, payload) => participate(point, payload, context),
      },
      [
        {
          ...{ identity: `apart/${id}`, channel: 'collection_return', sourceType: 'test' },
          ...{ sourceId: null, agentCode: '001', paidOn, creditedOn: null, amountCents },
          ...{ feeCents: 0n, barcode, endToEndId: null, txid: null, authentication: null },
        },
      ]
    )
  })
}

const pdfOf = async (client: ApiClient, id: bigint) => {
  const file = await client.get(`/billing/slips/${id}/pdf`).loginAs(await bruno())
  file.assertStatus(200)
  file.assertHeader('content-type', 'application/pdf')
}

test.group('Billing | charges to customers without a premise', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    await putVersion('tariff-table', 'default', TABLE)
    await putVersion('parameter', 'billing.minimum_individual_cents', { value: 1000 })
  })
  group.each.setup(() => {
    clock.freeze('2026-11-20T15:00:00Z')
    return () => clock.restore()
  })

  const circus = async (client: ApiClient) => {
    const { id } = await write(client, '/api/registry/customers', {
      ...{ kind: 'company', name: 'Circo Estrela do Norte Ltda', taxpayer_id: '11222333000181' },
    })
    return String(id)
  }

  test('a service is issued with a barcode of its own, and its payment settles it without any premise', async ({
    client,
    assert,
  }) => {
    const customer = await circus(client)
    const page = await open(client, 'bruno', `/billing/apart?customer=${customer}`)
    page.assertTextIncludes('Circo Estrela do Norte Ltda')
    const form = {
      ...{ customer_id: customer, service: 'circus', executed_on: '2026-11-18' },
      ...{ due_on: '2026-11-30', reason_code: 'service' },
    }
    const issued = await send(client, 'bruno', '/billing/apart', form)
    issued.assertStatus(302)
    const path = issued.header('location')!
    const chargeOf = async () => {
      const [charge] = await query<{
        number: string
        settlement: string
        settled_cents: bigint
        total_cents: bigint
      }>(db, 'select * from billing_customer_charges where id = ?', [/(\d+)$/.exec(path)![1]!])
      return charge!
    }
    const charge = await chargeOf()
    assert.deepInclude(charge, { settlement: 'open', total_cents: 35_000n })
    const paper = await paperOf(charge.number)
    assert.deepInclude(paper, { amount_cents: 35_000n, premise_id: null, state: 'live' })
    assert.equal(parseCollectionBarcode(paper.barcode).amountCents, 35_000n)
    await pdfOf(client, paper.id)
    const posted = await query<{ amount_cents: bigint }>(
      db,
      `select amount_cents from accounting_postings where source_type = 'billing.customer_charges'`
    )
    assert.deepEqual(
      posted.map((row) => row.amount_cents),
      [35_000n]
    )
    const why = await open(client, 'bruno', path)
    for (const text of ['Preço do dia 18/11/2026: Tabela de teste, versão', 'Recálculo confere']) {
      why.assertTextIncludes(text)
    }
    await pay(paper, '2026-11-25')
    assert.deepInclude(await chargeOf(), { settlement: 'settled', settled_cents: 35_000n })
    const receipts = await query<{ premise_id: bigint | null; class: string }>(
      db,
      'select premise_id, class from receivables_receipts where document_id = ?',
      [paper.id]
    )
    assert.deepEqual(receipts, [{ premise_id: null, class: 'exact' }])
    const items = await query<{ premise_id: bigint | null; state: string }>(
      db,
      `select premise_id, state from receivables_items where origin_type = 'billing.customer_charges'`
    )
    assert.deepEqual(items, [{ premise_id: null, state: 'settled' }])
  }).tags(['@TR-3.2.7.11'])

  test('is refused below the minimum of a single invoice, which the refusal tells', async ({
    client,
    assert,
  }) => {
    const { id } = await write(client, '/api/registry/customers', {
      ...{ kind: 'company', name: 'Parque Sol e Lua Ltda', taxpayer_id: '11444777000161' },
    })
    const issue = (service: string) =>
      send(client, 'bruno', '/billing/apart', {
        ...{ customer_id: String(id), service, executed_on: '2026-11-18' },
        ...{ due_on: '2026-11-30', reason_code: 'service' },
      })
    const refused = problemOf(await issue('copy'))
    assert.equal(refused.code, 'E_BILLING_MINIMUM')
    assert.include(refused.people.replaceAll('\u00A0', ' '), 'R$ 10,00')
    assert.equal(problemOf(await issue('free')).code, 'E_BILLING_MINIMUM')
    const issued = await issue('plan')
    issued.assertStatus(302)
    const charges = await query<{ total_cents: bigint }>(
      db,
      'select total_cents from billing_customer_charges where customer_id = ?',
      [String(id)]
    )
    assert.deepEqual(
      charges.map((row) => row.total_cents),
      [1000n]
    )
    const forbidden = await send(client, 'carla', '/billing/apart', {})
    assert.equal(problemOf(forbidden).code, 'E_ACCESS_DENIED')
  }).tags(['@TR-3.2.7.12.3'])
})

test.group('Billing | grouped invoices', (group) => {
  freshDatabase(group)
  group.setup(() => putVersion('tariff-table', 'default', TABLE))
  group.each.setup(() => {
    clock.freeze('2026-10-20T15:00:00Z')
    return () => clock.restore()
  })
  group.each.timeout(170_000)

  async function bodyOf(
    client: ApiClient,
    { kind, name, taxpayer }: { kind: string; name: string; taxpayer: string },
    houses: readonly BuiltHouse[]
  ): Promise<string> {
    const customer = await write(client, '/api/registry/customers', {
      ...{ kind, name, taxpayer_id: taxpayer },
    })
    const body = await write(client, '/api/registry/paying-bodies', {
      ...{ code: taxpayer.slice(0, 6), name, customer_id: String(customer.id) },
    })
    for (const { id } of houses) {
      await write(client, '/api/actions/registry.paying_bodies.link', {
        ...{ body_id: String(body.id), premise_id: String(id), from_on: '2026-10-01' },
      })
    }
    return String(body.id)
  }

  test('one document asks for the three invoices of a public and of a private payer, and settles them', async ({
    client,
    assert,
  }) => {
    const houses = await buildGroup(client, 'AGR', [{}, {}, {}, {}, {}])
    const city = await bodyOf(
      client,
      { kind: 'public_body', name: 'Prefeitura de Teste', taxpayer: '11222333000181' },
      houses.slice(0, 3)
    )
    const company = await bodyOf(
      client,
      { kind: 'company', name: 'Rede de Lojas Ltda', taxpayer: '11444777000161' },
      houses.slice(3)
    )
    // R$ 5,00 a m³: 100,00, 50,00 and 25,00; 10,00 and 15,00
    await billHouses(
      client,
      { code: 'AGR', houses },
      { reference: '2026-11', m3: [20, 10, 5, 2, 3] }
    )
    const issue = async (body: string) => {
      const issued = await send(client, 'bruno', '/billing/grouped-invoices', {
        ...{ body_id: body, reference: '2026-11', due_on: '2026-12-10' },
      })
      issued.assertStatus(302)
      const id = /(\d+)$/.exec(issued.header('location') ?? '')![1]!
      const [row] = await query<{ number: string; total_cents: bigint; invoices: number }>(
        db,
        'select number, total_cents, invoices from billing_grouped_invoices where id = ?',
        [id]
      )
      return { ...row!, id }
    }
    const grouped = await issue(city)
    assert.deepInclude(grouped, { total_cents: 17_500n, invoices: 3 })
    const other = await issue(company)
    assert.deepInclude(other, { total_cents: 2500n, invoices: 2 })
    const paper = await paperOf(grouped.number)
    assert.equal(parseCollectionBarcode(paper.barcode).amountCents, 17_500n)
    await pdfOf(client, paper.id)
    const [kept] = await query<{ content: string }>(
      db,
      `select d.content from documents_issued i join documents_data d on d.hash = i.data_hash
        where i.subject_type = 'billing.grouped_invoices' and i.subject_id = ?`,
      [grouped.id]
    )
    const { lines } = JSON.parse(kept!.content) as { lines: { amount_cents: string }[] }
    assert.deepEqual(
      lines.map((line) => line.amount_cents),
      ['10000', '5000', '2500']
    )
    const page = await open(client, 'bruno', `/billing/grouped-invoices/${grouped.id}`)
    page.assertTextIncludes('Prefeitura de Teste')
    await pay(paper, '2026-11-25')
    const settled = await query<{ settlement: string }>(
      db,
      `select settlement from billing_invoices where reference = '2026-11' and premise_id = any(?::bigint[]) order by premise_id`,
      [houses.map(({ id }) => id)]
    )
    assert.deepEqual(
      settled.map((row) => row.settlement),
      ['settled', 'settled', 'settled', 'open', 'open']
    )
    assert.lengthOf(await invoicesOfHouses(houses, '2026-11'), 5)
    const again = await send(client, 'bruno', '/billing/grouped-invoices', {
      ...{ body_id: city, reference: '2026-11', due_on: '2026-12-10' },
    })
    again.assertStatus(422)
    again.assertTextIncludes('não tem fatura em aberto em 11/2026')
  }).tags(['@TR-3.2.7.14'])
})
