import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { accepted, refused } from '#plugins/plans/tests/support/actions'
import { type House, billKey, houses } from '#plugins/plans/tests/support/houses'
import { pay } from '#plugins/plans/tests/support/payments'
import { slipsOf } from '#plugins/plans/tests/support/rows'
import { OPEN_POLICY, policyWith, setUpPlans } from '#plugins/plans/tests/support/set_up'
import { sign, signed, simulate } from '#plugins/plans/tests/support/signing'
import { open, send } from '#tests/scenarios/support/people'
import { userNamed } from '#tests/support/people'
import { freshDatabase } from '#tests/support/database'
import { act, bodyOf } from '#tests/support/requests'

const AGENCIES = { alto: 'Alto', vila: 'Vila Nova' } as const
const ITEM = '/configuration/parameter/plans.policy'

const on = (day: string) => clock.freeze(`${day}T15:00:00Z`)
const terms = (house: House, instalments: number, down = '0') => ({
  ...{ premise: house.id, debts: [billKey(house.invoices[0]!)], instalments, down_cents: down },
})

/** Two agencies, each with a locality that it serves. @returns the ids of the localities */
async function agencies(client: ApiClient): Promise<readonly bigint[]> {
  const made: bigint[] = []
  for (const [code, title] of Object.entries(AGENCIES)) {
    const post = async (path: string, row: object) => {
      const answer = await client
        .post(path)
        .json(row as Record<string, unknown>)
        .withCsrfToken()
        .accept('json')
        .loginAs(await userNamed('ana.'))
      if (answer.status() >= 300) throw new Error(answer.text())
      return answer.body() as { id?: string }
    }
    await post('/api/registry/agencies', { code, title })
    await post('/api/registry/localities', { code: `L-${code}`, name: title, agency: code })
    const [row] = await query<{ id: bigint }>(
      db,
      'select id from registry_localities where agency = ?',
      [code]
    )
    made.push(row!.id)
  }
  return made
}

const stands = (house: House, locality: bigint) =>
  query(db, 'update registry_premises set locality_id = ? where id = ?', [locality, house.id])

/** Signs with a down payment and pays it the next day. */
async function agreed(client: ApiClient, house: House, instalments: number, down: string) {
  const today = clock.today('America/Cuiaba') as CivilDate
  const plan = await signed(client, { ...terms(house, instalments, down), down_due_on: today })
  const [slip] = await slipsOf(plan)
  await pay(slip!.document_id, today)
  return plan
}

const row = (told: Told['rows'][number]) => [
  ...[told.period, told.from_on, told.until_on, Number(told.plans), Number(told.negotiated_cents)],
  ...[Number(told.plan_cents), Number(told.late_cents), Number(told.recovered_cents)],
]

interface Told {
  readonly rows: readonly Readonly<Record<string, string | number | null>>[]
}

test.group('Collections | policy evaluation', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    on('2026-11-20')
    await setUpPlans({ ...OPEN_POLICY, maximum_instalments: 12 })
  })
  group.each.timeout(120_000)
  group.teardown(() => clock.restore())

  test('a policy of one agency from the 1st of next month is not applied before nor elsewhere, and its evaluation compares equal periods', async ({
    client,
    assert,
  }) => {
    const [alto, vila] = await agencies(client)
    const { houses: all } = await houses(['1000', '1000', '1000', '1000', '1000', '1000', '300'])
    const [before, first, second, late, elsewhere, other, early] = all as unknown as House[]
    for (const one of [before!, first!, second!, late!, early!]) await stands(one, alto!)
    for (const one of [elsewhere!, other!]) await stands(one, vila!)

    // Written for the agency on the page of the policy, and approved by another person.
    const page = await open(client, 'bruno', ITEM)
    assert.include(page.text(), '<option value="agency.alto">Agência Alto</option>')
    const draft = await open(client, 'bruno', `${ITEM}/draft?place=agency.alto`)
    assert.include(draft.text(), 'Nova versão de Política de parcelamentos: Agência Alto')
    const drafted = await send(client, 'bruno', `${ITEM}@agency.alto/draft`, {
      content: JSON.stringify({ value: policyWith({ maximum_instalments: 24 }) }),
    })
    const path = String(drafted.header('location'))
    const dates = { from: '2026-12-01', reason: 'Projeto da agência', legal_basis: 'Portaria 9' }
    await send(client, 'bruno', `${path}/submit`, dates)
    await send(client, 'ana', `${path}/approve`, {})
    const unknown = await act(client, 'configuration.save_draft', {
      ...{ kind: 'parameter', key: 'plans.policy@agency.norte' },
      content: JSON.stringify({ value: policyWith({}) }),
    })
    refused(assert, unknown, 'E_CONFIGURATION_PLACE', 'Política de parcelamentos')

    // Not before the 1st.
    await agreed(client, early!, 2, '9900')
    on('2026-11-25')
    await agreed(client, before!, 12, '10000')
    await agreed(client, elsewhere!, 12, '5000')
    on('2026-11-30')
    refused(assert, await sign(client, terms(first!, 24)), 'E_PLANS_INSTALMENTS', '12')

    // From the 1st, in that agency alone.
    on('2026-12-01')
    refused(assert, await sign(client, terms(other!, 24)), 'E_PLANS_INSTALMENTS', '12')
    accepted(
      assert,
      await sign(client, { ...terms(other!, 12, '7000'), down_due_on: '2026-12-03' })
    )
    const asked = {
      ...{ premise_id: String(first!.id), debts: billKey(first!.invoices[0]!), instalments: '24' },
    }
    const quoted = await simulate(client, asked)
    assert.deepEqual(quoted.refusals, [])
    const plan = await agreed(client, first!, 24, '20000')
    await agreed(client, second!, 13, '30000')
    const applied = await open(client, 'ana', `/plans/agreements/${plan}`)
    assert.include(applied.text(), 'Política de parcelamentos: Agência Alto')
    assert.include(applied.text(), 'É própria do lugar do imóvel')

    // Ten days of it against the ten before. A bill outside of plans is paid late.
    const [bill] = await query<{ document_id: bigint }>(
      db,
      `update receivables_items i set due_on = '2026-12-05' from billing_invoices b
        where b.id = ? and i.origin_type = 'billing.invoice' and i.origin_id = b.id returning b.document_id`,
      [late!.invoices[0]!]
    )
    on('2026-12-10')
    await pay(bill!.document_id, '2026-12-10')
    const version = path.split('/').at(-1)!
    const told = async (filters: Record<string, string>) => {
      const body = await bodyOf<Told>(
        client
          .get(
            `/api/reports/collections.policy_evaluation?${new URLSearchParams({ policy: version, ...filters })}`
          )
          .loginAs(await userNamed('ana.'))
      )
      if (!body.rows) throw new Error(JSON.stringify(body))
      return body.rows
    }
    const rows = await told({ position_on: '2026-12-10' })
    assert.deepEqual(rows.map(row), [
      ['Dentro, antes', '2026-11-21', '2026-11-30', 1, 100_000, 10_000, 0, 10_000],
      ['Dentro, depois', '2026-12-01', '2026-12-10', 2, 200_000, 50_000, 100_000, 150_000],
      ['Fora, antes', '2026-11-21', '2026-11-30', 1, 100_000, 5_000, 0, 5_000],
      ['Fora, depois', '2026-12-01', '2026-12-10', 1, 100_000, 0, 0, 0],
    ])
    assert.deepEqual(
      rows.map((one) => [one.plans_percent, one.recovered_percent].map(Number)),
      [
        [0, 0],
        [100, 1400],
        [0, 0],
        [0, -100],
      ]
    )
    const short = await told({ position_on: '2026-12-10', days: '5' })
    assert.deepEqual(row(short[0]!).slice(0, 4), ['Dentro, antes', '2026-11-26', '2026-11-30', 0])
    assert.lengthOf(await told({ position_on: '2026-11-30' }), 0)

    const chooses = await open(client, 'ana', '/reports/collections.policy_evaluation')
    chooses.assertStatus(200)
    const file = await open(
      client,
      'ana',
      `/reports/collections.policy_evaluation/file?format=csv&policy=${version}&position_on=2026-12-10`
    )
    assert.include(file.text(), 'Dentro, depois')
    const versionPage = await open(client, 'ana', path)
    assert.include(versionPage.text(), `/reports/collections.policy_evaluation?policy=${version}`)
    const list = await open(client, 'ana', '/collections/policies')
    assert.include(list.text(), 'Política de parcelamentos: Agência Alto')
  }).tags(['@CM-04'])
})
