import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type BuiltHouse,
  billHouses,
  buildGroup,
} from '#plugins/billing/tests/functional/built_group'
import { correct, openBridges, pay, versionsOf } from '#plugins/billing/tests/functional/correcting'
import { municipality } from '#plugins/billing/tests/functional/billed_month'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { freshDatabase } from '#tests/support/database'
import { groupOf } from './support/reading_month.ts'
import { open, send, userOf } from './support/people.ts'

const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '5.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: { RES: '12.00' },
}
const LIST = '/receivables/statements'

interface StatementRow {
  readonly id: bigint
  readonly month: string
  readonly state: string
  readonly billed_cents: bigint
  readonly received_cents: bigint
  readonly fee_cents: bigint
  readonly brought_cents: bigint
  readonly due_cents: bigint
  readonly open_cents: bigint
}

const statements = () =>
  query<StatementRow>(
    db,
    `select id, month, state, billed_cents, received_cents, fee_cents, brought_cents, due_cents, open_cents
       from receivables_statements order by month`
  )

test.group('Scenario | what is collected for the city hall is handed over', (group) => {
  freshDatabase(group)
  group.each.timeout(120_000)
  group.teardown(() => clock.restore())

  test('a month’s waste is received, handed over less the fee, and a reversal lowers the next month', async ({
    client,
    assert,
  }) => {
    await putVersion('tariff-table', 'default', TABLE)
    const fees = { value: [{ beneficiary: 'city_hall', percent: '2.5' }] }
    await putVersion('parameter', 'receivables.collection_fees', fees)
    clock.freeze('2026-09-20T15:00:00Z')
    const houses = await buildGroup(client, 'REP', [{}, {}, {}])
    await billHouses(client, { code: 'REP', houses }, { reference: '2026-10', m3: [10, 10, 10] })
    const municipalityId = await municipality()
    const [cityHall] = await query<{ id: bigint }>(
      db,
      `select id from receivables_beneficiaries where code = 'city_hall'`
    )
    const issue = (month: string) =>
      send(client, 'ana', LIST, { beneficiary_id: String(cityHall!.id), month })
    const receipts: bigint[] = []
    for (const house of houses.slice(0, 2)) receipts.push(await paid(municipalityId, house))

    clock.freeze('2026-10-31T15:00:00Z')
    const early = await issue('10/2026')
    early.assertStatus(422)
    early.assertTextIncludes('ainda não terminou')

    clock.freeze('2026-11-03T15:00:00Z')
    const late = await issue('11/2026')
    late.assertStatus(422)
    const done = await issue('10/2026')
    done.assertStatus(302)
    const again = await issue('10/2026')
    again.assertStatus(422)
    const [october] = await statements()
    // Two of three paid 12.00: 24.00, of which 2.5 % are 0.60.
    assert.containsSubset(october, {
      ...{ month: '2026-10', state: 'issued', billed_cents: 3600n, received_cents: 2400n },
      ...{ fee_cents: 60n, brought_cents: 0n, due_cents: 2340n, open_cents: 1200n },
    })
    const refused = await transfer(client, october!, '2026-10-30')
    refused.assertStatus(422)
    const handed = await transfer(client, october!, '2026-11-03')
    handed.assertStatus(302)
    const twice = await transfer(client, october!, '2026-11-03')
    twice.assertStatus(422)
    const page = await open(client, 'ana', `${LIST}/${october!.id}`)
    for (const text of ['Repassado', 'OB 2026/881']) page.assertTextIncludes(text)

    // One of the payments never was: the next month has nothing received and takes it back.
    const path = `/receivables/receipts/${receipts[0]}/change/reverse`
    const form = {
      reason_code: await reversalReason(),
      reason: 'Banco devolveu',
      confirmed: 'true',
    }
    const reversed = await send(client, 'ana', path, form)
    reversed.assertStatus(302)
    clock.freeze('2026-12-02T15:00:00Z')
    const second = await issue('11/2026')
    second.assertStatus(302)
    const [, november] = await statements()
    // Nobody pays the fee of money that went back: −12.00 and −0.30.
    assert.containsSubset(november, {
      ...{ received_cents: -1200n, fee_cents: -30n, due_cents: -1170n, open_cents: 2400n },
    })
    const nothing = await transfer(client, november!, '2026-12-02')
    nothing.assertStatus(422)
    await paid(municipalityId, houses[2]!, '2026-12-02')
    await paid(municipalityId, houses[0]!, '2026-12-02')
    clock.freeze('2027-01-04T15:00:00Z')
    const third = await issue('12/2026')
    third.assertStatus(302)
    const [, , december] = await statements()
    assert.containsSubset(december, {
      ...{ received_cents: 2400n, fee_cents: 60n, brought_cents: -1170n, due_cents: 1170n },
    })

    // Corrected after it was paid, the bill gives back what it paid to the city hall, and its new version pays it again.
    const [wrong] = await versionsOf(houses[1]!.id, '2026-10')
    const corrected = await correct(client, await userOf('ana'), {
      ...{ id: wrong!.id, operation: 'consumption' },
      form: { billed_m3: '8', reason_code: 'misread' },
    })
    corrected.done.assertStatus(302)
    const [, version] = await versionsOf(houses[1]!.id, '2026-10')
    assert.equal(version!.settlement, 'settled')
    clock.freeze('2027-02-02T15:00:00Z')
    const fourth = await issue('01/2027')
    fourth.assertStatus(302)
    const [, , , january] = await statements()
    assert.containsSubset(january, { received_cents: 0n, due_cents: 0n })
    // Received in all less handed over and kept; nothing is left to collect of three bills that are paid.
    const [toCollect, toTransfer] = [
      await balanceOf('2.1.8.8.1.01'),
      await balanceOf('2.1.8.8.1.02'),
    ]
    assert.deepEqual([toCollect, toTransfer], [0n, 3600n - 2340n - 60n])

    const report = await open(
      client,
      'ana',
      '/reports/receivables.third_party_received?from_on=2026-10-01&until_on=2026-12-31'
    )
    for (const text of ['Estorno', 'Pagamento']) report.assertTextIncludes(text)
    const scope = { municipalityId, billingGroupId: await groupOf('REP') }
    assert.deepEqual(await openBridges(scope, '2026-10' as never), [])
  })
})

async function paid(municipalityId: bigint, house: BuiltHouse, on = '2026-10-20') {
  const [invoice] = await versionsOf(house.id, '2026-10')
  const [outcome] = await pay(municipalityId, {
    ...{ barcode: invoice!.barcode!, amountCents: invoice!.total_cents, paidOn: on as CivilDate },
  })
  return outcome!.receiptId
}

const transfer = (client: ApiClient, { id }: StatementRow, on: string) =>
  send(client, 'ana', `${LIST}/${id}/change/transfer`, {
    ...{ transferred_on: on, document: 'OB 2026/881' },
  })

/** Of a liability account: what was credited less what was debited. */
async function balanceOf(account: string): Promise<bigint> {
  const [row] = await query<{ cents: bigint }>(
    db,
    `select (coalesce(sum(amount_cents) filter (where credit_account = ?), 0)
             - coalesce(sum(amount_cents) filter (where debit_account = ?), 0))::bigint as cents
       from accounting_postings`,
    [account, account]
  )
  return row!.cents
}

async function reversalReason(): Promise<string> {
  const [row] = await query<{ code: string }>(
    db,
    'select code from receivables_reversal_reasons order by id limit 1'
  )
  return row!.code
}
