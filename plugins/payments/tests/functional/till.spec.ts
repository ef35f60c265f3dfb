import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  REFERENCE,
  type TestMonth,
  createMonth,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import {
  type Version,
  openBridges,
  pay,
  versionsOf,
} from '#plugins/billing/tests/functional/correcting'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { putInForce } from '#tests/scenarios/support/configuration'
import { open, send, userOf } from '#tests/scenarios/support/people'

const HOUSE = { economies: [{ category: 'RES', economies: 1 }], m3: '20' }
const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u00A0', ' ')
    .replace(/\s+/g, ' ')

test.group('Payments | the cash desk and the identification of codes', (group) => {
  freshDatabase(group)
  let month: TestMonth
  let till: string
  const invoice = async (index: number): Promise<Version> =>
    versionsOf(month.premiseIds[index]!, REFERENCE).then((versions) => versions.at(-1)!)
  const act = async (client: ApiClient, name: string, body: object) =>
    client
      .post(`/api/actions/payments.${name}`)
      .loginAs(await userOf('ana'))
      .withCsrfToken()
      .json(body)
  const till$ = (client: ApiClient, what: string, form: object) =>
    send(client, 'ana', `/payments/till/${what}`, form)
  const lastMove = async () => {
    const [row] = await query<Record<string, unknown>>(
      db,
      `select m.kind, m.way, m.amount_cents, m.authentication, m.receipt_id, r.channel, r.state, r.awaits_bank, r.credited_on
         from payments_till_moves m left join receivables_receipts r on r.id = m.receipt_id order by m.id desc limit 1`
    )
    return row!
  }

  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    month = await createMonth(Array.from({ length: 5 }, () => HOUSE))
    await run(month)
    const [row] = await query<{ id: bigint }>(
      db,
      `insert into payments_tills (municipality_id, code, name, agent_id)
       select municipality_id, 'C1', 'Caixa 1', id from payments_agents where code = '001' returning id`
    )
    till = String(row!.id)
  })
  group.teardown(() => clock.restore())
  group.each.timeout(120_000)

  test('no till opens until the utility wants tills; a till has one person and a person one till', async ({
    client,
    assert,
  }) => {
    const off = await till$(client, 'open', { till_id: till, float: '50,00' })
    off.assertStatus(409)
    assert.include(plain(off.text()), 'O caixa próprio está desligado')
    await putInForce(
      client,
      { value: true },
      { item: 'parameter/payments.cash_desk', from: '2026-11-21' }
    )
    clock.freeze('2026-11-25T15:00:00Z')
    const opened = await till$(client, 'open', { till_id: till, float: '50,00' })
    opened.assertStatus(302)
    const again = await act(client, 'open_till', { till_id: till, float_cents: '0' })
    again.assertStatus(409)
    const other = await client
      .post('/api/actions/payments.receive_at_till')
      .loginAs(await userNamed('diego.'))
      .withCsrfToken()
      .json({ document_id: '1', way: 'cash' })
    assert.equal(other.body().code, 'E_PAYMENTS_TILL_NONE')
    const carla = await open(client, 'carla', '/payments/till')
    carla.assertStatus(403)
  })

  test('a document is found by what is scanned and paid in cash, with change and a receipt', async ({
    client,
    assert,
  }) => {
    const target = await invoice(0)
    const page = await open(client, 'ana', `/payments/till?code=${target.barcode}`)
    assert.include(plain(page.text()), target.number)
    const form = { document_id: String(target.document_id), way: 'cash', code: target.number }
    const short = await till$(client, 'receive', { ...form, tendered: '1,00' })
    short.assertStatus(422)
    const done = await till$(client, 'receive', { ...form, tendered: '1.000,00' })
    done.assertStatus(302)
    const paper = await open(
      client,
      'ana',
      `/documents/issued/${done.header('location')!.split('=')[1]}`
    )
    paper.assertStatus(200)
    const move = await lastMove()
    assert.deepInclude(move, {
      ...{ kind: 'payment', way: 'cash', amount_cents: target.total_cents, channel: 'cash' },
      ...{ state: 'identified', awaits_bank: false, credited_on: null },
    })
    assert.match(String(move.authentication), /^C1-20261125-\d{5}-0001-\d$/)
    const after = await invoice(0)
    assert.equal(after.settlement, 'settled')
    const twice = await act(client, 'receive_at_till', {
      document_id: form.document_id,
      way: 'cash',
    })
    assert.equal(twice.body().code, 'E_PAYMENTS_TILL_NOTHING')
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  })

  test('a payment that is reversed leaves the till; the bank paying the same bill is another payment', async ({
    client,
    assert,
  }) => {
    const target = await invoice(1)
    const card = { document_id: String(target.document_id), way: 'card', note: 'Débito' }
    const done = await act(client, 'receive_at_till', card)
    done.assertStatus(200)
    const { receipt_id: receipt } = await lastMove()
    const reversed = await send(
      client,
      'ana',
      `/receivables/receipts/${String(receipt)}/change/reverse`,
      {
        ...{ reason_code: 'wrong_item', reason: 'Engano no caixa', confirmed: 'true' },
      }
    )
    reversed.assertStatus(302)
    const page = await open(client, 'ana', '/payments/till')
    assert.include(plain(page.text()), 'R$ 0,00 em cartões')
    assert.include(plain(page.text()), 'Estornado')
    const first = await invoice(0)
    await pay(month.municipalityId, {
      ...{ barcode: first.barcode!, amountCents: first.total_cents },
      paidOn: clock.today('America/Cuiaba'),
    })
    const [credit] = await query<{ cause: string }>(
      db,
      `select c.cause from receivables_credits c join receivables_receipts r on r.id = c.receipt_id
        where r.document_id = ?`,
      [first.document_id]
    )
    assert.equal(credit!.cause, 'duplicate')
  })

  test('what was paid twice is given back in cash against the approved request, once', async ({
    client,
    assert,
  }) => {
    const target = await invoice(0)
    const asked = await send(client, 'bruno', '/receivables/refund-requests', {
      ...{ document_id: String(target.document_id), paid_on: '2026-11-25' },
      amount_cents: `${target.total_cents / 100n},${String(target.total_cents % 100n).padStart(2, '0')}`,
      request: 'Paguei no caixa e no banco',
    })
    asked.assertStatus(302)
    const [request] = await query<{ id: bigint }>(db, 'select id from receivables_refund_requests')
    const early = await act(client, 'refund_at_till', { request_id: String(request!.id) })
    assert.equal(early.body().code, 'E_PAYMENTS_TILL_REFUND')
    await send(client, 'ana', `/receivables/refund-requests/${request!.id}/change/approve`, {
      reason: 'Comprovado',
    })
    const page = await open(client, 'ana', '/payments/till')
    assert.include(plain(page.text()), 'Ressarcimentos aprovados')
    const paid = await till$(client, 'refund', { request_id: String(request!.id) })
    paid.assertStatus(302)
    const again = await act(client, 'refund_at_till', { request_id: String(request!.id) })
    again.assertStatus(409)
    const [kept] = await query<Record<string, unknown>>(
      db,
      `select q.state, q.given_how, c.open_cents, c.refunded_cents from receivables_refund_requests q
         join receivables_credits c on c.id = q.credit_id`
    )
    assert.deepEqual(kept, {
      ...{ state: 'paid', given_how: 'cash', open_cents: 0n, refunded_cents: target.total_cents },
    })
    const [posting] = await query<{ n: bigint }>(
      db,
      `select count(*) as n from accounting_postings where source_type = 'receivables.refund_requests' and event = 'credit_refunded'`
    )
    assert.isAbove(Number(posting!.n), 0)
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  })

  test('the month waits for the till; the count closes it, with its difference justified', async ({
    client,
    assert,
  }) => {
    const out = await till$(client, 'move', {
      kind: 'withdrawal',
      amount: '9.999,00',
      note: 'Cofre',
    })
    assert.include(plain(out.text()), 'em dinheiro no caixa')
    const safe = await till$(client, 'move', { kind: 'withdrawal', amount: '20,00', note: 'Cofre' })
    safe.assertStatus(302)
    clock.freeze('2026-12-02T15:00:00Z')
    const close = () =>
      client
        .post('/api/actions/payments.close_month')
        .withCsrfToken()
        .json({ reference: '2026-11' })
    const waiting = await close().loginAs(await userOf('ana'))
    assert.equal(waiting.body().code, 'E_PAYMENTS_TILLS_OPEN')
    const counted = { cash: '29,00', card: '0,00', cheque: '0,00' }
    const differs = await till$(client, 'close', counted)
    differs.assertStatus(422)
    assert.include(plain(differs.text()), 'diferença de −R$ 1,00')
    const closed = await till$(client, 'close', { ...counted, justification: 'Faltou no troco' })
    closed.assertStatus(302)
    const [session] = await query<Record<string, unknown>>(
      db,
      'select state, expected_cents, counted_cents, difference_cents, justification from payments_till_sessions'
    )
    assert.deepEqual(session, {
      ...{
        state: 'closed',
        expected_cents: 30_00n,
        counted_cents: 29_00n,
        difference_cents: -100n,
      },
      justification: 'Faltou no troco',
    })
    const done = await close().loginAs(await userOf('ana'))
    done.assertStatus(200)
  })

  test('any code of a document tells where it stands and what came for it', async ({
    client,
    assert,
  }) => {
    const target = await invoice(0)
    const find = async (code: string) => {
      const told = await client
        .get(`/api/payments/codes?code=${encodeURIComponent(code)}`)
        .loginAs(await userOf('ana'))
      told.assertStatus(200)
      return told.body()
    }
    const [paper] = await query<{ line: string; pix_payload: string; pix_txid: string }>(
      db,
      'select line, pix_payload, pix_txid from receivables_documents where id = ?',
      [target.document_id]
    )
    const [move] = await query<{ authentication: string }>(
      db,
      'select authentication from payments_till_moves order by id limit 1'
    )
    const codes: readonly (readonly [string, string])[] = [
      ...([
        [target.barcode!, 'barcode'],
        [paper!.line, 'barcode'],
      ] as const),
      ...([
        [target.number, 'number'],
        [move!.authentication, 'proof'],
      ] as const),
      ...(paper!.pix_payload
        ? ([
            [paper!.pix_payload, 'pix'],
            [paper!.pix_txid, 'pix'],
          ] as const)
        : []),
    ]
    for (const [code, kind] of codes) {
      const found = await find(code)
      assert.equal(found.kind, kind, code)
      assert.equal(found.documents[0].number, target.number)
      assert.equal(found.documents[0].owed, '0.00')
      assert.isAbove(found.receipts.length, 0)
    }
    const wrong = `${target.barcode!.slice(0, 43)}${(Number(target.barcode![43]) + 1) % 10}`
    const unknown = await find(wrong)
    assert.isNull(unknown.kind)
    const page = await open(client, 'ana', `/payments/codes?code=${target.number}`)
    assert.include(plain(page.text()), 'Em dobro')
    const nothing = await open(client, 'ana', '/payments/codes?code=123')
    assert.include(plain(nothing.text()), 'Nada conhecido por este código')
  })
})
