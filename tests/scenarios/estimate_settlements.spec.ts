import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type BuiltHouse,
  billHouses,
  buildGroup,
  invoicesOfHouses,
  write,
} from '#plugins/billing/tests/functional/built_group'
import { openBridges, versionsOf } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { putInForce } from './support/configuration.ts'
import { open } from './support/people.ts'

/** R$ 1,00 a m³ up to 20 and R$ 3,00 above, ten always asked. */
const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: {
      title: 'Residencial',
      minimum_m3: 10,
      blocks: [
        { over: 0, to: 20, price: '1.00' },
        { over: 20, to: null, price: '3.00' },
      ],
    },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
}
const CLOSED = '01'

interface Scope {
  readonly municipalityId: bigint
  readonly billingGroupId: bigint
  readonly reference: RefMonth
}

test.group('Scenario | settlement of estimates', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  let houses: BuiltHouse[]
  let december: Scope
  const month = async (
    client: ApiClient,
    reference: string,
    m3: readonly (number | string)[]
  ): Promise<Scope> => {
    await billHouses(client, { code: 'ACE', houses }, { reference, m3 })
    const [scope] = await query<Scope>(
      db,
      `select municipality_id as "municipalityId", id as "billingGroupId", ? as reference from registry_billing_groups where code = 'ACE'`,
      [reference]
    )
    return scope!
  }
  const creditsOf = (index: number) =>
    query<object>(
      db,
      'select cause, amount_cents as amount, open_cents as open from receivables_credits where premise_id = ? order by id',
      [houses[index]!.id]
    )
  const lastOf = async (index: number) => {
    const versions = await versionsOf(houses[index]!.id, '2026-12')
    return versions.at(-1)!
  }
  const replaysEqual = async (client: ApiClient, invoiceId: bigint) => {
    const page = await open(client, 'bruno', `/billing/invoices/${invoiceId}`)
    page.assertTextIncludes('Recálculo confere')
    return page
  }
  const settleBy = (client: ApiClient, value: string, from: string) =>
    putInForce(
      client,
      { value },
      { item: 'parameter/readings.estimate_settlement', from, legalBasis: 'Resolução 2/2026' }
    )

  group.setup(async () => {
    clock.freeze('2026-08-01T15:00:00Z')
    await putVersion('tariff-table', 'default', TABLE)
    return () => clock.restore()
  })

  test('in the month: what estimates did not bill is charged whole by the tariff of the month', async ({
    client,
    assert,
  }) => {
    houses = await buildGroup(client, 'ACE', [{}, {}, {}])
    await month(client, '2026-08', [10, 30, 60])
    await month(client, '2026-09', [CLOSED, CLOSED, CLOSED])
    await settleBy(client, 'in_month', '2026-09-20')
    await month(client, '2026-10', [40, 34, 70])
    const [more, less] = await invoicesOfHouses(houses, '2026-10')
    // 40 m³ less the 10 estimated: 20 at 1,00 and 10 at 3,00. Month by month it would be 20 + (20 − 10) = 30,00.
    assert.deepEqual([more!.billed_m3, more!.lines], ['30', ['water 50.00']])
    // 34 less 30: the minimum of ten.
    assert.deepEqual([less!.billed_m3, less!.lines], ['4', ['water 10.00']])
  })

  test('in money: each estimated month is priced again, and what differs is a charge or a credit', async ({
    client,
    assert,
  }) => {
    await settleBy(client, 'credit', '2026-10-20')
    // The averages of August and October: 20, 17 and 35 m³, for 20,00, 17,00 and 65,00.
    await month(client, '2026-11', [CLOSED, CLOSED, CLOSED])
    // November has 31 of the 61 days: 31 m³ of 61, 10 of 20 and 10 of 20.
    december = await month(client, '2026-12', [61, 20, 20])
    const [more, less, least] = await invoicesOfHouses(houses, '2026-12')
    // December 30 m³ 50,00; November 31 m³ 53,00 in place of 20,00.
    assert.deepEqual([more!.billed_m3, more!.lines], ['30', ['water 50.00', 'water 33.00']])
    assert.equal(more!.total_cents, 8300n)
    // December 10,00; November 10 m³ 10,00 in place of 17,00: a credit of 7,00.
    assert.deepEqual([less!.billed_m3, less!.lines], ['10', ['water 10.00']])
    assert.equal(less!.total_cents, 300n)
    // November 10,00 in place of 65,00: the credit of 55,00 pays December, and 45,00 are left.
    assert.deepEqual([least!.lines, least!.total_cents], [['water 10.00'], 0n])
    assert.deepEqual(await creditsOf(2), [{ cause: 'estimate', amount: 5500n, open: 4500n }])
    assert.deepEqual(await openBridges(december, december.reference), [])
    await replaysEqual(client, least!.id)
  })

  test('the page and the paper tell each month with its m³, its amounts and the law', async ({
    client,
  }) => {
    const [more, less] = await invoicesOfHouses(houses, '2026-12')
    const page = await replaysEqual(client, more!.id)
    page.assertTextIncludes('Acerto da estimativa de 11/2026: Água, residencial')
    page.assertTextIncludes('31 m³ consumidos em vez de 20 m³ estimados')
    page.assertTextIncludes('Lei 8.078/1990, art. 42')
    const paper = await open(client, 'bruno', `/billing/invoices/${more!.id}/document`)
    paper.assertTextIncludes('31 m³ consumidos em vez de 20 m³ estimados')
    const given = await replaysEqual(client, less!.id)
    given.assertTextIncludes('Créditos do acerto de estimativas')
    given.assertTextIncludes('10 m³ consumidos em vez de 17 m³ estimados')
    const credited = await open(client, 'bruno', `/billing/invoices/${less!.id}/document`)
    credited.assertTextIncludes('Estimativa de 11/2026')
  })

  test('a correction settles again from what it says: the credit goes with the invoice that gave it', async ({
    client,
    assert,
  }) => {
    const [, less] = await invoicesOfHouses(houses, '2026-12')
    const [reading] = await query<{ reading: number }>(
      db,
      `select reading from readings_readings where premise_id = ? and reference = '2026-12'`,
      [houses[1]!.id]
    )
    await write(client, '/api/actions/billing.change_reading', {
      ...{ id: Number(less!.id), reading: reading!.reading + 10 },
      ...{ reason_code: 'misread', reason: 'Conferida com a foto' },
    })
    // 30 m³: 15 of November, 15,00 in place of 17,00, and 15 of December.
    const last = await lastOf(1)
    assert.deepEqual([last.billed_m3, last.own_cents, last.total_cents], ['15', 1500n, 1300n])
    assert.deepEqual(await creditsOf(1), [
      { cause: 'estimate', amount: 700n, open: 0n },
      { cause: 'estimate', amount: 200n, open: 0n },
    ])
    // Another volume of the month alone: November stays settled.
    await write(client, '/api/actions/billing.change_consumption', {
      ...{ id: Number(last.id), billed_m3: '12', reason_code: 'misread', reason: 'Conferida' },
    })
    const again = await lastOf(1)
    assert.deepEqual([again.billed_m3, again.total_cents], ['12', 1000n])
    for (const { id } of await versionsOf(houses[1]!.id, '2026-12')) await replaysEqual(client, id)
    const posted = await query<{ event: string; cents: bigint }>(
      db,
      `select event, sum(amount_cents)::bigint as cents from accounting_postings
        where event like 'estimate_credit%' group by event order by event`
    )
    // 55,00 and 7,00, then 2,00 twice; the 7,00 and the first 2,00 went with their invoices.
    assert.deepEqual(posted, [
      { event: 'estimate_credit', cents: 6600n },
      { event: 'estimate_credit_reversed', cents: 900n },
    ])
    assert.deepEqual(await openBridges(december, december.reference), [])
  })

  test('what is left of the credit pays the next invoice; then its own is corrected no more', async ({
    client,
    assert,
  }) => {
    const january = await month(client, '2027-01', [10, 10, 10])
    const [, , least] = await invoicesOfHouses(houses, '2027-01')
    assert.equal(least!.total_cents, 0n)
    assert.deepEqual(await creditsOf(2), [{ cause: 'estimate', amount: 5500n, open: 3500n }])
    assert.deepEqual(await openBridges(january, january.reference), [])
    const [, , settled] = await invoicesOfHouses(houses, '2026-12')
    const answer = await client
      .post('/api/actions/billing.change_consumption')
      .loginAs(await ana())
      .withCsrfToken()
      .accept('json')
      .json({
        ...{ id: Number(settled!.id), billed_m3: '8', reason_code: 'misread' },
        reason: 'Conferida',
      })
    answer.assertStatus(409)
    assert.include(answer.text(), 'E_RECEIVABLES_CREDIT_USED')
  })
})
