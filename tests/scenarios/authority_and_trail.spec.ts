import { test } from '@japa/runner'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { putParameter } from '#core/access/tests/support/people'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  REFERENCE,
  type TestMonth,
  createMonth,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { type Version, pay, versionsOf } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import {
  criticise,
  distributed,
  fieldFile,
  ground,
  receive,
} from '#plugins/readings/tests/functional/helpers'
import { freshDatabase } from '#tests/support/database'
import {
  TARIFF_TABLE,
  type TariffTable,
  contentOnScreen,
  submitVersion,
} from './support/configuration.ts'
import { type Who, open, problemOf, send, userOf } from './support/people.ts'

const TODAY = '2026-11-21'
const HOUSE = { economies: [{ category: 'RES', economies: 1 }], m3: '12', sewage: null }
/** R$ 5.00 a cubic metre and nothing else: 12 m³ are R$ 60.00, 42 m³ are R$ 210.00. */
const PLAIN = {
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

interface Entry {
  readonly id: bigint
  readonly action: string
  readonly trail: { readonly before: unknown; readonly after: unknown; changes?: string[] }
}

async function lastEntry(action: string, subject?: string): Promise<Entry> {
  const [row] = await query<{ id: bigint; action: string; payload: string }>(
    db,
    `select id, action, payload from audit_entries
      where action = ? and coalesce(subject_id = ?::bigint, true) order by id desc limit 1`,
    [action, subject ?? null]
  )
  return { ...row!, trail: (JSON.parse(row!.payload) as { trail: Entry['trail'] }).trail }
}

interface HeldReading {
  readonly id: bigint
  readonly billed_m3: string
  readonly previous: number
}

/** A reading of a metered premise that the critique held. */
async function heldReading(): Promise<HeldReading> {
  const where = await ground()
  const { id } = await distributed(where)
  await receive(where, id, await fieldFile(where, id, { notNumeric: 2 }))
  await criticise(where, id)
  const [row] = await query<HeldReading>(
    db,
    `select r.id, trim_scale(r.billed_m3)::text as billed_m3, (i.facts::jsonb ->> 'previous_reading')::int as previous
       from readings_readings r join readings_load_items i on i.id = r.load_item_id
      where r.load_id = ? and r.state = 'held' and i.facts::jsonb ->> 'previous_reading' is not null order by r.id limit 1`,
    [id]
  )
  return row!
}

async function rowOf(sql: string, ...bindings: bigint[]): Promise<Record<string, unknown>> {
  const [row] = await query<Record<string, unknown>>(db, sql, bindings)
  return row!
}

const levelOf = (page: ApiResponse, code: string) =>
  new RegExp(`practice-level-(\\d)(?:(?!practice-level).)*Acertar ${code}`, 's').exec(
    page.text()
  )?.[1]

test.group('Scenario | authority, and the trail that is reviewed', (group) => {
  freshDatabase(group)
  let month: TestMonth
  let versionId = ''
  let held: HeldReading
  group.setup(async () => {
    await putVersion('tariff-table', 'default', PLAIN as never)
    held = await heldReading()
    clock.freeze(`${TODAY}T15:00:00Z`)
  })
  group.teardown(() => clock.restore())
  group.each.timeout(60_000)

  const last = async (index: number): Promise<Version> => {
    const versions = await versionsOf(month.premiseIds[index]!, REFERENCE)
    return versions.at(-1)!
  }
  const level = async (client: ApiClient, path: string, code: string) =>
    levelOf(await open(client, 'ana', path), code)

  test('a tariff table is not in force without the approval of another person', async ({
    client,
    assert,
  }) => {
    const table = await contentOnScreen<TariffTable>(client, TARIFF_TABLE)
    table.categories['RES']!.blocks[0]!.price = '5.50'
    const wanted = { item: TARIFF_TABLE, from: TODAY, legalBasis: 'Resolução 45/2026, art. 2º' }
    versionId = await submitVersion(client, table, wanted)
    const approve = (who: Who) =>
      send(client, who, `/configuration/versions/${versionId}/approve`, {})
    assert.isDefined(problemOf(await approve('bruno')), 'its author')
    const status = async () => {
      const [row] = await query<{ status: string }>(
        db,
        'select status from configuration_versions where id = ?',
        [versionId]
      )
      return row!.status
    }
    assert.equal(await status(), 'in_review')
    await approve('ana')
    assert.equal(await status(), 'approved')
  }).tags(['@AC-010'])

  test('a rectification of R$ 150,00 by who may R$ 100,00 waits for somebody else with a higher limit', async ({
    client,
    assert,
  }) => {
    month = await createMonth([HOUSE, HOUSE])
    await run(month, TODAY as CivilDate)
    const invoice = await last(0)
    assert.equal(invoice.total_cents, 6000n)
    assert.equal(await level(client, '/access/authorities', 'AC-010'), '2', 'two are undefined')
    await putParameter(client, 'billing.correct_authority', {
      others: '10000',
      profiles: [{ profile: 'administrator', upTo: '50000' }],
    })
    assert.equal(await level(client, '/access/authorities', 'AC-010'), '2', 'readings undefined')

    const path = `/billing/invoices/${invoice.id}/change/consumption`
    const form = {
      billed_m3: '42',
      reason_code: 'misread',
      reason: 'Protocolo 12',
      confirmed: 'true',
    }
    const asked = await send(client, 'bruno', path, form)
    asked.assertStatus(409)
    for (const text of ['R$ 150,00', 'R$ 100,00']) asked.assertTextIncludes(text)
    const queued = await send(client, 'bruno', '/actions/billing.change_consumption', {
      ...{ ...form, id: String(invoice.id), _authority: 'queue', next: '/' },
    })
    assert.match(String(queued.flashMessage('done')), /Pedido \d+ enviado para aprovação/)
    assert.propertyVal(await last(0), 'version', 1, 'nothing was done')

    const [request] = await query<{ id: bigint; amount: bigint }>(
      db,
      `select id, amount from actions_approvals where status = 'waiting'`
    )
    assert.equal(request!.amount, 15_000n)
    const approve = (who: Who) => send(client, who, `/approvals/${request!.id}/approve`, {})
    assert.isDefined(problemOf(await approve('bruno')), 'who asked')
    assert.isDefined(problemOf(await approve('carla')), 'who may not')
    assert.propertyVal(await last(0), 'version', 1)
    await approve('ana')
    const after = await last(0)
    assert.equal(after.total_cents, 21_000n)

    const other = await last(1)
    const small = await send(client, 'bruno', `/billing/invoices/${other.id}/change/consumption`, {
      ...{ ...form, billed_m3: '32' },
    })
    small.assertStatus(302)
    assert.propertyVal(await last(1), 'total_cents', 16_000n, 'R$ 100,00 is within the limit')
  }).tags(['@AC-010'])

  test('a held reading changed by more than the limit waits too; with the three defined the level is 3', async ({
    client,
    assert,
  }) => {
    await putParameter(client, 'readings.decision_authority', {
      others: '5',
      profiles: [{ profile: 'administrator', upTo: null }],
    })
    assert.equal(await level(client, '/access/authorities', 'AC-010'), '3')
    const page = await open(client, 'ana', '/access/authorities')
    for (const text of ['Administrador: sem limite', 'Demais perfis: até 5 m³']) {
      page.assertTextIncludes(text)
    }
    const far = { mode: 'corrected', reading: String(held.previous + 90), reason: 'Foto relida' }
    const over = await send(client, 'bruno', `/readings/review/${held.id}`, far)
    over.assertStatus(409)
    over.assertTextIncludes('a sua alçada é 5 m³')
    over.assertTextIncludes(`<input type="hidden" name="reading" value="${far.reading}">`)
    const state = () => rowOf('select state from readings_readings where id = ?', held.id)
    assert.propertyVal(await state(), 'state', 'held')
    await send(client, 'ana', `/readings/review/${held.id}`, far)
    assert.propertyVal(await state(), 'state', 'confirmed')
  }).tags(['@AC-010'])

  test('a reading, a tariff, a registration and a settlement leave each the former and the new values, which nobody edits; with no review of the trail the level is 2', async ({
    client,
    assert,
  }) => {
    const customer = await rowOf(
      'select id from registry_customers where taxpayer_id is not null and phone is not null order by id limit 1'
    )
    const phone = async (number: string) =>
      client
        .patch(`/api/registry/customers/${String(customer.id)}`)
        .loginAs(await userOf('ana'))
        .withCsrfToken()
        .json({ phone: number })
    await phone('6635291000')
    const changed = await phone('6635292000')
    assert.equal(changed.status(), 200, JSON.stringify(changed.body()))
    const { barcode, total_cents: cents, number } = await last(1)
    const paid = { barcode: barcode!, paidOn: TODAY as CivilDate, amountCents: cents }
    const [outcome] = await pay(month.municipalityId, paid)
    const path = `/receivables/receipts/${outcome!.receiptId}/change/reverse`
    await send(client, 'ana', path, {
      ...{ reason_code: 'bank', reason: 'Protocolo 77', confirmed: 'true' },
    })

    const reading = await lastEntry('readings.confirm')
    assert.deepEqual(reading.trail.before, { reading: null, billed_m3: held.billed_m3 })
    assert.propertyVal(reading.trail.after, 'reading', held.previous + 90)
    const tariff = await lastEntry('configuration.approve', versionId)
    assert.match(tariff.trail.changes!.join(), /5,00.*5,50/)
    const registration = await lastEntry('registry.customers.update')
    assert.deepEqual(registration.trail.before, { phone: '6635291000' })
    assert.deepEqual(registration.trail.after, { phone: '6635292000' })
    const settlement = await lastEntry('receivables.reverse_receipt')
    assert.propertyVal(settlement.trail.before, 'document', number)
    assert.propertyVal(settlement.trail.after, 'document', null)

    for (const { id } of [reading, tariff, registration, settlement]) {
      const shown = await open(client, 'ana', `/audit/${id}`)
      shown.assertStatus(200)
      const posted = await send(client, 'ana', `/audit/${id}`, { description: 'x' })
      assert.oneOf(posted.status(), [404, 405])
      for (const sql of [
        `update audit_entries set payload = '{}' where id = ${id}`,
        `delete from audit_entries where id = ${id}`,
      ]) {
        await assert.rejects(() => db.rawQuery(sql), /permission denied/)
      }
    }

    assert.equal(await level(client, '/audit/reviews', 'AC-103'), '2')
    const conclude = (who: Who, form = {}) =>
      send(client, who, '/actions/audit.review_trail', {
        ...{
          from_on: '2026-11-01',
          until_on: TODAY,
          scope: 'Leituras, tarifas, cadastro e baixas',
        },
        ...{
          findings: 'Quatro operações conferidas com os seus processos, sem ressalva.',
          ...form,
        },
      })
    assert.equal(problemOf(await conclude('bruno')).code, 'E_ACCESS_DENIED')
    const ahead = await conclude('ana', { until_on: '2026-12-01' })
    assert.equal(problemOf(ahead).code, 'E_AUDIT_REVIEW_PERIOD')
    assert.equal(await level(client, '/audit/reviews', 'AC-103'), '2')
    const concluded = await conclude('ana')
    assert.match(
      String(concluded.flashMessage('done')),
      /de 01\/11\/2026 a 21\/11\/2026 revisada: \d+/
    )
    const page = await open(client, 'ana', '/audit/reviews')
    for (const text of ['Quatro operações conferidas', 'Ana Ribeiro', 'cadastro e baixas']) {
      page.assertTextIncludes(text)
    }
    assert.equal(levelOf(page, 'AC-103'), '3')
    await assert.rejects(() => db.rawQuery('delete from audit_reviews'), /permission denied/)
    clock.freeze('2027-06-01T15:00:00Z')
    assert.equal(await level(client, '/audit/reviews', 'AC-103'), '2', 'its time is over')
  }).tags(['@AC-103'])
})
