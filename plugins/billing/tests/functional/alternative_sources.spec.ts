import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { closeBridges } from '#core/reports/index'
import { groupOf, takeToField } from '#tests/scenarios/support/reading_month'
import { open, problemOf, send, upload, userOf } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { replayInvoice } from '../../services/replay/replay_invoice.ts'
import { municipality } from './billed_month.ts'
import { type BuiltHouse, billHouses, buildGroup, invoicesOfHouses, write } from './built_group.ts'
import { correct, versionsOf } from './correcting.ts'
import { putVersion } from './put_version.ts'

const CODE = 'FON'
/** Ten m³ at R$ 3,00 and the rest at R$ 5,00; sewage is 80 % of what the water of its base would cost. */
const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: {
      title: 'Residencial',
      minimum_m3: 0,
      blocks: [
        { over: 0, to: 10, price: '3.00' },
        { over: 10, to: null, price: '5.00' },
      ],
    },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: { RES: '12.00' },
}
const WELL = {
  ...{ type_code: 'well', measurement: 'metered', meter_number: 'POCO-1', digits: '4' },
  ...{ first_reading: '9990', from_on: '2026-10-01' },
}
const TRUCK = { type_code: 'tanker', measurement: 'estimated', estimated_m3: '20' }

const spaced = (text: string) => text.replaceAll('\u00A0', ' ')
const idOf = (location: string | undefined) => /(\d+)$/.exec(location ?? '')?.[1] ?? ''

async function register(client: ApiClient, house: BuiltHouse, facts: Record<string, string>) {
  const form = { premise_id: String(house.id), ...facts }
  const answer = await send(client, 'bruno', '/readings/sources', form)
  answer.assertStatus(302)
  return idOf(answer.header('location'))
}

const read = (client: ApiClient, source: string, facts: Record<string, string>) =>
  send(client, 'bruno', '/readings/source-readings', { source_id: source, ...facts })

interface Counted {
  readonly reference: string
  readonly kind: string
  readonly m3: string
}

const monthsOf = (source: string) =>
  query<Counted>(
    db,
    `select reference, kind, trim_scale(m3)::text as m3 from readings_source_months where source_id = ? order by reference`,
    [BigInt(source)]
  )

const sewageOf = async (houses: readonly BuiltHouse[], reference: string) => {
  const rows = await query<{ premise_id: bigint; service: string; m3: string }>(
    db,
    `select i.premise_id, c.service, trim_scale(c.quantity_m3)::text as m3 from billing_invoices i
       join billing_charges c on c.invoice_id = i.id and c.service in ('water', 'sewage')
      where i.reference = ? and i.settlement <> 'replaced' and i.premise_id = any(?::bigint[]) order by c.number`,
    [reference, houses.map(({ id }) => id)]
  )
  return houses.map(({ id }) =>
    rows.filter((row) => row.premise_id === id).map(({ service, m3 }) => `${service} ${m3}`)
  )
}

async function requireReplay(invoiceIds: readonly bigint[]): Promise<boolean[]> {
  const municipalityId = await municipality()
  return db.transaction(async (tx) => {
    const equal: boolean[] = []
    for (const invoiceId of invoiceIds) {
      const replay = await replayInvoice(tx, { municipalityId, invoiceId })
      equal.push(replay.isEqual)
    }
    return equal
  })
}

async function openBridges(reference: string): Promise<string[]> {
  const scope = {
    ...{ municipalityId: await municipality(), billingGroupId: await groupOf(CODE) },
    reference: reference as RefMonth,
  }
  const bridges = await db.transaction((tx) => closeBridges(tx, scope))
  return bridges.filter(({ isClosed }) => !isClosed).map(({ name }) => name)
}

test.group('Billing | alternative sources', (group) => {
  freshDatabase(group)
  let houses: BuiltHouse[]
  let well: string
  let reading: string

  group.setup(() => clock.freeze('2026-11-02T15:00:00Z'))
  group.teardown(() => clock.restore())
  group.each.timeout(170_000)

  test('12 m³ of the public meter and 8 m³ of the well are 12 m³ of water and 20 m³ of sewage', async ({
    client,
    assert,
  }) => {
    await putVersion('tariff-table', 'default', TABLE)
    houses = await buildGroup(client, CODE, [
      { sewage: true },
      { sewage: true },
      { sewage: true },
      {},
    ])
    const [house, , trucked, dry] = houses
    well = await register(client, house!, { ...WELL, location: 'Quintal' })
    await register(client, trucked!, { ...TRUCK, from_on: '2026-10-05' })
    await register(client, dry!, { ...TRUCK, from_on: '2026-10-05' })
    clock.freeze('2026-11-04T15:00:00Z')
    const recorded = await read(client, well, {
      ...{ read_on: '2026-11-04', reading: '9998' },
    })
    recorded.assertStatus(302)
    reading = idOf(recorded.header('location'))

    await billHouses(client, { code: CODE, houses }, { reference: '2026-11', m3: [12, 12, 12, 12] })
    const invoices = await invoicesOfHouses(houses, '2026-11')
    assert.deepEqual(await sewageOf(houses, '2026-11'), [
      ['water 12', 'sewage 20'],
      ['water 12', 'sewage 12'],
      ['water 12', 'sewage 32'],
      ['water 12'],
    ])
    assert.deepEqual(
      invoices.map((invoice) => [invoice?.billed_m3, invoice?.lines]),
      [
        ['12', ['water 40.00', 'sewage 64.00', 'garbage 12.00']],
        ['12', ['water 40.00', 'sewage 32.00', 'garbage 12.00']],
        ['12', ['water 40.00', 'sewage 112.00', 'garbage 12.00']],
        ['12', ['water 40.00', 'garbage 12.00']],
      ]
    )
    assert.deepEqual(await openBridges('2026-11'), [])
    assert.deepEqual(await requireReplay(invoices.map((one) => one!.id)), [true, true, true, true])

    const page = await open(client, 'bruno', `/billing/invoices/${invoices[0]!.id}`)
    assert.include(spaced(page.text()), 'Esgoto: 12 m³ da rede + 8 m³ de fonte alternativa.')
    const said = `hidrômetro POCO-1: de 9990 em 01/10/2026 a 9998 em 04/11/2026, 8 m³`
    assert.include(spaced(page.text()), said)
    const paper = await open(client, 'bruno', `/billing/invoices/${invoices[0]!.id}/document`)
    assert.include(spaced(paper.text()), 'Esgoto: 12 m³ da rede + 8 m³ de fonte alternativa.')
    const other = await open(client, 'bruno', `/billing/invoices/${invoices[2]!.id}/document`)
    assert.include(spaced(other.text()), 'volume estimado de 20 m³')
    const plain = await open(client, 'bruno', `/billing/invoices/${invoices[1]!.id}/document`)
    assert.notInclude(plain.text(), 'fonte alternativa')
    const premise = await open(client, 'bruno', `/registry/premises/${house!.id}`)
    assert.include(premise.text(), 'Fontes alternativas')
  }).tags(['@TR-2.1', '@TR-3.2.4.7'])

  test('a corrected reading goes into a recalculated invoice, and what was billed stays on record', async ({
    client,
    assert,
  }) => {
    const [house] = houses
    const [first] = await versionsOf(house!.id, '2026-11')
    const path = `/readings/source-readings/${reading}/change/correct`
    const form = { reading: '9996', reason: 'O leiturista trocou o último número' }
    const corrected = await send(client, 'bruno', path, form)
    corrected.assertStatus(302)
    const { shown, done } = await correct(client, await ana(), {
      ...{ id: first!.id, operation: 'registry' },
      form: { reason_code: 'updated_registry' },
    })
    assert.include(spaced(shown.text()), 'a 9996 em 04/11/2026, 6 m³')
    done.assertStatus(302)
    assert.deepEqual(await sewageOf([house!], '2026-11'), [['water 12', 'sewage 18']])
    const versions = await versionsOf(house!.id, '2026-11')
    assert.deepEqual(
      versions.map(({ version, billed_m3: m3 }) => [version, m3]),
      [
        [1, '12'],
        [2, '12'],
      ]
    )
    assert.deepEqual(await requireReplay(versions.map(({ id }) => id)), [true, true])
    assert.deepEqual(await openBridges('2026-11'), [])
    const before = await open(client, 'bruno', `/billing/invoices/${first!.id}`)
    assert.include(spaced(before.text()), '12 m³ da rede + 8 m³ de fonte alternativa')
    assert.deepEqual(await monthsOf(well), [{ reference: '2026-11', kind: 'measured', m3: '6' }])
    const again = await open(client, 'ana', `/readings/source-readings/${reading}`)
    assert.include(again.text(), '9.998')
  })

  test('a month without a reading counts the usual m³, and the next reading settles it', async ({
    client,
    assert,
  }) => {
    const m3 = [10, 10, 10, 10]
    await billHouses(client, { code: CODE, houses }, { reference: '2026-12', m3 })
    const [house] = houses
    assert.deepEqual(await sewageOf([house!], '2026-12'), [['water 10', 'sewage 16']])
    const [december] = await invoicesOfHouses([house!], '2026-12')
    const page = await open(client, 'bruno', `/billing/invoices/${december!.id}`)
    assert.include(spaced(page.text()), 'sem leitura no mês, média de 6 m³')

    clock.freeze('2027-01-04T15:00:00Z')
    const below = await read(client, well, { read_on: '2027-01-04', reading: '11' })
    below.assertStatus(422)
    assert.include(below.text(), 'menor que a anterior')
    const turned = { read_on: '2027-01-04', reading: '11', is_rollover: 'true' }
    const recorded = await read(client, well, turned)
    recorded.assertStatus(302)
    await billHouses(client, { code: CODE, houses }, { reference: '2027-01', m3 })
    // 9996 to 10011 are 15 m³, of which December counted 6
    assert.deepEqual(await sewageOf([house!], '2027-01'), [['water 10', 'sewage 19']])
    assert.deepEqual(await monthsOf(well), [
      { reference: '2026-11', kind: 'measured', m3: '6' },
      { reference: '2026-12', kind: 'average', m3: '6' },
      { reference: '2027-01', kind: 'measured', m3: '9' },
    ])
    const [january] = await invoicesOfHouses([house!], '2027-01')
    assert.deepEqual(await requireReplay([december!.id, january!.id]), [true, true])
    assert.deepEqual(await openBridges('2027-01'), [])
    const why = await open(client, 'bruno', `/billing/invoices/${january!.id}`)
    assert.include(spaced(why.text()), '15 m³; com o acerto de meses anteriores contam 9 m³')
  })

  test('a file of readings comes in by the code of each source, and the reading sheet names its meter', async ({
    client,
    assert,
  }) => {
    const [house] = houses
    const content = `Fonte;Lida em;Leitura\n${house!.registration}-F1;06/01/2027;21\n${house!.registration}-F1;06/01/2027;22\n`
    clock.freeze('2027-01-07T15:00:00Z')
    const sent = await upload(client, 'bruno', {
      ...{ path: '/readings/source-readings/import', name: 'pocos.csv', content },
    })
    const at = String(sent.header('location'))
    const columns = { source_id: '0', read_on: '1', reading: '2' }
    await client
      .post(`${at}/mapping`)
      .form({ columns, decimal: 'auto' })
      .withCsrfToken()
      .loginAs(await userOf('bruno'))
    const loaded = await send(client, 'bruno', `${at}/load`, {})
    loaded.assertStatus(302)
    const rows = await query<{ reading: number; m3: number; recorded_by: string }>(
      db,
      'select reading, m3, recorded_by from readings_source_readings where source_id = ? order by read_on desc limit 1',
      [BigInt(well)]
    )
    assert.deepEqual(rows, [{ reading: 21, m3: 10, recorded_by: 'Bruno Matos' }])
    const result = await open(client, 'bruno', at)
    assert.include(result.text(), 'não pode ter leitura em 06/01/2027')

    const { loadId } = await takeToField(client, { group: CODE, reference: '2027-02' })
    const [route] = await query<{ id: bigint }>(
      db,
      'select id from readings_load_routes where load_id = ?',
      [loadId]
    )
    const pdf = await open(client, 'bruno', `/readings/load-routes/${route!.id}/sheet`)
    pdf.assertStatus(200)
    const [kept] = await query<{ content: string }>(
      db,
      `select d.content from documents_data d join documents_issued i on i.data_hash = d.hash
        where i.subject_type = 'readings.load_routes' and i.subject_id = ?`,
      [route!.id]
    )
    const { items } = JSON.parse(kept!.content) as { items: { sources: readonly string[] }[] }
    assert.deepEqual(
      items.map(({ sources }) => sources),
      [[`Poço raso (cisterna) ${house!.registration}-F1, hidrômetro POCO-1`], [], [], []]
    )
  })

  test('readings stand in the order of days, and sources have what their kind needs', async ({
    client,
    assert,
  }) => {
    const [house] = houses
    const refused: readonly (readonly [Record<string, string>, string])[] = [
      [{ read_on: '2027-01-06', reading: '22' }, 'não pode ter leitura em 06/01/2027'],
      [{ read_on: '2027-03-04', reading: '22' }, 'não pode ter leitura em 04/03/2027'],
      [{ read_on: '2027-01-07', reading: '12345' }, 'não cabe nos 4 algarismos'],
    ]
    for (const [facts, words] of refused) {
      const answer = await read(client, well, facts)
      answer.assertStatus(422)
      assert.include(answer.text(), words)
    }
    const form = { premise_id: String(house!.id), type_code: 'spring', from_on: '2026-10-01' }
    const lacking = await send(client, 'bruno', '/readings/sources', {
      ...{ ...form, measurement: 'metered' },
    })
    lacking.assertStatus(422)
    const outsider = await send(client, 'carla', '/readings/sources', { ...form, ...TRUCK })
    assert.equal(problemOf(outsider).code, 'E_ACCESS_DENIED')
    const spring = await write(client, '/api/readings/sources', {
      ...{ ...form, measurement: 'estimated', estimated_m3: '4' },
    })
    const unread = await read(client, String(spring.id), { read_on: '2027-01-05', reading: '1' })
    unread.assertStatus(422)
    assert.include(unread.text(), 'não tem hidrômetro')
    const end = `/readings/sources/${well}/change/end`
    const early = await send(client, 'bruno', end, { on: '2026-12-01', reason: 'Poço lacrado' })
    early.assertStatus(422)
    const ended = await send(client, 'bruno', end, { on: '2027-01-07', reason: 'Poço lacrado' })
    ended.assertStatus(302)
    const late = await read(client, well, { read_on: '2027-01-08', reading: '30' })
    late.assertStatus(422)
  })
})
