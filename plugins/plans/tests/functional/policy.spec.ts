import { test } from '@japa/runner'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { putParameter } from '#core/access/tests/support/people'
import { query } from '#core/database/index'
import { userNamed } from '#tests/support/people'
import { plain } from '#tests/support/requests'
import { refused, accepted } from '../support/actions.ts'
import { planOf } from '../support/rows.ts'
import { OPEN_POLICY, setPolicy, policyWith, TODAY, on, plansGroup } from '../support/set_up.ts'
import { sign, signed, owing, simulate } from '../support/signing.ts'

test.group('Plans | policy', (group) => {
  plansGroup(group)
  let day = 0
  const policy = (change: Parameters<typeof setPolicy>[0]) =>
    setPolicy({ ...OPEN_POLICY, ...change }, `2026-02-${String(++day).padStart(2, '0')}`)

  test('a debt below the minimum is refused with the minimum, one of the minimum is accepted', async ({
    client,
    assert,
  }) => {
    await policy({ minimum_debt_cents: 15_000 })
    const short = await owing('149.99')
    refused(
      assert,
      await sign(client, { ...short, instalments: 2 }),
      'E_PLANS_MINIMUM_DEBT',
      'R$ 150,00'
    )
    accepted(assert, await sign(client, { ...(await owing('150')), instalments: 2 }))
  }).tags(['@TR-3.2.9.1.1a'])

  test('25 instalments are refused with the limit of 24, and 24 are accepted', async ({
    client,
    assert,
  }) => {
    await policy({ maximum_instalments: 24 })
    const one = await owing('1000')
    refused(assert, await sign(client, { ...one, instalments: 25 }), 'E_PLANS_INSTALMENTS', '24')
    accepted(assert, await sign(client, { ...one, instalments: 24 }))
  }).tags(['@TR-3.2.9.1.1b'])

  test('with 20 % of R$ 1.000,00, a down payment of R$ 199,99 is refused and R$ 200,00 accepted', async ({
    client,
    assert,
  }) => {
    await policy({ minimum_down_percent: '20' })
    const one = { ...(await owing('1000')), instalments: 4 }
    refused(
      assert,
      await sign(client, { ...one, down_cents: '19999' }),
      'E_PLANS_MINIMUM_DOWN',
      'R$ 200,00'
    )
    accepted(assert, await sign(client, { ...one, down_cents: '20000' }))
  }).tags(['@TR-3.2.9.1.2'])

  test('R$ 300,00 are not spread over 11 instalments below R$ 30,00, and are over 10', async ({
    client,
    assert,
  }) => {
    await policy({ minimum_instalment_cents: 3_000 })
    const one = await owing('300')
    refused(
      assert,
      await sign(client, { ...one, instalments: 11 }),
      'E_PLANS_MINIMUM_INSTALMENT',
      'R$ 30,00'
    )
    const plan = await signed(client, { ...one, instalments: 10 })
    const rows = await query<{ amount_cents: bigint }>(
      db,
      'select amount_cents from plans_instalments where agreement_id = ?',
      [plan]
    )
    assert.deepEqual(
      rows.map((row) => row.amount_cents),
      Array<bigint>(10).fill(3_000n)
    )
  }).tags(['@TR-3.2.9.1.3'])

  test('without a down payment a plan is refused where the policy asks for one, and else has all in its instalments', async ({
    client,
    assert,
  }) => {
    await policy({ is_down_required: true })
    const one = { ...(await owing('200')), instalments: 4, down_cents: '0' }
    refused(assert, await sign(client, one), 'E_PLANS_DOWN_REQUIRED')
    await policy({ is_down_required: false })
    const plan = await signed(client, one)
    const [sum] = await query<{ cents: bigint }>(
      db,
      'select sum(amount_cents)::bigint as cents from plans_instalments where agreement_id = ?',
      [plan]
    )
    assert.equal(sum!.cents, 20_000n)
    assert.deepInclude(await planOf(plan), { down_cents: 0n })
  }).tags(['@TR-3.2.9.1.4'])

  test('with 5 days, a plan of 4 March accepts a down payment due on the 9th and refuses the 10th', async ({
    client,
    assert,
  }) => {
    await policy({ down_days: 5 })
    const one = { ...(await owing('300')), instalments: 2, down_cents: '10000' }
    on('2027-03-04')
    refused(
      assert,
      await sign(client, { ...one, down_due_on: '2027-03-10' }),
      'E_PLANS_DOWN_DUE',
      '09/03/2027'
    )
    accepted(assert, await sign(client, { ...one, down_due_on: '2027-03-09' }))
  }).tags(['@TR-3.2.9.1.5'])

  test('a discount is for the social tariff, up to the policy’s percentage, and cites its law', async ({
    client,
    assert,
  }) => {
    await policy({ social_discount_percent: '30' })
    const outside = await owing('100')
    const page = async (premise: bigint) =>
      client.get(`/plans/negotiation?premise_id=${premise}`).loginAs(await userNamed('ana.'))
    const without = await page(outside.premise)
    assert.notInclude(without.text(), 'name="discount"')
    const law = { discount_law: 'Lei municipal 1.234/2026', instalments: 2 }
    refused(
      assert,
      await sign(client, { ...outside, ...law, discount_percent: '10' }),
      'E_PLANS_DISCOUNT_SOCIAL'
    )
    const inside = await owing('100')
    await query(
      db,
      `insert into registry_social_benefits (municipality_id, premise_id, customer_id, programme, programme_number, income_cents,
         family_size, from_on, until_on, registered_by, registered_at)
       select municipality_id, id, (select id from registry_customers order by id limit 1), 'cadunico', '12345678919', 100000, 3,
              '2026-01-01', '2027-12-31', 'Teste', now() from registry_premises where id = ?`,
      [inside.premise]
    )
    const offered = await page(inside.premise)
    assert.include(offered.text(), 'name="discount"')
    refused(
      assert,
      await sign(client, { ...inside, ...law, discount_percent: '31' }),
      'E_PLANS_DISCOUNT',
      '30'
    )
    refused(
      assert,
      await sign(client, { ...inside, instalments: 2, discount_percent: '30' }),
      'E_PLANS_DISCOUNT_LAW'
    )
    const plan = await signed(client, { ...inside, ...law, discount_percent: '30' })
    assert.deepInclude(await planOf(plan), { negotiated_cents: 7_000n })
  }).tags(['@TR-3.2.9.1.7'])

  test('the fine of a plan is the policy’s: 2 % of R$ 150,00, then 1 %', async ({
    client,
    assert,
  }) => {
    await policy({ fine_percent: '2' })
    const late = await owing('150')
    on('2027-01-19')
    const plan = await signed(client, { ...late, instalments: 2 })
    assert.deepInclude(await planOf(plan), { fine_cents: 300n })
    on(TODAY)
    await policy({ fine_percent: '1' })
    const other = await owing('150')
    on('2027-01-19')
    const quoted = await simulate(client, {
      ...{ premise_id: String(other.premise), instalments: '2', debts: other.debts },
    })
    assert.equal(quoted.fine_cents, '150')
  }).tags(['@TR-3.2.9.1.9'])

  test('what one door refuses every door refuses: 15 % once the minimum goes from 10 % to 20 %, and who may not write the policy leaves it so', async ({
    client,
    assert,
  }) => {
    await policy({ minimum_down_percent: '10' })
    const before = await owing('1000')
    accepted(assert, await sign(client, { ...before, instalments: 4, down_cents: '15000' }))
    const one = { ...(await owing('1000')), instalments: 4, down_cents: '15000' }
    // The next day the policy is raised on the screens of configuration, by who may and with a second person.
    on('2026-11-21')
    await putParameter(client, 'plans.policy', policyWith({ minimum_down_percent: '20' }))
    for (const who of ['ana.', 'bruno.', 'carla.', 'fabio.'])
      refused(assert, await sign(client, one, who), 'E_PLANS_MINIMUM_DOWN', '20 %')
    const quoted = await simulate(client, {
      ...{ premise_id: String(one.premise), debts: one.debts },
      ...{ instalments: '4', down_cents: '15000' },
    })
    assert.deepEqual(
      quoted.refusals.map(({ code }) => code),
      ['E_PLANS_MINIMUM_DOWN']
    )

    // The portal: a key that may simulate and nothing else, of a customer that unit and CPF name.
    const key = await keyFor(client, ['plans.simulate'])
    const customer = await customerOf(one.premise)
    const asked = { ...customer, debts: one.debts, instalments: '4', down_cents: '15000' }
    const portal = (given: object) =>
      client
        .get('/api/plans/customer-simulation')
        .qs({ ...asked, ...given })
        .bearerToken(key)
    const codesOf = (answer: ApiResponse) =>
      (answer.body() as { refusals: { code: string }[] }).refusals.map(({ code }) => code)
    const low = await portal({})
    accepted(assert, low)
    assert.deepEqual(codesOf(low), ['E_PLANS_MINIMUM_DOWN'])
    assert.include(plain(low), '20 %')
    assert.deepEqual(codesOf(await portal({ down_cents: '20000' })), [])
    const stranger = await portal({ document: '52998224725' })
    stranger.assertStatus(404)
    stranger.assertBodyContains({ code: 'E_PLANS_CUSTOMER_UNKNOWN' })
    const desk = await client
      .get('/api/plans/simulation')
      .qs({ premise_id: String(one.premise) })
      .bearerToken(key)
    desk.assertStatus(403)

    const draft = await client
      .post('/api/actions/configuration.save_draft')
      .json({
        ...{ kind: 'parameter', key: 'plans.policy' },
        content: JSON.stringify({ value: { ...OPEN_POLICY, minimum_down_percent: '10' } }),
      })
      .withCsrfToken()
      .loginAs(await userNamed('carla.'))
    draft.assertStatus(403)
    assert.deepEqual(codesOf(await portal({})), ['E_PLANS_MINIMUM_DOWN'])
  }).tags(['@TR-3.2.9.1'])

  test('an instalment below the minimum is refused over HTTP in the words of the screen', async ({
    client,
    assert,
  }) => {
    await policy({ minimum_instalment_cents: 3_000 })
    const one = await owing('100')
    const terms = { premise_id: String(one.premise), debts: one.debts, instalments: '4' }
    const screen = await client
      .get('/plans/negotiation')
      .qs(terms)
      .loginAs(await userNamed('ana.'))
    screen.assertStatus(200)
    const direct = await sign(client, { ...one, instalments: 4 })
    direct.assertStatus(422)
    const { code, message } = direct.body() as { code: string; message: string }
    assert.equal(code, 'E_PLANS_MINIMUM_INSTALMENT')
    assert.include(message, 'R$\u00A030,00')
    assert.include(screen.text(), message)
    assert.lengthOf(
      await query(db, 'select from plans_agreements where premise_id = ?', [one.premise]),
      0
    )
  }).tags(['@TR-3.1.2.2'])
})

/** A key of Ana's for another system, with some permissions only. */
async function keyFor(client: ApiClient, scopes: readonly string[]): Promise<string> {
  const answer = await client
    .post('/api/actions/access.issue_token')
    .json({ name: 'Portal do cliente', days: 30, scopes })
    .withCsrfToken()
    .loginAs(await userNamed('ana.'))
  answer.assertStatus(200)
  return (answer.body() as { output: { secret: string } }).output.secret
}

async function customerOf(premiseId: bigint): Promise<{ unit: string; document: string }> {
  const [row] = await query<{ unit: string; document: string }>(
    db,
    `select p.registration_number as unit, c.taxpayer_id as document from registry_premises p
       join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null
       join registry_customers c on c.id = h.customer_id where p.id = ?`,
    [premiseId]
  )
  return row!
}
