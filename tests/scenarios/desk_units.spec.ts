import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type BuiltHouse,
  billHouses,
  buildGroup,
  invoicesOfHouses,
  write,
} from '#plugins/billing/tests/functional/built_group'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import {
  act,
  agreementWith,
  lastRemittance,
  optIn,
  orders,
  sendNow,
} from '#plugins/debits/tests/support/debits'
import { plain } from '#tests/support/requests'
import { freshDatabase } from '#tests/support/database'
import { open, send, userOf } from './support/people.ts'

const CODE = 'UNI'
const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '5.00' }] },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
}

test.group('Scenario | what the desk registers of a unit', (group) => {
  freshDatabase(group)
  group.each.timeout(170_000)
  group.teardown(() => clock.restore())
  let houses: BuiltHouse[] = []
  let brasil: bigint
  const at = (index: number) => houses[index]!
  const month = (client: ApiClient, reference: string) =>
    billHouses(client, { code: CODE, houses }, { reference, m3: [10, 10, 10, 10] })
  /** The file of a month's debits: whose they are. */
  const remitted = async (reference: string) => {
    const [next] = await query<{ debit_on: CivilDate }>(
      db,
      `select debit_on from debits_orders where reference = ? order by debit_on limit 1`,
      [reference]
    )
    if (next) clock.freeze(`${addDays(next.debit_on, -8)}T15:00:00Z`)
    const { figures } = await sendNow(reference)
    if (Number(figures.debits ?? 0n) === 0) return []
    const { debits } = await lastRemittance(brasil)
    return debits.map(({ clientId, bankClient }) => [clientId, bankClient])
  }

  test('sewage exempt from March to May is charged again in June; a unit in a bank’s debit is in its file until it is removed', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-03-02T15:00:00Z')
    await putVersion('tariff-table', 'default', TABLE)
    houses = await buildGroup(client, CODE, [{ sewage: true }, {}, {}, { sewage: true }])
    const exempt = await send(client, 'bruno', '/billing/exemptions', {
      ...{ premise_id: String(at(0).id), service: 'sewage', reason_code: 'law' },
      ...{ from_on: '2026-03-01', until_on: '2026-05-31', legal_basis: 'Lei municipal 12/2026' },
    })
    exempt.assertStatus(302)
    brasil = await agreementWith(client, '001', 'DEB001')
    await optIn(client, at(1), { agreementId: brasil, account: '10007-7' })
    const shown = await open(client, 'ana', `/registry/premises/${at(1).id}`)
    for (const text of ['Banco do Brasil', '1234']) assert.include(plain(shown), text)

    await month(client, '2026-03')
    assert.deepEqual(await remitted('2026-03'), [[at(1).registration, '100077']])
    const [option] = await query<{ id: bigint }>(db, 'select id from debits_enrolments')
    const ended = await act(client, 'debits.end', {
      ...{ id: Number(option!.id), reason: 'Pedido do cliente' },
    })
    ended.assertStatus(200)
    for (const reference of ['2026-04', '2026-05', '2026-06']) await month(client, reference)
    assert.deepEqual(await remitted('2026-04'), [])
    const known = await orders()
    assert.lengthOf(known, 1)

    const charged = await Promise.all(
      ['2026-03', '2026-04', '2026-05', '2026-06'].map(async (reference) => {
        const [invoice, , , other] = await invoicesOfHouses(houses, reference)
        assert.deepEqual([...other!.lines], ['water 50.00', 'sewage 40.00'])
        return [...invoice!.lines]
      })
    )
    assert.deepEqual(charged, [
      ...[['water 50.00'], ['water 50.00'], ['water 50.00']],
      ['water 50.00', 'sewage 40.00'],
    ])
  }).tags(['@TR-3.2.13.10.13', '@TR-3.2.13.10.9'])

  test('a unit centralised under paying body 10 is among its units and in its next grouped invoice; one that is not registered is no choice', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-06-25T15:00:00Z')
    const customer = await write(client, '/api/registry/customers', {
      ...{ kind: 'public_body', name: 'Prefeitura de Teste', taxpayer_id: '11222333000181' },
    })
    const { id: body } = await write(client, '/api/registry/paying-bodies', {
      ...{ code: '10', name: 'Prefeitura de Teste', customer_id: String(customer.id) },
    })
    const link = (bodyId: string, index: number) =>
      send(client, 'bruno', `/registry/paying-bodies/${bodyId}/change/link`, {
        ...{ premise_id: String(at(index).id), from_on: '2026-06-25' },
      })
    const unknown = await act(
      client,
      'registry.paying_bodies.link',
      {
        ...{ body_id: 987654, premise_id: Number(at(2).id), from_on: '2026-06-25' },
      },
      'bruno.'
    )
    assert.isTrue([404, 422].includes(unknown.status()), unknown.text())
    for (const index of [2, 3]) {
      const done = await link(String(body), index)
      done.assertStatus(302)
    }
    const page = await open(client, 'bruno', `/registry/paying-bodies/${String(body)}`)
    for (const index of [2, 3]) {
      page.assertTextIncludes(`/registry/premises/${at(index).id}`)
    }
    await month(client, '2026-07')
    const issued = await send(client, 'bruno', '/billing/grouped-invoices', {
      ...{ body_id: String(body), reference: '2026-07', due_on: '2026-08-10' },
    })
    issued.assertStatus(302)
    const members = await query<{ premise_id: bigint }>(
      db,
      `select i.premise_id from billing_grouped_members m join billing_invoices i on i.id = m.invoice_id order by i.premise_id`
    )
    assert.deepEqual(
      members.map(({ premise_id: id }) => id),
      [at(2).id, at(3).id]
    )
  }).tags(['@TR-3.2.13.10.15'])

  test('a unit is offered the three due days of its group, and its next invoice is due on the one that was chosen', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-07-25T15:00:00Z')
    const [ofGroup] = await query<{ id: bigint }>(
      db,
      'select id from registry_billing_groups where code = ?',
      [CODE]
    )
    const days = async (text: string) =>
      client
        .patch(`/api/registry/billing-groups/${ofGroup!.id}`)
        .json({ due_days: text })
        .withCsrfToken()
        .loginAs(await userOf('bruno'))
    const wrong = await days('5; 40')
    wrong.assertStatus(422)
    const set = await days('5, 15, 25')
    set.assertStatus(200)
    const path = `/registry/premises/${at(0).id}/change/due-day`
    const form = await open(client, 'bruno', path)
    assert.deepEqual(
      [...form.text().matchAll(/<option[^>]* ?value="(\d+)"/g)].map(([, day]) => day),
      ['5', '15', '25']
    )
    const refused = await act(
      client,
      'registry.premises.choose_due_day',
      { premise_id: Number(at(0).id), due_day: 10 },
      'bruno.'
    )
    refused.assertStatus(422)
    const chosen = await send(client, 'bruno', path, { due_day: '15' })
    chosen.assertStatus(302)
    await month(client, '2026-09')
    const due = await query<{ due_on: string }>(
      db,
      `select due_on from billing_invoices where reference = '2026-09' and premise_id = ?`,
      [at(0).id]
    )
    // The first 15th that leaves the days of the law between the bill and its due date.
    assert.deepEqual(due, [{ due_on: '2026-10-15' }])
  }).tags(['@TR-3.2.13.10.14'])
})
