import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import {
  type TestMonth,
  type TestPremise,
  createMonth,
  invoicesOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { correct, pay } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { postingsDecision } from '../../decisions/postings.ts'
import { PRICED_TABLE } from '../support/priced.ts'

type Row = Readonly<Record<string, string | boolean | null>>
interface Answer {
  readonly totals: Row
  readonly rows: readonly Row[]
}

const CLIENTS = '1.1.2.2.1.01'
const NOVEMBER = '2026-11' as RefMonth
const house = (m3: string, sewage: string | null = null, category = 'RES'): TestPremise => ({
  ...{ economies: [{ category, economies: 1 }], m3, sewage },
})

async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client
    .get(`/api/reports/accounting.${name}?${filters}&size=200`)
    .loginAs(await ana())
  answer.assertStatus(200)
  return answer.body() as Answer
}

/** Water is posted of these categories only; of all, when none is said. */
const postWater = (from: string, ...categories: string[]) =>
  putVersion(
    'ruleset',
    postingsDecision.name,
    {
      ...postingsDecision.ruleset,
      rules: postingsDecision.ruleset.rules.map((rule) =>
        rule.id === 'issued_water' && categories.length
          ? { ...rule, when: { and: [rule.when, { in: [{ var: ['category'] }, categories] }] } }
          : rule
      ),
      examples: [],
    } as unknown as Json,
    from as CivilDate
  )

test.group('Accounting | reports of entries at their figures', (group) => {
  let first: TestMonth
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    const [basic] = [{ charge_type: 'water_basic', title: 'Serviço básico', applies: {} }]
    await putVersion('tariff-table', 'default', {
      ...PRICED_TABLE,
      categories: {
        ...PRICED_TABLE.categories,
        COM: { ...PRICED_TABLE.categories.RES, title: 'Comercial' },
      },
      charges: [
        {
          ...{ ...basic, legal_basis: 'Lei 1' },
          structure: { kind: 'fixed', per: 'connection', amount: '10.00' },
        },
      ],
    } as never)
    // 90.00 and 10.00; 30.00 and 10.00.
    first = await createMonth([house('18'), house('6')], NOVEMBER)
    await run(first, '2026-11-20' as CivilDate)
  })
  group.teardown(() => clock.restore())
  group.each.timeout(240_000)

  test('entries stand under their process, with debits and credits alike; what found no account is not lost', async ({
    assert,
    client,
  }) => {
    const [, small] = await invoicesOf(first)
    await correct(client, await ana(), {
      ...{ id: small!.id, operation: 'cancel' },
      form: { reason_code: 'duplicate' },
    })
    const period = 'from_on=2026-11-01&until_on=2026-11-30'
    const of = async (process: string) => {
      const { totals } = await report(client, 'entries', `${period}&process=${process}`)
      assert.equal(totals.debit_cents, totals.credit_cents)
      return totals.debit_cents
    }
    assert.equal(await of('billing'), '14000')
    assert.equal(await of('correction'), '4000')
    await postWater('2026-11-21', 'RES')
    clock.freeze('2026-11-21T15:00:00Z')
    const shop = await createMonth([house('4', null, 'COM')], NOVEMBER)
    await run(shop, '2026-11-21' as CivilDate)
    const [invoice] = await invoicesOf(shop)
    const { rows } = await report(client, 'entries', `${period}&state=waiting`)
    assert.lengthOf(rows, 1)
    assert.containsSubset(rows[0], {
      ...{ process: 'billing', waiting_cents: '2000', invoice_id: String(invoice!.id) },
      debit_account: null,
    })
    assert.match(String(rows[0]!.reason), /Nenhuma regra/)
  }).tags(['@TR-3.2.19.53'])

  test('the billing of the accounting adds up by account and leads to each document; what lacks an account is apart', async ({
    assert,
    client,
  }) => {
    const { rows, totals } = await report(client, 'billing_detail', 'reference=2026-11')
    const balances = await report(
      client,
      'account_balances',
      'from_on=2026-11-01&until_on=2026-11-30'
    )
    const accounts = new Set(rows.flatMap(({ account }) => (account ? [String(account)] : [])))
    assert.isNotEmpty([...accounts])
    for (const account of accounts) {
      const posted = rows
        .filter((row) => row.account === account)
        .reduce((sum, row) => sum + BigInt(String(row.posted_cents)), 0n)
      const { credit_cents: credit, debit_cents: debit } = balances.rows.find(
        (row) => row.account === account
      )!
      assert.equal(posted, BigInt(String(credit)) - BigInt(String(debit)), account)
    }
    const apart = rows.filter(({ account }) => account === null)
    assert.deepEqual(
      apart.map(({ posted_cents: posted, difference_cents: difference }) => [posted, difference]),
      [['0', '2000']]
    )
    assert.equal(totals.difference_cents, '2000')
    const page = await client
      .get('/reports/accounting.billing_detail?reference=2026-11')
      .loginAs(await ana())
    for (const { invoice_id: id } of rows)
      page.assertTextIncludes(`/billing/invoices/${String(id)}"`)
  }).tags(['@TR-3.2.19.54'])

  test('a day of ten events and nine entries differs by the one that is missing, until it is posted', async ({
    assert,
    client,
  }) => {
    clock.freeze('2026-11-25T15:00:00Z')
    // Each has its water and its basic service: nine of ten find an account.
    const day = await createMonth(
      [house('2'), house('2'), house('2'), house('2'), house('2', null, 'COM')],
      NOVEMBER
    )
    await run(day, '2026-11-25' as CivilDate)
    const of = async () => {
      const { rows } = await report(client, 'daily', 'reference=2026-11&process=billing')
      return rows.find((row) => row.day === '2026-11-25')!
    }
    const open = await of()
    assert.deepEqual(
      [open.events, open.entries, open.difference, open.closed],
      ['10', '9', '1', false]
    )
    assert.match(String(open.missing), /Nenhuma regra/)
    await postWater('2026-11-25')
    const posted = await client
      .post('/accounting/unposted/post')
      .withCsrfToken()
      .loginAs(await ana())
      .redirects(0)
    posted.assertStatus(302)
    const closed = await of()
    assert.deepEqual([closed.difference, closed.missing, closed.closed], ['0', null, true])
  }).tags(['@TR-3.2.19.57'])

  test('the ledger of an account starts at its balance and ends at the report of balances; each line leads to its invoice', async ({
    assert,
    client,
  }) => {
    clock.freeze('2026-12-20T15:00:00Z')
    const december = await createMonth([house('2')], '2026-12' as RefMonth)
    await run(december, '2026-12-20' as CivilDate)
    const [fresh] = await invoicesOf(december)
    await pay(first.municipalityId, {
      ...{ barcode: fresh!.barcode!, amountCents: fresh!.total_cents },
      paidOn: '2026-12-20' as CivilDate,
    })
    const period = 'from_on=2026-12-01&until_on=2026-12-31'
    const { rows } = await report(client, 'ledger', `${period}&account=${CLIENTS}`)
    assert.isAtLeast(rows.length, 3)
    const balances = await report(client, 'account_balances', `${period}&account=${CLIENTS}`)
    const { opening_cents: opening, closing_cents: closing } = balances.rows.find(
      ({ account }) => account === CLIENTS
    )!
    assert.notEqual(opening, '0')
    const cents = (row: Row, name: string) => BigInt(String(row[name]))
    let balance = BigInt(String(opening))
    for (const row of rows) {
      balance += cents(row, 'debit_cents') - cents(row, 'credit_cents')
      assert.equal(cents(row, 'balance_cents'), balance)
    }
    assert.equal(balance, BigInt(String(closing)))
    const line = rows.find(({ invoice_id: id }) => id !== null)!
    assert.equal(line.invoice_id, String(fresh!.id))
    const page = await client
      .get(`/reports/accounting.ledger?${period}&account=${CLIENTS}`)
      .loginAs(await ana())
    page.assertTextIncludes(`/billing/invoices/${fresh!.id}"`)
    const invoice = await client.get(`/api/billing/invoices/${fresh!.id}`).loginAs(await ana())
    invoice.assertStatus(200)
    assert.include(invoice.text(), fresh!.number)
  }).tags(['@TR-3.2.19.58'])

  test('what is paid is split by rubric, whole or in part', async ({ assert, client }) => {
    clock.freeze('2027-01-20T15:00:00Z')
    // Water of 60.00, sewage of 30.00, basic service of 10.00.
    const january = await createMonth(
      [house('12', 'collected'), house('12', 'collected')],
      '2027-01' as RefMonth
    )
    await run(january, '2027-01-20' as CivilDate)
    const [whole, half] = await invoicesOf(january)
    assert.equal(whole!.total_cents, 10_000n)
    const split = async (id: bigint, barcode: string, amountCents: bigint) => {
      await pay(january.municipalityId, {
        ...{ barcode, amountCents },
        paidOn: '2027-01-20' as CivilDate,
      })
      const { rows } = await report(
        client,
        'settled_by_rubric',
        'from_on=2027-01-01&until_on=2027-01-31'
      )
      return rows
        .filter(({ invoice_id: invoice }) => invoice === String(id))
        .map(({ paid_cents: cents }) => Number(cents))
        .toSorted((a, b) => b - a)
    }
    assert.deepEqual(await split(whole!.id, whole!.barcode!, 10_000n), [6000, 3000, 1000])
    assert.deepEqual(await split(half!.id, half!.barcode!, 5000n), [3000, 1500, 500])
  }).tags(['@TR-3.2.19.60'])
})
