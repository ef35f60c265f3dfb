import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { refused, accepted } from '../support/actions.ts'
import { OPEN_POLICY, setPolicy, plansGroup } from '../support/set_up.ts'
import { sign, signed, owing, simulate } from '../support/signing.ts'

const LIMITS = {
  ...OPEN_POLICY,
  ...{ replan_instalments: 12, replan_instalments_infraction: 6 },
  ...{ minimum_down_percent: '20', replan_down_percent_infraction: '40' },
}

/** A house with a plan of so many reais in force, to be negotiated again. */
async function planned(client: ApiClient, reais: string) {
  const one = await owing(reais)
  await signed(client, { ...one, instalments: 2 })
  const quoted = await simulate(client, { premise_id: String(one.premise), instalments: '2' })
  return { premise: one.premise, debts: quoted.debts.map(({ key }) => key) }
}

test.group('Plans | limits of new negotiations', (group) => {
  plansGroup(group)

  test('a client with two new negotiations gets the third refused, one with one makes the second', async ({
    client,
    assert,
  }) => {
    await setPolicy({ ...OPEN_POLICY, maximum_replans: 2 }, '2026-02-01')
    for (const turn of [1, 2, 3]) {
      const answer = await sign(client, { ...(await planned(client, '100')), instalments: 3 })
      if (turn < 3) accepted(assert, answer)
      else refused(assert, answer, 'E_PLANS_REPLANS', '2')
    }
  }).tags(['@TR-3.2.9.1.10'])

  test('without an irregularity a new negotiation has 12 instalments and no more; with one 6, and 40 % of down payment', async ({
    client,
    assert,
  }) => {
    await setPolicy(OPEN_POLICY, '2026-03-01')
    const clean = await planned(client, '500')
    const marked = await planned(client, '500')
    const third = await planned(client, '500')
    await setPolicy(LIMITS, '2026-04-01')
    const down = { down_cents: '10000' }
    refused(
      assert,
      await sign(client, { ...clean, ...down, instalments: 13 }),
      'E_PLANS_INSTALMENTS',
      '12'
    )
    accepted(assert, await sign(client, { ...clean, ...down, instalments: 12 }))
    await fine(marked.premise)
    const much = { down_cents: '20000' }
    refused(
      assert,
      await sign(client, { ...marked, ...much, instalments: 7 }),
      'E_PLANS_INSTALMENTS',
      '6'
    )
    accepted(assert, await sign(client, { ...marked, ...much, instalments: 6 }))
    refused(
      assert,
      await sign(client, { ...third, down_cents: '19900', instalments: 6 }),
      'E_PLANS_MINIMUM_DOWN',
      'R$ 200,00'
    )
    accepted(assert, await sign(client, { ...third, ...much, instalments: 6 }))
  }).tags(['@TR-3.2.9.1.11', '@TR-3.2.9.1.12', '@TR-3.2.9.1.13'])
})

/** A fine for irregularity that was charged to the client. */
const fine = (premise: bigint) =>
  query(
    db,
    `insert into billing_service_charges (municipality_id, premise_id, debtor_id, service_code, fine_type, fine_degree, title,
       executed_on, quantity, unit_cents, total_cents, parcels, first_reference, version_id, reason_code, charged_by, charged_at)
     select p.municipality_id, p.id, (select id from registry_customers order by id limit 1), 'fine', 'bypass', 'severe',
            'Multa por ligação direta', '2026-11-01', 1, 1000, 1000, 1, '2026-12',
            (select id from configuration_versions order by id limit 1), 'service', 'Teste', now()
       from registry_premises p where p.id = ?`,
    [premise]
  )
