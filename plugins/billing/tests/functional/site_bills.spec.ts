import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { open, problemOf, send, userOf } from '#tests/scenarios/support/people'
import {
  bill,
  bringBack,
  groupOf,
  readOnOf,
  takeToField,
} from '#tests/scenarios/support/reading_month'
import { payableOf } from '#plugins/receivables/api'
import { type BuiltHouse, buildGroup, invoicesOfHouses } from './built_group.ts'
import { municipality } from './billed_month.ts'
import { replayInvoice } from '../../services/replay/replay_invoice.ts'
import { openBridges } from './correcting.ts'
import { putVersion } from './put_version.ts'

const MARCH = '2026-03' as RefMonth
/** Another day than the group's own, the 17th: the paper's is the invoice's. */
const DUE_ON = '2026-03-20' as CivilDate
const priced = (price: string) => ({
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 10, blocks: [{ over: 0, to: null, price }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
  services: { repair: { title: 'Reparo de ramal', amount: '90.00' } },
})

interface Printed {
  readonly number: string
  readonly registration: string
  readonly total_cents: number
  readonly barcode: string | null
  readonly lines: readonly object[]
}

interface Answer {
  readonly number: string
  readonly fate: string
  readonly code: string | null
  readonly findings: readonly string[]
}

/** Ids of the versions of the tariff table, the former first. */
async function tariffVersions(): Promise<string[]> {
  const rows = await query<{ id: bigint }>(
    db,
    `select v.id from configuration_versions v join configuration_items i on i.id = v.item_id
      where i.kind = 'tariff-table' and i.key = 'default' and v.owner = 'utility' order by v.id`
  )
  return rows.map(({ id }) => String(id))
}

async function numbersOf(client: ApiClient, loadId: bigint): Promise<Map<string, string>> {
  const answer = await client
    .get(`/api/readings/field/loads/${loadId}?device=CAM`)
    .loginAs(await userOf('bruno'))
  const { items } = answer.body() as {
    items: { registration: string; print?: { billing?: { number: string } } }[]
  }
  return new Map(items.map(({ registration, print }) => [registration, print!.billing!.number]))
}

interface Rules {
  readonly segments: readonly { from: string; until: string; versions: Record<string, string> }[]
  readonly versions: readonly { version: string; content: unknown }[]
}

async function rulesOf(client: ApiClient, loadId: bigint): Promise<Rules> {
  const answer = await client
    .get(`/api/billing/field/loads/${loadId}/rules?device=CAM`)
    .loginAs(await userOf('bruno'))
  return answer.body() as Rules
}

/** The barcode as the device computes it. */
async function barcodeOf(number: string, house: BuiltHouse, cents: number): Promise<string | null> {
  const [row] = await query<{ value: string; holder: bigint }>(
    db,
    `select v.content as value, (select (facts::json ->> 'holder')::bigint from readings_load_items where premise_id = ?) as holder
       from configuration_versions v join configuration_items i on i.id = v.item_id
      where i.kind = 'parameter' and i.key = 'receivables.collection_profile' and v.status = 'approved' order by v.id desc limit 1`,
    [house.id]
  )
  const content = typeof row!.value === 'string' ? JSON.parse(row!.value) : row!.value
  return payableOf(content.value, {
    ...{ id: BigInt(number.slice(0, 11)), kind: 'invoice', premiseId: house.id },
    ...{ debtorId: row!.holder, reference: MARCH, issuedOn: DUE_ON, dueOn: DUE_ON },
    ...{ validUntil: DUE_ON, version: 1, replacesId: null },
    lines: [{ itemId: 0n, amountCents: BigInt(cents) }],
  } as Parameters<typeof payableOf>[1]).barcode
}

const siteBills = () =>
  query<{ id: bigint; number: string; state: string; findings: string | null }>(
    db,
    'select id, number, state, findings from billing_site_bills order by id'
  )

test.group('Billing | bills issued on site', (group) => {
  freshDatabase(group)
  group.each.teardown(() => clock.restore())

  const hand = async (client: ApiClient, loadId: bigint, bills: readonly object[]) => {
    const answer = await client
      .post(`/api/billing/field/loads/${loadId}/bills`)
      .loginAs(await userOf('bruno'))
      .withCsrfToken()
      .header('accept', 'application/json')
      .json({ device: 'CAM', bills })
    if (answer.status() !== 200) throw new Error(answer.text())
    return (answer.body() as { bills: Answer[] }).bills
  }

  test('one that does not add up or used another tariff waits in the critique, is adjusted, and both stay on record', async ({
    client,
    assert,
  }) => {
    await putVersion('tariff-table', 'default', priced('3.00'))
    await putVersion('tariff-table', 'default', priced('4.00'), '2026-01-08' as CivilDate)
    await putVersion('parameter', 'billing.site_billing', { value: true })
    const houses = await buildGroup(client, 'CAM', [{}, {}, {}, {}])
    const [right, sum, tariff, total] = houses as [BuiltHouse, BuiltHouse, BuiltHouse, BuiltHouse]
    await query(
      db,
      `insert into readings_devices (municipality_id, code, name, reader_login, reader_code)
       values (?, 'CAM', 'Coletor CAM', 'bruno.faturamento@demo.aqueduto', 'L9')`,
      [await municipality()]
    )
    const taken = await takeToField(client, { group: 'CAM', reference: MARCH })
    const [route] = await query<{ id: bigint; device: bigint }>(
      db,
      `select id, (select id from readings_devices where code = 'CAM') as device from readings_load_routes where load_id = ?`,
      [taken.loadId]
    )
    await send(client, 'bruno', `/readings/load-routes/${route!.id}/device`, {
      device_id: String(route!.device),
    })
    const numbers = await numbersOf(client, taken.loadId)
    const [former, current] = await tariffVersions()
    const rules = await rulesOf(client, taken.loadId)
    const inForce = rules.segments.find(
      ({ from, until }) => from <= readOnOf(taken) && readOnOf(taken) <= until
    )!
    assert.equal(inForce.versions['tariff-table/default'], current)
    const table = rules.versions.find(({ version }) => version === current)!
    assert.deepEqual(table.content, priced('4.00'))
    const printed = async (house: BuiltHouse, cents: number, version: string, asked = cents) => {
      const number = numbers.get(house.registration)!
      return {
        ...{ registration: house.registration, number, due_on: DUE_ON, billed_m3: '12' },
        ...{ issued_at: `${readOnOf(taken)}T09:30:00`, total_cents: asked },
        barcode: await barcodeOf(number, house, asked),
        lines: [{ charge: 'water', category: 'RES', m3: '12', amount_cents: cents, version }],
        ...{ latitude: -12.5, longitude: -52.2 },
      } satisfies Printed & object
    }
    // 12 m³ × R$ 4,00 = R$ 48,00; the former tariff makes R$ 36,00.
    const bills = [
      await printed(right, 4800, current!),
      await printed(sum, 4800, current!, 5800),
      await printed(tariff, 3600, former!),
      await printed(total, 4400, current!),
    ]
    const fates = await hand(client, taken.loadId, bills)
    assert.deepEqual(
      fates.map(({ fate, findings }) => [fate, findings.length]),
      [
        ['kept', 0],
        ['kept', 1],
        ['kept', 1],
        ['kept', 0],
      ]
    )
    assert.match(fates[1]!.findings[0]!, /somam R\$.48,00 e o total impresso é R\$.58,00/)
    assert.match(fates[2]!.findings[0]!, /Água: calculada pela versão \d+, que não valia em/)
    const again = await hand(client, taken.loadId, [bills[0]!, { ...bills[1]!, total_cents: 4800 }])
    assert.deepEqual(
      again.map(({ fate, code }) => [fate, code]),
      [
        ['repeated', null],
        ['refused', 'other_content'],
      ]
    )

    const month = await bringBack(client, taken, () => 12)
    const run = await bill(client, month)
    assert.deepEqual([run.figures.invoices, run.parked], [1n, 3])
    const kept = await siteBills()
    assert.deepEqual(
      kept.map(({ state }) => state),
      ['matched', 'divergent', 'divergent', 'divergent']
    )
    assert.match(
      kept[3]!.findings!,
      /total impresso é R\$.44,00; o calculado pelo sistema é R\$.48,00/
    )
    const [first] = await query<{
      id: bigint
      number: string
      due_on: string
      barcode: string
      cents: bigint
    }>(
      db,
      `select i.id, i.number, i.due_on::text, d.barcode, i.total_cents as cents from billing_invoices i
         join receivables_documents d on d.id = i.document_id where i.premise_id = ?`,
      [right.id]
    )
    assert.deepEqual(
      { ...first },
      {
        id: first!.id,
        ...{ number: bills[0]!.number, due_on: DUE_ON },
        ...{ barcode: bills[0]!.barcode!, cents: 4800n },
      }
    )

    const municipalityId = await municipality()
    const replay = await db.transaction((tx) =>
      replayInvoice(tx, { municipalityId, invoiceId: first!.id })
    )
    assert.isTrue(replay.isEqual)

    const list = await open(client, 'bruno', '/billing/site-bills?state=divergent')
    for (const one of bills.slice(1)) list.assertTextIncludes(one.number)
    assert.notInclude(list.text(), bills[0]!.number)
    const path = (id: bigint) => `/billing/site-bills/${id}/change/adjust`
    const denied = await send(client, 'carla', path(kept[1]!.id), { reason: 'Ajuste' })
    assert.equal(problemOf(denied).code, 'E_ACCESS_DENIED')
    const wordless = await send(client, 'bruno', path(kept[1]!.id), { reason: '' })
    assert.notEqual(wordless.status(), 200)
    for (const { id } of kept.slice(1)) {
      const done = await send(client, 'bruno', path(id), { reason: 'Impressora com defeito' })
      done.assertStatus(302)
      assert.notExists(problemOf(done))
    }
    const page = await open(client, 'bruno', `/billing/site-bills/${kept[1]!.id}`)
    for (const text of ['58,00', '48,00', 'Impressora com defeito', 'Bruno Matos', 'Ajustada'])
      page.assertTextIncludes(text)
    const rows = await query<{ printed: bigint; adjusted: bigint; sides: string; number: boolean }>(
      db,
      `select b.total_cents as printed, b.adjusted_cents as adjusted, b.number = i.number as number,
              (select string_agg(l.side || ' ' || l.amount_cents, ', ' order by l.side desc) from billing_site_bill_lines l
                where l.site_bill_id = b.id) as sides
         from billing_site_bills b join billing_invoices i on i.id = b.invoice_id where b.state = 'adjusted' order by b.id`
    )
    assert.deepEqual(
      rows.map((row) => Object.values(row)),
      [
        [5800n, 4800n, true, 'original 4800, adjusted 4800'],
        [3600n, 4800n, true, 'original 3600, adjusted 4800'],
        [4400n, 4800n, true, 'original 4400, adjusted 4800'],
      ]
    )
    const twice = await send(client, 'bruno', path(kept[1]!.id), { reason: 'De novo' })
    assert.include(`${twice.text()} ${problemOf(twice)?.people}`, 'já está resolvida')
    const invoices = await invoicesOfHouses(houses, MARCH)
    assert.deepEqual(
      invoices.map((one) => one?.total_cents),
      [4800n, 4800n, 4800n, 4800n]
    )
    const billed = { municipalityId, billingGroupId: await groupOf('CAM') }
    assert.deepEqual(await openBridges(billed, MARCH), [])
  }).tags(['@TR-3.2.4.6b'])
})
