import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { parseCollectionBarcode } from '#plugins/receivables/domain/febraban_barcode'
import { groupOf } from '#tests/scenarios/support/reading_month'
import { open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { municipality } from './billed_month.ts'
import { type BuiltHouse, billHouses, buildGroup, invoicesOfHouses, write } from './built_group.ts'
import { openBridges, pay } from './correcting.ts'
import { putVersion } from './put_version.ts'

const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '5.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: { RES: '12.00' },
}

interface Slip {
  readonly number: number
  readonly round: number
  readonly due_on: string
  readonly total_cents: bigint
  readonly settlement: string
  readonly customer_id: bigint
  readonly barcode: string
}

const slipsOf = (booklet: string) =>
  query<Slip>(
    db,
    `select s.*, d.barcode from billing_waste_slips s join receivables_documents d on d.id = s.document_id
      where s.booklet_id = ? order by s.round, s.number`,
    [booklet]
  )

const shown = (slips: readonly Slip[]) => slips.map((one) => [one.due_on, one.total_cents])

test.group('Billing | booklets of solid waste', (group) => {
  freshDatabase(group)
  group.setup(() => putVersion('tariff-table', 'default', TABLE))
  group.each.teardown(() => clock.restore())
  group.each.timeout(175_000)

  const issue = (client: ApiClient, { id }: BuiltHouse, instalments: number) =>
    send(client, 'bruno', '/billing/waste-booklets', {
      ...{ premise_id: String(id), first_reference: '2026-12', first_due_on: '2026-12-15' },
      instalments: String(instalments),
    })

  const issued = async (client: ApiClient, house: BuiltHouse, instalments: number) => {
    const answer = await issue(client, house, instalments)
    answer.assertStatus(302)
    return /(\d+)$/.exec(answer.header('location')!)![1]!
  }

  test('a year of R$ 144,00 is 12 slips of 12,00, 6 of 24,00 or one; bills charge it no more and a paid slip is settled', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-20T15:00:00Z')
    const houses = await buildGroup(client, 'CRN', [{}, {}, {}, {}])
    const [twelve, six, once, none] = houses as [BuiltHouse, BuiltHouse, BuiltHouse, BuiltHouse]
    const year = await issued(client, twelve, 12)
    const months = ['12', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11']
    const slips = await slipsOf(year)
    assert.deepEqual(
      shown(slips),
      months.map((month, index) => [`${index === 0 ? 2026 : 2027}-${month}-15`, 1200n])
    )
    assert.equal(new Set(slips.map(({ barcode }) => barcode)).size, 12)
    assert.equal(parseCollectionBarcode(slips[0]!.barcode).amountCents, 1200n)
    const half = await slipsOf(await issued(client, six, 6))
    assert.deepEqual(
      shown(half),
      months.slice(0, 6).map((month, index) => [`${index === 0 ? 2026 : 2027}-${month}-15`, 2400n])
    )
    const annual = await slipsOf(await issued(client, once, 1))
    assert.deepEqual(shown(annual), [['2026-12-15', 14_400n]])
    const twice = await issue(client, once, 1)
    twice.assertStatus(422)
    twice.assertTextIncludes('Outro carnê já paga algum mês')

    const file = await open(client, 'bruno', `/billing/waste-booklets/${year}/pdf`)
    file.assertStatus(200)
    file.assertHeader('content-type', 'application/pdf')
    const [kept] = await query<{ content: string }>(
      db,
      `select d.content from documents_issued i join documents_data d on d.hash = i.data_hash
        where i.subject_type = 'billing.waste_booklets' and i.subject_id = ?`,
      [year]
    )
    const printed = JSON.parse(kept!.content) as {
      total_cents: string
      slips: { label: string; amount_cents: string; payment: { barcode: string } }[]
    }
    assert.equal(printed.total_cents, '14400')
    assert.deepEqual(
      printed.slips.map((slip) => [slip.amount_cents, slip.payment.barcode]),
      slips.map(({ barcode }) => ['1200', barcode])
    )

    await billHouses(
      client,
      { code: 'CRN', houses },
      { reference: '2026-12', m3: [10, 10, 10, 10] }
    )
    const invoices = await invoicesOfHouses(houses, '2026-12')
    assert.deepEqual(
      invoices.map((invoice) => invoice!.lines),
      [['water 50.00'], ['water 50.00'], ['water 50.00'], ['water 50.00', 'garbage 12.00']]
    )
    const page = await open(client, 'bruno', `/billing/invoices/${invoices[0]!.id}`)
    page.assertTextIncludes('Recálculo confere')
    const billed = await issue(client, none, 12)
    billed.assertStatus(422)
    billed.assertTextIncludes('Comece o carnê no mês seguinte')

    const municipalityId = await municipality()
    const paidOn = '2026-12-14' as CivilDate
    await pay(municipalityId, { barcode: slips[0]!.barcode, amountCents: 1200n, paidOn })
    const after = await slipsOf(year)
    assert.deepEqual(
      after.map(({ settlement }) => settlement),
      ['settled', ...after.slice(1).map(() => 'open')]
    )
    const scope = { municipalityId, billingGroupId: await groupOf('CRN') }
    assert.deepEqual(await openBridges(scope, '2026-12' as never), [])
    const late = await send(client, 'bruno', `/billing/waste-booklets/${year}/change/cancel`, {
      ...{ reason: 'Pedido', confirmed: 'true' },
    })
    late.assertStatus(422)
    late.assertTextIncludes('não pode mais ser cancelado')
  }).tags(['@TR-3.2.7.24'])

  test('what is not yet due is issued anew to the next holder, and an unused booklet is cancelled', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-20T15:00:00Z')
    const houses = await buildGroup(client, 'CRT', [{}, {}])
    const [moved, given] = houses as [BuiltHouse, BuiltHouse]
    const booklet = await issued(client, moved, 12)
    const first = await slipsOf(booklet)
    clock.freeze('2027-01-20T15:00:00Z')
    const { id: next } = await write(client, '/api/registry/customers', {
      ...{ kind: 'company', name: 'Nova Titular Ltda', taxpayer_id: '11444777000161' },
    })
    const changed = await send(client, 'bruno', `/registry/premises/${moved.id}/change/holder`, {
      ...{ customer_id: String(next), from_on: '2027-01-10', reason: 'Venda', confirmed: 'true' },
    })
    changed.assertStatus(302)
    const again = await send(client, 'bruno', `/billing/waste-booklets/${booklet}/change/reissue`, {
      ...{ instalments: '3', first_due_on: '2027-02-10', reason: 'Troca de titular' },
    })
    again.assertStatus(302)
    const slips = await slipsOf(booklet)
    // Two fell due with the former holder; ten of 12,00 are three of 40,00 of the next.
    assert.deepEqual(
      slips.map(({ round, settlement }) => `${round} ${settlement}`),
      [
        ...['1 open', '1 open'],
        ...Array.from({ length: 10 }, () => '1 cancelled'),
        ...['2 open', '2 open', '2 open'],
      ]
    )
    const fresh = slips.filter(({ round }) => round === 2)
    assert.deepEqual(shown(fresh), [
      ['2027-02-10', 4000n],
      ['2027-03-10', 4000n],
      ['2027-04-10', 4000n],
    ])
    assert.isTrue(fresh.every(({ customer_id: id }) => String(id) === String(next)))
    // Money for an old slip is a credit, and settles nothing of the new ones.
    const municipalityId = await municipality()
    const paidOn = '2027-01-22' as CivilDate
    await pay(municipalityId, { barcode: first[5]!.barcode, amountCents: 1200n, paidOn })
    const [credit] = await query<{ cents: bigint }>(
      db,
      'select amount_cents as cents from receivables_credits where premise_id = ?',
      [moved.id]
    )
    assert.equal(credit!.cents, 1200n)

    clock.freeze('2026-11-20T15:00:00Z')
    const unused = await issued(client, given, 6)
    const cancelled = await send(
      client,
      'bruno',
      `/billing/waste-booklets/${unused}/change/cancel`,
      {
        ...{ reason: 'Pedido do cliente', confirmed: 'true' },
      }
    )
    cancelled.assertStatus(302)
    const gone = await slipsOf(unused)
    assert.isTrue(gone.every(({ settlement }) => settlement === 'cancelled'))
    const scope = { municipalityId, billingGroupId: await groupOf('CRT') }
    assert.deepEqual(await openBridges(scope, '2026-12' as never), [])
    await issued(client, given, 6)
  })

  test('the twelve months are those of the bills, whatever day their meters are read', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-20T15:00:00Z')
    const houses = await buildGroup(client, 'CRM', [{}])
    await issued(client, houses[0]!, 12)
    const linesOf = async (reference: string, loadedOn: string) => {
      const loaded = { reference, loadedOn: loadedOn as CivilDate, m3: [10] }
      await billHouses(client, { code: 'CRM', houses }, loaded)
      const [invoice] = await invoicesOfHouses(houses, reference)
      return invoice!.lines
    }
    const [water, waste] = ['water 50.00', 'garbage 12.00'] as const
    // Read in December: of the month before the booklet's first all the same.
    assert.deepEqual(await linesOf('2026-11', '2026-12-02'), [water, waste])
    assert.deepEqual(await linesOf('2026-12', '2027-01-02'), [water])
    clock.freeze('2027-11-01T15:00:00Z')
    assert.deepEqual(await linesOf('2027-11', '2027-12-02'), [water])
    assert.deepEqual(await linesOf('2027-12', '2028-01-02'), [water, waste])
  })
})
