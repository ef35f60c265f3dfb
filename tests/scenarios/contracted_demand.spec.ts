import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { TARIFF_TABLE, contentOnScreen, putInForce } from './support/configuration.ts'
import { open, send, userOf } from './support/people.ts'
import { bill, readMonth, registrationOf } from './support/reading_month.ts'

const CONTRACT = 'contract_frigo'
const CLAUSE = 'Contrato de demanda 12/2026, cláusula 4'

/** A contract of 500 m³ a month at R$ 3.20, with what passes of it at R$ 5.10. */
const contracted = {
  ...{ charge_type: 'water', tariff_type: CONTRACT, title: 'Demanda contratada' },
  applies: { profiles: [CONTRACT] },
  legal_basis: CLAUSE,
  structure: {
    ...{ kind: 'minimum_volume', per: 'bill', each: 'month', m3: '500' },
    structure: {
      ...{ kind: 'brackets', per: 'bill' },
      brackets: [
        { over: 0, to: 500, price: '3.20' },
        { over: 500, to: null, price: '5.10' },
      ],
    },
  },
}

interface Water {
  readonly invoice_id: bigint
  readonly cents: bigint
}

test.group('Scenario | contracted demand', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  group.each.timeout(170_000)

  test('a large customer pays the contract when below it and the excess price above it, while the contract is valid', async ({
    assert,
    client,
  }) => {
    const [premise] = await query<{ id: bigint }>(
      db,
      `select id from registry_premises where street = 'Rua das Acácias' and number = '100'`
    )
    const { id } = premise!
    const registration = await registrationOf('Rua das Acácias', '100')
    const month = async (reference: string, m3: number) => {
      const consumption = (stop: { registration: string }) =>
        stop.registration === registration ? m3 : 12
      await bill(client, await readMonth(client, { reference, consumption }))
      const [water] = await query<Water>(
        db,
        `select c.invoice_id, sum(c.amount_cents)::bigint as cents
           from billing_charges c join billing_invoices i on i.id = c.invoice_id
          where i.premise_id = ? and i.reference = ? and c.charge_type = 'water' group by 1`,
        [id, reference]
      )
      return water!
    }

    clock.freeze('2026-12-28T15:00:00Z')
    const type = await send(client, 'bruno', '/registry/tariff-types', {
      ...{ code: CONTRACT, title: 'Contrato 12, frigorífico' },
    })
    type.assertStatus(302)
    await signed(client, id, CONTRACT)
    const table = await contentOnScreen<object>(client, TARIFF_TABLE)
    await putInForce(
      client,
      { ...table, title: 'Tabela com contrato', charges: [contracted] },
      { item: TARIFF_TABLE, from: '2027-01-05', legalBasis: 'Resolução 60/2026' }
    )
    // Ends the consumption of before the contract.
    await month('2027-01', 30)

    const below = await month('2027-02', 420)
    assert.equal(below.cents, 160_000n, '500 × 3.20')
    const above = await month('2027-03', 560)
    assert.equal(above.cents, 190_600n, '500 × 3.20 + 60 × 5.10')
    const paper = await open(client, 'bruno', `/billing/invoices/${above.invoice_id}/document`)
    for (const text of ['1.600,00', '306,00', CLAUSE]) assert.include(paper.text(), text)

    // The contract is over: the same unit has the table of everybody again.
    await signed(client, id, 'normal')
    const after = await month('2027-04', 20)
    assert.isBelow(Number(after.cents), 16_000)
  }).tags(['@CM-25d'])
})

/** Bruno says on the unit which contract it has. */
async function signed(client: ApiClient, id: bigint, tariffType: string): Promise<void> {
  const response = await client
    .patch(`/api/registry/premises/${id}`)
    .loginAs(await userOf('bruno'))
    .withCsrfToken()
    .json({ tariff_type: tariffType })
  response.assertStatus(200)
}
