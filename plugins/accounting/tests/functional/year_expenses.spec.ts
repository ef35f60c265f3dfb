import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { type CivilDate, clock } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { issueInvoices, openWorld } from '#plugins/payments/tests/support/fixtures'
import { freshDatabase } from '#tests/support/database'
import { ana, bruno } from '#tests/support/people'
import { act } from '#tests/support/requests'
import { photograph } from '#tests/support/pictures'
import { provisionDecision } from '../../decisions/provision.ts'
import { tellIssued } from '../support/books.ts'

type Row = Readonly<Record<string, string | null>>

const BANK = '1.1.1.1.1.19'
const INTEREST = '3.4.1.1.1.01'
const INDEXATION = '3.4.3.1.1.01'
const LOANS = '2.2.2.1.1.01'
const DEPRECIATION = '3.3.3.1.1.01'

const idOf = (answer: { body(): unknown }) =>
  Number((answer.body() as { output: { id: string } }).output.id)

const report = async (client: ApiClient, name: string, filters: string) => {
  const answer = await client
    .get(`/api/reports/accounting.${name}?${filters}&size=200`)
    .loginAs(await ana())
  answer.assertStatus(200)
  return answer.body() as { rows: Row[]; totals: Row }
}
const figure = async (client: ApiClient, code: string) => {
  const { rows } = await report(client, 'snis_expenses', 'year=2026')
  return rows.find((one) => one.code === code)!
}
const shares = async (client: ApiClient, code: string) => {
  const { rows } = await report(client, 'snis_shares', 'year=2026')
  return rows
    .filter((one) => one.code === code)
    .map(({ municipality, share_cents: cents }) => [municipality, cents])
    .toSorted()
}

/** Written by one person, approved by another. */
async function entry(client: ApiClient, debit: string, credit: string, cents: number) {
  const written = await act(client, 'accounting.write_entry', {
    ...{ posted_on: '2026-10-20', debit_account: debit, credit_account: credit },
    ...{ debit_cents: String(cents), credit_cents: String(cents), history: 'Contrato da dívida' },
  })
  const done = await act(client, 'accounting.approve_entry', { id: idOf(written) }, bruno())
  done.assertStatus(200)
}

test.group('Accounting | expenses of a year at their figures', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-10-20T15:00:00Z')
    const world = await openWorld()
    const invoices = await issueInvoices(world, [
      { waterCents: 4000n, dueOn: '2026-01-10' as CivilDate },
    ])
    await tellIssued(world, invoices)
    await putVersion('ruleset', provisionDecision.name, {
      ...provisionDecision.ruleset,
      default: { percent: '50' },
      ...{ rules: [], examples: [] },
    } as unknown as Json)
    await putVersion('parameter', 'accounting.apportionment', {
      value: [
        { year: 2026, municipality: 'Águas Claras do Norte', volume: '25' },
        { year: 2026, municipality: 'Serra Vizinha', volume: '75' },
      ],
    })
  })
  group.teardown(() => clock.restore())
  group.each.timeout(120_000)

  test('FN016 adds 10.00 and 5.00 of the books and 1.00 of another system with its ledger, and shares them by volume', async ({
    assert,
    client,
  }) => {
    await entry(client, INTEREST, BANK, 1000)
    await entry(client, INDEXATION, LOANS, 500)
    const informed = await act(client, 'accounting.inform_amount', {
      ...{ year: 2026, account: '46.400', debit_cents: '100', credit_cents: '0' },
      source: 'Razão da conta no sistema contábil da prefeitura',
    })
    const id = idOf(informed)
    const bare = await act(client, 'accounting.accept_informed', { id }, bruno())
    assert.equal((bare.body() as { code: string }).code, 'E_ACCOUNTING_EVIDENCE')
    const sent = await client
      .post(`/accounting/informed/${id}/attachments`)
      .field('kind', 'evidence')
      .file('file', await photograph(), { filename: 'razao.jpg' })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await ana())
    sent.assertStatus(302)
    const own = await act(client, 'accounting.accept_informed', { id })
    own.assertStatus(403)
    const { total_cents: before } = await figure(client, 'FN016')
    assert.equal(before, '1500')
    const accepted = await act(client, 'accounting.accept_informed', { id }, bruno())
    accepted.assertStatus(200)
    assert.containsSubset(await figure(client, 'FN016'), {
      ...{ ledger_cents: '1500', informed_cents: '100', total_cents: '1600' },
      composition: '46.100: 10.00; 46.200: 5.00; 46.400: 1.00',
    })
    assert.deepEqual(await shares(client, 'FN016'), [
      ['Serra Vizinha', '1200'],
      ['Águas Claras do Norte', '400'],
    ])
    const { rows } = await report(
      client,
      'ledger',
      `from_on=2026-01-01&until_on=2026-12-31&account=${INTEREST}`
    )
    assert.isNotEmpty(rows)
  }).tags(['@SN-FN016'])

  test('FN037 adds what was paid of loans; a new loan does not count', async ({
    assert,
    client,
  }) => {
    await entry(client, LOANS, BANK, 8400)
    const paid = await figure(client, 'FN037')
    assert.containsSubset(paid, {
      ...{ total_cents: '10000' },
      composition: '21.220: 84.00; 46.100: 10.00; 46.200: 5.00; 46.400: 1.00',
    })
    await entry(client, BANK, LOANS, 50_000)
    const { total_cents: after } = await figure(client, 'FN037')
    assert.equal(after, '10000')
    const { total_cents: interest } = await figure(client, 'FN016')
    assert.equal(interest, '1600')
  }).tags(['@SN-FN037'])

  test('FN019 adds depreciation and the provision, which is that of the analytical report at the end of the year', async ({
    assert,
    client,
  }) => {
    await entry(client, DEPRECIATION, '1.2.3.8.1.01', 8000)
    clock.freeze('2027-01-05T15:00:00Z')
    const computed = await act(client, 'accounting.compute_provision', { reference: '2026-12' })
    const accepted = await act(
      client,
      'accounting.accept_provision',
      { id: idOf(computed) },
      bruno()
    )
    accepted.assertStatus(200)
    const { rows, totals } = await report(client, 'provision', 'reference=2026-12')
    assert.deepEqual(
      rows.map((row) => [row.due_on, row.open_cents, row.percent, row.provision_cents]),
      [['2026-01-10', '4000', '50', '2000']]
    )
    assert.equal(totals.provision_cents, '2000')
    const fn019 = await figure(client, 'FN019')
    assert.containsSubset(fn019, {
      ...{ total_cents: '10000', composition: '11.280: 20.00; 41.100.000.501: 80.00' },
    })
  }).tags(['@SN-FN019'])
})
