import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  REFERENCE,
  type TestMonth,
  createMonth,
  nextMonthOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import {
  type Version,
  openBridges,
  pay,
  versionsOf,
} from '#plugins/billing/tests/functional/correcting'
import { freshDatabase } from '#tests/support/database'
import { BusinessError } from '#core/kernel/index'
import { createRandom } from '#database/demo/generator/random'
import { type Advice, receiveAdvices } from '#plugins/receivables/api'
import { participate, runAction } from '#core/actions/index'
import { systemActor } from '#core/access/index'
import { actorOf, open, problemOf, send, userOf } from './support/people.ts'

const HOUSE = { economies: [{ category: 'RES', economies: 1 }], m3: '20' }
const HOUSES = Array.from({ length: 8 }, () => ({ ...HOUSE, sewage: 'collected' }))
const DECEMBER = '2026-12' as RefMonth
const on = (date: string) => date as CivilDate
const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u00A0', ' ')
    .replace(/\s+/g, ' ')

/** The form of an operation on a receipt, first for its effects and then confirmed. */
async function change(
  client: ApiClient,
  operation: string,
  { id, ...form }: { readonly id: bigint } & Readonly<Record<string, unknown>>
) {
  const path = `/receivables/receipts/${id}/change/${operation}`
  const typed = { reason: 'Protocolo 77', ...form }
  const shown = await send(client, 'ana', path, typed)
  const done = await send(client, 'ana', path, { ...typed, confirmed: 'true' })
  return { shown, done }
}

/** A message of payment, as any source tells of it. */
const receive = (
  municipalityId: bigint,
  told: Partial<Advice> & Pick<Advice, 'identity' | 'barcode' | 'amountCents' | 'paidOn'>
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
          ...{ creditedOn: null, feeCents: 0n, endToEndId: null, txid: null, authentication: null },
          ...told,
        },
      ]
    )
  )

const receiptOf = async (id: bigint) => {
  const [row] = await query<Record<string, unknown>>(
    db,
    'select state, class, applied_cents, credit_cents, document_id, premise_id, paid_on from receivables_receipts where id = ?',
    [id]
  )
  return row!
}

/** Debits less credits of each account, of what was posted of a receipt. */
const balanceOf = (id: bigint) =>
  query<{ account: string; cents: bigint }>(
    db,
    `select account, sum(cents)::bigint as cents from (
       select debit_account as account, amount_cents as cents from accounting_postings
        where source_type = 'receivables.receipts' and source_id = ?
       union all
       select credit_account, -amount_cents from accounting_postings
        where source_type = 'receivables.receipts' and source_id = ?) moved
      group by account having sum(cents) <> 0`,
    [id, id]
  )

test.group('Receipts undone and moved', (group) => {
  freshDatabase(group)
  let month: TestMonth
  const invoice = async (index: number, reference = REFERENCE): Promise<Version> => {
    const versions = await versionsOf(month.premiseIds[index]!, reference)
    return versions.at(-1)!
  }
  const settlementOf = async (index: number) => {
    const { settlement } = await invoice(index)
    return settlement
  }
  const paid = async (index: number, paidOn: string, amountCents?: bigint) => {
    const { barcode, total_cents: total } = await invoice(index)
    const [outcome] = await pay(month.municipalityId, {
      ...{ barcode: barcode!, paidOn: on(paidOn), amountCents: amountCents ?? total },
    })
    return outcome!
  }

  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    month = await createMonth(HOUSES)
    await run(month)
    clock.freeze('2026-12-20T15:00:00Z')
  })
  group.teardown(() => clock.restore())
  group.each.timeout(120_000)

  test('reversing a payment makes its invoice pending and turns its postings round; a second time is refused', async ({
    client,
    assert,
  }) => {
    const { receiptId } = await paid(0, '2026-11-30')
    assert.equal(await settlementOf(0), 'settled')
    const without = await send(
      ...([client, 'ana', `/receivables/receipts/${receiptId}/change/reverse`] as const),
      { reason_code: 'bank', reason: '' }
    )
    without.assertStatus(422)
    const { shown, done } = await change(client, 'reverse', { id: receiptId, reason_code: 'bank' })
    shown.assertStatus(200)
    assert.include(plain(shown.text()), 'Volta a ficar em aberto')
    done.assertStatus(302)
    const back = await invoice(0)
    assert.deepEqual(
      [back.settlement, back.settled_cents, back.document_state],
      ['open', 0n, 'live']
    )
    const items = await query<{ state: string; due_on: string }>(
      db,
      `select distinct state, due_on from receivables_items where origin_type = 'billing.invoice' and origin_id = ?`,
      [back.id]
    )
    assert.deepEqual(items, [{ state: 'open', due_on: back.due_on }])
    assert.deepInclude(await receiptOf(receiptId), { state: 'reversed', applied_cents: 0n })
    const [told] = await query<Record<string, unknown>>(
      db,
      `select kind, reason_code, reason, posted_on, user_name from receivables_receipt_changes where receipt_id = ?`,
      [receiptId]
    )
    assert.deepInclude(told!, {
      ...{ kind: 'reversed', reason_code: 'bank', reason: 'Protocolo 77', posted_on: '2026-12-20' },
    })
    assert.include(String(told!.user_name), 'Ana')
    const reversing = await query(
      db,
      `select id from accounting_postings where source_type = 'receivables.receipts' and source_id = ?
          and reverses_id is not null and posted_on = '2026-12-20'`,
      [receiptId]
    )
    assert.isNotEmpty(reversing)
    assert.deepEqual(await balanceOf(receiptId), [])
    const form = await open(client, 'ana', `/receivables/receipts/${receiptId}/change/reverse`)
    form.assertStatus(409)
    form.assertTextIncludes('não se aplica a este registro como ele está agora')
    const again = await change(client, 'reverse', { id: receiptId, reason_code: 'bank' })
    assert.include(
      plain(again.done.text()) + JSON.stringify(again.done.flashMessages()),
      'já foi estornado por Ana'
    )
    assert.deepEqual(await openBridges(month, REFERENCE), [])
    const paidAgain = await paid(0, '2026-12-01')
    assert.equal(paidAgain.outcome, 'new')
    assert.equal(await settlementOf(0), 'settled')
  }).tags(['@TR-3.2.8.10'])

  test('a payment moves to another unit with its own date, and both units tell of it', async ({
    client,
    assert,
  }) => {
    const { receiptId } = await paid(1, '2026-11-25')
    const target = await invoice(2)
    const { shown, done } = await change(client, 'transfer', {
      ...{ id: receiptId, document_id: String(target.document_id), reason_code: 'paid_other' },
    })
    shown.assertStatus(200)
    assert.include(plain(shown.text()), `Fica quitado: documento ${target.number}`)
    done.assertStatus(302)
    assert.equal(await settlementOf(1), 'open')
    assert.equal(await settlementOf(2), 'settled')
    assert.deepInclude(await receiptOf(receiptId), {
      ...{ state: 'identified', document_id: target.document_id, paid_on: '2026-11-25' },
      premise_id: month.premiseIds[2]!,
    })
    const [settled] = await query<{ settled_on: string; posted_on: string }>(
      db,
      `select s.settled_on, s.posted_on from receivables_settlements s join receivables_items i on i.id = s.item_id
        where s.receipt_id = ? and i.origin_id = ? limit 1`,
      [receiptId, target.id]
    )
    assert.deepEqual(settled, { settled_on: '2026-11-25', posted_on: '2026-12-20' })
    for (const premise of [month.premiseIds[1]!, month.premiseIds[2]!]) {
      const opened = await open(client, 'ana', `/registry/premises/${premise}`)
      const page = plain(opened.text())
      assert.include(page, 'Pagamentos transferidos e estornados')
      assert.match(page, /Ana Ribeiro: Protocolo 77/)
      assert.include(page, target.number)
    }
    assert.deepEqual(await openBridges(month, REFERENCE), [])
    const same = await change(client, 'transfer', {
      ...{ id: receiptId, document_id: String(target.document_id), reason_code: 'paid_other' },
    })
    assert.equal(same.done.status() === 302 ? problemOf(same.done).code : 'shown', 'shown')
    assert.include(plain(same.done.text()), 'já é desse documento')
  }).tags(['@TR-3.2.8.11'])

  test('a later message of moved money is recognised, and what was reversed stays so', async ({
    assert,
  }) => {
    const { document_id: documentId, barcode, total_cents: total } = await invoice(1)
    const [told] = await query<{ id: bigint }>(
      db,
      'select id from receivables_receipts where told_document_id = ?',
      [documentId]
    )
    const { municipalityId } = month
    const [notice] = await receive(municipalityId, {
      ...{ identity: 'late-notice', channel: 'statement', barcode: barcode!, amountCents: total },
      paidOn: on('2026-11-25'),
    })
    assert.deepInclude(notice!, { outcome: 'joined', receiptId: told!.id })
    assert.equal(await settlementOf(1), 'open')
  })

  test('what a late and short payment caused goes with it: waiting charges are cancelled, billed ones come back as credit', async ({
    client,
    assert,
  }) => {
    const { total_cents: total } = await invoice(3)
    const first = await paid(3, '2026-12-15', total - 500n)
    const waiting = (id: bigint) =>
      query<{ state: string; cause: string; credited_cents: bigint }>(
        db,
        'select state, cause, credited_cents from receivables_pending_charges where source_receipt_id = ? order by id',
        [id]
      )
    const caused = await waiting(first.receiptId)
    assert.sameMembers(
      caused.map(({ cause }) => cause),
      ['underpayment', 'late', 'late']
    )
    await change(client, 'reverse', { id: first.receiptId, reason_code: 'wrong_item' })
    const cancelled = await waiting(first.receiptId)
    assert.isTrue(cancelled.every(({ state }) => state === 'cancelled'))
    assert.deepEqual(await balanceOf(first.receiptId), [])
    const second = await paid(3, '2026-12-16', total - 500n)
    const december = await nextMonthOf(month, DECEMBER, HOUSES)
    await run(december, on('2026-12-20'))
    const asked = await invoice(3, DECEMBER)
    const billed = await waiting(second.receiptId)
    assert.isTrue(billed.every(({ state }) => state === 'billed'))
    const { shown } = await change(client, 'reverse', {
      ...{ id: second.receiptId, reason_code: 'wrong_item' },
    })
    assert.include(plain(shown.text()), `o documento ${asked.number} já cobrou`)
    const charges = await waiting(second.receiptId)
    const back = await query<{ amount_cents: bigint; open_cents: bigint; cause: string }>(
      db,
      `select amount_cents, open_cents, cause from receivables_credits
        where origin_type = 'receivables.receipts' and origin_id = ? order by id`,
      [second.receiptId]
    )
    assert.deepEqual(
      back.map(({ amount_cents: cents }) => cents),
      charges.map(({ credited_cents: cents }) => cents)
    )
    assert.equal(await settlementOf(3), 'open')
    assert.deepEqual(await balanceOf(second.receiptId), [])
    assert.deepEqual(await openBridges(december, DECEMBER), [])
  })

  test('a receipt whose credit was used is not undone: the refusal says where it was used', async ({
    client,
    assert,
  }) => {
    const { total_cents: total } = await invoice(4)
    const over = await paid(4, '2026-11-24', total + 1000n)
    const [credit] = await query<{ id: bigint }>(
      db,
      'select id from receivables_credits where receipt_id = ?',
      [over.receiptId]
    )
    const next = await invoice(4, DECEMBER)
    await query(
      db,
      `insert into receivables_credit_uses (municipality_id, credit_id, item_id, origin_type, origin_id, amount_cents, used_on)
       select municipality_id, ?, id, origin_type, origin_id, 400, '2026-12-20' from receivables_items
        where origin_type = 'billing.invoice' and origin_id = ? limit 1`,
      [credit!.id, next.id]
    )
    await query(db, 'update receivables_credits set open_cents = 600 where id = ?', [credit!.id])
    const { shown } = await change(client, 'reverse', { id: over.receiptId, reason_code: 'bank' })
    const text = plain(shown.text())
    assert.include(text, 'R$ 4,00 dele já foram descontados')
    assert.include(text, next.number)
    assert.deepInclude(await receiptOf(over.receiptId), { state: 'identified' })
    await query(db, 'delete from receivables_credit_uses where credit_id = ?', [credit!.id])
    await query(db, 'update receivables_credits set open_cents = 1000 where id = ?', [credit!.id])
    await change(client, 'reverse', { id: over.receiptId, reason_code: 'bank' })
    assert.deepInclude(await receiptOf(over.receiptId), { state: 'reversed' })
    assert.deepEqual(await openBridges(month, DECEMBER), [])
  })

  test('two people reverse the same receipt at once: one does it, the other is told', async ({
    client,
    assert,
  }) => {
    const { receiptId } = await paid(5, '2026-11-26')
    const request = async (who: 'ana' | 'bruno') =>
      client
        .post('/api/actions/receivables.reverse_receipt')
        .loginAs(await userOf(who))
        .withCsrfToken()
        .json({ id: String(receiptId), reason_code: 'bank', reason: 'Ao mesmo tempo' })
    const answers = await Promise.all([request('ana'), request('bruno')])
    assert.deepEqual(answers.map((answer) => answer.status()).sort(), [200, 409])
    const refused = answers.find((answer) => answer.status() === 409)!
    assert.include(refused.text(), 'E_RECEIVABLES_ALREADY_REVERSED')
    const changes = await query(
      db,
      `select id from receivables_receipt_changes where receipt_id = ? and kind = 'reversed'`,
      [receiptId]
    )
    assert.lengthOf(changes, 1)
    assert.deepEqual(await balanceOf(receiptId), [])
  })

  test('whatever is paid, paid twice, reversed, moved or corrected, nothing is lost or made', async ({
    assert,
  }) => {
    const random = createRandom('undone receipts')
    const actor = await actorOf('ana')
    const attempt = async (work: () => Promise<unknown>) => {
      try {
        await work()
      } catch (error) {
        // What the product refuses in words changes nothing.
        if (!(error instanceof BusinessError)) throw error
      }
    }
    for (let step = 0; step < 60; step++) {
      const index = random.integer(0, HOUSES.length - 1)
      const what = random.integer(0, 9)
      const reference = random.integer(0, 1) ? REFERENCE : DECEMBER
      const at = await invoice(index, reference)
      const receipts = await query<{ id: bigint }>(
        db,
        `select id from receivables_receipts where state = 'identified' order by id`
      )
      const receipt = receipts[random.integer(0, Math.max(0, receipts.length - 1))]
      if (what < 4 && at.barcode) {
        const extra = [0n, 0n, 700n, -300n][random.integer(0, 3)]!
        await receive(month.municipalityId, {
          ...{ identity: `any-${step}`, barcode: at.barcode, authentication: `A${step}` },
          ...{ amountCents: at.total_cents + extra, paidOn: on('2026-12-18') },
        })
      } else if (what < 7 && receipt) {
        const input = { id: String(receipt.id), reason_code: 'bank' }
        await attempt(() =>
          runAction('receivables.reverse_receipt', { actor, input, reason: 'Sorteio' })
        )
      } else if (what < 9 && receipt) {
        const input = {
          ...{ id: String(receipt.id), document_id: String(at.document_id) },
          reason_code: 'paid_other',
        }
        await attempt(() =>
          runAction('receivables.transfer_receipt', { actor, input, reason: 'Sorteio' })
        )
      } else {
        const input = {
          id: String(at.id),
          billed_m3: String(random.integer(10, 30)),
          reason_code: 'request',
        }
        await attempt(() =>
          runAction('billing.change_consumption', { actor, input, reason: 'Sorteio' })
        )
      }
    }
    const [sums] = await query<Record<string, bigint>>(
      db,
      `select (select count(*) from receivables_receipts where state = 'reversed') as reversed,
              (select count(*) from receivables_receipt_changes where kind = 'transferred') as moved,
              (select count(*) from receivables_items i where i.state in ('open', 'settled') and i.amount_cents <> i.open_cents
                 + coalesce((select sum(amount_cents + transferred_cents + forgiven_cents + withheld_cents)
                               from receivables_settlements where item_id = i.id), 0)
                 + coalesce((select sum(amount_cents) from receivables_credit_uses where item_id = i.id), 0)) as items,
              (select count(*) from receivables_receipts r where r.state = 'identified' and (
                 r.amount_cents <> r.applied_cents + r.credit_cents
                 or r.applied_cents <> (select coalesce(sum(amount_cents), 0) from receivables_settlements where receipt_id = r.id)
                 or r.credit_cents <> (select coalesce(sum(amount_cents), 0) from receivables_credits
                                        where receipt_id = r.id and withdrawn_on is null))) as receipts,
              (select count(*) from receivables_settlements s join receivables_receipts r on r.id = s.receipt_id
                where r.state = 'reversed' group by r.state having sum(s.amount_cents) <> 0) as undone`
    )
    assert.isAbove(Number(sums!.reversed), 5)
    assert.isAbove(Number(sums!.moved), 3)
    assert.deepEqual([sums!.items, sums!.receipts, sums!.undone], [0n, 0n, null])
    const reversed = await query<{ id: bigint }>(
      db,
      `select id from receivables_receipts where state = 'reversed'`
    )
    for (const { id } of reversed) assert.deepEqual(await balanceOf(id), [])
    assert.deepEqual(await openBridges(month, REFERENCE), [])
    assert.deepEqual(await openBridges(month, DECEMBER), [])
  })
})
