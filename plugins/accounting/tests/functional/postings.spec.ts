import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { participate, runAction } from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type SimulatedDocument, simulateReturnFile } from '#database/demo/bank_simulator'
import {
  type Invoice,
  type World,
  fileOf,
  importContent,
  issueInvoices,
  openWorld,
} from '#plugins/payments/tests/support/fixtures'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import type { PostedWaiting } from '../../services/post_waiting.ts'
import { bridges, postings, tellIssued } from '../support/books.ts'
import { putRules } from '../support/rules.ts'

const sumOf = <T extends { amount_cents: bigint }>(rows: readonly T[]) =>
  rows.reduce((sum, { amount_cents: cents }) => sum + cents, 0n)

async function importPaid(world: World, documents: readonly SimulatedDocument[]) {
  const file = await db.transaction((tx) =>
    simulateReturnFile(tx, {
      ...world,
      documents,
      generatedOn: '2026-10-29' as CivilDate,
      companyName: 'SAAE',
      seed: 'books',
    })
  )
  return fileOf(await importContent(world, file.content))
}

test.group('Accounting | postings of billing and receipts', (group) => {
  let world: World
  let invoices: Invoice[]

  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-10-30T12:00:00-04:00')
    world = await openWorld()
    invoices = await issueInvoices(
      world,
      Array.from({ length: 12 }, () => ({ waterCents: 10_000n, garbageCents: 850n }))
    )
  })
  group.teardown(() => clock.restore())

  test('issuing posts revenue for the utility and a liability for third parties', async ({
    assert,
  }) => {
    assert.deepEqual(await tellIssued(world, invoices), [])
    const rows = await postings()
    assert.lengthOf(rows, 24)
    const water = rows.filter(({ credit_account: account }) => account === '4.3.3.1.01')
    const garbage = rows.filter(({ credit_account: account }) => account === '2.1.8.8.1.01')
    assert.equal(sumOf(water), 120_000n)
    assert.equal(sumOf(garbage), 10_200n)
    for (const row of rows) {
      assert.equal(row.debit_account, '1.1.2.2.1.01')
      assert.equal(row.posted_on, '2026-10-01')
      assert.equal(row.source_type, 'billing.invoices')
    }
  })

  test('three payments of a file are posted on the day, their sum is the total of the file', async ({
    assert,
  }) => {
    const { length: before } = await postings()
    const stored = await importPaid(
      world,
      invoices.slice(0, 3).map(({ number }) => ({ number, behaviour: 'on_time' }))
    )
    const all = await postings()
    const rows = all.slice(before)
    const cash = rows.filter(({ event }) => event === 'receipt_settled')
    assert.equal(sumOf(cash), stored.total_cents)
    const receipts = new Set(stored.lines.map(({ receipt_id: id }) => id))
    for (const row of cash) {
      assert.deepEqual([row.debit_account, row.credit_account], ['1.1.1.1.1.19', '1.1.2.2.1.01'])
      assert.equal(row.posted_on, '2026-10-30')
      assert.equal(row.source_type, 'receivables.receipts')
      assert.isTrue(receipts.has(row.source_id))
    }
    const thirdParty = rows.filter(({ event }) => event === 'third_party_received')
    assert.equal(sumOf(thirdParty), 3n * 850n)
    const open = await query(
      db,
      `select 1 from receivables_items i join receivables_document_items d on d.item_id = i.id
        where d.document_id = any(?::bigint[]) and i.open_cents > 0`,
      [invoices.slice(0, 3).map(({ documentId }) => documentId)]
    )
    assert.lengthOf(open, 0)
    const agents = await query(
      db,
      'select distinct agent_code from receivables_receipts where id = any(?::bigint[])',
      [[...receipts] as bigint[]]
    )
    assert.deepEqual(agents, [{ agent_code: '001' }])
  }).tags(['@TR-3.2.8'])

  test('late, in excess, short, twice and unknown: the books still meet the business', async ({
    assert,
  }) => {
    const behaviours = ['late', 'overpaid', 'underpaid', 'duplicate', 'unknown'] as const
    await importPaid(
      world,
      behaviours.map((behaviour, i) => ({ number: invoices[i + 3]!.number, behaviour }))
    )
    const rows = await postings()
    const events = new Set(rows.map(({ event }) => event))
    for (const event of ['late_charge', 'overpayment_credit', 'unidentified_receipt']) {
      assert.isTrue(events.has(event), event)
    }
    const found = await bridges(world, 'accounting.')
    const byName = new Map(found.map((bridge) => [bridge.name, bridge]))
    const closed = ['receivables', 'cash', 'late_revenue', 'customer_credits'] as const
    for (const name of closed) {
      const bridge = byName.get(`accounting.${name}`)!
      assert.isTrue(bridge.isClosed, `${name}: ${bridge.remainder}`)
      assert.notEqual(bridge.terms[0]!.value, 0n, name)
    }
  })

  test('an issue that the books do not know of opens the check by exactly its amount', async ({
    assert,
  }) => {
    const [extra] = await issueInvoices(world, [{ waterCents: 7500n }])
    const find = async () => {
      const found = await bridges(world, 'accounting.receivables')
      return found[0]!
    }
    const open = await find()
    assert.isFalse(open.isClosed)
    assert.equal(open.remainder, '-7500')
    await tellIssued(world, [extra!])
    const closed = await find()
    assert.isTrue(closed.isClosed)
  })

  test('the trial balance adds up, on screen and in the spreadsheet', async ({
    assert,
    client,
  }) => {
    const user = await bruno()
    const path = '/accounting/trial-balance?from=2026-10-01&until=2026-10-31'
    const page = await client.get(path).loginAs(user)
    page.assertStatus(200)
    assert.include(page.text(), 'Clientes: faturas a receber')
    const csv = await client.get(`${path}&format=csv`).loginAs(user)
    csv.assertStatus(200)
    const rows = csv
      .text()
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(';'))
    const cents = (text: string) => BigInt(text.replaceAll('.', '').replace(',', ''))
    const analytic = rows.filter((row) => row[2] === 'Analítica')
    const debits = analytic.reduce((sum, row) => sum + cents(row[4]!), 0n)
    const credits = analytic.reduce((sum, row) => sum + cents(row[5]!), 0n)
    assert.equal(debits, sumOf(await postings()))
    assert.equal(credits, debits)
    const water = rows.find((row) => row[0] === '4.3.3.1.01')!
    assert.equal(cents(water[6]!), 127_500n)
  })

  test('a posting leads to its source and to the rule that made it', async ({ assert, client }) => {
    const user = await bruno()
    const rows = await postings()
    const posting = rows.find(({ event }) => event === 'receipt_settled')
    const page = await client.get(`/accounting/postings/${posting!.id}`).loginAs(user)
    page.assertStatus(200)
    assert.include(page.text(), `/receivables/receipts/${posting!.source_id}`)
    assert.include(page.text(), 'Lei 4.320/1964, art. 35, I')
    const list = await client.get('/accounting/postings?event=receipt_settled').loginAs(user)
    list.assertStatus(200)
  })

  test('what is handed over to a third party leaves the bank, and the fee kept is revenue', async ({
    assert,
  }) => {
    const { length: before } = await postings()
    const { municipalityId } = world
    await db.transaction((tx) =>
      participate(
        'receivables.passed_on',
        {
          ...{ statementId: 7n, beneficiaryId: world.cityHallId, beneficiaryCode: 'city_hall' },
          ...{ month: '2026-09', amountCents: 2000n, feeCents: 100n, postedOn: '2026-10-30' },
        },
        { tx, municipalityId, actor: systemActor(municipalityId), now: clock.now() }
      )
    )
    const rows = await postings()
    assert.deepEqual(
      rows.slice(before).map((row) => [row.debit_account, row.credit_account, row.amount_cents]),
      [
        ['2.1.8.8.1.02', '1.1.1.1.1.19', 2000n],
        ['2.1.8.8.1.02', '4.3.3.1.05', 100n],
      ]
    )
  })

  test('the bridges are served as JSON and as a page', async ({ assert, client }) => {
    const user = await bruno()
    const json = await client.get('/api/bridges?group=01&reference=2026-09').loginAs(user)
    json.assertStatus(200)
    const names = (json.body().bridges as { name: string }[]).map(({ name }) => name)
    assert.includeMembers(names, ['payments.file_money', 'accounting.receivables'])
    const page = await client.get('/bridges?group=01&reference=2026-09').loginAs(user)
    page.assertStatus(200)
    assert.include(page.text(), 'Contabilidade: contas a receber')
    const wrong = await client.get('/api/bridges?group=zz&reference=2026-09').loginAs(user)
    wrong.assertStatus(404)
  })
})

test.group('Accounting | what finds no account', (group) => {
  freshDatabase(group)
  group.setup(() => clock.freeze('2026-10-30T12:00:00-04:00'))
  group.teardown(() => clock.restore())

  test('is parked with a reason, warned of, a term of the check, and posted once the rule is right', async ({
    assert,
  }) => {
    const world = await openWorld()
    const invoices = await issueInvoices(world, [{ waterCents: 10_000n, garbageCents: 850n }])
    await putRules(world, (rules) => rules.filter(({ id }) => id !== 'third_party_issued'))
    const today = '2026-10-30' as CivilDate
    const issues = await tellIssued(world, invoices, today)
    assert.deepEqual(
      issues.map(({ code, severity }) => [code, severity]),
      [['accounting_unposted', 'warning']]
    )
    assert.match(issues[0]!.message, /R\$\s8,50, sem conta contábil\. Nenhuma regra/)
    const [check] = await bridges(world, 'accounting.receivables')
    assert.isTrue(check!.isClosed)
    assert.equal(check!.terms[1]!.value, 850n)

    clock.freeze('2026-10-31T12:00:00-04:00')
    await putRules(world, (rules) => rules)
    const done = await runAction<Record<string, never>, PostedWaiting>('accounting.post_waiting', {
      actor: systemActor(world.municipalityId),
      input: {},
    })
    assert.deepEqual(done, { posted: 1, waiting: 0 })
    const rows = await postings()
    assert.deepEqual(
      rows.map((row) => [row.credit_account, row.amount_cents, row.posted_on]),
      [
        ['4.3.3.1.01', 10_000n, today],
        ['2.1.8.8.1.01', 850n, '2026-10-31'],
      ]
    )
    const [after] = await bridges(world, 'accounting.receivables')
    assert.isTrue(after!.isClosed)
    assert.equal(after!.terms[1]!.value, 0n)
  })
})
