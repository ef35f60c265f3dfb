import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { createMonth, run } from '#plugins/billing/tests/functional/billed_month'
import { write } from '#plugins/billing/tests/functional/built_group'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { freshDatabase } from '#tests/support/database'
import { ana, bruno, carla, userNamed } from '#tests/support/people'
import { act, codeOf } from '#tests/support/requests'
import { send } from '#tests/scenarios/support/people'
import { PRICED_TABLE } from '../support/priced.ts'

type Row = Readonly<Record<string, string | number | null>>
const MONTH = '2026-11'

const rowsOf = async (client: ApiClient, path: string) => {
  const answer = await client.get(path).loginAs(await ana())
  answer.assertStatus(200)
  return (answer.body() as { data: Row[] }).data
}

test.group('Accounting | taxes on the revenue of a month', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    await putVersion('tariff-table', 'default', {
      ...PRICED_TABLE,
      services: { connection: { title: 'Ligação nova', amount: '100.00' } },
    })
    // Water of R$ 1,000.00.
    const house = { economies: [{ category: 'RES', economies: 1 }], m3: '200' }
    await run(await createMonth([house], MONTH as RefMonth), '2026-11-20' as CivilDate)
  })
  group.teardown(() => clock.restore())
  group.each.timeout(120_000)

  const assess = async (client: ApiClient) => {
    const made = await act(client, 'accounting.assess_taxes', { reference: MONTH })
    made.assertStatus(200)
    const [assessment] = await rowsOf(client, '/api/accounting/tax-assessments')
    return assessment!
  }

  test('each tax of 1,000.00 of water and 100.00 of service to the cent; without ISS the level is 2', async ({
    assert,
    client,
  }) => {
    const { id } = await write(client, '/api/registry/customers', {
      ...{ kind: 'company', name: 'Loteadora Ltda', taxpayer_id: '11222333000181' },
    })
    const issued = await send(client, 'bruno', '/billing/apart', {
      ...{ customer_id: String(id), service: 'connection', executed_on: '2026-11-19' },
      ...{ due_on: '2026-12-30', reason_code: 'service' },
    })
    issued.assertStatus(302)
    const assessment = await assess(client)
    assert.containsSubset(assessment, {
      ...{ revenue_cents: '110000', tax_cents: '10675', level: 3, not_configured: null },
    })
    const lines = await rowsOf(client, '/api/accounting/tax-lines?sort=tax')
    assert.deepEqual(
      lines.map(({ tax, revenue, base_cents: base, tax_cents: cents }) => [
        tax,
        revenue,
        base,
        cents,
      ]),
      [
        ['COFINS', 'water', '100000', '7600'],
        ['COFINS', 'service', '10000', '760'],
        ['ISS', 'service', '10000', '500'],
        ['PIS/PASEP', 'water', '100000', '1650'],
        ['PIS/PASEP', 'service', '10000', '165'],
      ]
    )
    await putVersion('parameter', 'accounting.revenue_taxes', {
      value: [
        {
          ...{ tax: 'PIS/PASEP', revenue: 'water', percent: '1' },
          because: 'Lei 9.715/1998, art. 8º, III',
        },
        { tax: 'COFINS', revenue: 'water', percent: '0', because: 'Autarquia: não é contribuinte' },
      ],
    })
    const without = await assess(client)
    assert.containsSubset(without, { level: 2, not_configured: 'ISS', tax_cents: '1000' })
    const page = await client.get(`/accounting/tax-assessments/${without.id}`).loginAs(await ana())
    page.assertTextIncludes('Tributos sem alíquota')
  }).tags(['@AC-044'])

  test('who assessed does not approve, nothing unapproved is posted, and only who is listed approves', async ({
    assert,
    client,
  }) => {
    const { id: told } = await assess(client)
    const id = Number(told)
    const own = await act(client, 'accounting.approve_taxes', { id })
    assert.equal(codeOf(own), 'E_ACCOUNTING_SAME_PERSON')
    const early = await act(client, 'accounting.post_taxes', { id })
    assert.equal(codeOf(early), 'E_ACCOUNTING_TAX_UNAPPROVED')
    const without = await act(client, 'accounting.approve_taxes', { id }, carla())
    without.assertStatus(403)
    await putVersion('parameter', 'accounting.tax_approvers', {
      value: ['diego.admin@demo.aqueduto'],
    })
    const outside = await act(client, 'accounting.approve_taxes', { id }, bruno())
    assert.equal(codeOf(outside), 'E_ACCOUNTING_TAX_APPROVER')
    const stillEarly = await act(client, 'accounting.post_taxes', { id })
    assert.equal(codeOf(stillEarly), 'E_ACCOUNTING_TAX_UNAPPROVED')
    const approved = await act(client, 'accounting.approve_taxes', { id }, userNamed('diego.'))
    approved.assertStatus(200)
    const again = await act(client, 'accounting.assess_taxes', { reference: MONTH })
    assert.equal(codeOf(again), 'E_ACCOUNTING_TAX_STATE')
    const posted = await act(client, 'accounting.post_taxes', { id })
    posted.assertStatus(200)
    const entries = await query<Readonly<Record<string, unknown>>>(
      db,
      `select posted_on::text as on, debit_account as debit, credit_account as credit, amount_cents as cents
         from accounting_postings where event = 'tax_assessed'`
    )
    assert.deepEqual(entries, [
      { on: '2026-11-30', debit: '3.7.2.1.1.01', credit: '2.1.4.1.1.01', cents: 1000n },
    ])
    const twice = await act(client, 'accounting.post_taxes', { id })
    assert.equal(codeOf(twice), 'E_ACCOUNTING_TAX_UNAPPROVED')
  }).tags(['@AC-045'])
})
