import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { freshDatabase } from '#tests/support/database'
import { ana, carla } from '#tests/support/people'
import {
  type Version,
  annotation,
  correct,
  one,
  openBridges,
  path,
  pay,
  versionsOf,
} from './correcting.ts'
import { putVersion } from './put_version.ts'
import { type GroupMonth, billMonth, readMonth } from './read_month.ts'

const NOVEMBER = '2026-11' as RefMonth
const DECEMBER = '2026-12' as RefMonth

/** One price a cubic metre for everybody, sewage at 80 %. */
const table = (price: string) => {
  const category = (title: string) => ({
    ...{ title, minimum_m3: 0 },
    blocks: [{ over: 0, to: null, price }],
  })
  return {
    title: `Metro a ${price}`,
    rounding: { scale: 2, mode: 'half-up', at: 'charge' },
    categories: {
      ...{ RES: category('Residencial'), COM: category('Comercial') },
      ...{ IND: category('Industrial'), PUB: category('Pública') },
    },
    sewage: { collected: '80', collected_treated: '80' },
    garbage: {},
  }
}

/** What an invoice charges of water and of sewage. */
async function tariffOf({ id }: Version) {
  const rows = await query<{ charge_type: string; cents: bigint }>(
    db,
    `select charge_type, sum(amount_cents)::bigint as cents from billing_charges
      where invoice_id = ? and charge_type in ('water', 'sewage') group by 1 order by 1 desc`,
    [id]
  )
  return rows.map(({ charge_type: type, cents }) => [type, cents])
}

const written = (day: CivilDate) => day.split('-').reverse().join('/')

interface Unit {
  readonly premise_id: bigint
  readonly registration_number: string
  readonly meter_id: bigint
}

/** Premises of group 01 with a meter of their own, whose last reading is made 120. */
async function unitsAt120(): Promise<Unit[]> {
  const units = await query<Unit>(
    db,
    `select p.id as premise_id, p.registration_number, i.meter_id
       from registry_premises p
       join registry_billing_groups g on g.id = p.billing_group_id and g.code = '01'
       join registry_connections c on c.premise_id = p.id and c.service = 'water' and c.situation = 'active'
       join metering_installations i on i.connection_id = c.id and i.removed_on is null
      where p.kind = 'single'
        and exists (select from readings_readings r where r.meter_id = i.meter_id and r.reading is not null)
      order by p.id limit 6`
  )
  for (const { meter_id: id } of units) {
    await query(
      db,
      `update readings_readings set reading = 120, kind = 'measured' where id = (
         select id from readings_readings where meter_id = ? and reading is not null order by read_on desc limit 1)`,
      [id]
    )
  }
  return units
}

test.group('Billing | corrected readings, holds and papers', (group) => {
  freshDatabase(group)
  group.each.timeout(60_000)
  let units: Unit[] = []
  let month: GroupMonth
  const bridges = () =>
    openBridges({ municipalityId: month.municipalityId, billingGroupId: month.group }, NOVEMBER)

  group.setup(async () => {
    await putVersion('tariff-table', 'default', table('5.00') as never)
    units = await unitsAt120()
    month = await readMonth(
      '01',
      NOVEMBER,
      new Map(units.map((unit) => [unit.registration_number, 150]))
    )
    await billMonth(month)
    // Dearer from the day after the issue on: what is corrected keeps the table of its own days.
    await putVersion('tariff-table', 'default', table('9.00') as never, '2026-11-08' as CivilDate)
    clock.freeze('2026-11-10T15:00:00Z')
  })
  group.teardown(() => clock.restore())

  const last = async (index: number) => {
    const versions = await versionsOf(units[index]!.premise_id, NOVEMBER)
    return versions.at(-1)!
  }

  test('another reading bills what it measures; the former one and the reason are kept', async ({
    client,
    assert,
  }) => {
    const first = await last(0)
    assert.equal(first.measured_m3, '30')
    const begun = async (operation: string) => {
      const form = await client
        .get(`/billing/invoices/${first.id}/change/${operation}`)
        .loginAs(await ana())
      return /value="([^"]*)"[^>]* name="(?:reading|billed_m3|due_on)"/.exec(form.text())?.[1]
    }
    assert.equal(await begun('reading'), '150', 'the form begins with what the invoice says')
    assert.equal(await begun('consumption'), '30')
    const [invoice] = await query<{ due_on: string }>(
      db,
      'select due_on from billing_invoices where id = ?',
      [first.id]
    )
    assert.equal(await begun('due-date'), invoice!.due_on)
    const without = await correct(client, await ana(), {
      ...{ id: first.id, operation: 'reading' },
      form: { reading: '140', reason_code: 'misread', reason: '' },
    })
    without.done.assertStatus(422)
    const { shown, done } = await correct(client, await ana(), {
      ...{ id: first.id, operation: 'reading' },
      form: { reading: '140', reason_code: 'misread' },
    })
    shown.assertTextIncludes('Leitura de 150 para 140')
    done.assertStatus(302)
    const after = await last(0)
    assert.equal(after.measured_m3, '20')
    assert.equal(after.billed_m3, '20')
    const sewage = (cents: bigint) =>
      first.own_cents === 15_000n ? [] : [['sewage', (cents * 4n) / 5n]]
    assert.deepEqual(await tariffOf(first), [['water', 15_000n], ...sewage(15_000n)])
    assert.deepEqual(await tariffOf(after), [['water', 10_000n], ...sewage(10_000n)])
    assert.equal(first.total_cents - after.total_cents, first.total_cents / 3n)
    const [kept] = await query<{ reading: number; corrected_reading: number }>(
      db,
      `select reading, corrected_reading from readings_readings where premise_id = ? and reference = ?`,
      [units[0]!.premise_id, NOVEMBER]
    )
    assert.deepEqual(kept, { reading: 150, corrected_reading: 140 })
    const page = await client.get(`/billing/invoices/${after.id}`).loginAs(await ana())
    page.assertStatus(200)
    page.assertTextIncludes('Recálculo confere')
    page.assertTextIncludes('Leitura, Ana')
    page.assertTextIncludes('Pedido do cliente, protocolo 1')
    const old = await client.get(`/billing/invoices/${first.id}`).loginAs(await ana())
    old.assertTextIncludes('Recálculo confere')
    old.assertTextIncludes(`Abrir a fatura ${after.number}`)
    const paper = await client.get(`/billing/invoices/${after.id}/document`).loginAs(await ana())
    paper.assertTextIncludes(`Substitui a fatura ${first.number}`)
    paper.assertTextIncludes('140')
    const note = await annotation('Alteração de leitura de fatura', units[0]!.premise_id)
    assert.include(note.description, 'Leitura de 150 para 140')
    assert.equal(note.reason, 'Pedido do cliente, protocolo 1')
    assert.include(note.user_name, 'Ana')
    assert.instanceOf(note.closed_at, Date)
    const former = await client.get(`/billing/invoices/${first.id}/document`).loginAs(await ana())
    former.assertTextIncludes('150')
    assert.deepEqual(await bridges(), [])
  }).tags(['@TR-3.2.7.13.4', '@TR-3.2.13.9.4'])

  test('another due date stands on the second copy, the old one in the history', async ({
    client,
    assert,
  }) => {
    const first = await last(1)
    const due = '2026-12-20' as CivilDate
    const without = await correct(client, await ana(), {
      ...{ id: first.id, operation: 'due-date' },
      form: { due_on: due, reason_code: 'request', reason: '' },
    })
    without.done.assertStatus(422)
    await correct(client, await ana(), {
      ...{ id: first.id, operation: 'due-date' },
      form: { due_on: due, reason_code: 'request' },
    })
    const after = await last(1)
    assert.equal(after.due_on, due)
    const page = await client.get(`/billing/invoices/${first.id}`).loginAs(await ana())
    page.assertTextIncludes(written(first.due_on))
    page.assertTextIncludes(written(due))
    page.assertTextIncludes('Pedido do cliente, protocolo 1')
    const copy = (id: bigint) =>
      client
        .post(`/billing/invoices/${id}/copies`)
        .withCsrfToken()
        .form({ due_on: due })
        .redirects(0)
    const refused = await copy(first.id).loginAs(await ana())
    assert.exists(refused.flashMessage('problem'), 'only the version that stands is offered')
    const given = await copy(after.id).loginAs(await ana())
    assert.notExists(given.flashMessage('problem'))
    const id = await one(`select max(id) from receivables_documents where kind = 'second_copy'`)
    const paper = await client
      .get(`/billing/invoices/${after.id}/document?document=${id}`)
      .loginAs(await ana())
    paper.assertTextIncludes('Segunda via')
    paper.assertTextIncludes(written(due))
    const note = await annotation('Alteração de vencimento de fatura', units[1]!.premise_id)
    assert.include(note.description, `vencimento de ${written(first.due_on)} para ${written(due)}`)
    assert.equal(note.reason, 'Pedido do cliente, protocolo 1')
    assert.include(note.user_name, 'Ana')
    assert.instanceOf(note.closed_at, Date)
    assert.deepEqual(await bridges(), [])
  }).tags(['@TR-3.2.7.13.3', '@TR-3.2.13.9.3'])

  test('proven payment waits for the bank and is settled when its record comes', async ({
    client,
    assert,
  }) => {
    const invoice = await last(2)
    clock.freeze('2026-12-28T15:00:00Z')
    const held = await client
      .post(path(invoice.id, 'await-bank'))
      .loginAs(await ana())
      .withCsrfToken()
      .form({ reason_code: 'proof', reason: 'Comprovante do banco 341' })
      .redirects(0)
    held.assertStatus(302)
    assert.propertyVal(await last(2), 'hold', 'bank_confirmation')
    const list = await client.get('/billing/invoices?hold=bank_confirmation').loginAs(await ana())
    list.assertTextIncludes(invoice.number)
    list.assertTextIncludes('À espera do banco')
    const page = await client.get(`/billing/invoices/${invoice.id}`).loginAs(await ana())
    page.assertTextIncludes('À espera do banco, até 02/01/2027')
    await pay(month.municipalityId, {
      ...{ barcode: invoice.barcode!, amountCents: invoice.total_cents },
      paidOn: invoice.due_on,
    })
    const after = await last(2)
    assert.equal(after.settlement, 'settled')
    assert.isNull(after.hold)
    clock.freeze('2026-11-10T15:00:00Z')
  })

  test('without the record of the bank it is pending again after its term, and who held it is told', async ({
    client,
    assert,
  }) => {
    const invoice = await last(3)
    await client
      .post(path(invoice.id, 'await-bank'))
      .loginAs(await ana())
      .withCsrfToken()
      .form({ reason_code: 'proof', reason: 'Comprovante do banco 104' })
      .redirects(0)
    const expire = (on: string) =>
      runInline('billing.expire_holds', { on }, systemActor(month.municipalityId))
    clock.freeze('2026-11-15T15:00:00Z')
    await expire('2026-11-15')
    const waiting = await last(3)
    assert.equal(waiting.hold, 'bank_confirmation', 'five days, the last one whole')
    clock.freeze('2026-11-16T15:00:00Z')
    await expire('2026-11-16')
    const pending = await last(3)
    assert.isNull(pending.hold)
    const notices = await client.get('/inbox').loginAs(await ana())
    notices.assertTextIncludes(`Fatura ${invoice.number} sem confirmação do banco`)
    clock.freeze('2026-11-10T15:00:00Z')
  })

  test('an invoice in a lawsuit says so in the list, until it is pending again', async ({
    client,
    assert,
  }) => {
    const invoice = await last(3)
    const form = { kind: 'judicial', reason_code: 'court', reason: 'Processo 1001' }
    const denied = await client.get(path(invoice.id, 'process')).loginAs(await carla())
    denied.assertStatus(403)
    await client
      .post(path(invoice.id, 'process'))
      .loginAs(await ana())
      .withCsrfToken()
      .form(form)
      .redirects(0)
    const list = await client.get('/billing/invoices?hold=judicial').loginAs(await ana())
    list.assertTextIncludes('Em processo judicial')
    await client
      .post(path(invoice.id, 'release'))
      .loginAs(await ana())
      .withCsrfToken()
      .form({ reason: 'Acordo homologado' })
      .redirects(0)
    assert.propertyVal(await last(3), 'hold', null)
    const [released] = await query<{ release_reason: string; suspends: string }>(
      db,
      'select release_reason, suspends from billing_invoice_holds where invoice_id = ? order by id desc limit 1',
      [invoice.id]
    )
    assert.deepEqual(released, {
      release_reason: 'Acordo homologado',
      suspends: '["cut","notices","listing","register"]',
    })
  })

  test('the load of the next month starts from the corrected reading', async ({ assert }) => {
    clock.freeze('2026-12-03T15:00:00Z')
    await runInline(
      'readings.load',
      { group: month.group, reference: DECEMBER, loadedOn: '2026-12-03' as CivilDate },
      systemActor(month.municipalityId)
    )
    const previous = (index: number) =>
      one<number>(
        `select i.previous_reading from readings_load_items i join readings_loads l on l.id = i.load_id
          where i.premise_id = ? and l.reference = '2026-12'`,
        [units[index]!.premise_id]
      )
    assert.equal(await previous(0), 140)
    assert.equal(await previous(1), 150)
  })

  test('many invoices are cancelled at once, each with its entry', async ({ client, assert }) => {
    const ids = [await last(4), await last(5)].map(({ id }) => String(id))
    const bulk = '/billing/invoices/bulk/billing.cancel_invoice'
    const asked = await client
      .post(bulk)
      .loginAs(await ana())
      .withCsrfToken()
      .form({ _ids: ids })
    asked.assertTextIncludes('Cancelar 2 faturas')
    asked.assertTextIncludes('Emitida em dobro')
    const without = await client
      .post(`${bulk}/run`)
      .loginAs(await ana())
      .withCsrfToken()
      .form({ _ids: ids, _token: 'w', _reason: 'Emitidas em dobro' })
    without.assertStatus(422)
    const done = await client
      .post(`${bulk}/run`)
      .loginAs(await ana())
      .withCsrfToken()
      .form({ _ids: ids, _token: 'x', reason_code: 'duplicate', _reason: 'Emitidas em dobro' })
    done.assertTextIncludes('Cancelar 2 faturas: feito.')
    for (const index of [4, 5]) {
      const invoice = await last(index)
      assert.equal(invoice.settlement, 'cancelled')
    }
    assert.equal(
      await one(`select count(*) from audit_entries where action = 'billing.cancel_invoice'`),
      2n
    )
    assert.deepEqual(await bridges(), [])
  })
})
