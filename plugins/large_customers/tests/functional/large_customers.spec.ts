import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  REFERENCE,
  type TestMonth,
  createMonth,
  nextMonthOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { correct, versionsOf } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { open, send, userOf } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'

const HOUSE = { economies: [{ category: 'COM', economies: 1 }], m3: '300' }
const pdf = () => Buffer.from('%PDF-1.4\n%%EOF\n')
const thin = (text: string) => text.replaceAll(/&nbsp;|[\s\u00A0\u202F]+/g, ' ')

const one = async (sql: string, bindings: readonly (string | bigint)[] = []) => {
  const [row] = await query<{ id: bigint }>(db, sql, [...bindings])
  return row!.id
}
const rest = async (client: ApiClient, who: 'bruno' | 'carla', name: string, input: object) =>
  client
    .post(`/api/actions/large_customers.${name}`)
    .json(input)
    .withCsrfToken()
    .loginAs(await userOf(who))
const idOf = async (who: 'bruno' | 'carla' | 'ana') => {
  const { id } = await userOf(who)
  return BigInt(id)
}
const codeOf = (response: { body(): unknown }) => (response.body() as { code: string }).code

/** Ids of the readings that the queue shows. */
async function queue(client: ApiClient, address = ''): Promise<(string | undefined)[]> {
  const page = await open(client, 'bruno', `/readings/review${address}`)
  page.assertStatus(200)
  return [...page.text().matchAll(/action="\/readings\/review\/(\d+)"/g)].map(([, id]) => id)
}

test.group('Large customers', (group) => {
  freshDatabase(group)
  let month: TestMonth
  let manager: bigint

  group.setup(async () => {
    month = await createMonth([HOUSE, HOUSE])
    await run(month)
    await nextMonthOf(month, '2026-12' as RefMonth, [
      { ...HOUSE, state: 'held' },
      { ...HOUSE, state: 'held' },
    ])
    clock.freeze('2026-12-21T15:00:00Z')
    manager = await idOf('bruno')
    return () => clock.restore()
  })

  test('an anomaly of a marked unit waits in the queue of large customers only; a decision tells user, date, document and the bill corrected', async ({
    client,
    assert,
  }) => {
    const [large, other] = month.premiseIds as [bigint, bigint]
    const held = (premise: bigint) =>
      one(`select id from readings_readings where premise_id = ? and state = 'held'`, [premise])
    const [mine, general] = [String(await held(large)), String(await held(other))]
    const load = await one('select load_id as id from readings_readings where id = ?', [mine])
    const own = `load=${load}`
    assert.sameMembers(await queue(client, `?${own}`), [mine, general])
    const taken = await send(client, 'bruno', '/large-customers/portfolio', {
      ...{ premise_id: String(large), manager_id: String(manager), segment: 'industry' },
      since_on: '2026-12-01',
    })
    taken.assertStatus(302)
    assert.deepEqual(await queue(client, `?${own}`), [general])
    assert.deepEqual(await queue(client, `?${own}&queue=large`), [mine])
    const premise = await open(client, 'bruno', `/registry/premises/${large}?tab=history`)
    premise.assertTextIncludes('Grande consumidor')

    const opened = await send(client, 'bruno', '/large-customers/cases', {
      ...{ subject: 'Consumo contestado de novembro', premise_id: String(large) },
      manager_id: String(manager),
    })
    opened.assertStatus(302)
    const id = await one('select id from large_customers_cases')
    const [bill] = await versionsOf(large, REFERENCE)
    const path = `/large-customers/cases/${id}/change/decide`
    const form = {
      ...{ kind: 'correct_bill', decision: 'Vazamento comprovado pelo laudo' },
      invoice_id: String(bill!.id),
    }
    const without = await send(client, 'bruno', path, form)
    without.assertStatus(422)
    const request = client
      .post(path)
      .loginAs(await userOf('bruno'))
      .withCsrfToken()
      .file('document', pdf(), { filename: 'laudo.pdf' })
      .redirects(0)
    for (const [name, value] of Object.entries(form)) request.field(name, value)
    const decided = await request
    decided.assertStatus(302)
    const shown = async () => {
      const page = await open(client, 'carla', `/large-customers/cases/${id}`)
      const text = thin(page.text())
      return text.slice(text.indexOf('data-decision='))
    }
    assert.include(await shown(), 'Correção a fazer')
    const { done } = await correct(client, await userOf('ana'), {
      ...{ id: bill!.id, operation: 'consumption' },
      form: { billed_m3: '150', reason_code: 'request' },
    })
    done.assertStatus(302)
    const [, after] = await versionsOf(large, REFERENCE)
    const text = await shown()
    for (const part of [
      ...['Bruno Matos', '21/12/2026', 'laudo.pdf', 'Vazamento comprovado pelo laudo'],
      ...[
        bill!.number,
        `Fatura corrigida</dt><dd><a class="tnum" href="/billing/invoices/${after!.id}">`,
      ],
    ])
      assert.include(text, part)
    assert.notInclude(text, 'Correção a fazer')
    const [, document = ''] = /href="(\/large-customers\/cases\/\d+\/attachments\/\d+)"/.exec(text)!
    const paper = await client.get(document).loginAs(await userOf('carla'))
    paper.assertStatus(200)
    const list = await client
      .get(`/api/large-customers/decisions?case_id=${id}`)
      .loginAs(await userOf('carla'))
    const { data } = list.body() as { data: Record<string, unknown>[] }
    assert.containsSubset(data, [
      {
        ...{ invoice_id: String(bill!.id), corrected_id: String(after!.id), correction: 'done' },
        ...{ before_cents: String(bill!.total_cents), after_cents: String(after!.total_cents) },
      },
    ])
  }).tags(['@CM-25a'])

  test('decisions need their right, a paper of the case and a bill of the customer, and never change', async ({
    client,
    assert,
  }) => {
    const id = String(await one('select id from large_customers_cases'))
    const paper = String(await one('select attachment_id as id from large_customers_decisions'))
    const input = { id, kind: 'other', decision: 'Prazo prorrogado' }
    const denied = await rest(client, 'carla', 'decide', { ...input, document_id: paper })
    denied.assertStatus(403)
    const bare = await rest(client, 'bruno', 'decide', input)
    assert.equal(codeOf(bare), 'E_LARGE_CUSTOMERS_DOCUMENT')
    const foreign = await one(
      `select i.id from billing_invoices i
        where not exists (select from large_customers_cases c where i.premise_id = c.premise_id or i.debtor_id = c.customer_id) limit 1`
    )
    const wrong = await rest(client, 'bruno', 'decide', {
      ...{ ...input, kind: 'keep_bill', document_id: paper, invoice_id: String(foreign) },
    })
    assert.equal(codeOf(wrong), 'E_LARGE_CUSTOMERS_BILL')
    await assert.rejects(
      () => query(db, `update large_customers_decisions set decision = 'outra'`),
      /permission denied/
    )
    const closed = await rest(client, 'bruno', 'close_case', { id, outcome: 'Fatura corrigida' })
    closed.assertStatus(200)
    const late = await rest(client, 'bruno', 'decide', { ...input, document_id: paper })
    assert.equal(codeOf(late), 'E_LARGE_CUSTOMERS_CASE_CLOSED')
  })

  test('units pass from manager to manager and leave; where the queue is one, all readings wait in it', async ({
    client,
    assert,
  }) => {
    const [large] = month.premiseIds as [bigint]
    const again = await rest(client, 'bruno', 'take_on', {
      ...{ premise_id: String(large), manager_id: String(manager), since_on: '2026-12-01' },
    })
    assert.equal(codeOf(again), 'E_LARGE_CUSTOMERS_TAKEN')
    const carla = await rest(client, 'bruno', 'hand_over', {
      id: String(await one('select id from large_customers_portfolio')),
      ...{ manager_id: String(await idOf('carla')), since_on: '2026-12-15' },
    })
    assert.equal(codeOf(carla), 'E_LARGE_CUSTOMERS_MANAGER')
    const handed = await rest(client, 'bruno', 'hand_over', {
      id: String(await one('select id from large_customers_portfolio')),
      ...{ manager_id: String(await idOf('ana')), since_on: '2026-12-15' },
    })
    handed.assertStatus(200)
    const rows = await query<{ until_on: string | null }>(
      db,
      'select until_on::text from large_customers_portfolio order by id'
    )
    assert.deepEqual(
      rows.map(({ until_on: until }) => until),
      ['2026-12-14', null]
    )
    const load = await one(
      `select load_id as id from readings_readings where premise_id = ? and state = 'held'`,
      [large]
    )
    assert.lengthOf(await queue(client, `?load=${load}`), 1)
    await putVersion('parameter', 'readings.large_customers_queue', { value: 'together' })
    assert.lengthOf(await queue(client, `?load=${load}`), 2)
    const left = await rest(client, 'bruno', 'release', {
      id: String(await one('select id from large_customers_portfolio where until_on is null')),
      reason: 'Fechou a fábrica',
    })
    left.assertStatus(200)
    const marked = await query(
      db,
      `select 1 from registry_premises where id = ? and special_kind is not null`,
      [large]
    )
    assert.isEmpty(marked)
  })

  test('a visit to a prospect is in the agenda of its manager, closes with a report only, and stays with the customer', async ({
    client,
    assert,
  }) => {
    const created = await send(client, 'bruno', '/large-customers/prospects', {
      ...{ name: 'Frigorífico Boa Vista', kind: 'company', taxpayer_id: '11.222.333/0001-81' },
      ...{ segment: 'industry', manager_id: String(manager), expected_m3: '4500' },
      ...{ city: 'Juína', contact_name: 'Rita Lopes' },
    })
    created.assertStatus(302)
    const prospect = await one('select id from large_customers_prospects')
    const scheduled = await send(client, 'ana', '/large-customers/visits', {
      ...{ prospect_id: String(prospect), purpose: 'prospecting', details: 'Demanda contratada' },
      ...{ responsible_id: String(manager), visit_on: '2026-12-23', visit_time: '09:30' },
    })
    scheduled.assertStatus(302)
    const agenda = async (who: 'bruno' | 'ana') => {
      const page = await open(client, who, '/large-customers/agenda?on=2026-12-22')
      return page.text()
    }
    assert.include(await agenda('bruno'), 'Frigorífico Boa Vista')
    assert.notInclude(await agenda('ana'), 'Frigorífico Boa Vista')
    const told = await query(
      db,
      `select 1 from alerts_inbox where user_id = ? and title like '%Frigorífico Boa Vista'`,
      [manager]
    )
    assert.lengthOf(told, 1)
    const id = await one('select id from large_customers_visits')
    const close = `/large-customers/visits/${id}/change/close`
    const bare = await send(client, 'bruno', close, { report: ' ' })
    bare.assertStatus(422)
    const empty = await rest(client, 'bruno', 'close_visit', { id: String(id) })
    assert.equal(codeOf(empty), 'E_LARGE_CUSTOMERS_REPORT')
    const report = 'Interesse em 4.500 m³ por mês; proposta até janeiro.'
    const closed = await send(client, 'bruno', close, { report })
    closed.assertStatus(302)
    const converted = await send(
      client,
      'bruno',
      `/large-customers/prospects/${prospect}/change/convert`,
      { customer_id: '' }
    )
    converted.assertStatus(302)
    const customer = await one(
      `select customer_id as id from large_customers_prospects where state = 'converted'`
    )
    const page = await open(client, 'bruno', `/registry/customers/${customer}`)
    page.assertTextIncludes('Frigorífico Boa Vista')
    const list = await client
      .get(`/api/large-customers/visits?customer_id=${customer}`)
      .loginAs(await userOf('bruno'))
    const { data } = list.body() as { data: Record<string, unknown>[] }
    assert.containsSubset(data, [{ status: 'done', report, visit_on: '2026-12-23' }])
    assert.lengthOf(data, 1)
    const late = await rest(client, 'bruno', 'lose_prospect', {
      ...{ id: String(prospect), reason: 'Tarde' },
    })
    assert.equal(codeOf(late), 'E_LARGE_CUSTOMERS_PROSPECT_ENDED')
  }).tags(['@CM-25b'])
})
