import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  ISSUED_ON,
  REFERENCE,
  type TestMonth,
  createMonth,
  invoicesOf,
  nextMonthOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { correct, pay } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { DEFAULT_HISTORIES } from '../../domain/history.ts'
import { postingsDecision } from '../../decisions/postings.ts'

type Row = Readonly<Record<string, string | null>>
interface Answer {
  readonly totals: Row
  readonly rows: readonly Row[]
}

async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client.get(`/api/reports/accounting.${name}?${filters}`).loginAs(await ana())
  answer.assertStatus(200)
  return answer.body() as Answer
}

const RESIDENCE = [{ category: 'RES', economies: 1 }]
const PREMISES = [
  { economies: RESIDENCE, m3: '30', sewage: 'collected' },
  { economies: RESIDENCE, m3: '20', sewage: 'collected' },
  { economies: RESIDENCE, m3: '12' },
]
const histories = (billed: string) => ({
  value: { ...DEFAULT_HISTORIES, invoice_charge_issued: billed },
})
const sumOf = async (sql: string): Promise<bigint> => {
  const [row] = await query<{ n: bigint }>(
    db,
    `select coalesce(sum(x), 0)::bigint as n from (${sql}) s(x)`
  )
  return row!.n
}
const chargesOf = (service: string) =>
  sumOf(
    `select c.amount_cents from billing_charges c join billing_invoices i on i.id = c.invoice_id
      where c.service = '${service}' and i.settlement not in ('cancelled', 'replaced')`
  )

test.group('Accounting | reports of a billed month', (group) => {
  let month: TestMonth
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze(`${ISSUED_ON}T15:00:00Z`)
    await putVersion(
      'parameter',
      'accounting.histories',
      histories('Fatura {number} de {reference}')
    )
    month = await createMonth(PREMISES)
    await run(month)
  })
  group.teardown(() => clock.restore())

  test('the billing by account adds up to the billing', async ({ assert, client }) => {
    const { rows, totals } = await report(client, 'billing_by_account', `reference=${REFERENCE}`)
    const byAccount = new Map(rows.map((row) => [row.account, BigInt(row.billed_cents!)]))
    assert.equal(byAccount.get('4.3.3.1.01'), await chargesOf('water'))
    assert.equal(byAccount.get('4.3.3.1.02'), await chargesOf('sewage'))
    const all = await sumOf('select total_cents from billing_invoices')
    assert.equal(BigInt(totals.billed_cents!), all)
  })

  test('the position of each client has all its pending documents and equals the accounts', async ({
    assert,
    client,
  }) => {
    const [first, second, third] = await invoicesOf(month)
    clock.freeze('2026-11-25T15:00:00Z')
    await pay(month.municipalityId, {
      ...{ barcode: third!.barcode!, amountCents: third!.total_cents },
      paidOn: '2026-11-25' as CivilDate,
    })
    const [receipt] = await query<{ id: bigint }>(db, 'select id from receivables_receipts')
    const receiptPage = await client
      .get(`/receivables/receipts/${receipt!.id}`)
      .loginAs(await ana())
    receiptPage.assertTextIncludes(`Recebimento do documento ${third!.number}`)
    const position = (on: string) =>
      report(client, 'client_position', `position_on=${on}&known_on=2026-12-31&size=200`)
    const after = await position('2026-11-30')
    const documents = after.rows.map(({ document }) => document)
    assert.includeMembers(documents, [first!.number, second!.number])
    assert.notInclude(documents, third!.number)
    const balance = await sumOf(
      `select case when debit_account = '1.1.2.2.1.01' then amount_cents else -amount_cents end from accounting_postings
        where '1.1.2.2.1.01' in (debit_account, credit_account) and posted_on <= '2026-11-30'`
    )
    assert.equal(BigInt(after.totals.books_cents!), balance)
    for (const row of after.rows) {
      for (const name of ['document', 'reference', 'due_on', 'total_cents', 'books_cents']) {
        assert.isNotNull(row[name], name)
      }
    }
    const before = await position('2026-11-24')
    assert.include(
      before.rows.map(({ document }) => document),
      third!.number
    )
    const page = await client
      .get('/reports/accounting.client_position?position_on=2026-11-30&known_on=2026-12-31')
      .loginAs(await ana())
    page.assertStatus(200)
  })

  test('revenue of the year by the accounts of the SNIS meets the billing base, and loses what is cancelled', async ({
    assert,
    client,
  }) => {
    const revenue = async () => {
      const { rows } = await report(client, 'snis_revenue', 'year=2026')
      return new Map(rows.map((row) => [row.code, row]))
    }
    const before = await revenue()
    const water = await chargesOf('water')
    const sewage = await chargesOf('sewage')
    assert.equal(BigInt(before.get('FN002')!.ledger_cents!), water)
    assert.equal(BigInt(before.get('FN003')!.ledger_cents!), sewage)
    assert.equal(BigInt(before.get('FN001')!.ledger_cents!), water + sewage)
    for (const code of ['FN001', 'FN002', 'FN003', 'FN004', 'FN005']) {
      assert.equal(before.get(code)!.difference_cents, '0', code)
    }
    const [first] = await invoicesOf(month)
    await correct(client, await ana(), {
      ...{ id: first!.id, operation: 'cancel' },
      form: { reason_code: 'duplicate' },
    })
    const after = await revenue()
    assert.equal(BigInt(after.get('FN002')!.ledger_cents!), await chargesOf('water'))
    assert.isTrue(BigInt(after.get('FN002')!.ledger_cents!) < water)
    assert.equal(after.get('FN002')!.difference_cents, '0')
    await assert.rejects(() =>
      putVersion('parameter', 'accounting.aesbe_accounts', {
        value: [
          { code: '31.110', accounts: ['4.3.3.1.01'] },
          { code: '31.210', accounts: ['4.3.3.1.01'] },
        ],
      })
    )
  })

  test('the summary of each account goes from one month to the next', async ({
    assert,
    client,
  }) => {
    const of = async (reference: string) => {
      const { rows } = await report(client, 'account_summary', `reference=${reference}&size=200`)
      return rows.find(({ account }) => account === '1.1.2.2.1.01')!
    }
    const november = await of('2026-11')
    const cents = (row: Row, name: string) => BigInt(row[`${name}_cents`]!)
    const moved = ['billed', 'paid', 'cancelled', 'late', 'other'].reduce(
      (sum, name) => sum + cents(november, name),
      0n
    )
    assert.isTrue(cents(november, 'billed') > 0n)
    assert.isTrue(cents(november, 'paid') < 0n)
    assert.isTrue(cents(november, 'cancelled') < 0n)
    assert.equal(cents(november, 'opening') + moved, cents(november, 'closing'))
    const december = await of('2026-12')
    assert.equal(december.opening_cents, november.closing_cents)
  })

  test('the history of an entry says the document and month; another template changes later ones only', async ({
    assert,
    client,
  }) => {
    const [, second] = await invoicesOf(month)
    const entryOf = async (invoice: bigint) => {
      const [row] = await query<{ id: bigint }>(
        db,
        `select id from accounting_postings where source_type = 'billing.invoices' and source_id = ? and event = 'invoice_charge_issued'
          order by id limit 1`,
        [invoice]
      )
      const page = await client.get(`/accounting/postings/${row!.id}`).loginAs(await ana())
      return page.text()
    }
    const text = `Fatura ${second!.number} de 11/2026`
    assert.include(await entryOf(second!.id), text)
    clock.freeze('2026-12-20T15:00:00Z')
    await putVersion(
      'parameter',
      'accounting.histories',
      histories('{customer}: conta {number}, mês {reference}'),
      '2026-12-01' as CivilDate
    )
    const december = await nextMonthOf(month, '2026-12' as never, PREMISES)
    await run(december, '2026-12-20' as CivilDate)
    const [, later] = await invoicesOf(december)
    assert.include(await entryOf(later!.id), `: conta ${later!.number}, mês 12/2026`)
    assert.include(await entryOf(second!.id), text)
  }).tags(['@TR-3.2.10.7'])

  test('an invoice without entry is a difference of its amount, with its cause and what will be done', async ({
    assert,
    client,
  }) => {
    await putVersion(
      'ruleset',
      postingsDecision.name,
      {
        ...postingsDecision.ruleset,
        rules: postingsDecision.ruleset.rules.filter(({ id }) => id !== 'issued_water'),
        examples: [],
      } as never,
      '2026-12-21' as CivilDate
    )
    clock.freeze('2026-12-21T15:00:00Z')
    const other = await createMonth([{ economies: RESIDENCE, m3: '18' }], '2026-12' as never)
    await run(other, '2026-12-21' as CivilDate)
    const [invoice] = await invoicesOf(other)
    const water = await sumOf(
      `select amount_cents from billing_charges where invoice_id = ${invoice!.id} and service = 'water'`
    )
    const found = async () => {
      const { rows } = await report(client, 'reconciliation', 'reference=2026-12')
      return rows
    }
    const [row, ...more] = await found()
    assert.lengthOf(more, 0)
    assert.deepEqual([row!.number, row!.difference_cents], [invoice!.number, String(water)])
    assert.match(row!.found!, /Nenhuma regra/)
    const said = await client
      .post('/api/actions/accounting.explain')
      .json({
        ...{
          reference: '2026-12',
          subject: 'accounting.receivables',
          invoice_id: Number(invoice!.id),
        },
        ...{ difference_cents: String(water), cause: 'Regra da água retirada por engano' },
        mitigation: 'Repor a regra e contabilizar o que espera',
      })
      .withCsrfToken()
      .loginAs(await ana())
    said.assertStatus(200)
    const [explained] = await found()
    assert.containsSubset(explained, {
      ...{ cause: 'Regra da água retirada por engano', explained_by: 'Ana Ribeiro' },
      mitigation: 'Repor a regra e contabilizar o que espera',
    })
    assert.match(explained!.explained_at!, /2026-12-21/)
  }).tags(['@TR-3.2.10.10b'])
})
