import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana, bruno } from '#tests/support/people'
import { act, codeOf } from '#tests/support/requests'
import { photograph } from '#tests/support/pictures'

type Row = Readonly<Record<string, string | number | null>>

test.group('Accounting | loans', (group) => {
  freshDatabase(group)
  group.setup(() => clock.freeze('2026-11-20T15:00:00Z'))
  group.teardown(() => clock.restore())

  const months = async (client: ApiClient) => {
    const answer = await client
      .get('/api/accounting/loan-months?sort=due_on&size=100')
      .loginAs(await ana())
    answer.assertStatus(200)
    return (answer.body() as { data: Row[] }).data
  }

  test('12,000.00 at 1 % in 12 amortisations bear 120.00 and 110.00; imported values are marked and need their evidence', async ({
    assert,
    client,
  }) => {
    const made = await act(client, 'accounting.register_loan', {
      ...{ number: 'CEF 0123/2026', creditor: 'Caixa Econômica Federal', kind: 'financing' },
      ...{ signed_on: '2026-10-01', principal_cents: '1200000', monthly_percent: '1' },
      ...{ instalments: 12, first_due_on: '2026-11-01' },
    })
    made.assertStatus(200)
    const all = await months(client)
    assert.lengthOf(all, 12)
    assert.deepEqual(
      all
        .slice(0, 3)
        .map(({ due_on: on, opening_cents: owed, interest_cents: interest }) => [
          ...[on, owed, interest],
        ]),
      [
        ['2026-11-01', '1200000', '12000'],
        ['2026-12-01', '1100000', '11000'],
        ['2027-01-01', '1000000', '10000'],
      ]
    )
    const paid = all.reduce((sum, month) => sum + BigInt(month.amortisation_cents!), 0n)
    assert.equal(paid, 1_200_000n)
    const loan = Number(all[0]!.loan_id)
    const page = await client.get(`/accounting/loans/${loan}`).loginAs(await ana())
    page.assertTextIncludes('120,00')
    page.assertTextIncludes('110,00')

    const [first, second] = all
    const id = Number(second!.id)
    const imported = await act(client, 'accounting.import_loan_month', {
      ...{ id, interest_cents: '11250', variation_cents: '340', fee_cents: '100' },
      source: 'Extrato do sistema financeiro de 30/11',
    })
    imported.assertStatus(200)
    const after = await months(client)
    const marked = after.find((month) => Number(month.id) === id)
    assert.containsSubset(marked, {
      ...{ origin: 'imported', state: 'waiting', interest_cents: '11250' },
    })
    const early = await act(client, 'accounting.post_loan_month', { id })
    assert.equal(codeOf(early), 'E_ACCOUNTING_LOAN_STATE')
    const bare = await act(client, 'accounting.accept_loan_month', { id }, bruno())
    assert.equal(codeOf(bare), 'E_ACCOUNTING_EVIDENCE')
    const sent = await client
      .post(`/accounting/loan-months/${id}/attachments`)
      .field('kind', 'evidence')
      .file('file', await photograph(), { filename: 'extrato.jpg' })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await ana())
    sent.assertStatus(302)
    const own = await act(client, 'accounting.accept_loan_month', { id })
    assert.equal(codeOf(own), 'E_ACCOUNTING_SAME_PERSON')
    const accepted = await act(client, 'accounting.accept_loan_month', { id }, bruno())
    accepted.assertStatus(200)

    for (const month of [Number(first!.id), id]) {
      const posted = await act(client, 'accounting.post_loan_month', { id: month })
      posted.assertStatus(200)
    }
    const entries = await query<Readonly<Record<string, unknown>>>(
      db,
      `select posted_on::text as on, debit_account as debit, credit_account as credit, amount_cents as cents
         from accounting_postings where event = 'loan_interest_accrued' order by posted_on`
    )
    assert.deepEqual(entries, [
      { on: '2026-11-01', debit: '3.4.1.1.1.01', credit: '2.1.2.5.1.01', cents: 12_000n },
      { on: '2026-12-01', debit: '3.4.1.1.1.01', credit: '2.1.2.5.1.01', cents: 11_690n },
    ])
  }).tags(['@AC-021'])
})
