import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { userNamed } from '#tests/support/people'
import { open } from '#core/access/tests/support/people'
import { plain } from '#tests/support/requests'
import { houses, billKey, bill } from '../support/houses.ts'
import { planOf, slipsOf, planLines, assertBridges } from '../support/rows.ts'
import { OPEN_POLICY, setPolicy, TODAY, on, plansGroup } from '../support/set_up.ts'
import { signed, simulate } from '../support/signing.ts'

/** A paper as it is shown and printed again. */
async function contentOf(client: ApiClient, id: bigint): Promise<string> {
  const [, content] = /srcdoc="([^"]*)"/.exec(
    plain(await open(client, 'ana.', `/documents/issued/${id}`))
  )!
  return content!
}

const papersOf = (plan: bigint) =>
  query<{ id: bigint; template: string }>(
    db,
    `select id, template from documents_issued where subject_type = 'plans.agreements' and subject_id = ? order by id`,
    [plan]
  )

test.group('Plans | papers and interest', (group) => {
  plansGroup(group)

  test('a plan with a down payment of R$ 100,00 has a term and a bill with a barcode; without one, the term only', async ({
    client,
    assert,
  }) => {
    const {
      houses: [one, other],
    } = await houses(['400', '400'])
    const plan = await signed(client, {
      ...{ premise: one!.id, debts: [billKey(one!.invoices[0]!)], instalments: 3 },
      down_cents: '10000',
    })
    const [term, payable] = await papersOf(plan)
    assert.deepEqual([term!.template, payable!.template], ['plans.term', 'plans.bill'])
    const text = await contentOf(client, term!.id)
    for (const part of [
      'Fatura',
      '1/3',
      '3/3',
      'fatura de 12/2026',
      'Cliente',
      'Responsável pela negociação',
    ])
      assert.include(text, part)
    const pdf = await client
      .post(`/documents/issued/${term!.id}/print`)
      .withCsrfToken()
      .loginAs(await userNamed('ana.'))
    pdf.assertStatus(200)
    pdf.assertHeader('content-type', 'application/pdf')
    const [slip] = await slipsOf(plan)
    assert.deepInclude(slip!, { amount_cents: 10_000n, state: 'open' })
    assert.match(slip!.barcode, /^\d{44}$/)
    assert.deepInclude(await planOf(plan), { state: 'awaiting' })
    const alone = await signed(client, {
      ...{ premise: other!.id, debts: [billKey(other!.invoices[0]!)], instalments: 3 },
    })
    const papers = await papersOf(alone)
    assert.deepEqual(
      papers.map(({ template }) => template),
      ['plans.term']
    )
  }).tags(['@TR-3.2.9.2.5a'])

  test('a term names the signatory of its day, and says the same when it is issued again', async ({
    client,
    assert,
  }) => {
    await setPolicy({ ...OPEN_POLICY, signatory: 'Maria Souza' }, '2026-05-01')
    const {
      houses: [one, other],
    } = await houses(['300', '300'])
    const termOf = async (plan: bigint) => {
      const [term] = await papersOf(plan)
      return contentOf(client, term!.id)
    }
    const plan = await signed(client, {
      ...{ premise: one!.id, debts: [billKey(one!.invoices[0]!)], instalments: 3 },
    })
    const first = await termOf(plan)
    assert.include(first, 'Maria Souza')
    await setPolicy(
      { ...OPEN_POLICY, signatory: 'João Lima', method: 'price', monthly_percent: '1' },
      '2026-06-01'
    )
    await query(
      db,
      `update registry_customers set name = 'Outro Nome' where id = (select debtor_id from plans_agreements where id = ?)`,
      [plan]
    )
    assert.equal(await termOf(plan), first)
    const later = await signed(client, {
      ...{ premise: other!.id, debts: [billKey(other!.invoices[0]!)], instalments: 3 },
    })
    const second = await termOf(later)
    assert.include(second, 'João Lima')
    assert.notInclude(second, 'Maria Souza')
    assert.include(second, 'Outro Nome')
  }).tags(['@TR-3.2.9.1.8', '@TR-3.2.9.2.5b'])

  test('1 % of simple interest on R$ 1.000,00 in 10 adds R$ 1,00 to R$ 10,00, each asked for in its month; at zero none', async ({
    client,
    assert,
  }) => {
    await setPolicy({ ...OPEN_POLICY, method: 'simple', monthly_percent: '1' }, '2026-07-01')
    const {
      month,
      houses: [house],
    } = await houses(['1000'])
    const asked = {
      ...{ premise_id: String(house!.id), instalments: '10' },
      debts: [billKey(house!.invoices[0]!)],
    }
    const rowsOf = async () => {
      const quoted = await simulate(client, asked)
      return quoted.instalments
    }
    const first = await rowsOf()
    assert.deepEqual(
      first.map((row) => [row.principal_cents, row.interest_cents]),
      Array.from({ length: 10 }, (_, index) => ['10000', String((index + 1) * 100)])
    )
    const plan = await signed(client, {
      ...{ premise: house!.id, debts: asked.debts, instalments: 10 },
    })
    await bill(month, '2026-12')
    const { number } = await planOf(plan)
    assert.deepEqual(await planLines(house!.id, '2026-12'), [
      `Parcelamento ${number} (1/10) 100.00`,
      `Juros do parcelamento ${number} (1/10) 1.00`,
    ])
    await assertBridges(assert, month, ['2026-11', '2026-12'])
    on(TODAY)
    await setPolicy(OPEN_POLICY, '2026-08-01')
    const {
      houses: [other],
    } = await houses(['1000'])
    Object.assign(asked, { premise_id: String(other!.id), debts: [billKey(other!.invoices[0]!)] })
    const later = await rowsOf()
    assert.isTrue(later.every((row) => row.interest_cents === '0'))
  }).tags(['@TR-3.2.9.2.2'])
})
