import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type BuiltHouse,
  type HouseInvoice,
  billHouses,
  buildGroup,
  invoicesOfHouses,
} from '#plugins/billing/tests/functional/built_group'
import {
  annotation,
  correct,
  one,
  pay,
  versionsOf,
} from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { act, plain } from '#tests/support/requests'
import { OPEN_POLICY, setPolicy } from '#plugins/plans/tests/support/set_up'
import { signed } from '#plugins/plans/tests/support/signing'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { open, send } from './support/people.ts'

const CODE = 'DSK'
const MARCH = '2026-10'
const block = (over: number, to: number | null, price: string) => ({ over, to, price })
const table = (residential: readonly ReturnType<typeof block>[], works = '50.00') => ({
  title: 'Tabela do balcão',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: residential },
    COM: { title: 'Comercial', minimum_m3: 0, blocks: [block(0, null, '8.00')] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
  charges: [
    {
      ...{ charge_type: 'water_basic', title: 'Serviço básico', applies: {}, legal_basis: 'Lei 1' },
      structure: { kind: 'fixed', per: 'connection', amount: '10.00' },
    },
  ],
  services: {
    inspection: { title: 'Vistoria', amount: '20.00' },
    survey: { title: 'Aferição', amount: '30.00' },
    works: { title: 'Deslocamento', amount: works },
    connection: { title: 'Ligação de água', amount: '350.00' },
  },
})
const BLOCKS = [block(0, 10, '3.00'), block(10, 20, '4.50'), block(20, null, '5.00')]

/** What each house consumes in October, in the order below. */
const M3 = [15, 23, 10, 10, 10, 10, 25] as const

test.group('Scenario | invoices at the desk', (group) => {
  freshDatabase(group)
  group.each.timeout(170_000)
  group.teardown(() => clock.restore())
  let houses: BuiltHouse[] = []
  let invoices: (HouseInvoice | null)[] = []
  const at = (index: number) => houses[index]!
  const latest = async (index: number) => {
    const versions = await versionsOf(at(index).id, MARCH)
    return versions.at(-1)!
  }
  const fieldOf = async <K extends 'id' | 'settlement' | 'total_cents'>(index: number, name: K) => {
    const invoice = await latest(index)
    return invoice[name]
  }
  const month = (client: ApiClient, reference: string) =>
    billHouses(client, { code: CODE, houses }, { reference, m3: M3 })
  const charge = async (client: ApiClient, index: number, service: string, on: string) => {
    const done = await send(client, 'bruno', '/billing/services', {
      ...{ premise_id: String(at(index).id), reason_code: 'service', service, executed_on: on },
    })
    done.assertStatus(302)
  }
  const refused = async (client: ApiClient, index: number, form: Record<string, string>) => {
    const { done } = await correct(client, await ana(), {
      ...{ id: await fieldOf(index, 'id'), operation: 'cancel' },
      form: { reason_code: 'misread', ...form },
    })
    done.assertStatus(422)
  }

  test('basic service, water, sewage, a service and the instalment 3/10 of a plan are five lines of one invoice of R$ 159,50', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-08-02T15:00:00Z')
    await putVersion('tariff-table', 'default', table(BLOCKS))
    await setPolicy(OPEN_POLICY)
    houses = await buildGroup(client, CODE, [
      ...[{ sewage: true }, {}, {}, {}, { category: 'COM' }, {}, { sewage: true }],
    ])
    await charge(client, 0, 'connection', '2026-08-02')
    const sold = await one('select max(id) from billing_service_charges')
    await signed(client, {
      premise: at(0).id,
      ...{ debts: [`service:billing.service_charges:${sold}`], instalments: 10 },
    })
    await month(client, '2026-08')
    await month(client, '2026-09')
    clock.freeze('2026-09-28T15:00:00Z')
    await charge(client, 0, 'inspection', '2026-09-28')
    await charge(client, 1, 'survey', '2026-09-28')
    await charge(client, 2, 'works', '2026-09-28')
    await month(client, MARCH)
    invoices = await invoicesOfHouses(houses, MARCH)
    assert.sameMembers(
      [...invoices[0]!.lines],
      ['water_basic 10.00', 'water 52.50', 'sewage 42.00', 'service 20.00', 'plan 35.00']
    )
    assert.equal(invoices[0]!.total_cents, 15_950n)
    const paper = await open(client, 'bruno', `/billing/invoices/${invoices[0]!.id}/document`)
    for (const text of ['3/10', 'Vistoria', 'R$ 159,50']) assert.include(plain(paper), text)
  }).tags(['@TR-3.2.7a'])

  test('a service of R$ 30,00 taken out of R$ 130,00 leaves R$ 100,00, with its annotation', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-10-25T15:00:00Z')
    assert.equal(invoices[1]!.total_cents, 13_000n)
    const path = `/billing/invoices/${invoices[1]!.id}/services`
    const page = await open(client, 'bruno', path)
    const [, key = ''] = /value="(pending\/\d+)"/.exec(page.text()) ?? []
    const form = { removed: key, reason_code: 'request' }
    const silent = await send(client, 'bruno', path, { ...form, reason: '', confirmed: 'true' })
    silent.assertStatus(422)
    const done = await send(client, 'bruno', path, {
      ...form,
      ...{ reason: 'Aferição não foi feita', confirmed: 'true' },
    })
    done.assertStatus(302)
    assert.equal(await fieldOf(1, 'total_cents'), 10_000n)
    const note = await annotation('Alteração de serviços da fatura', at(1).id)
    for (const text of ['Aferição', 'de R$ 130,00 para R$ 100,00']) {
      assert.include(note.description, text)
    }
    assert.equal(note.reason, 'Aferição não foi feita')
    assert.include(note.user_name, 'Bruno')
    assert.equal(note.closed_at.toISOString(), '2026-10-25T15:00:00.000Z')
  }).tags(['@TR-3.2.13.9.6'])

  test('a service whose price is put right from R$ 50,00 to R$ 45,00 lowers its pending invoice by R$ 5,00', async ({
    client,
    assert,
  }) => {
    const before = await latest(2)
    const same = await correct(client, await ana(), {
      ...{ id: before.id, operation: 'prices' },
      form: { reason_code: 'request' },
    })
    same.done.assertStatus(422)
    await putVersion('tariff-table', 'default', table(BLOCKS, '45.00'), '2026-09-20' as CivilDate)
    const { shown, done } = await correct(client, await ana(), {
      ...{ id: before.id, operation: 'prices' },
      form: { reason_code: 'request' },
    })
    assert.include(plain(shown), 'Deslocamento: de R$ 50,00 para R$ 45,00')
    done.assertStatus(302)
    const after = await latest(2)
    assert.equal(before.total_cents - after.total_cents, 500n)
    const note = await annotation('Atualização de serviços da fatura', at(2).id)
    assert.include(note.description, 'Deslocamento: de R$ 50,00 para R$ 45,00')
    assert.equal(note.reason, 'Pedido do cliente, protocolo 1')
    assert.include(note.user_name, 'Ana')
    assert.instanceOf(note.closed_at, Date)
    const waiting = await query<{ state: string; amount_cents: bigint }>(
      db,
      `select state, amount_cents from receivables_pending_charges where premise_id = ? order by id`,
      [at(2).id]
    )
    assert.deepEqual(waiting, [
      { state: 'cancelled', amount_cents: 5000n },
      { state: 'billed', amount_cents: 4500n },
    ])
    const page = await open(client, 'bruno', `/billing/invoices/${after.id}`)
    page.assertTextIncludes('Recálculo confere')
  }).tags(['@TR-3.2.13.9.8'])

  test('cancelling a pending invoice needs an opinion and leaves its annotation; a settled one is not cancelled', async ({
    client,
    assert,
  }) => {
    const invoice = await latest(3)
    await refused(client, 3, { reason: '' })
    assert.equal(await fieldOf(3, 'settlement'), 'open')
    const { done } = await correct(client, await ana(), {
      ...{ id: invoice.id, operation: 'cancel' },
      form: { reason_code: 'misread', reason: 'Imóvel demolido, laudo 12' },
    })
    done.assertStatus(302)
    const cancelled = await latest(3)
    assert.equal(cancelled.settlement, 'cancelled')
    const page = await open(client, 'bruno', `/billing/invoices?q=${invoice.number}`)
    page.assertTextIncludes('Cancelada')
    const note = await annotation('Cancelamento de fatura', at(3).id)
    assert.include(note.description, `Fatura ${invoice.number}`)
    assert.include(note.description, 'cancelada')
    assert.equal(note.reason, 'Imóvel demolido, laudo 12')
    assert.include(note.user_name, 'Ana')
    assert.equal(note.closed_at.toISOString(), '2026-10-25T15:00:00.000Z')
    const paid = await latest(5)
    await pay(await one('select municipality_id from billing_invoices where id = ?', [paid.id]), {
      ...{ barcode: paid.barcode!, amountCents: paid.total_cents },
      paidOn: '2026-10-24' as CivilDate,
    })
    assert.equal(await fieldOf(5, 'settlement'), 'settled')
    await refused(client, 5, { reason: 'Engano' })
  }).tags(['@TR-3.2.13.9.2'])

  test('25 m³ simulated for a unit are what its invoice of 25 m³ charges, and nothing is issued', async ({
    client,
    assert,
  }) => {
    const count = () =>
      query(
        db,
        `select (select count(*) from billing_invoices) as invoices, (select count(*) from receivables_documents) as papers,
                (select last_value from pg_sequences where sequencename = 'receivables_documents_id_seq') as last`
      )
    const before = await count()
    const premise = await open(client, 'bruno', `/registry/premises/${at(6).id}`)
    const [, path = ''] = /href="(\/tariffs\/simulate\?[^"]*)"/.exec(premise.text()) ?? []
    const page = plain(
      await open(client, 'bruno', `${path.replaceAll('&amp;', '&')}&m3=25&on=2026-10-18`)
    )
    assert.deepEqual([...invoices[6]!.lines].sort(), [
      'sewage 80.00',
      'water 100.00',
      'water_basic 10.00',
    ])
    assert.equal(invoices[6]!.total_cents, 19_000n)
    for (const text of ['R$ 100,00', 'R$ 80,00', 'R$ 10,00', 'R$ 190,00']) {
      assert.include(page, text)
    }
    assert.deepEqual(await count(), before)
  }).tags(['@TR-3.2.13.9.16'])

  test('a category put right recalculates the invoice by the residential tariff of its own month', async ({
    client,
    assert,
  }) => {
    await putVersion(
      'tariff-table',
      'default',
      table([block(0, null, '9.00')], '45.00'),
      '2026-11-01' as CivilDate
    )
    clock.freeze('2026-11-05T15:00:00Z')
    const before = await latest(4)
    assert.equal(before.total_cents, 9000n)
    const changed = await send(client, 'bruno', `/registry/premises/${at(4).id}/change/economies`, {
      ...{ from_on: '2026-08-01', economies_COM: '', economies_RES: '1' },
      reason: 'Vistoria 30: é moradia',
    })
    changed.assertStatus(302)
    const { done } = await correct(client, await ana(), {
      ...{ id: before.id, operation: 'registry' },
      form: { reason_code: 'updated_registry' },
    })
    done.assertStatus(302)
    const after = await latest(4)
    assert.equal(after.total_cents, 4000n)
    const note = await annotation('Recálculo de fatura pelo cadastro', at(4).id)
    assert.include(note.description, 'de R$ 90,00 para R$ 40,00')
    assert.equal(note.reason, 'Pedido do cliente, protocolo 1')
    assert.include(note.user_name, 'Ana')
    assert.equal(note.closed_at.toISOString(), '2026-11-05T15:00:00.000Z')
    const still = await act(client, 'billing.recalculate_invoice', {
      ...{ id: Number(after.id), reason_code: 'updated_registry', reason: 'De novo' },
    })
    still.assertStatus(422)
  }).tags(['@TR-3.2.13.9.7'])
})
