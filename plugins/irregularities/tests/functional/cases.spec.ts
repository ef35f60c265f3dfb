import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import {
  type BuiltHouse,
  billHouses,
  buildGroup,
  invoicesOfHouses,
} from '#plugins/billing/tests/functional/built_group'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type Who, open, problemOf, send, userOf } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { photograph } from '#tests/support/pictures'

const TABLE = {
  title: 'Tabela de teste',
  rounding: { scale: 2, mode: 'half-up', at: 'bracket' },
  categories: {
    RES: {
      ...{ title: 'Residencial', minimum_m3: 0 },
      blocks: [{ over: 0, to: null, price: '3.00' }],
    },
  },
  sewage: { collected: '50', collected_treated: '80' },
  garbage: {},
  fraud_fines: [
    { type: 'bypass', degree: 'light', amount: '300.00' },
    { type: 'bypass', degree: 'moderate', amount: '600.00' },
    { type: 'bypass', degree: 'severe', amount: '1200.00' },
  ],
}

const procedure = (defenceDays: number) => ({
  value: { defence_days: defenceDays, minimum_photos: 2, asks_police_report: true },
})

const idIn = (location: string | undefined) => BigInt(/\/(\d+)$/.exec(location ?? '')![1]!)

async function inspection(client: ApiClient, house: BuiltHouse): Promise<bigint> {
  const asked = await send(client, 'bruno', '/services/orders', {
    ...{ service_type: 'fraud_inspection', premise_id: String(house.id), requester: 'Denúncia' },
    reason: 'Vizinho denunciou',
  })
  return idIn(asked.header('location'))
}

async function photographed(client: ApiClient, orderId: bigint, count = 2): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const sent = await client
      .post(`/services/orders/${orderId}/attachments`)
      .field('kind', 'photo')
      .file('file', await photograph(), { filename: `foto${number}.jpg` })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await userOf('bruno'))
    sent.assertStatus(302)
  }
}

const find = (client: ApiClient, orderId: bigint, given: object = {}, who: Who = 'bruno') =>
  send(client, who, '/irregularities/cases', {
    ...{ order_id: String(orderId), fraud_type: 'bypass', police_report: 'BO 118/2026' },
    ...{ findings: 'Derivação antes do hidrômetro', degree: 'severe', ...given },
  })

async function found(client: ApiClient, house: BuiltHouse, given: object = {}): Promise<bigint> {
  const orderId = await inspection(client, house)
  await photographed(client, orderId)
  const answer = await find(client, orderId, given)
  answer.assertStatus(302)
  return idIn(answer.header('location'))
}

const stateOf = async (id: bigint) => {
  const [row] = await query<{ state: string }>(
    db,
    'select state from irregularities_cases where id = ?',
    [id]
  )
  return row!.state
}

const step = (client: ApiClient, who: Who, id: bigint, name: string, form: object = {}) =>
  send(client, who, `/irregularities/cases/${id}/change/${name}`, form)

test.group('Irregularities | cases', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-08-20T15:00:00Z')
    return () => clock.restore()
  })
  group.each.timeout(170_000)

  test('a fraud type has one of three degrees', async ({ client, assert }) => {
    const save = async (given: object) =>
      client
        .post('/api/irregularities/fraud-types')
        .loginAs(await userOf('bruno'))
        .withCsrfToken()
        .accept('json')
        .json({ title: 'By-pass enterrado', is_active: true, ...given })
    const saved = await save({ code: 'buried_bypass', degree: 'severe' })
    saved.assertStatus(201)
    const list = await open(client, 'bruno', '/irregularities/fraud-types?q=enterrado')
    const row = /By-pass enterrado[\s\S]*?<\/tr>/.exec(list.text())?.[0] ?? ''
    assert.include(row, 'Grave')
    const without = await save({ code: 'no_degree' })
    without.assertStatus(422)
    const other = await save({ code: 'other_degree', degree: 'extreme' })
    other.assertStatus(422)
    const kept = await query(
      db,
      `select from irregularities_fraud_types where code in ('no_degree', 'other_degree')`
    )
    assert.lengthOf(kept, 0)
  }).tags(['@TR-3.2.7.22.1'])

  test('without a term of defence the fine goes on the next invoice only, and nothing where no fraud was found', async ({
    client,
    assert,
  }) => {
    await putVersion('tariff-table', 'default', TABLE)
    await putVersion('parameter', 'irregularities.procedure', procedure(0))
    const houses = await buildGroup(client, 'FRA', [{}, {}])
    const [guilty, innocent] = houses
    const orderId = await inspection(client, guilty!)
    const [order] = await query<{ number: string }>(
      db,
      'select number from services_orders where id = ?',
      [orderId]
    )
    const page = await open(client, 'bruno', `/services/orders/${orderId}`)
    page.assertTextIncludes('Registrar irregularidade')
    await photographed(client, orderId, 1)
    const bare = await find(client, orderId)
    bare.assertTextIncludes('tem 1 fotografia(s) e são precisas 2')
    await photographed(client, orderId, 1)
    const unreported = await find(client, orderId, { police_report: '' })
    unreported.assertTextIncludes('boletim de ocorrência: o prestador o exige')
    const opened = await find(client, orderId)
    opened.assertStatus(302)
    const caseId = idIn(opened.header('location'))
    const otherId = await inspection(client, innocent!)
    await send(client, 'bruno', `/services/orders/${otherId}/change/close`, {
      ...{ result: 'done', findings: 'Nada constatado' },
    })

    const bill = (reference: string) =>
      billHouses(client, { code: 'FRA', houses }, { reference, m3: [10, 10] })
    await bill('2026-08')
    await bill('2026-09')
    const [first, clean] = await invoicesOfHouses(houses, '2026-08')
    assert.sameMembers([...first!.lines], ['water 30.00', 'service 1200.00'])
    assert.deepEqual(clean!.lines, ['water 30.00'])
    const [second] = await invoicesOfHouses(houses, '2026-09')
    assert.deepEqual(second!.lines, ['water 30.00'])

    const number = String(caseId).padStart(6, '0')
    const paper = await open(client, 'bruno', `/billing/invoices/${first!.id}/document`)
    paper.assertTextIncludes(`Multa: Ligação direta (by-pass), grau grave (caso ${number})`)
    const shownCase = await open(client, 'bruno', `/irregularities/cases/${caseId}`)
    for (const text of [order!.number, 'BO 118/2026', 'Procedente'])
      shownCase.assertTextIncludes(text)
    const closed = await open(client, 'bruno', `/services/orders/${orderId}`)
    closed.assertTextIncludes(`Caso ${number}`)
    const report = await open(
      client,
      'bruno',
      '/reports/irregularities.frauds?from_on=2026-08-01&until_on=2026-08-31'
    )
    for (const text of [number, order!.number, '1.200,00']) {
      report.assertTextIncludes(text)
    }
    const why = await open(client, 'bruno', `/billing/invoices/${first!.id}`)
    const said = why.text().replaceAll('\u00A0', ' ')
    assert.match(
      said,
      /Multa por fraude: Tabela de teste, versão \d+, desde 01\/01\/2026[\s\S]*1 × R\$ 1\.200,00 = R\$ 1\.200,00[\s\S]*Base legal: Resolução de teste 1\/2026/
    )
    for (const text of ['Recálculo confere', `(caso ${number})`]) assert.include(said, text)
    paper.assertTextIncludes('Resolução de teste 1/2026')
    for (const answer of [shownCase, closed, report, why]) {
      assert.match(answer.text(), new RegExp(`/registry/premises/${guilty!.id}\\b`))
    }
    const [{ charge_id: chargeId }] = (await query<{ charge_id: bigint }>(
      db,
      'select charge_id from irregularities_cases where id = ?',
      [caseId]
    )) as [{ charge_id: bigint }]
    const charge = await open(client, 'bruno', `/billing/service-charges/${chargeId}`)
    charge.assertTextIncludes('Recálculo confere')
  }).tags(['@TR-3.2.7.22', '@TR-3.2.7.22.4'])

  test('the report of a month has its frauds, customers and amounts', async ({
    client,
    assert,
  }) => {
    const holders = await query<{ id: bigint; name: string }>(
      db,
      'select id, name from registry_customers order by id limit 3'
    )
    const houses = await buildGroup(
      client,
      'FRR',
      holders.map(({ id }) => ({ holder: id }))
    )
    clock.freeze('2026-06-10T15:00:00Z')
    await found(client, houses[0]!, { degree: 'light' })
    await found(client, houses[1]!, { degree: 'severe' })
    clock.freeze('2026-07-02T15:00:00Z')
    await found(client, houses[2]!, { degree: 'moderate' })
    const report = await client
      .get('/api/reports/irregularities.frauds?from_on=2026-06-01&until_on=2026-06-30')
      .loginAs(await userOf('bruno'))
    const { rows, totals } = report.body() as {
      rows: { holder: string; fine_cents: string }[]
      totals: Record<string, unknown>
    }
    assert.sameDeepMembers(
      rows.map(({ holder }) => holder),
      holders.slice(0, 2).map(({ name }) => name)
    )
    assert.equal(String(totals['frauds']), '2')
    assert.equal(String(totals['fine_cents']), '150000')
  }).tags(['@TR-3.2.7.22.5'])

  test('with a term of defence nothing is charged before another person decides', async ({
    client,
    assert,
  }) => {
    await putVersion(
      'parameter',
      'irregularities.procedure',
      procedure(15),
      '2026-08-20' as CivilDate
    )
    const [one, two] = await buildGroup(client, 'FRD', [{}, {}])
    const waiting = () =>
      query<{ premise_id: bigint; total_cents: bigint }>(
        db,
        'select premise_id, total_cents from billing_service_charges where premise_id in (?, ?)',
        [one!.id, two!.id]
      )
    const upheld = await found(client, one!)
    const dismissed = await found(client, two!, { degree: '' })
    const early = await step(client, 'ana', upheld, 'decide', {
      ...{ outcome: 'upheld', decision: 'Comprovado' },
    })
    assert.notEqual(early.status(), 302)
    for (const id of [upheld, dismissed]) {
      const told = await step(client, 'bruno', id, 'notify')
      told.assertStatus(302)
    }
    const page = await open(client, 'bruno', `/irregularities/cases/${upheld}`)
    for (const text of ['Notificada, em prazo de defesa', '04/09/2026'])
      page.assertTextIncludes(text)
    const path = /\/documents\/issued\/\d+/.exec(page.text())![0]
    const notice = await open(client, 'bruno', path)
    notice.assertTextIncludes('Notificação de irregularidade')
    const running = await step(client, 'ana', upheld, 'decide', {
      ...{ outcome: 'upheld', decision: 'Comprovado' },
    })
    running.assertTextIncludes('ainda está no prazo de defesa, até 04/09/2026')

    const defended = await step(client, 'bruno', dismissed, 'defend', {
      ...{ defended_on: '2026-08-20', defence: 'O ramal é da obra da prefeitura' },
    })
    defended.assertStatus(302)
    const own = await step(client, 'bruno', dismissed, 'decide', {
      ...{ outcome: 'dismissed', decision: 'Razão ao cliente' },
    })
    assert.equal(problemOf(own).code, 'E_IRREGULARITIES_SAME_PERSON')
    await step(client, 'ana', dismissed, 'decide', {
      ...{ outcome: 'dismissed', decision: 'Razão ao cliente' },
    })
    assert.equal(await stateOf(dismissed), 'dismissed')
    assert.deepEqual(await waiting(), [])

    clock.freeze('2026-09-05T15:00:00Z')
    const late = await step(client, 'bruno', upheld, 'defend', {
      ...{ defended_on: '2026-09-05', defence: 'Não sabia do desvio' },
    })
    late.assertTextIncludes('terminou em 04/09/2026')
    await step(client, 'ana', upheld, 'decide', { outcome: 'upheld', decision: 'Sem defesa' })
    assert.equal(await stateOf(upheld), 'upheld')
    assert.deepEqual(await waiting(), [{ premise_id: one!.id, total_cents: 120_000n }])
  })
})
