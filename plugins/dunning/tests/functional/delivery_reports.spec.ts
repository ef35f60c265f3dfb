import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { PdfRenderer } from '#core/documents/index'
import { report } from '#plugins/billing/tests/functional/reported_month'
import { act, plain } from '#tests/support/requests'
import { type House, billKey, houses } from '#plugins/plans/tests/support/houses'
import { pay } from '#plugins/plans/tests/support/payments'
import { setUpPlans } from '#plugins/plans/tests/support/set_up'
import { signed } from '#plugins/plans/tests/support/signing'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { send, work } from '#tests/scenarios/support/people'
import { bankToldUntil, setPolicy } from './cut_world.ts'
import { at, generate, noticesOf, setTerms } from './owing.ts'

type Some = readonly [House, House, House, House]

const noticeOf = async (house: House) => {
  const [notice] = await noticesOf(house)
  return notice!
}

const change = async (client: ApiClient, house: House, what: string, form: object) => {
  const { id } = await noticeOf(house)
  const answer = await send(client, 'bruno', `/dunning/notices/${id}/change/${what}`, form)
  answer.assertStatus(302)
}

const deliver = (client: ApiClient, house: House, more: object = {}) =>
  change(client, house, 'deliver', {
    ...{ delivered_on: '2026-12-21', delivery: 'hand', delivery_proof: 'Assinada', ...more },
  })

const paperOf = async ({ invoices: [id] }: House): Promise<bigint> => {
  const [row] = await query<{ document_id: bigint }>(
    db,
    'select document_id from billing_invoices where id = ?',
    [id!]
  )
  return row!.document_id
}

/** Four houses of one group, with water, on one route, in an order that is not that of their ids. */
async function four(): Promise<{ readonly some: Some; readonly group: bigint }> {
  const { month, houses: made } = await houses(['100', '200', '300', '400'])
  const ids = made.map(({ id }) => id)
  await query(
    db,
    `with place as (select id, municipality_id, registration_number, locality_id, billing_group_id from registry_premises where id = any(?::bigint[])),
          water as (
            insert into registry_connections (municipality_id, premise_id, registration_number, service, situation, sewage_class, connected_on)
            select municipality_id, id, registration_number, 'water', 'active', 'none', '2020-01-01' from place),
          route as (
            insert into readings_routes (municipality_id, code, name, billing_group_id, locality_id)
            select municipality_id, 'RT' || billing_group_id, 'Rota de teste', billing_group_id, locality_id from place limit 1 returning id)
     insert into readings_route_stops (municipality_id, route_id, premise_id, sequence)
     select municipality_id, route.id, place.id, 1000 - row_number() over (order by place.id) from place, route`,
    [ids]
  )
  return { some: made as unknown as Some, group: month.billingGroupId }
}

/** A file of a report with what was put on its paper. */
async function printedAs(client: ApiClient, path: string) {
  const { renderPdf } = PdfRenderer.prototype
  let html = ''
  PdfRenderer.prototype.renderPdf = function (given, ...more) {
    html = String(given)
    return renderPdf.call(this, given, ...more)
  }
  try {
    const printing = client.get(path).loginAs(await ana())
    printing.request.responseType('blob')
    return { printed: await printing, html }
  } finally {
    PdfRenderer.prototype.renderPdf = renderPdf
  }
}

test.group('Dunning | deliveries of notices and units fit for a cut', (group) => {
  freshDatabase(group)
  group.each.timeout(240_000)
  let sent: { readonly some: Some; readonly group: bigint }
  let cut: { readonly some: Some; readonly group: bigint }
  const december = () => `from_on=2026-12-01&until_on=2026-12-31&billing_group=${sent.group}`

  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    await setUpPlans()
    sent = await four()
    cut = await four()
    at('2026-12-20')
    await setTerms({ minimum_days: 1, minimum_debts: 1, minimum_cents: 0 })
  })
  group.teardown(() => clock.restore())

  test('of four notices one is paid, one negotiated and two are pending, one of them tried in vain; the protocol tells who received and why not, with a line to sign in the order of the route', async ({
    assert,
    client,
  }) => {
    await generate(client)
    const [paid, agreed, tried, waiting] = sent.some
    at('2026-12-22')
    await deliver(client, paid, {
      ...{ time: '10:35', deliverer: 'José Entregador', recipient: 'Maria da Casa' },
      ...{ recipient_document: '12.345.678-9', position: '-13.056123 -55.912345' },
    })
    for (const [day, why] of [
      ['2026-12-21', 'closed'],
      ['2026-12-22', 'refused'],
    ])
      await change(client, tried, 'attempt', { tried_on: day!, why: why!, deliverer: 'José' })
    const { document_id: paper } = await noticeOf(paid)
    await pay(paper, '2026-12-22')
    await signed(client, {
      ...{ premise: agreed.id, debts: [billKey(agreed.invoices[0]!)], instalments: 2 },
    })

    const { rows, totals } = await report(client, 'dunning.notices_sent', december())
    const told = rows.map((row) => [row.premise_id, row.result, row.status])
    assert.sameDeepMembers(told, [
      [String(paid.id), 'paid', 'delivered'],
      [String(agreed.id), 'agreed', 'none'],
      [String(tried.id), 'pending', 'failed'],
      [String(waiting.id), 'pending', 'none'],
    ])
    assert.deepEqual([totals.notices, totals.amount_cents], ['4', '100000'])
    const page = await client
      .get(`/reports/dunning.notices_sent?${december()}&group=result`)
      .loginAs(await ana())
    const groups = plain(page)
      .replaceAll(/<[^>]*>|\s+/g, ' ')
      .replaceAll(/\s+/g, ' ')
    for (const [result, notices, cents] of [
      ['Paga', 1, '100,00'],
      ['Negociada', 1, '200,00'],
      ['Pendente', 2, '700,00'],
    ])
      assert.match(groups, new RegExp(`${result} ${notices} [^R]*R\\$ ${cents}`))
    const pending = await report(client, 'dunning.notices_sent', `${december()}&result=pending`)
    assert.deepEqual([pending.totals.notices, pending.totals.amount_cents], ['2', '70000'])
  }).tags(['@TR-3.2.19.35'])

  test('the protocol of deliveries', async ({ assert, client }) => {
    const [paid, agreed, tried, waiting] = sent.some
    const { rows } = await report(client, 'dunning.delivery_protocols', december())
    // The walk goes from the last house to the first.
    assert.deepEqual(
      rows.map((row) => [row.premise_id, row.result, Number(row.attempts), row.reason]),
      [
        [String(waiting.id), 'waiting', 0, null],
        [String(tried.id), 'failed', 2, 'refused'],
        [String(agreed.id), 'waiting', 0, null],
        [String(paid.id), 'delivered', 1, null],
      ]
    )
    const [delivered] = rows.slice(-1)
    assert.containsSubset(delivered, {
      ...{ tried_on: '2026-12-21', tried_time: '10:35', recipient: 'Maria da Casa' },
      ...{ recipient_document: '12.345.678-9', place: '-13.056123 -55.912345', signature: null },
    })
    assert.isTrue(rows.slice(0, 3).every(({ signature }) => /^_{20,}$/.test(signature ?? '')))
    const { printed, html } = await printedAs(
      client,
      `/reports/dunning.delivery_protocols/file?format=pdf&${december()}`
    )
    printed.assertHeader('content-type', 'application/pdf')
    const lines = [...html.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, line]) => line!)
    const walked = rows.map((row) => lines.find((line) => line.includes(row.number!))!)
    assert.deepEqual(
      lines.filter((line) => walked.includes(line)),
      walked
    )
    assert.deepEqual(
      walked.map((line) => /_{20,}/.test(line)),
      [true, true, true, false]
    )
    for (const [index, { address }] of rows.entries()) assert.include(walked[index], address!)
    const { id: deliveredId } = await noticeOf(paid)
    const again = await act(client, 'dunning.attempt_notice', {
      ...{ id: Number(deliveredId), tried_on: '2026-12-22', why: 'closed' },
    })
    assert.equal((again.body() as { code: string }).code, 'E_DUNNING_DELIVERED')
  }).tags(['@TR-3.2.19.36'])

  test('who may be cut by a notice, and why the blocked one, the one in court and the one that paid yesterday may not', async ({
    assert,
    client,
  }) => {
    const [fit, blocked, sued, paid] = cut.some
    for (const house of cut.some) await deliver(client, house)
    at('2027-01-25')
    const block = await act(client, 'dunning.block', {
      ...{ premise_id: Number(blocked.id), what: 'orders' },
      ...{ opinion: 'Recurso em análise', reason: 'Recurso em análise' },
    })
    block.assertStatus(200)
    const suit = await act(client, 'billing.hold_invoice', {
      ...{ id: Number(sued.invoices[0]!), kind: 'judicial', reason_code: 'court' },
      reason: 'Processo 1002345-67.2026',
    })
    suit.assertStatus(200)
    await pay(await paperOf(paid), '2027-01-25')
    at('2027-01-26')
    await bankToldUntil('2027-01-26')
    const preview = async () => {
      const form = { 'levels[]': '1', 'preview': 'true' }
      await work(await send(client, 'ana', '/dunning/cut-orders', form), 'ana')
    }
    await preview()
    const mine = new Set(cut.some.map(({ id }) => String(id)))
    const told = async (more = '') => {
      const { rows } = await report(client, 'dunning.fit_for_cut', `on=2027-01-26${more}`)
      return rows
        .filter((row) => mine.has(row.premise_id!))
        .map((row) => [row.premise_id, row.outcome, Number(row.amount_cents), row.reason])
    }
    assert.deepEqual(await told(), [
      [String(fit.id), 'fit', 10_000, 'notificação vencida e não paga'],
    ])
    const all = await told('&shows_left_out=true')
    assert.sameDeepMembers(
      all.map(([premise, outcome]) => [premise, outcome]),
      [[String(fit.id), 'fit'], ...[blocked, sued, paid].map(({ id }) => [String(id), 'left_out'])]
    )
    const why = new Map(all.map(([premise, , , reason]) => [premise, reason]))
    assert.match(String(why.get(String(blocked.id))), /bloqueado para ordens de corte/)
    assert.match(String(why.get(String(sued.id))), /em processo/)
    assert.match(String(why.get(String(paid.id))), /encerrada por pagamento/)
    const rich = await told('&least_cents=10001')
    assert.lengthOf(rich, 0)
    // A cent below the minimum of the utility.
    await setPolicy({ minimum_cents: '10001' })
    clock.freeze(new Date(clock.now().getTime() + 60_000))
    await preview()
    assert.deepEqual(await told(), [])
  }).tags(['@TR-3.2.19.48'])
})
