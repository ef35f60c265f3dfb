import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { participate } from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  REFERENCE,
  type TestMonth,
  createMonth,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { type Version, openBridges, versionsOf } from '#plugins/billing/tests/functional/correcting'
import { type Advice, receiveAdvices } from '#plugins/receivables/api'
import { simulateReturnFile } from '#database/demo/bank_simulator'
import { fileOf, importContent, openWorld } from '#plugins/payments/tests/support/fixtures'
import { freshDatabase } from '#tests/support/database'
import { open, problemOf, send, userOf } from './support/people.ts'

const HOUSE = { economies: [{ category: 'RES', economies: 1 }], m3: '20' }
const on = (date: string) => date as CivilDate
const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u00A0', ' ')
    .replace(/\s+/g, ' ')
const reais = (cents: bigint) => `${cents / 100n},${String(cents % 100n).padStart(2, '0')}`

/** A message of payment, as the bank tells of it. */
const told = (
  municipalityId: bigint,
  advice: Partial<Advice> & Pick<Advice, 'identity' | 'amountCents' | 'paidOn'>
) =>
  db.transaction((tx) =>
    receiveAdvices(
      tx,
      {
        municipalityId,
        participate: (point, payload) =>
          participate(point, payload, {
            ...{ tx, municipalityId, actor: systemActor(municipalityId), now: clock.now() },
          }),
      },
      [
        {
          ...{ channel: 'collection_return', sourceType: 'test', sourceId: null, agentCode: '001' },
          ...{ creditedOn: advice.paidOn, feeCents: 0n, barcode: null, endToEndId: null },
          ...{ txid: null, authentication: null },
          ...advice,
        },
      ]
    )
  )

test.group('The collection desk', (group) => {
  freshDatabase(group)
  let month: TestMonth
  let agent: bigint
  const invoice = async (index: number): Promise<Version> => {
    const versions = await versionsOf(month.premiseIds[index]!, REFERENCE)
    return versions.at(-1)!
  }
  const settlementOf = async (index: number) => {
    const { settlement } = await invoice(index)
    return settlement
  }
  const lastReceipt = async () => {
    const [row] = await query<{
      id: bigint
      channel: string
      state: string
      paid_on: string
      awaits_bank: boolean
      proof: string | null
      user_name: string
    }>(
      db,
      `select r.id, r.channel, r.state, r.paid_on, r.awaits_bank, r.proof, c.user_name from receivables_receipts r
         left join receivables_receipt_changes c on c.receipt_id = r.id order by r.id desc, c.id desc limit 1`
    )
    return row!
  }
  const settle = (client: ApiClient, form: object) =>
    send(client, 'ana', '/payments/manual-settlements', {
      ...{ agent_id: String(agent), paid_on: '2026-12-01', proof: 'AUT 123' },
      ...form,
    })
  const deposit = (client: ApiClient, form: object) =>
    send(client, 'ana', '/payments/deposits', {
      ...{ agent_id: String(agent), account: '1234-5 / 6789-0', deposited_on: '2026-12-02' },
      ...{ document_number: 'DEP 1', documents: '' },
      ...form,
    })

  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    month = await createMonth(Array.from({ length: 14 }, () => HOUSE))
    await run(month)
    clock.freeze('2026-12-20T15:00:00Z')
    const [row] = await query<{ id: bigint }>(
      db,
      `select id from payments_agents where code = '001'`
    )
    agent = row!.id
  })
  group.teardown(() => clock.restore())
  group.each.timeout(120_000)

  test('an invoice is settled by hand with its proof, and only by who may', async ({
    client,
    assert,
  }) => {
    const target = await invoice(0)
    const given = {
      ...{ document_id: String(target.document_id), agent_id: String(agent), proof: 'AUT 123' },
      paid_on: '2026-12-01',
    }
    const form = { ...given, amount_cents: reais(target.total_cents) }
    const page403 = await open(client, 'carla', '/payments/manual-settlements/new')
    page403.assertStatus(403)
    const refused = await client
      .post('/api/actions/payments.settle_manually')
      .loginAs(await userOf('carla'))
      .withCsrfToken()
      .json({ ...given, amount_cents: String(target.total_cents) })
    refused.assertStatus(403)
    assert.equal(await settlementOf(0), 'open')
    const done = await settle(client, form)
    done.assertStatus(302)
    assert.equal(await settlementOf(0), 'settled')
    const receipt = await lastReceipt()
    assert.deepInclude(receipt, {
      ...{ channel: 'manual', state: 'identified', paid_on: '2026-12-01', proof: 'AUT 123' },
      awaits_bank: true,
    })
    assert.include(receipt.user_name, 'Ana')
    const [kept] = await query<Record<string, unknown>>(
      db,
      'select agent_id, user_name from payments_manual_settlements where receipt_id = ?',
      [receipt.id]
    )
    assert.equal(kept!.agent_id, agent)
    assert.include(String(kept!.user_name), 'Ana')
    const page = await open(client, 'ana', `/receivables/receipts/${receipt.id}`)
    assert.include(plain(page.text()), 'Baixa manual')
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  }).tags(['@TR-3.2.8.3'])

  test('the bank confirms a manual settlement and does not double it', async ({
    client,
    assert,
  }) => {
    const target = await invoice(0)
    const before = await lastReceipt()
    const report = await open(client, 'ana', '/reports/payments.unconfirmed?position_on=2026-12-20')
    assert.include(plain(report.text()), 'AUT 123')
    const home = await open(client, 'ana', '/')
    assert.include(plain(home.text()), 'Baixas manuais sem confirmação do banco')
    const [outcome] = await told(month.municipalityId, {
      ...{ identity: 'bank/1', barcode: target.barcode, amountCents: target.total_cents },
      ...{ paidOn: on('2026-12-01'), authentication: 'BANK-1' },
    })
    assert.deepInclude(outcome!, { outcome: 'joined', receiptId: before.id })
    const after = await lastReceipt()
    assert.deepEqual([after.id, after.awaits_bank], [before.id, false])
    const credits = await query(db, 'select id from receivables_credits where receipt_id = ?', [
      before.id,
    ])
    assert.lengthOf(credits, 0)
    const again = await settle(client, {
      ...{ document_id: String(target.document_id), amount_cents: reais(target.total_cents) },
      proof: 'AUT 999',
    })
    again.assertStatus(422)
    assert.include(plain(again.text()), `O documento ${target.number} já está quitado`)
  })

  test('one deposit settles two invoices', async ({ client, assert }) => {
    const [one, two] = [await invoice(1), await invoice(2)]
    const done = await deposit(client, {
      amount_cents: reais(one.total_cents + two.total_cents),
      documents: `${one.number}\n${two.number}`,
    })
    done.assertStatus(302)
    assert.deepEqual([await settlementOf(1), await settlementOf(2)], ['settled', 'settled'])
    const receipt = await lastReceipt()
    assert.deepInclude(receipt, { channel: 'deposit', state: 'identified', paid_on: '2026-12-02' })
    const [kept] = await query<Record<string, unknown>>(
      db,
      'select account, document_number, deposited_on from payments_deposits where receipt_id = ?',
      [receipt.id]
    )
    assert.deepEqual(kept, {
      ...{ account: '1234-5 / 6789-0', document_number: 'DEP 1', deposited_on: '2026-12-02' },
    })
    for (const { id } of [one, two]) {
      const settled = await query<{ settled_on: string }>(
        db,
        `select distinct s.settled_on from receivables_settlements s join receivables_items i on i.id = s.item_id
          where i.origin_type = 'billing.invoice' and i.origin_id = ? and s.receipt_id = ?`,
        [id, receipt.id]
      )
      assert.deepEqual(settled, [{ settled_on: '2026-12-02' }])
    }
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  }).tags(['@TR-3.2.8.14'])

  test('a deposit of nobody waits in the queue until it is given to an invoice', async ({
    client,
    assert,
  }) => {
    const target = await invoice(3)
    await deposit(client, {
      ...{ amount_cents: reais(target.total_cents), document_number: 'DEP 77' },
    })
    const receipt = await lastReceipt()
    assert.deepInclude(receipt, { channel: 'deposit', state: 'unidentified' })
    const list = async () => {
      const page = await open(client, 'ana', '/receivables/unidentified?channel=deposit')
      page.assertStatus(200)
      return plain(page.text())
    }
    assert.include(await list(), 'DEP 77')
    const path = `/receivables/receipts/${receipt.id}/change/identify`
    const form = { document_id: String(target.document_id) }
    const shown = await send(client, 'ana', path, form)
    assert.include(plain(shown.text()), `Fica quitado: documento ${target.number}`)
    const done = await send(client, 'ana', path, { ...form, confirmed: 'true' })
    done.assertStatus(302)
    assert.equal(await settlementOf(3), 'settled')
    const [settled] = await query<{ settled_on: string }>(
      db,
      'select settled_on from receivables_settlements where receipt_id = ? limit 1',
      [receipt.id]
    )
    assert.equal(settled!.settled_on, '2026-12-02')
    assert.notInclude(await list(), 'DEP 77')
  }).tags(['@TR-3.2.8.15'])

  test('an imported payment of an unknown code is listed and linked by a person', async ({
    client,
    assert,
  }) => {
    const target = await invoice(4)
    const world = await openWorld()
    const file = await db.transaction((tx) =>
      simulateReturnFile(tx, {
        ...{ municipalityId: world.municipalityId, agreementId: world.agreementId },
        documents: [
          { number: target.number, behaviour: 'unknown' as const, paidOn: on('2026-12-03') },
        ],
        ...{ generatedOn: on('2026-12-04'), companyName: 'SAAE', seed: 'desk' },
      })
    )
    const stored = await fileOf(await importContent(world, file.content))
    assert.equal(stored.lines[0]!.fate, 'unidentified')
    const receiptId = stored.lines[0]!.receipt_id!
    const page = await open(client, 'ana', '/receivables/unidentified')
    const path = `/receivables/receipts/${receiptId}/change/identify`
    assert.include(page.text(), path)
    await send(client, 'ana', path, {
      ...{ document_id: String(target.document_id), confirmed: 'true' },
    })
    assert.equal(await settlementOf(4), 'settled')
    const [settled] = await query<{ settled_on: string }>(
      db,
      'select distinct settled_on from receivables_settlements where receipt_id = ?',
      [receiptId]
    )
    assert.equal(settled!.settled_on, '2026-12-03')
    const left = await open(client, 'ana', '/receivables/unidentified')
    assert.notInclude(left.text(), `/receivables/receipts/${receiptId}`)
    const [change] = await query<{ kind: string; user_name: string }>(
      db,
      'select kind, user_name from receivables_receipt_changes where receipt_id = ?',
      [receiptId]
    )
    assert.equal(change!.kind, 'identified')
    assert.include(change!.user_name, 'Ana')
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  }).tags(['@TR-3.2.8.4'])

  test('the likeliest documents come first, each with its reasons, and one press shows what is settled', async ({
    client,
    assert,
  }) => {
    const target = await invoice(5)
    const [premise] = await query<{ registration_number: string }>(
      db,
      'select registration_number from registry_premises where id = ?',
      [month.premiseIds[5]!]
    )
    await told(month.municipalityId, {
      ...{ identity: 'bank/unknown', amountCents: target.total_cents, paidOn: on('2026-12-03') },
      barcode: `84670000000${premise!.registration_number.padStart(20, '0')}`.padEnd(44, '7'),
    })
    const receipt = await lastReceipt()
    const page = await open(client, 'ana', '/receivables/unidentified')
    const [, own = ''] = page.text().split(`aria-label="Recebimento ${receipt.id}"`)
    const text = plain(own)
    const [first = '', second = ''] = text.split('Ligar')
    assert.include(first, target.number)
    assert.include(first, 'Mesmo valor em aberto')
    assert.include(first, 'Matrícula dentro do código recebido')
    assert.notInclude(second, 'Matrícula dentro')
    const path = `/receivables/receipts/${receipt.id}/change/identify`
    assert.include(own, `name="document_id" value="${target.document_id}"`)
    const shown = await send(client, 'ana', path, { document_id: String(target.document_id) })
    assert.include(plain(shown.text()), `Fica quitado: documento ${target.number}`)
    assert.equal(await settlementOf(5), 'open')
  })

  test('what was paid twice is asked back with both payments shown, and another person approves it', async ({
    client,
    assert,
  }) => {
    const [twice, once] = [await invoice(6), await invoice(7)]
    const pay = ({ barcode, total_cents: amountCents }: Version, authentication: string) =>
      told(month.municipalityId, {
        ...{ identity: `paid/${authentication}`, barcode, amountCents, authentication },
        paidOn: on('2026-12-05'),
      })
    const [first] = await pay(twice, 'ONE')
    const [second] = await pay(twice, 'TWO')
    await pay(once, 'ONLY')
    const ask = (one: Version) =>
      send(client, 'bruno', '/receivables/refund-requests', {
        ...{ document_id: String(one.document_id), paid_on: '2026-12-05' },
        ...{ amount_cents: reais(one.total_cents), request: 'Pagou no banco e pelo Pix' },
      })
    const refused = await ask(once)
    assert.include(
      plain(refused.text()),
      `Não se achou pagamento em dobro do documento ${once.number}`
    )
    const asked = await ask(twice)
    asked.assertStatus(302)
    const [request] = await query<Record<string, unknown> & { id: bigint }>(
      db,
      `select id, state, first_receipt_id, second_receipt_id, credit_id, credit_cents from receivables_refund_requests`
    )
    assert.deepInclude(request!, {
      ...{ state: 'requested', first_receipt_id: first!.receiptId },
      ...{ second_receipt_id: second!.receiptId, credit_cents: twice.total_cents },
    })
    const page = await open(client, 'ana', `/receivables/refund-requests/${request!.id}`)
    for (const id of [first!.receiptId, second!.receiptId])
      assert.include(page.text(), `/receivables/receipts/${id}"`)
    const path = `/receivables/refund-requests/${request!.id}/change/approve`
    const own = await send(client, 'bruno', path, { reason: 'Eu mesmo' })
    assert.equal(problemOf(own)?.code ?? plain(own.text()), 'E_RECEIVABLES_SAME_PERSON')
    const done = await send(client, 'ana', path, { reason: 'Conferido' })
    done.assertStatus(302)
    const [credit] = await query<Record<string, unknown>>(
      db,
      `select c.cause, c.open_cents, c.held_until, q.state, q.decided_by from receivables_credits c
         join receivables_refund_requests q on q.credit_id = c.id where c.receipt_id = ?`,
      [second!.receiptId]
    )
    assert.deepInclude(credit!, {
      ...{ cause: 'duplicate', open_cents: twice.total_cents, held_until: '2026-12-20' },
      state: 'approved',
    })
    assert.include(String(credit!.decided_by), 'Ana')
  }).tags(['@CM-27'])

  test('an extract of chosen debts is printed, paid as one, and what was paid meanwhile becomes credit', async ({
    client,
    assert,
  }) => {
    const bills = [await invoice(8), await invoice(9), await invoice(10)]
    const debtor = await query<{ debtor_id: bigint; items: string }>(
      db,
      `select debtor_id, string_agg(id::text, ',' order by id) as items from receivables_items
        where origin_type = 'billing.invoice' and origin_id = any(?::bigint[]) group by debtor_id, origin_id order by origin_id`,
      [bills.map(({ id }) => id)]
    )
    const form = await open(client, 'ana', `/receivables/extract?customer=${debtor[0]!.debtor_id}`)
    form.assertStatus(200)
    for (const { items } of debtor) assert.include(form.text(), `value="${items}"`)
    const done = await send(client, 'ana', '/receivables/extract', {
      debts: debtor.map(({ items }) => items),
      valid_until: '2026-12-24',
    })
    done.assertStatus(302)
    const [extract] = await query<{
      id: bigint
      barcode: string
      amount_cents: bigint
      pix_payload: string | null
    }>(
      db,
      `select id, barcode, amount_cents, pix_payload from receivables_documents where kind = 'extract' order by id desc limit 1`
    )
    assert.equal(done.header('location'), `/receivables/documents/${extract!.id}`)
    assert.equal(
      extract!.amount_cents,
      bills.reduce((sum, { total_cents: total }) => sum + total, 0n)
    )
    const page = await open(client, 'ana', `/receivables/documents/${extract!.id}`)
    assert.include(page.text(), `/billing/slips/${extract!.id}/pdf`)
    const pdf = await open(client, 'ana', `/billing/slips/${extract!.id}/pdf`)
    pdf.assertStatus(200)
    assert.equal(pdf.header('content-type'), 'application/pdf')
    const printed = await query<{ data: string }>(
      db,
      `select d.content as data from documents_issued i join documents_data d on d.hash = i.data_hash
        where i.subject_type = 'receivables.documents' and i.subject_id = ?`,
      [extract!.id]
    )
    for (const { number } of bills) assert.include(printed[0]!.data, `Fatura ${number}`)
    await told(month.municipalityId, {
      ...{ identity: 'meanwhile', barcode: bills[0]!.barcode, paidOn: on('2026-12-21') },
      amountCents: bills[0]!.total_cents,
    })
    const [paid] = await told(month.municipalityId, {
      ...{ identity: 'extract', barcode: extract!.barcode, paidOn: on('2026-12-22') },
      amountCents: extract!.amount_cents,
    })
    const settled = await query<{ origin_id: bigint; settled_on: string }>(
      db,
      `select distinct i.origin_id, s.settled_on from receivables_settlements s join receivables_items i on i.id = s.item_id
        where s.receipt_id = ? order by i.origin_id`,
      [paid!.receiptId]
    )
    assert.deepEqual(
      settled,
      bills.slice(1).map(({ id }) => ({ origin_id: id, settled_on: '2026-12-22' }))
    )
    for (const index of [8, 9, 10]) assert.equal(await settlementOf(index), 'settled')
    const [credit] = await query<{ amount_cents: bigint }>(
      db,
      'select amount_cents from receivables_credits where receipt_id = ?',
      [paid!.receiptId]
    )
    assert.equal(credit!.amount_cents, bills[0]!.total_cents)
    assert.deepEqual(await openBridges(month, REFERENCE), [])
  })

  test('FN006 counts payments by their own day, less reversals, with what is apart', async ({
    client,
    assert,
  }) => {
    clock.freeze('2029-01-10T15:00:00Z')
    const pay = async (index: number, paidOn: string) => {
      const { barcode, total_cents: amountCents } = await invoice(index)
      const [outcome] = await told(month.municipalityId, {
        ...{ identity: `fn006/${index}/${paidOn}`, barcode, amountCents, paidOn: on(paidOn) },
        authentication: `FN-${index}-${paidOn}`,
      })
      return outcome!.receiptId
    }
    const last = await pay(11, '2028-12-31')
    const second = await pay(11, '2029-01-02')
    await pay(12, '2029-01-02')
    const undue = await pay(13, '2028-12-28')
    const [unknown] = await told(month.municipalityId, {
      ...{ identity: 'fn006/unknown', amountCents: 777n, paidOn: on('2028-12-29') },
    })
    const year = async (number: number) => {
      const period = `from_on=${number}-01-01&until_on=${number}-12-31`
      const answer = await client
        .get(`/api/reports/payments.snis_collection?${period}`)
        .loginAs(await userOf('ana'))
      answer.assertStatus(200)
      return answer.body() as {
        rows: { receipt_id: string }[]
        totals: Record<string, string>
      }
    }
    const [{ own_cents: own }, other, mistaken] = [
      await invoice(11),
      await invoice(12),
      await invoice(13),
    ]
    const before = await year(2028)
    assert.equal(before.totals.fn006_cents, String(own + mistaken.own_cents))
    await send(client, 'ana', `/receivables/receipts/${undue}/change/reverse`, {
      ...{ reason_code: 'bank', reason: 'Devolvido', confirmed: 'true' },
    })
    const after = await year(2028)
    assert.equal(after.totals.fn006_cents, String(own))
    assert.equal(after.totals.unidentified_cents, '777')
    assert.sameMembers(
      after.rows.map(({ receipt_id: id }) => String(id)),
      [String(last), String(unknown!.receiptId)]
    )
    const next = await year(2029)
    assert.equal(next.totals.fn006_cents, String(other.own_cents))
    const [double] = await query<{ amount_cents: bigint }>(
      db,
      'select amount_cents from receivables_receipts where id = ?',
      [second]
    )
    assert.equal(next.totals.credit_cents, String(double!.amount_cents))
  }).tags(['@SN-FN006'])
})
