import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { runAction } from '#core/actions/index'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { type TestMonth, REFERENCE, createMonth, explainedLines, run } from './billed_month.ts'
import { type Version, annotation, correct, one, openBridges, versionsOf } from './correcting.ts'
import { putVersion } from './put_version.ts'

const RESIDENCE = [{ category: 'RES', economies: 1 }]
const SIX = ['20', '22', '18', '21', '19', '20']

/** R$ 5.00 a cubic metre, sewage at 80 %. */
const TABLE = {
  title: 'Cinco reais',
  rounding: { scale: 2, mode: 'half-up', at: 'charge' },
  categories: {
    RES: {
      title: 'Residencial',
      minimum_m3: 0,
      blocks: [{ over: 0, to: null, price: '5.00' }],
    },
  },
  sewage: { collected: '80', collected_treated: '80' },
  garbage: {},
  services: { inspection: { title: 'Vistoria', amount: '100.00' } },
}

const chargesOf = (id: bigint) =>
  query<{ charge_type: string; amount_cents: bigint }>(
    db,
    'select charge_type, amount_cents from billing_charges where invoice_id = ? order by number',
    [id]
  )

const amountsOf = async ({ id }: Version) => {
  const charges = await chargesOf(id)
  return Object.fromEntries(
    charges.map(({ charge_type: type, amount_cents: cents }) => [type, cents])
  )
}

test.group('Billing | leaks, discounts and services', (group) => {
  freshDatabase(group)
  let month: TestMonth

  group.setup(async () => {
    await putVersion('tariff-table', 'default', TABLE as never)
    const leaking = { economies: RESIDENCE, m3: '40', sewage: 'collected', history: SIX } as const
    month = await createMonth([
      ...[leaking, leaking, leaking, { ...leaking, m3: '80' }, leaking, leaking],
      { economies: RESIDENCE, m3: '12', sewage: 'collected' },
      leaking,
    ])
    await run(month)
    clock.freeze('2026-11-21T15:00:00Z')
  })
  group.teardown(() => clock.restore())

  const last = async (index: number) => {
    const versions = await versionsOf(month.premiseIds[index]!, REFERENCE)
    return versions.at(-1)!
  }
  const idOf = async (index: number): Promise<bigint> => {
    const { id } = await last(index)
    return id
  }

  test('up to the limit a percentage is taken off the amount; above it is refused', async ({
    client,
    assert,
  }) => {
    const invoice = await last(0)
    assert.deepEqual(await amountsOf(invoice), { water: 20_000n, sewage: 16_000n })
    const form = { method: 'percent', reason_code: 'leak' }
    const over = await correct(client, await ana(), {
      ...{ id: invoice.id, operation: 'leak' },
      form: { ...form, water_percent: '71' },
    })
    over.done.assertStatus(422)
    over.done.assertTextIncludes('O desconto de 71% no valor de água passa do limite de 70%')
    assert.propertyVal(await last(0), 'version', 1)
    const { shown, done } = await correct(client, await ana(), {
      ...{ id: invoice.id, operation: 'leak' },
      form: { ...form, water_percent: '70' },
    })
    shown.assertTextIncludes('Desconto de 70% no consumo de água.')
    done.assertStatus(302)
    const after = await last(0)
    assert.deepEqual(await amountsOf(after), { water: 6000n, sewage: 16_000n })
    assert.equal(after.billed_m3, '40')
    const average = await correct(client, await ana(), {
      ...{ id: await idOf(1), operation: 'leak' },
      form: { method: 'average', reason_code: 'leak' },
    })
    average.done.assertStatus(302)
    const rebilled = await last(1)
    assert.equal(rebilled.billed_m3, '20')
    assert.equal(rebilled.measured_m3, '40')
    assert.deepEqual(await amountsOf(rebilled), { water: 10_000n, sewage: 8000n })
    const none = await correct(client, await ana(), {
      ...{ id: await idOf(6), operation: 'leak' },
      form: { method: 'average', reason_code: 'leak' },
    })
    none.done.assertStatus(422)
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  }).tags(['@TR-3.2.7.13.7'])

  test('half of the water leaves half of it, with its annotation', async ({ client, assert }) => {
    const invoice = await last(4)
    const ask = async (percent: string) =>
      correct(client, await ana(), {
        ...{ id: invoice.id, operation: 'leak' },
        form: { method: 'percent', water_percent: percent, reason_code: 'leak' },
      })
    const over = await ask('71')
    over.done.assertStatus(422)
    await ask('50')
    const after = await last(4)
    assert.deepEqual(await amountsOf(after), { water: 10_000n, sewage: 16_000n })
    const why = await explainedLines(after.id)
    assert.deepEqual(
      why.map((line) => [line.chargeType, line.amountCents, line.discountCents]),
      [
        ['water', 10_000n, 10_000n],
        ['sewage', 16_000n, 0n],
      ]
    )
    const note = await annotation('Desconto por vazamento', month.premiseIds[4]!)
    assert.include(note.description, 'Desconto de 50% no consumo de água')
    assert.include(note.description, 'de R$ 360,00 para R$ 260,00')
    assert.equal(note.reason, 'Pedido do cliente, protocolo 1')
    assert.include(note.user_name, 'Ana')
    assert.instanceOf(note.closed_at, Date)
  }).tags(['@TR-3.2.13.9.10'])

  test('water and sewage have each a limit of their own', async ({ client, assert }) => {
    await putVersion('parameter', 'billing.leak_max_water_percent', { value: '50' })
    await putVersion('parameter', 'billing.leak_max_sewage_percent', { value: '30' })
    const invoice = await last(2)
    const form = { method: 'percent', reason_code: 'leak' }
    const water = await correct(client, await ana(), {
      ...{ id: invoice.id, operation: 'leak' },
      form: { ...form, water_percent: '60' },
    })
    water.done.assertStatus(422)
    water.done.assertTextIncludes('passa do limite de 50%')
    const sewage = await correct(client, await ana(), {
      ...{ id: invoice.id, operation: 'leak' },
      form: { ...form, sewage_percent: '40' },
    })
    sewage.done.assertStatus(422)
    sewage.done.assertTextIncludes('passa do limite de 30%')
    const forty = await correct(client, await ana(), {
      ...{ id: invoice.id, operation: 'leak' },
      form: { ...form, water_percent: '40' },
    })
    forty.done.assertStatus(302)
    assert.deepEqual(await amountsOf(await last(2)), { water: 12_000n, sewage: 16_000n })
    const fifty = await correct(client, await ana(), {
      ...{ id: await idOf(7), operation: 'leak' },
      form: { ...form, water_percent: '50' },
    })
    fifty.done.assertStatus(302)
    assert.deepEqual(await amountsOf(await last(7)), { water: 10_000n, sewage: 16_000n })
  }).tags(['@TR-3.2.7.12.8', '@TR-3.2.7.12.9'])

  test('the rule in force decides: the average, or the percentage', async ({ client, assert }) => {
    const rule = (method: string, from: string) =>
      putVersion(
        ...(['parameter', 'billing.leak_rule'] as const),
        { value: { method, months: 6, average_within_ceiling: false } },
        from as CivilDate
      )
    const ask = async (index: number, form: Record<string, string>) =>
      correct(client, await ana(), {
        ...{ id: await idOf(index), operation: 'leak' },
        form: { reason_code: 'leak', ...form },
      })
    await rule('average', '2026-01-01')
    const percent = await ask(3, { method: 'percent', water_percent: '10' })
    percent.done.assertStatus(422)
    const average = await ask(3, { method: 'average' })
    average.done.assertStatus(302)
    const after = await last(3)
    assert.equal(after.billed_m3, '20')
    await rule('percent', '2026-02-01')
    const refused = await ask(5, { method: 'average' })
    refused.done.assertStatus(422)
    const taken = await ask(5, { method: 'percent', water_percent: '10' })
    taken.done.assertStatus(302)
    assert.deepEqual(await amountsOf(await last(5)), { water: 18_000n, sewage: 16_000n })
    assert.propertyVal(await last(5), 'billed_m3', '40')
  }).tags(['@TR-3.2.7.12.10'])

  test('a charge is taken out of an invoice and may come back', async ({ client, assert }) => {
    const invoice = await last(6)
    const send = async (id: bigint, form: Record<string, unknown>) =>
      client
        .post(`/billing/invoices/${id}/services`)
        .loginAs(await ana())
        .withCsrfToken()
        .form({ reason_code: 'wrong_service', ...form })
        .redirects(0)
    const without = await send(invoice.id, { removed: ['sewage/RES'], confirmed: 'true' })
    without.assertStatus(422)
    const reason = 'Imóvel sem rede de esgoto na época'
    const shown = await send(invoice.id, { removed: ['sewage/RES'], reason })
    shown.assertStatus(200)
    shown.assertTextIncludes('Esgoto, residencial deixa de ser cobrado neste mês.')
    const done = await send(invoice.id, { removed: ['sewage/RES'], reason, confirmed: 'true' })
    done.assertStatus(302)
    const after = await last(6)
    assert.equal(after.reference, invoice.reference)
    assert.deepEqual(await amountsOf(invoice), { water: 6000n, sewage: 4800n })
    assert.deepEqual(await amountsOf(after), { water: 6000n })
    assert.equal(after.total_cents, 6000n)
    const note = await annotation('Alteração de serviços da fatura', month.premiseIds[6]!)
    assert.include(note.description, 'Esgoto, residencial deixa de ser cobrado')
    assert.equal(note.reason, reason)
    assert.include(note.user_name, 'Ana')
    assert.instanceOf(note.closed_at, Date)
    const back = await send(after.id, { added: ['sewage/RES'], reason, confirmed: 'true' })
    back.assertStatus(302)
    assert.deepEqual(await amountsOf(await last(6)), { water: 6000n, sewage: 4800n })
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  }).tags(['@TR-3.2.13.9.9'])

  test('a parcel taken out of its invoice waits again, and tells of both invoices', async ({
    client,
    assert,
  }) => {
    const september = '2026-09' as RefMonth
    const other = await createMonth([{ economies: RESIDENCE, m3: '10' }], september)
    const [premiseId] = other.premiseIds
    await query(
      db,
      `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
       select p.municipality_id, p.id, (i.facts::jsonb ->> 'holder')::bigint, 'holder', '2026-01-01'
         from registry_premises p join readings_load_items i on i.premise_id = p.id where p.id = ?`,
      [premiseId!]
    )
    clock.freeze('2026-09-10T15:00:00Z')
    await runAction('billing.charge_service', {
      actor: systemActor(other.municipalityId),
      input: {
        ...{ premise_id: String(premiseId), service: 'inspection', executed_on: '2026-09-05' },
        ...{ parcels: 5, reason_code: 'request' },
      },
    })
    await run(other, '2026-09-20' as CivilDate)
    clock.freeze('2026-09-21T15:00:00Z')
    const [first] = await versionsOf(premiseId!, september)
    assert.equal(first!.total_cents, 5000n + 2000n)
    const parcel = await one(
      `select id from receivables_pending_charges where billed_origin_id = ?`,
      [first!.id]
    )
    const send = async (reason: string) =>
      client
        .post(`/billing/invoices/${first!.id}/services`)
        .loginAs(await ana())
        .withCsrfToken()
        .form({
          ...{ reason_code: 'wrong_service', removed: [`pending/${parcel}`] },
          ...{ reason, confirmed: 'true' },
        })
        .redirects(0)
    const empty = await send('')
    empty.assertStatus(422)
    const done = await send('Vistoria cobrada por engano')
    done.assertStatus(302)
    const [before, after] = await versionsOf(premiseId!, september)
    assert.equal(before!.settlement, 'replaced')
    assert.equal(after!.reference, september)
    assert.equal(after!.total_cents, 5000n)
    const service = await one('select max(id) from billing_service_charges')
    const page = await client.get(`/billing/service-charges/${service}`).loginAs(await ana())
    page.assertTextIncludes('Vistoria (1/5)')
    page.assertTextIncludes(before!.number)
    page.assertTextIncludes(after!.number)
    assert.deepEqual(await openBridges(other, september), [])
    clock.freeze('2026-11-21T15:00:00Z')
  }).tags(['@TR-3.2.7.13.1'])

  test('above the authority somebody who has it decides', async ({ client, assert }) => {
    await putVersion('parameter', 'billing.cancel_authority', {
      value: { others: '10000', profiles: [] },
    })
    const invoice = await last(7)
    const { done } = await correct(client, await ana(), {
      ...{ id: invoice.id, operation: 'cancel' },
      form: { reason_code: 'misread' },
    })
    done.assertStatus(409)
    done.assertTextIncludes('Cancelar fatura')
    assert.propertyVal(await last(7), 'settlement', 'open')
  })
})
