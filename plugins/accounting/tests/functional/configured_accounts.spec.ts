import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { type Json, query } from '#core/database/index'
import type { Expression, Rule } from '#core/rules/index'
import { municipality } from '#plugins/billing/tests/functional/billed_month'
import {
  type BuiltHouse,
  billHouses,
  buildGroup,
  write,
} from '#plugins/billing/tests/functional/built_group'
import { pay, versionsOf } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { problemOf, send } from '#tests/scenarios/support/people'
import { postingsDecision } from '../../decisions/postings.ts'
import { PCASP_CHART } from '../../domain/default_chart.ts'
import { PRICED_TABLE } from '../support/priced.ts'

type Row = Readonly<Record<string, string | null>>
const is = (fact: string, value: string): Expression => ({ '==': [{ var: [fact] }, value] })

/** The utility's own rules; an account of its own where one is named. */
const putRules = (rules: readonly Rule[], from?: CivilDate) =>
  putVersion(
    'ruleset',
    postingsDecision.name,
    { ...postingsDecision.ruleset, rules, examples: [] } as unknown as Json,
    from
  )
const own = postingsDecision.ruleset.rules
const [model] = PCASP_CHART.accounts.filter(({ code }) => code === '1.1.3.2.1.01')
const [services] = PCASP_CHART.accounts.filter(({ code }) => code === '4.3.3.1.03')

const putChart = (...added: { code: string; title: string; of: typeof model }[]) =>
  putVersion('chart-of-accounts', 'default', {
    ...PCASP_CHART,
    accounts: [
      ...PCASP_CHART.accounts,
      ...added.map(({ code, title, of }) => ({ ...of!, code, title })),
    ],
  } as unknown as Json)

test.group('Accounting | taxes that payers keep', (group) => {
  let houses: BuiltHouse[]
  freshDatabase(group)
  group.teardown(() => clock.restore())
  group.each.timeout(240_000)

  async function bill(client: ApiClient, reference: string) {
    await billHouses(client, { code: 'RET', houses }, { reference, m3: [200, 200, 200] })
    const [invoice] = await versionsOf(houses[0]!.id, reference)
    return invoice!
  }

  test('units of legal persons with taxes kept are listed with each tax; the others are not', async ({
    assert,
    client,
  }) => {
    await putVersion('tariff-table', 'default', PRICED_TABLE)
    await putVersion('parameter', 'billing.withholding', {
      value: {
        customer_types: ['federal'],
        taxes: [
          {
            ...{ code: 'IR', title: 'Imposto de renda' },
            rates: [{ from: '2026-01-01', until: '2026-10-01', percent: '1.20' }],
          },
          {
            ...{ code: 'DARF', title: 'Tributos federais (código único)' },
            rates: [{ from: '2026-10-01', until: '2026-11-01', percent: '5.85' }],
          },
          ...[
            { code: 'IRPJ', title: 'Imposto de renda', percent: '4.80' },
            { code: 'CSLL', title: 'Contribuição social', percent: '1.00' },
            { code: 'COFINS', title: 'COFINS', percent: '3.00' },
            { code: 'PIS', title: 'PIS/PASEP', percent: '0.65' },
          ].map(({ percent, ...tax }) => ({
            ...tax,
            rates: [{ from: '2026-11-01', until: null, percent }],
          })),
        ],
      },
    } as never)
    clock.freeze('2026-09-20T15:00:00Z')
    const customer = async (form: object) =>
      write(client, '/api/registry/customers', form).then(({ id }) => BigInt(id as string))
    const federal = await customer({
      ...{ kind: 'public_body', name: 'Universidade Federal de Teste' },
      ...{ taxpayer_id: '11222333000181', customer_type: 'federal' },
    })
    const company = await customer({
      ...{ kind: 'company', name: 'Lojas de Teste Ltda', taxpayer_id: '11444777000161' },
    })
    houses = await buildGroup(client, 'RET', [{ holder: federal }, { holder: company }, {}])
    const invoice = await bill(client, '2026-09')
    assert.equal(invoice.total_cents, 100_000n)
    const answer = await client
      .get('/api/reports/accounting.withheld_by_unit?reference=2026-09')
      .loginAs(await ana())
    answer.assertStatus(200)
    const { rows } = answer.body() as { rows: Row[] }
    assert.lengthOf(rows, 1)
    const [row] = rows
    assert.equal(Number(row!.percent), 1.2)
    assert.containsSubset(row, {
      ...{ registration: houses[0]!.registration, customer: 'Universidade Federal de Teste' },
      ...{ taxpayer_id: '11222333000181', title: 'Imposto de renda' },
      ...{ base_cents: '100000', amount_cents: '1200' },
    })
  }).tags(['@TR-3.2.10.16'])

  test('paid, the invoice books the money received and each tax in the account of its own', async ({
    assert,
    client,
  }) => {
    await putChart({ code: '1.1.3.2.1.02', title: 'Tributos federais retidos', of: model })
    await putRules([
      {
        ...{ id: 'darf', title: 'Retido em código único' },
        when: { and: [is('event', 'tax_withheld'), is('tax', 'DARF')] },
        then: { debit: '1.1.3.2.1.02', credit: '1.1.2.2.1.01' },
        because: 'Lei 9.430/1996, art. 64',
      },
      ...own.map((rule) =>
        rule.id === 'tax_withheld'
          ? { ...rule, when: { and: [rule.when, { '!=': [{ var: ['tax'] }, 'DARF'] }] } as never }
          : rule
      ),
    ])
    clock.freeze('2026-10-20T15:00:00Z')
    const invoice = await bill(client, '2026-10')
    assert.equal(invoice.total_cents, 100_000n)
    const [paper] = await query<{ barcode: string; amount_cents: bigint }>(
      db,
      'select barcode, amount_cents from receivables_documents where id = ?',
      [invoice.document_id]
    )
    assert.equal(paper!.amount_cents, 94_150n)
    const paidOn = invoice.due_on
    await pay(await municipality(), { barcode: paper!.barcode, amountCents: 94_150n, paidOn })
    const posted = await query<Record<string, unknown>>(
      db,
      `select event, debit_account as debit, credit_account as credit, amount_cents as cents, posted_on from accounting_postings
        where source_type = 'receivables.receipts' order by event`
    )
    assert.deepEqual(posted, [
      {
        ...{ event: 'receipt_settled', debit: '1.1.1.1.1.19', credit: '1.1.2.2.1.01' },
        ...{ cents: 94_150n, posted_on: paidOn },
      },
      {
        ...{ event: 'tax_withheld', debit: '1.1.3.2.1.02', credit: '1.1.2.2.1.01' },
        ...{ cents: 5850n, posted_on: paidOn },
      },
    ])
    const [standing] = await versionsOf(houses[0]!.id, '2026-10')
    assert.equal(standing!.settlement, 'settled')
  }).tags(['@TR-3.2.10.5'])

  test('each tax of a federal payer stands on its own at the rates of the issue; paid, the net and each of them; who keeps nothing is not there', async ({
    assert,
    client,
  }) => {
    clock.freeze('2026-11-20T15:00:00Z')
    const invoice = await bill(client, '2026-11')
    const taxes = async (dated: string) => {
      const answer = await client
        .get(
          `/api/reports/billing.withheld_taxes?dated=${dated}&from_on=2026-11-01&until_on=2026-12-31`
        )
        .loginAs(await ana())
      answer.assertStatus(200)
      return answer.body() as { rows: Row[]; totals: Row }
    }
    const issued = await taxes('issued')
    assert.sameDeepMembers(
      issued.rows.map((row) => [row.tax, Number(row.percent), row.amount_cents]),
      [
        ['IRPJ', 4.8, '4800'],
        ['CSLL', 1, '1000'],
        ['COFINS', 3, '3000'],
        ['PIS', 0.65, '650'],
      ]
    )
    assert.equal(issued.totals.amount_cents, '9450')
    for (const row of issued.rows)
      assert.containsSubset(row, {
        ...{ customer: 'Universidade Federal de Teste', taxpayer_id: '11222333000181' },
        ...{ gross_cents: '100000', withheld_cents: '9450', net_cents: '90550', paid_on: null },
      })
    const pending = await taxes('paid')
    assert.lengthOf(pending.rows, 0)
    const [paper] = await query<{ barcode: string }>(
      db,
      'select barcode from receivables_documents where id = ?',
      [invoice.document_id]
    )
    const paidOn = invoice.due_on
    await pay(await municipality(), { barcode: paper!.barcode, amountCents: 90_550n, paidOn })
    const paid = await taxes('paid')
    assert.lengthOf(paid.rows, 4)
    assert.equal(paid.totals.kept_cents, '9450')
    assert.isTrue(paid.rows.every((row) => row.net_cents === '90550' && row.paid_on === paidOn))
  }).tags(['@TR-3.2.19.2', '@TR-3.2.19.83'])
})

test.group('Accounting | services without an account', (group) => {
  freshDatabase(group)
  group.setup(() => clock.freeze('2026-10-20T15:00:00Z'))
  group.teardown(() => clock.restore())
  group.each.timeout(120_000)

  test('an order of a service without account is refused and names it; with the account it is opened, and charged there', async ({
    assert,
    client,
  }) => {
    await putVersion('tariff-table', 'default', PRICED_TABLE)
    const [house] = await buildGroup(client, 'SEM', [{}])
    const [type] = await query<{ id: bigint }>(
      db,
      `select id from services_types where code = 'riser_repair'`
    )
    const charged = await client
      .patch(`/api/services/types/${type!.id}`)
      .loginAs(await ana())
      .withCsrfToken()
      .accept('json')
      .json({ tariff_service: 'plan' })
    charged.assertStatus(200)
    const account = '4.3.3.1.07'
    await putRules([
      {
        ...{ id: 'plan', title: 'Planta autenticada' },
        when: { and: [is('event', 'invoice_charge_issued'), is('service_code', 'plan')] },
        then: { debit: '1.1.2.2.1.01', credit: account },
        because: 'Plano de contas do prestador',
      },
      ...own.map((rule) =>
        rule.id === 'issued_other'
          ? {
              ...rule,
              when: { and: [rule.when, { '!=': [{ var: ['service_code'] }, 'plan'] }] } as never,
            }
          : rule
      ),
    ])
    const order = () =>
      send(client, 'bruno', '/services/orders', {
        ...{ service_type: 'riser_repair', premise_id: String(house!.id), requester: 'Maria' },
        reason: 'Cavalete pingando',
      })
    const refused = await order()
    const told = `${JSON.stringify(problemOf(refused) ?? {})} ${refused.text()}`
    assert.include(told, account)
    assert.include(told, 'não tem conta contábil')
    assert.lengthOf(await query(db, 'select 1 from services_orders'), 0)
    await putChart({ code: account, title: 'Serviços de planta', of: services })
    const opened = await order()
    opened.assertStatus(302)
    const [row] = await query<{ id: bigint }>(db, 'select id from services_orders')
    const closed = await send(client, 'bruno', `/services/orders/${row!.id}/change/close`, {
      ...{ result: 'done', executed_on: '2026-10-20', is_charged: 'true' },
    })
    closed.assertStatus(302)
    await billHouses(client, { code: 'SEM', houses: [house!] }, { reference: '2026-11', m3: [10] })
    const posted = await query<{ cents: bigint }>(
      db,
      'select amount_cents as cents from accounting_postings where credit_account = ?',
      [account]
    )
    assert.deepEqual(posted, [{ cents: 5000n }])
  }).tags(['@TR-3.2.10.9'])
})
