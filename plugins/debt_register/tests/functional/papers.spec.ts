import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { municipality } from '#plugins/billing/tests/functional/billed_month'
import { pay } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { open, send, userOf } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import {
  type PaperRow,
  act,
  entriesOf,
  generateBook,
  inscribeAll,
  oldBills,
  papersOf,
  payBill,
  printedAt,
  stagesOf,
  statesOf,
} from '../support/debts.ts'

/** A Friday, 100 days before the day of the tests. */
const DUE = '2026-09-11'

const nameOf = async (who: 'ana' | 'bruno') => {
  const { fullName } = await userOf(who)
  return fullName
}

const bookAll = async (client: ApiClient) => {
  const made = await generateBook(client)
  made.assertStatus(200)
}

const ids = (rows: readonly { readonly id: bigint }[]) => rows.map(({ id }) => Number(id))

test.group('Debt register | papers', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    await putVersion('parameter', 'receivables.monthly_interest_percent', { value: '0.9' })
  })
  group.each.setup(() => {
    clock.freeze('2026-12-20T15:00:00Z')
    return () => clock.restore()
  })
  group.each.timeout(170_000)

  test('a notice names the owner and the law, and says what each debt comes to on the day', async ({
    client,
    assert,
  }) => {
    const bills = await oldBills([{ house: 0, dueOn: DUE, cents: 10_000n }])
    const { premiseId } = bills[0]!
    const [owner] = await query<{ id: bigint }>(
      db,
      `insert into registry_customers (municipality_id, kind, name, taxpayer_id)
       select id, 'person', 'Olívia Proprietária', '20000000009' from access_municipalities returning id`
    )
    await query(
      db,
      `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
       select id, ?, ?, 'owner', '2020-01-01' from access_municipalities`,
      [premiseId, owner!.id]
    )
    const [term] = await inscribeAll(client, bills)
    const paperTerm = await printedAt(client, `/debt-register/terms/${term!.id}`)
    for (const text of ['Termo de inscrição em dívida ativa nº 2026/000001', 'Lei 6.830/1980']) {
      assert.include(paperTerm, text)
    }
    const noticed = await send(
      client,
      'bruno',
      `/debt-register/terms/${term!.id}/change/notify`,
      {}
    )
    noticed.assertStatus(302)
    const [notice] = await papersOf(bills, 'notice')
    const paper = await printedAt(client, `/debt-register/papers/${notice!.id}`)
    const said = [
      'Olívia Proprietária',
      'Lei 4.320/1964, art. 39',
      'foram inscritos em dívida ativa',
    ]
    for (const text of [...said, '100,00', '2,00', '3,00', '105,00']) assert.include(paper, text)
    assert.equal(notice!.total_cents, 10_500n)

    // The day on which it was received.
    const receive = (on: string) =>
      act(client, 'bruno', 'record_receipt', { id: Number(notice!.id), received_on: on })
    for (const wrong of ['2026-12-19', '2026-12-21']) {
      const refused = await receive(wrong)
      refused.assertStatus(422)
    }
    const early = await act(client, 'bruno', 'issue_certificate', { id: Number(term!.id) })
    early.assertStatus(409)
    await bookAll(client)
    const unnotified = await act(client, 'bruno', 'issue_certificate', { id: Number(term!.id) })
    unnotified.assertStatus(409)
    assert.include(unnotified.text(), 'E_DEBT_REGISTER_NOT_NOTIFIED')
    const kept = await receive('2026-12-20')
    kept.assertStatus(200)
    const [received] = await papersOf(bills, 'notice')
    assert.deepEqual([received!.state, received!.received_on], ['received', '2026-12-20'])
    assert.isNotNull(received!.receipt_entered_by)
    const list = await open(client, 'ana', '/debt-register/papers')
    list.assertTextIncludes('Recebido')

    const certified = await act(client, 'bruno', 'issue_certificate', { id: Number(term!.id) })
    certified.assertStatus(200)
    const [certificate] = await papersOf(bills, 'certificate')
    const cda = await printedAt(client, `/debt-register/papers/${certificate!.id}`)
    assert.include(cda, 'Certidão de dívida ativa nº 2026/000001')
    assert.include(cda, '1/1/1')
  }).tags(['@TR-3.2.9.18.3', '@TR-3.2.9.18.4', '@TR-3.2.9.18.5'])

  test('book, notice and certificate are made on days of their own, none with another', async ({
    client,
    assert,
  }) => {
    const bills = await oldBills([{ house: 0, dueOn: '2025-03-10', cents: 10_000n }])
    const [term] = await inscribeAll(client, bills)
    const papers = async (): Promise<PaperRow[]> => [
      ...(await papersOf(bills, 'notice')),
      ...(await papersOf(bills, 'certificate')),
    ]
    clock.freeze('2026-12-21T15:00:00Z')
    await bookAll(client)
    const [entry] = await entriesOf(bills)
    const place = [entry!.book_number, entry!.leaf, entry!.line]
    assert.lengthOf(await papers(), 0)
    clock.freeze('2026-12-22T15:00:00Z')
    await act(client, 'ana', 'issue_notice', { id: Number(term!.id) })
    const [notice] = await papers()
    await act(client, 'ana', 'record_receipt', {
      id: Number(notice!.id),
      received_on: '2026-12-22',
    })
    assert.lengthOf(await papers(), 1)
    clock.freeze('2026-12-23T15:00:00Z')
    await act(client, 'bruno', 'issue_certificate', { id: Number(term!.id) })
    const [after] = await entriesOf(bills)
    assert.deepEqual([after!.book_number, after!.leaf, after!.line], place)
    const [book] = await query<{ generated_on: string; generated_by: string }>(
      db,
      'select generated_on, generated_by from debt_register_books where number = ?',
      [BigInt(entry!.book_number!)]
    )
    const [ana, bruno] = [await nameOf('ana'), await nameOf('bruno')]
    assert.deepEqual([book!.generated_on, book!.generated_by], ['2026-12-21', bruno])
    const made = await papers()
    assert.deepEqual(
      made.map(({ issued_on: on, issued_by: by }) => [on, by]),
      [
        ['2026-12-22', ana],
        ['2026-12-23', bruno],
      ]
    )
  }).tags(['@TR-3.2.9.18.13'])

  test('an extrajudicial notification lists the debts chosen, all of them in active debt', async ({
    client,
    assert,
  }) => {
    const bills = await oldBills([
      { house: 0, dueOn: DUE, cents: 10_000n },
      { house: 0, dueOn: DUE, cents: 20_000n },
      { house: 0, dueOn: DUE, cents: 40_000n },
    ])
    await inscribeAll(client, bills)
    const entries = await entriesOf(bills)
    const excluded = await act(client, 'bruno', 'exclude', {
      ...{ id: Number(entries[2]!.id), reason: 'Em discussão no atendimento' },
    })
    excluded.assertStatus(200)
    const refused = await act(client, 'bruno', 'issue_extrajudicial', { entry_ids: ids(entries) })
    refused.assertStatus(409)
    assert.include(refused.text(), 'E_DEBT_REGISTER_NOT_INSCRIBED')
    const issued = await act(client, 'bruno', 'issue_extrajudicial', {
      entry_ids: ids(entries.slice(0, 2)),
    })
    issued.assertStatus(200)
    const [paper] = await papersOf(bills, 'extrajudicial')
    const text = await printedAt(client, `/debt-register/papers/${paper!.id}`)
    for (const part of ['Notificação extrajudicial nº 2026/000001', '105,00', '210,00', '315,00']) {
      assert.include(text, part)
    }
    assert.notInclude(text, '420,00')
    const history = await open(client, 'ana', `/registry/customers/${bills[0]!.debtorId}`)
    history.assertTextIncludes('Documentos da dívida ativa')
    const list = await open(client, 'ana', `/debt-register/papers?debtor_id=${bills[0]!.debtorId}`)
    list.assertTextIncludes('Notificação extrajudicial')
  }).tags(['@TR-3.2.9.18.12'])

  test('an acknowledgement term is paid by one barcode, charges included, and its undoing opens all again', async ({
    client,
    assert,
  }) => {
    const bills = await oldBills([
      { house: 0, dueOn: DUE, cents: 10_000n },
      { house: 0, dueOn: '2026-09-10', cents: 20_000n },
      { house: 0, dueOn: '2026-09-09', cents: 30_000n },
      { house: 0, dueOn: '2026-09-08', cents: 5_000n },
    ])
    await inscribeAll(client, bills)
    const entries = await entriesOf(bills)
    const issued = await act(client, 'bruno', 'issue_acknowledgement', {
      ...{ entry_ids: ids(entries.slice(0, 3)), valid_until: '2026-12-30' },
    })
    issued.assertStatus(200)
    const [paper] = await papersOf(bills, 'acknowledgement')
    // 105.00 + (200 × 2 % = 4.00; 200 × 0.03 % × 101 = 6.06) + (300 × 2 % = 6.00; 300 × 0.03 % × 102 = 9.18)
    assert.equal(paper!.total_cents, 10_500n + 21_006n + 31_518n)
    const text = await printedAt(client, `/debt-register/papers/${paper!.id}`)
    for (const part of ['Termo de confissão', 'O devedor reconhece', '630,24']) {
      assert.include(text, part)
    }
    const [document] = await query<{ barcode: string; amount_cents: bigint }>(
      db,
      'select barcode, amount_cents from receivables_documents where id = ?',
      [paper!.document_id!]
    )
    assert.equal(document!.amount_cents, paper!.total_cents)
    const municipalityId = await municipality()
    const [{ receiptId }] = (await pay(municipalityId, {
      ...{ barcode: document!.barcode, amountCents: 63_024n, paidOn: '2026-12-20' as CivilDate },
    })) as unknown as [{ receiptId: bigint }]
    const paid = await stagesOf(bills)
    assert.deepEqual(
      paid.map(({ settlement }) => settlement),
      ['settled', 'settled', 'settled', 'open']
    )
    assert.deepEqual(await statesOf(bills), ['paid', 'paid', 'paid', 'inscribed'])
    const left = await query<{ state: string; cents: bigint }>(
      db,
      `select state, sum(amount_cents)::bigint as cents from receivables_pending_charges where source_receipt_id = ? group by state`,
      [receiptId]
    )
    assert.deepEqual(left, [{ state: 'paid', cents: 3_024n }])
    await payBill(municipalityId, bills[3]!, '2026-12-20')
    const report = await client
      .get('/api/reports/debt_register.settled_by_document?from_on=2026-12-01&until_on=2026-12-31')
      .loginAs(await userOf('ana'))
    const { rows, totals } = report.body() as {
      rows: { entry_id: string }[]
      totals: Record<string, unknown>
    }
    assert.lengthOf(rows, 3)
    assert.equal(String(totals['paid_cents']), '63024')
    const byEntry = await client
      .get('/api/reports/debt_register.payments?from_on=2026-12-01&until_on=2026-12-31')
      .loginAs(await userOf('ana'))
    assert.equal(
      String((byEntry.body() as { totals: Record<string, unknown> }).totals['total_cents']),
      String(63_024 + 5_000)
    )

    const undone = await client
      .post('/api/actions/receivables.reverse_receipt')
      .loginAs(await userOf('bruno'))
      .withCsrfToken()
      .accept('json')
      .json({ id: Number(receiptId), reason_code: 'bad_cheque', reason: 'Cheque devolvido' })
    undone.assertStatus(200)
    assert.deepEqual(await statesOf(bills), ['inscribed', 'inscribed', 'inscribed', 'paid'])
    const [items] = await query<{ cents: bigint }>(
      db,
      `select sum(open_cents)::bigint as cents from receivables_items where premise_id = ?`,
      [bills[0]!.premiseId]
    )
    assert.equal(items!.cents, 60_000n)
  }).tags(['@TR-3.2.9.18.8', '@TR-3.2.19.38'])
})
