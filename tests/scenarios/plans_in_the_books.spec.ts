import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { type Json, query } from '#core/database/index'
import { postingsDecision } from '#plugins/accounting/decisions/postings'
import { PCASP_CHART } from '#plugins/accounting/domain/default_chart'
import {
  type InvoiceRow,
  type TestMonth,
  invoicesOf,
  nextMonthOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { correct, versionsOf } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { act } from '#tests/support/requests'
import { billKey, houses } from '#plugins/plans/tests/support/houses'
import { pay, watch } from '#plugins/plans/tests/support/payments'
import { assertBridges, slipsOf } from '#plugins/plans/tests/support/rows'
import { OPEN_POLICY, TABLE, setPolicy } from '#plugins/plans/tests/support/set_up'
import { sign, signed } from '#plugins/plans/tests/support/signing'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'

type Row = Readonly<Record<string, string | null>>
interface Answer {
  readonly rows: readonly Row[]
  readonly totals: Row
}

const NOON = 'T15:00:00Z'
const POLICY = {
  ...OPEN_POLICY,
  ...{ fine_percent: '0', method: 'flat' as const, monthly_percent: '1', default_consecutive: 60 },
}
const CLIENTS = '1.1.2.2.1.01'
const INSTALMENTS = '1.1.2.2.1.02'
const WATER = '4.3.3.1.01'
const BANK = '1.1.1.1.1.50'

async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client.get(`/api/reports/${name}?${filters}&size=200`).loginAs(await ana())
  if (answer.status() !== 200) throw new Error(answer.text())
  return answer.body() as Answer
}

/** A later month of the same houses, each with so many m³ at R$ 1,00. */
async function bill(
  month: TestMonth,
  reference: string,
  m3: readonly string[]
): Promise<InvoiceRow[]> {
  const day = `${reference}-20`
  const premises = m3.map((one) => ({
    economies: [{ category: 'RES', economies: 1 }],
    m3: one,
  }))
  const next = await nextMonthOf(month, reference as RefMonth, premises)
  clock.freeze(`${day}${NOON}`)
  await run(next, day as CivilDate)
  return invoicesOf(next)
}

interface Posted {
  readonly event: string
  readonly pair: string
}

/** What was posted of a source, as `debit > credit = cents`. */
const postedOf = (type: string, id: bigint) =>
  query<Posted>(
    db,
    `select event, debit_account || ' > ' || credit_account || ' = ' || amount_cents as pair from accounting_postings
      where source_type = ? and source_id = ? order by id`,
    [type, id]
  )

/** Nothing is added for lateness, and the interest of plans is 1 % a month of the whole, in equal parts. */
async function setUp(): Promise<void> {
  await putVersion('tariff-table', 'default', {
    ...TABLE,
    services: { ...TABLE.services, repair: { title: 'Reparo', amount: '90.00' } },
  } as unknown as Json)
  await putVersion('parameter', 'receivables.monthly_interest_percent', { value: '0' })
  await setPolicy(POLICY)
}

test.group('Plans in the books', (group) => {
  let month: TestMonth
  freshDatabase(group)
  group.setup(setUp)
  group.teardown(() => clock.restore())
  group.each.timeout(240_000)

  test('an account of R$ 1.000,00 takes billing, payment, plan and cancellation each in its column, and goes on to the next month', async ({
    assert,
    client,
  }) => {
    clock.freeze(`2026-11-20${NOON}`)
    const made = await houses(['300', '100', '600'])
    ;({ month } = made)
    const [paid, planned] = made.houses
    const [document] = await query<{ id: bigint }>(
      db,
      'select document_id as id from billing_invoices where id = ?',
      [paid!.invoices[0]!]
    )
    clock.freeze(`2026-12-05${NOON}`)
    await pay(document!.id, '2026-12-05')
    const [billed, , cancelled] = await bill(month, '2026-12', ['400', '50', '50'])
    const plan = await signed(client, {
      ...{ premise: planned!.id, debts: [billKey(planned!.invoices[0]!)], instalments: 2 },
    })
    const user = await ana()
    await correct(client, user, {
      ...{ id: cancelled!.id, operation: 'cancel' },
      form: { reason_code: 'duplicate' },
    })
    const december = await report(client, 'accounting.account_summary', 'reference=2026-12')
    const row = december.rows.find(({ account }) => account === CLIENTS)!
    assert.containsSubset(row, {
      ...{ title: 'Clientes: faturas a receber', description: 'Clientes: consolidação' },
      ...{ opening_cents: '100000', billed_cents: '50000', paid_cents: '-30000' },
      ...{ agreed_cents: '-10000', cancelled_cents: '-5000', returned_cents: '0' },
      ...{ tax_cents: '0', fee_cents: '0', closing_cents: '105000' },
    })
    const january = await report(client, 'accounting.account_summary', 'reference=2027-01')
    const next = january.rows.find(({ account }) => account === CLIENTS)!
    assert.equal(next.opening_cents, '105000')

    assert.deepEqual(await postedOf('plans.agreements', plan), [
      { event: 'plan_instalments_waiting', pair: `${INSTALMENTS} > ${CLIENTS} = 10000` },
    ])
    assert.deepEqual(await postedOf('billing.invoices', billed!.id), [
      { event: 'invoice_charge_issued', pair: `${CLIENTS} > ${WATER} = 40000` },
    ])
    await assertBridges(assert, month, ['2026-11', '2026-12'])
  }).tags(['@TR-3.2.10.15'])

  test('each movement is posted by the rules of the utility in its own transaction; a blocked account undoes the movement', async ({
    assert,
    client,
  }) => {
    const own = '1.1.2.2.1.09'
    const model = PCASP_CHART.accounts.find(({ code }) => code === INSTALMENTS)!
    const chartOf = (blocked: boolean) => ({
      ...PCASP_CHART,
      accounts: [
        ...PCASP_CHART.accounts,
        { ...model, code: own, title: 'Acordos do prestador', blocked },
      ],
    })
    const rules = postingsDecision.ruleset.rules.map((rule) =>
      rule.id === 'plan_instalments_waiting'
        ? { ...rule, then: { debit: own, credit: CLIENTS } }
        : rule
    )
    await putVersion('chart-of-accounts', 'default', chartOf(false) as unknown as Json)
    const ruleset = { ...postingsDecision.ruleset, rules, examples: [] }
    await putVersion('ruleset', postingsDecision.name, ruleset as unknown as Json)
    clock.freeze(`2026-11-20${NOON}`)
    const made = await houses(['30', '40', '50'])
    const [changed, cancelled, agreed] = made.houses
    const of = (id: bigint) => postedOf('billing.invoices', id)
    const issued = { event: 'invoice_charge_issued', pair: `${CLIENTS} > ${WATER} = 4000` }
    assert.deepEqual(await of(cancelled!.invoices[0]!), [issued])
    const user = await ana()
    await correct(client, user, {
      ...{ id: cancelled!.invoices[0]!, operation: 'cancel' },
      form: { reason_code: 'duplicate' },
    })
    assert.deepEqual(await of(cancelled!.invoices[0]!), [
      issued,
      { event: 'invoice_charge_reversed', pair: `${WATER} > ${CLIENTS} = 4000` },
    ])
    await correct(client, user, {
      ...{ id: changed!.invoices[0]!, operation: 'consumption' },
      form: { billed_m3: '20', reason_code: 'misread' },
    })
    const versions = await versionsOf(changed!.id, '2026-11')
    const again = versions.at(-1)!
    assert.deepEqual(await of(again.id), [
      { event: 'invoice_charge_issued', pair: `${CLIENTS} > ${WATER} = 2000` },
    ])
    await pay(again.document_id, '2026-11-21')
    const [receipt] = await query<{ pair: string }>(
      db,
      `select debit_account || ' > ' || credit_account || ' = ' || amount_cents as pair from accounting_postings
        where event = 'receipt_settled' order by id desc limit 1`
    )
    assert.equal(receipt!.pair, `${BANK} > ${CLIENTS} = 2000`)

    await putVersion(
      'chart-of-accounts',
      'default',
      chartOf(true) as unknown as Json,
      '2026-11-20' as CivilDate
    )
    const terms = {
      ...{ premise: agreed!.id, debts: [billKey(agreed!.invoices[0]!)], instalments: 2 },
    }
    const refused = await sign(client, terms)
    refused.assertStatus(409)
    assert.include(refused.text(), own)
    const [left] = await query<{ plans: bigint; settlement: string }>(
      db,
      `select (select count(*) from plans_agreements where premise_id = i.premise_id) as plans, settlement
         from billing_invoices i where id = ?`,
      [agreed!.invoices[0]!]
    )
    assert.deepEqual({ ...left }, { plans: 0n, settlement: 'open' })
    await putVersion(
      'chart-of-accounts',
      'default',
      chartOf(false) as unknown as Json,
      '2026-11-21' as CivilDate
    )
    clock.freeze(`2026-11-21${NOON}`)
    const plan = await signed(client, terms)
    assert.deepEqual(await postedOf('plans.agreements', plan), [
      { event: 'plan_instalments_waiting', pair: `${own} > ${CLIENTS} = 5000` },
    ])
  }).tags(['@TR-3.2.10.2'])
})

test.group('Plans in the books | positions', (group) => {
  let month: TestMonth
  freshDatabase(group)
  group.setup(setUp)
  group.teardown(() => clock.restore())
  group.each.timeout(240_000)

  test('R$ 600,00 over two invoices in 6 with R$ 36,00 of interest, 2 billed, has R$ 24,00 of interest to be billed', async ({
    assert,
    client,
  }) => {
    clock.freeze(`2026-11-20${NOON}`)
    const made = await houses(['300', '300'])
    ;({ month } = made)
    const [two, one] = made.houses
    const [second] = await bill(month, '2026-12', ['300', '10'])
    const first = two!.invoices[0]!
    await signed(client, {
      ...{ premise: two!.id, debts: [billKey(first), billKey(second!.id)], instalments: 6 },
    })
    await signed(client, {
      ...{ premise: one!.id, debts: [billKey(one!.invoices[0]!)], instalments: 10 },
    })
    for (const reference of ['2027-01', '2027-02']) {
      const [, other] = await bill(month, reference, ['10', '10'])
      await pay(other!.document_id, `${reference}-21`)
    }
    const { rows } = await report(
      client,
      'plans.position',
      'signed_from=2026-12-01&signed_until=2026-12-31'
    )
    const row = rows.find(({ instalments }) => Number(instalments) === 6)!
    assert.containsSubset(row, {
      ...{ negotiated_cents: '60000', total_cents: '63600', interest_cents: '2400' },
      ...{ billed_cents: '21200', to_bill_cents: '42400', books_cents: '40000' },
    })
    assert.isNotEmpty(row.customer)
    const numbers = await query<{ number: string }>(
      db,
      'select number from billing_invoices where id = any(?::bigint[])',
      [[first, second!.id]]
    )
    for (const { number } of numbers) assert.include(row.origins, number)
  }).tags(['@TR-3.2.10.12'])

  test('R$ 300,00 and R$ 30,00 of interest in 10, 4 billed and 3 paid: R$ 198,00 to be billed, R$ 33,00 overdue, R$ 99,00 paid; the books carry the principal', async ({
    assert,
    client,
  }) => {
    const [, third] = await bill(month, '2027-03', ['10', '10'])
    await pay(third!.document_id, '2027-03-21')
    await bill(month, '2027-04', ['10', '10'])
    clock.freeze(`2027-06-20${NOON}`)
    const { rows, totals } = await report(
      client,
      'plans.position',
      'signed_from=2026-12-01&signed_until=2026-12-31&long_from=2027-08'
    )
    const row = rows.find(({ instalments }) => Number(instalments) === 10)!
    assert.containsSubset(row, {
      ...{ debt_cents: '30000', total_cents: '33000', billed_cents: '13200', paid_cents: '9900' },
      ...{ overdue_cents: '3300', to_bill_cents: '19800', interest_cents: '1800' },
      // Six instalments from May to October: four until August, two after it.
      ...{ books_cents: '18000', short_cents: '13200', long_cents: '6600', status: 'active' },
    })
    const { rows: accounts } = await report(
      client,
      'accounting.account_balances',
      `from_on=2026-11-01&until_on=2027-06-20&account=${INSTALMENTS}`
    )
    const books = accounts.find(({ account }) => account === INSTALMENTS)!
    assert.equal(totals.books_cents, books.closing_cents)
    const overdue = await report(
      client,
      'plans.position',
      'signed_from=2026-12-01&signed_until=2026-12-31&status=cancelled'
    )
    assert.lengthOf(overdue.rows, 0)
  }).tags(['@TR-3.2.19.63'])

  test('a cancelled plan leaves nothing in the account of instalments; a down payment of R$ 50,00 stands on its day, an unpaid one nowhere', async ({
    assert,
    client,
  }) => {
    await setPolicy(
      {
        ...{ ...POLICY, method: 'none', cancel_days: 5, down_days: 2 },
      },
      '2027-01-01'
    )
    clock.freeze(`2027-07-01${NOON}`)
    const made = await houses(['200', '200'])
    const [one, other] = made.houses
    const terms = { instalments: 2, down_cents: '5000', down_due_on: '2027-07-03' }
    const paid = await signed(client, {
      ...{ premise: one!.id, debts: [billKey(one!.invoices[0]!)], ...terms },
    })
    const unpaid = await signed(client, {
      ...{ premise: other!.id, debts: [billKey(other!.invoices[0]!)], ...terms },
    })
    const [slip] = await slipsOf(paid)
    clock.freeze(`2027-07-03${NOON}`)
    await pay(slip!.document_id, '2027-07-03')
    clock.freeze(`2027-07-20${NOON}`)
    await watch('2027-07-20')
    const { rows } = await report(client, 'plans.paid_at_sight', 'reference=2027-07')
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [
        {
          ...{ day: '2027-07-03', origin: 'plan', quantity: '1' },
          ...{ billed_cents: '5000', paid_cents: '5000' },
        },
      ]
    )
    const agreements = await query<{ id: bigint; state: string }>(
      db,
      'select id, state from plans_agreements where id = any(?::bigint[]) order by id',
      [[paid, unpaid]]
    )
    assert.deepEqual(
      agreements.map(({ state }) => state),
      ['active', 'cancelled']
    )
    const entries = await postedOf('plans.agreements', unpaid)
    assert.deepEqual(
      entries.map(({ pair }) => pair),
      [`${INSTALMENTS} > ${CLIENTS} = 15000`, `${CLIENTS} > ${INSTALMENTS} = 15000`]
    )
  }).tags(['@TR-3.2.19.66'])

  test('closed, a month keeps what each unit owed and what each service stood at, whatever is paid later', async ({
    assert,
    client,
  }) => {
    clock.freeze(`2027-08-01${NOON}`)
    const made = await houses(['100'])
    const [house] = made.houses
    const charged = await act(client, 'billing.charge_service', {
      ...{ premise_id: Number(house!.id), service: 'repair', executed_on: '2027-08-01' },
      ...{ parcels: 3, reason_code: 'service' },
    })
    charged.assertStatus(200)
    const [invoice] = await bill(made.month, '2027-08', ['10'])
    assert.equal(invoice!.total_cents, 4000n)
    await pay(invoice!.document_id, '2027-08-21')
    clock.freeze(`2027-09-02${NOON}`)
    const closed = await act(client, 'payments.close_month', { reference: '2027-08' })
    closed.assertStatus(200)
    const units = async () => report(client, 'payments.unit_pendencies', 'reference=2027-08')
    const before = await units()
    const cents = (row: Row, name: string) => BigInt(String(row[`${name}_cents`]))
    for (const row of [...before.rows, before.totals]) {
      const moved = ['paid', 'agreed', 'cancelled'].map((name) => cents(row, name))
      const left = moved.reduce(
        (sum, one) => sum - one,
        cents(row, 'opening') + cents(row, 'issued')
      )
      assert.equal(left, cents(row, 'closing'))
    }
    assert.containsSubset(
      before.rows.find(({ premise_id: id }) => id === String(house!.id)),
      {
        ...{ opening_cents: '10000', issued_cents: '4000', paid_cents: '4000' },
        ...{ agreed_cents: '0', cancelled_cents: '0', closing_cents: '10000', status: 'pending' },
      }
    )
    const [kept] = await query<{ pending_cents: bigint }>(
      db,
      `select pending_cents from payments_closings where reference = '2027-08'`
    )
    assert.equal(cents(before.totals, 'closing'), kept!.pending_cents)
    const services = await report(client, 'payments.service_pendencies', 'reference=2027-08')
    assert.containsSubset(services.rows, [
      {
        ...{ premise_id: String(house!.id), billed_cents: '3000', paid_cents: '3000' },
        ...{ balance_cents: '0', to_bill_cents: '6000' },
      },
    ])
    const [old] = await query<{ id: bigint }>(
      db,
      'select document_id as id from billing_invoices where id = ?',
      [house!.invoices[0]!]
    )
    await pay(old!.id, '2027-09-03')
    assert.deepEqual(await units(), before)
  }).tags(['@TR-3.2.19.46', '@TR-3.2.19.47'])
})
