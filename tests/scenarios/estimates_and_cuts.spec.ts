import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type BuiltHouse,
  billHouses,
  buildGroup,
  invoicesOfHouses,
  write,
} from '#plugins/billing/tests/functional/built_group'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { putInForce } from './support/configuration.ts'
import { open } from './support/people.ts'

/** A m³ costs R$ 1,00 and ten are always asked; sewage is 80 % of water. */
const FLAT = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 10, blocks: [{ over: 0, to: null, price: '1.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
}
/** What readers write: a meter that stands still is the utility's to exchange, a closed house is not its fault. */
const STOPPED = '03'
const CLOSED = '01'

interface Simulated {
  readonly down_cents: string
  readonly plan_interest_cents: string
  readonly free_instalments: number
  readonly instalments: readonly { readonly amount_cents: string }[]
  readonly refusals: readonly { readonly code: string }[]
}

test.group('Scenario | estimated months and a cut', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  let houses: BuiltHouse[]
  const month = (client: ApiClient, reference: string, m3: readonly (number | string)[]) =>
    billHouses(client, { code: 'EST', houses }, { reference, m3 })

  group.setup(async () => {
    clock.freeze('2026-08-01T15:00:00Z')
    await putVersion('tariff-table', 'default', FLAT)
    return () => clock.restore()
  })

  test('months that the utility failed to read are paid in as many instalments without interest; the customer’s own are not', async ({
    client,
    assert,
  }) => {
    houses = await buildGroup(client, 'EST', [{}, {}, {}, { sewage: true }])
    await month(client, '2026-08', [10, 10, 10, 10])
    await month(client, '2026-09', [STOPPED, CLOSED, CLOSED, 10])
    await month(client, '2026-10', [STOPPED, CLOSED, 4, 10])
    await write(client, '/api/actions/registry.connections.change_situation', {
      ...{ connection_id: String(houses[3]!.connectionId), situation: 'cut_standpipe' },
      ...{ from_on: '2026-10-06', reason: 'Corte por débito' },
    })
    await month(client, '2026-11', [60, 60, 30, 0])
    const [stopped, closed] = await invoicesOfHouses(houses, '2026-11')
    assert.deepEqual(
      [stopped!.billed_m3, stopped!.total_cents, closed!.total_cents],
      ['40', 4000n, 4000n]
    )
    const simulate = async (place: number, instalments: number) => {
      const invoice = [stopped, closed][place]!
      const answer = await client
        .get('/api/plans/simulation')
        .qs({
          ...{ premise_id: String(houses[place]!.id), instalments },
          debts: [`bill:billing.invoice:${invoice.id}`],
        })
        .loginAs(await ana())
      return answer.body() as Simulated
    }
    const two = await simulate(0, 2)
    assert.containsSubset(two, {
      ...{ free_instalments: 2, plan_interest_cents: '0', down_cents: '0', refusals: [] },
      instalments: [{ amount_cents: '2000' }, { amount_cents: '2000' }],
    })
    const three = await simulate(0, 3)
    assert.isAbove(Number(three.plan_interest_cents), 0)
    const own = await simulate(1, 2)
    assert.equal(own.free_instalments, 0)
    assert.isAbove(Number(own.plan_interest_cents), 0)
    assert.isAbove(Number(own.down_cents), 0)
    const key = encodeURIComponent(`bill:billing.invoice:${stopped!.id}`)
    const page = await open(
      client,
      'ana',
      `/plans/negotiation?premise_id=${houses[0]!.id}&debts=${key}&instalments=2`
    )
    page.assertTextIncludes('em até 2 parcelas, sem juros nem entrada')
    await write(client, '/api/actions/plans.sign', {
      ...{ premise_id: String(houses[0]!.id), debts: [`bill:billing.invoice:${stopped!.id}`] },
      ...{ instalments: 2, down_cents: '0' },
    })
    const [plan] = await query<{ method: string; total: bigint; state: string }>(
      db,
      'select method, total_cents as total, state from plans_agreements where premise_id = ?',
      [houses[0]!.id]
    )
    assert.deepEqual(plan, { method: 'none', total: 4000n, state: 'active' })
  })

  test('the average takes what each month used, not what one bill asked for several', async ({
    assert,
  }) => {
    const [reading] = await query<{ billed: string; average: string }>(
      db,
      `select trim_scale(billed_m3)::text as billed, trim_scale(average_m3)::text as average from readings_readings
        where premise_id = ? and reference = '2026-11'`,
      [houses[0]!.id]
    )
    // 60 m³ in three months of which two were estimated at 10: 40 are billed; 21 are November's by its days, and August used 10.
    assert.deepEqual(reading, { billed: '40', average: '15.5' })
  })

  test('what estimates asked beyond what was used is a credit in m³, which the next readings use', async ({
    assert,
  }) => {
    const rows = await query<object>(
      db,
      `select reference, trim_scale(billed_m3)::text as billed, trim_scale(credit_m3)::text as credit from readings_readings
        where premise_id = ? and reference >= '2026-09' order by reference`,
      [houses[2]!.id]
    )
    assert.deepEqual(rows, [
      { reference: '2026-09', billed: '10', credit: '0' },
      { reference: '2026-10', billed: '0', credit: '6' },
      { reference: '2026-11', billed: '24', credit: '0' },
    ])
    const [, , november] = await invoicesOfHouses(houses, '2026-11')
    assert.equal(november!.total_cents, 2400n)
  })

  test('a correction of such a month keeps what the month itself used, and the next average takes it', async ({
    client,
    assert,
  }) => {
    const correct = async (operation: string, value: object) => {
      const [, invoice] = await invoicesOfHouses(houses, '2026-11')
      await write(client, `/api/actions/billing.change_${operation}`, {
        ...{ id: Number(invoice!.id), reason_code: 'misread', reason: 'Conferida com a foto' },
        ...value,
      })
    }
    const kept = async () => {
      const [row] = await query<{ billed: string; own: string }>(
        db,
        `select trim_scale(corrected_m3)::text as billed, trim_scale(corrected_own_m3)::text as own from readings_readings
          where premise_id = ? and reference = '2026-11'`,
        [houses[1]!.id]
      )
      return row
    }
    // 51 m³ in 31 + 30 + 31 days, of which 20 were estimated: 31 are billed; 17 and 16 are of September and October, 18 of November.
    await correct('reading', { reading: 61 })
    assert.deepEqual(await kept(), { billed: '31', own: '18' })
    // 22 m³ instead, with the 20 estimated 42: 14 and 13, and 15 of November; August used 10.
    await correct('consumption', { billed_m3: '22' })
    assert.deepEqual(await kept(), { billed: '22', own: '15' })
    await month(client, '2026-12', [10, 10, 10, 0])
    const [next] = await query<{ average: string }>(
      db,
      `select i.facts::jsonb ->> 'average_m3' as average from readings_load_items i join readings_loads l on l.id = i.load_id
        where i.premise_id = ? and l.reference = '2026-12'`,
      [houses[1]!.id]
    )
    assert.equal(Number(next!.average), 12.5)
  })

  test('a cut connection is asked what the parameter says of its situation', async ({
    client,
    assert,
  }) => {
    const linesOf = async (reference: string) => {
      const [invoice] = await invoicesOfHouses([houses[3]!], reference)
      return invoice?.lines ?? null
    }
    assert.deepEqual(await linesOf('2026-10'), ['water 10.00', 'sewage 8.00'])
    // Active on 5 October, cut since 6: of the minimum of ten, one of 31 days.
    assert.deepEqual(await linesOf('2026-11'), ['water 0.32', 'sewage 8.00'])
    const value = { water: ['active', 'cut_standpipe'], sewage: [] }
    await putInForce(
      client,
      { value },
      {
        ...{ item: 'parameter/billing.billable_services', from: '2026-12-20' },
        legalBasis: 'Resolução 1/2026',
      }
    )
    await month(client, '2027-01', [10, 10, 10, 0])
    assert.deepEqual(await linesOf('2027-01'), ['water 10.00'])
  })

  test('cut and connected again, or new, in the middle of a period: the minimum of its days, consumption whole', async ({
    client,
    assert,
  }) => {
    const change = (situation: string, from: string) =>
      write(client, '/api/actions/registry.connections.change_situation', {
        ...{ connection_id: String(houses[1]!.connectionId), situation },
        ...{ from_on: from, reason: 'Corte por débito' },
      })
    clock.freeze('2027-01-28T15:00:00Z')
    // Read on 4 January: 31 days until 4 February, of them without water from 10 to 19.
    await change('cut_branch', '2027-01-10')
    await change('active', '2027-01-20')
    const [fresh] = await buildGroup(client, 'NOV', [{ connectedOn: '2027-01-25' }])
    await month(client, '2027-02', [10, 4, 14, 0])
    await billHouses(client, { code: 'NOV', houses: [fresh!] }, { reference: '2027-02', m3: [0] })
    const invoices = await invoicesOfHouses([houses[1]!, houses[2]!, fresh!], '2027-02')
    const [changed, same, begun] = invoices
    // Of ten m³, 21 of 31 days are 6.77, and 11 of 31 are 3.55; who changed nothing pays what it used.
    assert.deepEqual([changed!.billed_m3, changed!.lines], ['4', ['water 6.77']])
    assert.deepEqual(same!.lines, ['water 14.00'])
    assert.deepEqual(begun!.lines, ['water 3.55'])
    const page = await open(client, 'bruno', `/billing/invoices/${changed!.id}`)
    page.assertTextIncludes('Recálculo confere')
    page.assertTextIncludes('Valor fixo e mínimo de 21 de 31 dias')
    const paper = await open(client, 'bruno', `/billing/invoices/${changed!.id}/document`)
    paper.assertTextIncludes('ligada em 20/01/2027')
  })
})
