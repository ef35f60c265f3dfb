import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type TestMonth,
  type TestPremise,
  createMonth,
  invoicesOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { billHouses, buildGroup, write } from '#plugins/billing/tests/functional/built_group'
import { correct, pay } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { freshDatabase } from '#tests/support/database'
import { ana, bruno } from '#tests/support/people'
import { send } from '#tests/scenarios/support/people'
import { PRICED_TABLE } from '../support/priced.ts'

type Row = Readonly<Record<string, string | null>>
interface Answer {
  readonly totals: Row
  readonly rows: readonly Row[]
}

async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client
    .get(`/api/reports/accounting.${name}?${filters}&size=200`)
    .loginAs(await ana())
  answer.assertStatus(200)
  return answer.body() as Answer
}

const RES = [{ category: 'RES', economies: 1 }]
const house = (m3: string, sewage: string | null = null): TestPremise => ({
  ...{ economies: RES, m3, sewage },
})

test.group('Accounting | revenue of a year at its figures', (group) => {
  let october: TestMonth
  let extra: TestMonth
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-10-20T15:00:00Z')
    await putVersion('tariff-table', 'default', PRICED_TABLE)
    await putVersion('parameter', 'receivables.monthly_interest_percent', { value: '0' })
    await putVersion('parameter', 'billing.minimum_individual_cents', { value: 100 })
    // Water of 200.00, 400.00, 50.00 and 40.00; sewage of 100.00 and 200.00.
    october = await createMonth(
      [house('40', 'collected'), house('80', 'collected'), house('10'), house('8')],
      '2026-10' as RefMonth
    )
    await run(october, '2026-10-20' as CivilDate)
  })
  group.teardown(() => clock.restore())
  group.each.timeout(120_000)

  const snis = async (client: ApiClient, code: string) => {
    const { rows } = await report(client, 'snis_revenue', 'year=2026')
    const row = rows.find((one) => one.code === code)!
    return [row.ledger_cents, row.base_cents, row.difference_cents]
  }
  const manual = async (client: ApiClient, debit: string, credit: string) => {
    const act = async (name: string, body: object, as = ana()) =>
      client
        .post(`/api/actions/${name}`)
        .json(body)
        .withCsrfToken()
        .loginAs(await as)
    const written = await act('accounting.write_entry', {
      ...{ posted_on: '2026-10-20', debit_account: debit, credit_account: credit },
      ...{ debit_cents: '1000', credit_cents: '1000', history: 'Receita sem fatura' },
    })
    const { id } = (written.body() as { output: { id: string } }).output
    const approved = await act('accounting.approve_entry', { id: Number(id) }, bruno())
    approved.assertStatus(200)
  }
  const cancel = async (client: ApiClient, month: TestMonth, index: number) => {
    const invoices = await invoicesOf(month)
    const { done } = await correct(client, await ana(), {
      ...{ id: invoices[index]!.id, operation: 'cancel' },
      form: { reason_code: 'duplicate' },
    })
    done.assertStatus(302)
  }
  const paid = async (month: TestMonth, paidOn: string) => {
    const [invoice] = await invoicesOf(month)
    await pay(month.municipalityId, {
      ...{ barcode: invoice!.barcode!, amountCents: invoice!.total_cents },
      paidOn: paidOn as CivilDate,
    })
  }

  test('FN001 adds both accounts, and tells by how much the billing base differs', async ({
    assert,
    client,
  }) => {
    await manual(client, '1.1.2.2.1.01', '4.3.3.1.01')
    assert.deepEqual(await snis(client, 'FN002'), ['70000', '69000', '1000'])
    assert.deepEqual(await snis(client, 'FN003'), ['30000', '30000', '0'])
    assert.deepEqual(await snis(client, 'FN001'), ['100000', '99000', '1000'])
    const { totals } = await report(
      client,
      'billing_detail',
      'reference=2026-10&account=4.3.3.1.01'
    )
    assert.equal(totals.total_cents, '69000')
    await manual(client, '4.3.3.1.01', '1.1.2.2.1.01')
  }).tags(['@SN-FN001'])

  test('FN002 meets the water of the base and loses what is cancelled', async ({
    assert,
    client,
  }) => {
    extra = await createMonth([house('2')], '2026-10' as RefMonth)
    await run(extra, '2026-10-20' as CivilDate)
    assert.deepEqual(await snis(client, 'FN002'), ['70000', '70000', '0'])
    await cancel(client, october, 2)
    assert.deepEqual(await snis(client, 'FN002'), ['65000', '65000', '0'])
  }).tags(['@SN-FN002'])

  test('FN003 is the sewage alone: services do not enter', async ({ assert, client }) => {
    assert.deepEqual(await snis(client, 'FN003'), ['30000', '30000', '0'])
    const { id } = await write(client, '/api/registry/customers', {
      ...{ kind: 'company', name: 'Loteadora Ltda', taxpayer_id: '11222333000181' },
    })
    const issued = await send(client, 'bruno', '/billing/apart', {
      ...{ customer_id: String(id), service: 'connection', executed_on: '2026-10-19' },
      ...{ due_on: '2026-11-30', reason_code: 'service' },
    })
    issued.assertStatus(302)
    assert.deepEqual(await snis(client, 'FN003'), ['30000', '30000', '0'])
  }).tags(['@SN-FN003'])

  test('the position of a client shows each pending document in its columns and meets the accounts', async ({
    assert,
    client,
  }) => {
    await cancel(client, october, 3)
    await cancel(client, extra, 0)
    const [gone] = await query<{ number: string; barcode: string; amount_cents: bigint }>(
      db,
      `select d.* from receivables_documents d join billing_customer_charges c on c.document_id = d.id`
    )
    await pay(october.municipalityId, {
      ...{ barcode: gone!.barcode, amountCents: gone!.amount_cents },
      paidOn: '2026-10-22' as CivilDate,
    })
    clock.freeze('2026-10-31T15:00:00Z')
    const [first, second] = await invoicesOf(october)
    const { rows, totals } = await report(
      client,
      'client_position',
      'position_on=2026-10-31&known_on=2026-10-31'
    )
    const customer = rows.find(({ document }) => document === first!.number)!.customer
    const mine = rows.filter((row) => row.customer === customer)
    assert.deepEqual(
      mine.map((row) => [
        ...[row.document, row.reference, row.total_cents, row.interest_cents, row.to_bill_cents],
        ...[row.service_cents, row.agreed_cents, row.books_cents, row.cash_cents],
      ]),
      [first!, second!].map(({ number, total_cents: total }) => [
        ...[number, '2026-10', String(total), '0', '0', '0', '0', String(total), String(total)],
      ])
    )
    for (const row of mine) assert.match(row.due_on!, /^2026-/)
    assert.notInclude(
      rows.map(({ document }) => document),
      gone!.number
    )
    const page = await client
      .get('/reports/accounting.client_position?position_on=2026-10-31&known_on=2026-10-31')
      .loginAs(await ana())
    // Of the client: 300.00 and 600.00.
    page.assertTextIncludes('900,00')
    const accounts = await report(
      client,
      'account_balances',
      'from_on=2026-10-01&until_on=2026-10-31&account=1.1.2.2.1.01'
    )
    const receivable = accounts.rows.find(({ account }) => account === '1.1.2.2.1.01')!
    assert.equal(totals.books_cents, receivable.closing_cents)
    assert.equal(totals.books_cents, '90000')
  }).tags(['@TR-3.2.10.14'])

  test('FN004 has the services and the late charges, and leaves FN001 alone', async ({
    assert,
    client,
  }) => {
    clock.freeze('2026-11-20T15:00:00Z')
    const late = await createMonth([house('20')], '2026-11' as RefMonth)
    await run(late, '2026-11-20' as CivilDate)
    const before = await snis(client, 'FN001')
    assert.deepEqual(await snis(client, 'FN004'), ['8000', '8000', '0'])
    clock.freeze('2026-12-30T15:00:00Z')
    await paid(late, '2026-12-28')
    // 2 % of R$ 100.00.
    assert.deepEqual(await snis(client, 'FN004'), ['8200', '8200', '0'])
    assert.deepEqual(await snis(client, 'FN001'), before)
  }).tags(['@SN-FN004'])

  test('FN005 adds both; an account stands in one of them only', async ({ assert, client }) => {
    assert.deepEqual(await snis(client, 'FN001'), ['100000', '100000', '0'])
    assert.deepEqual(await snis(client, 'FN004'), ['8200', '8200', '0'])
    assert.deepEqual(await snis(client, 'FN005'), ['108200', '108200', '0'])
    const twice = await send(
      client,
      'bruno',
      '/configuration/parameter/accounting.aesbe_accounts/draft',
      {
        content: JSON.stringify({
          value: [
            { code: '31.110', accounts: ['4.3.3.1.01'] },
            { code: '31.210', accounts: ['4.3.3.1.01'] },
          ],
        }),
      }
    )
    twice.assertStatus(422)
    twice.assertTextIncludes('A conta 4.3.3.1.01 está em mais de uma conta AESBE')
  }).tags(['@SN-FN005'])

  test('the billing of a month has a line for each account and adds up to the billing', async ({
    assert,
    client,
  }) => {
    clock.freeze('2027-01-15T15:00:00Z')
    const houses = await buildGroup(client, 'CON', [{ sewage: true }, {}])
    const charged = await send(client, 'bruno', '/billing/services', {
      ...{ premise_id: String(houses[1]!.id), reason_code: 'service', service: 'plan' },
      ...{ executed_on: '2027-01-14' },
    })
    charged.assertStatus(302)
    await billHouses(client, { code: 'CON', houses }, { reference: '2027-01', m3: [100, 40] })
    const { rows, totals } = await report(client, 'billing_by_account', 'reference=2027-01')
    assert.deepEqual(
      rows.map(({ account, title, billed_cents: cents }) => [account, title, cents]),
      [
        ['4.3.3.1.01', 'Serviços de abastecimento de água', '70000'],
        ['4.3.3.1.02', 'Serviços de esgotamento sanitário', '25000'],
        ['4.3.3.1.03', 'Outros serviços', '5000'],
      ]
    )
    const [all] = await query<{ cents: bigint }>(
      db,
      `select sum(total_cents)::bigint as cents from billing_invoices where reference = '2027-01'`
    )
    assert.deepEqual([totals.billed_cents, all!.cents], ['100000', 100_000n])
    const apart = await report(client, 'billing_by_account', 'reference=2026-10')
    assert.equal(apart.rows.find(({ account }) => account === '4.3.3.1.03')!.billed_cents, '8000')
  }).tags(['@TR-3.2.10.11'])
})
