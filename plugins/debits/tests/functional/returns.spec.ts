import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { simulateReturnFile } from '#database/demo/bank_simulator'
import { freshDatabase } from '#tests/support/database'
import { answerRemittance } from '#database/demo/collection/debit_bank'
import { ana } from '#tests/support/people'
import { bill, groupOf, readMonth } from '#tests/scenarios/support/reading_month'
import {
  type OptedPremise,
  type OrderRow,
  act,
  agreementWith,
  bringReturn,
  lastRemittance,
  municipality,
  optIn,
  orders,
  premisesOf,
  sendNow,
} from '../support/debits.ts'

interface Answer {
  readonly count: number
  readonly totals: Readonly<Record<string, string>>
  readonly rows: readonly Readonly<Record<string, string>>[]
}

async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client.get(`/api/reports/${name}?${filters}`).loginAs(await ana())
  answer.assertStatus(200)
  return answer.body() as Answer
}

const openOf = async ({ document_id: id }: OrderRow) => {
  const [row] = await query<{ open: bigint }>(
    db,
    `select sum(i.open_cents)::bigint as open from receivables_items i
       join receivables_document_items d on d.item_id = i.id where d.document_id = ?`,
    [id]
  )
  return row!.open
}

const paperOf = async (client: ApiClient, { invoice_id: id }: OrderRow, copy = '') => {
  const page = await client.get(`/billing/invoices/${id}/document${copy}`).loginAs(await ana())
  return page.text()
}

test.group('Direct debit | returns', (group) => {
  freshDatabase(group)
  let agreement: bigint
  let premises: OptedPremise[]
  let due: CivilDate
  let sequence = 0

  group.teardown(() => clock.restore())
  group.each.timeout(170_000)

  test('a return settles what was debited, with date, credit, amount and bank; what was not debited settles nothing', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-03T15:00:00Z')
    agreement = await agreementWith(client, '001', 'DEB001')
    premises = await premisesOf(await groupOf('01'), 6)
    for (const [index, premise] of premises.entries()) {
      await optIn(client, premise, { agreementId: agreement, account: `2000${index}` })
    }
    await bill(client, await readMonth(client, { reference: '2026-11', consumption: () => 12 }))
    const issued = await orders()
    due = issued[0]!.due_on
    const paper = await paperOf(client, issued[0]!)
    assert.include(paper, 'Débito automático')
    assert.notInclude(paper, 'Pix copia e cola')
    clock.freeze(`${addDays(due, -9)}T15:00:00Z`)
    await sendNow('first')
    clock.freeze(`${addDays(due, 1)}T15:00:00Z`)
    const codes = ['00', '01', '15', null, null, null]
    const remittance = await lastRemittance(agreement)
    const returned = await bringReturn(
      agreement,
      answerRemittance(remittance, {
        ...{ sequence: ++sequence, generatedOn: addDays(due, 1) },
        answer: (_, index) => codes[index] ?? null,
      })
    )
    assert.deepEqual(
      returned.lines.map(({ fate, reason }) => [fate, reason]),
      [
        ['settled', null],
        ['returned', '01 · Insuficiência de fundos'],
        ['returned', '15 · Conta inválida'],
      ]
    )
    const [paid, refused, ended] = (await orders()) as [OrderRow, OrderRow, OrderRow]
    const [receipt] = await query(
      db,
      `select paid_on, credited_on > paid_on as is_later, amount_cents, agent_code, channel, document_id
         from receivables_receipts where id = ?`,
      [paid.receipt_id]
    )
    assert.deepEqual(receipt, {
      ...{ paid_on: due, is_later: true, amount_cents: paid.amount_cents, agent_code: '001' },
      ...{ channel: 'direct_debit_return', document_id: paid.document_id },
    })
    assert.deepEqual(await Promise.all([paid, refused, ended].map(openOf)), [
      ...[0n, refused.amount_cents, ended.amount_cents],
    ])
    // The same payment at a counter, of another invoice, in a file of the collection.
    const [collection] = await query<{ id: bigint }>(
      db,
      `select g.id from payments_agreements g join payments_agents a on a.id = g.agent_id
        where a.code = '001' and g.kind = 'collection_return'`
    )
    const municipalityId = await municipality()
    const file = await db.transaction((tx) =>
      simulateReturnFile(tx, {
        ...{ municipalityId, agreementId: collection!.id, companyName: 'SAAE', seed: 'counter' },
        documents: [{ number: refused.number, behaviour: 'on_time', paidOn: due }],
        generatedOn: addDays(due, 1),
      })
    )
    const counter = await bringReturn(collection!.id, file.content)
    assert.deepEqual(
      counter.lines.map(({ fate }) => fate),
      ['settled']
    )
    assert.equal(await openOf(refused), 0n)
    const [other] = await query(
      db,
      'select channel, paid_on, agent_code, amount_cents from receivables_receipts where id = ?',
      [counter.lines[0]!.receipt_id]
    )
    assert.deepEqual(other, {
      ...{ channel: 'collection_return', paid_on: due, agent_code: '001' },
      amount_cents: refused.amount_cents,
    })
  }).tags(['@TR-3.2.8.2a'])

  test('the same file is recognised; the same number with other content waits; an answer told twice counts once', async ({
    assert,
  }) => {
    const remittance = await lastRemittance(agreement)
    const answers = (number: number, code: string) =>
      answerRemittance(remittance, {
        ...{ sequence: number, generatedOn: addDays(due, 1) },
        answer: (_, index) => (index === 3 ? code : null),
      })
    const file = answers(++sequence, '01')
    const once = await bringReturn(agreement, file)
    const twice = await bringReturn(agreement, file)
    assert.deepEqual([once.status, twice.status], ['imported', 'repeated'])
    const other = await bringReturn(agreement, answers(sequence, '04'))
    assert.equal(other.status, 'quarantined')
    const again = await bringReturn(agreement, answers(++sequence, '01'))
    assert.deepEqual(
      again.lines.map(({ fate }) => fate),
      ['returned']
    )
    const rows = await query<{ refusals: number; state: string }>(
      db,
      'select refusals, state from debits_enrolments where premise_id = any(?::bigint[]) order by id',
      [[premises[2]!.id, premises[3]!.id]]
    )
    // The account that does not exist ended the option at once; funds that lacked only count.
    assert.deepEqual(rows, [
      { refusals: 1, state: 'ended' },
      { refusals: 1, state: 'active' },
    ])
  })

  test('an invoice that was not debited goes once more in the next file of its agreement, and no other of the customer', async ({
    client,
    assert,
  }) => {
    const before = await orders()
    const order = before[3]!
    assert.equal(order.state, 'refused')
    const copies = await client
      .post(`/billing/invoices/${order.invoice_id}/copies`)
      .form({ due_on: addDays(due, 10) })
      .withCsrfToken()
      .loginAs(await ana())
      .redirects(0)
    copies.assertStatus(302)
    const page = await client.get(`/billing/invoices/${order.invoice_id}`).loginAs(await ana())
    const copy = [...page.text().matchAll(/pdf\?document=(\d+)/g)]
      .map(([, one]) => one!)
      .find((one) => one !== String(order.document_id))!
    const paper = await paperOf(client, order, `?document=${copy}`)
    assert.include(paper, 'Pix copia e cola', 'a second copy of what was refused has its codes')

    const early = await act(client, 'debits.resend', {
      ...{ id: Number(order.id), reason_code: 'funds', debit_on: addDays(due, 1) },
    })
    early.assertStatus(422)
    const debitOn = addDays(due, 9)
    const done = await act(client, 'debits.resend', {
      ...{ id: Number(order.id), reason_code: 'funds', debit_on: debitOn },
    })
    done.assertStatus(200)
    const twice = await act(client, 'debits.resend', {
      ...{ id: Number(order.id), reason_code: 'funds', debit_on: debitOn },
    })
    twice.assertStatus(409)
    await sendNow('second')
    const remittance = await lastRemittance(agreement)
    assert.equal(remittance.header.fileSequence, 2)
    assert.deepEqual(
      remittance.debits.map(({ clientId, dueOn, amountCents, companyUse }) => ({
        ...{ clientId, dueOn, amountCents, companyUse },
      })),
      [
        {
          ...{ clientId: premises[3]!.registration, dueOn: debitOn },
          ...{ amountCents: order.amount_cents, companyUse: `${order.number} 02` },
        },
      ]
    )
    // The account that was refused is told to the bank in the same file.
    assert.include(
      remittance.lines.map((line) => line[0]),
      'D'
    )
    const third = await sendNow('third')
    assert.equal(third.figures.debits, 0n)
    const history = await client.get(`/billing/invoices/${order.invoice_id}`).loginAs(await ana())
    const sent = [...history.text().matchAll(/Enviada na remessa (\d+), para ([\d/]+)(: [^<]*)?</g)]
    const written = (on: CivilDate) => on.split('-').reverse().join('/')
    assert.deepEqual(
      sent.map(([, remitted, on, answer]) => [remitted, on, answer]),
      [
        ['1', written(order.debit_on), ': Insuficiência de fundos'],
        ['2', written(debitOn), undefined],
      ]
    )
  }).tags(['@TR-3.2.7.16', '@TR-3.2.13.9.14'])

  test('reports: what was sent and paid, why the rest was not, and who is enrolled where', async ({
    client,
    assert,
  }) => {
    const [first] = await query<{ id: bigint }>(db, 'select id from debits_remittances order by id')
    const period = `from_on=${addDays(due, -10)}&until_on=${addDays(due, 10)}`
    const sent = await report(client, 'debits.remitted', `${period}&remittance=${first!.id}`)
    const known = await orders()
    const total = known.reduce((sum, { amount_cents: cents }) => sum + cents, 0n)
    assert.equal(sent.count, 6)
    // Six sent, one debited; the one that was paid at the counter is not the remittance's.
    assert.deepInclude(sent.totals, {
      ...{ debits: '6', paid: '1', outstanding: '5', sent_cents: String(total) },
      ...{ paid_cents: String(known[0]!.amount_cents) },
      outstanding_cents: String(total - known[0]!.amount_cents),
    })
    const why = await report(client, 'debits.occurrences', period)
    const lines = why.rows.map(({ code, resent }) => [code, String(resent)]).sort()
    assert.deepEqual(lines, [
      ['01', 'false'],
      ['01', 'true'],
      ['15', 'false'],
    ])
    const byBank = await report(client, 'debits.by_bank', period)
    const enrolled = await query<{ n: number }>(
      db,
      `select count(*)::int as n from debits_enrolments where state = 'active'`
    )
    assert.equal(byBank.totals.at_end, String(enrolled[0]!.n))
  })

  test('a registration of nobody known waits; linked to a unit it enrols it and leaves the list', async ({
    client,
    assert,
  }) => {
    const [, second] = await premisesOf(await groupOf('02'), 2)
    const remittance = await lastRemittance(agreement)
    const returned = await bringReturn(
      agreement,
      answerRemittance(remittance, {
        ...{ sequence: ++sequence, generatedOn: addDays(due, 2), answer: () => null },
        more: [
          {
            kind: 'B',
            record: {
              ...{ clientId: 'X99999999', agency: '4321', bankClient: '778899' },
              ...{ optionOn: due, movement: '2' },
            },
          },
        ],
      })
    )
    assert.deepEqual(
      returned.lines.map(({ fate }) => fate),
      ['noted']
    )
    const list = async () => {
      const page = await client.get('/debits/registrations?state=unidentified').loginAs(await ana())
      return page.text()
    }
    assert.include(await list(), 'X99999999')
    const [row] = await query<{ id: bigint }>(db, 'select id from debits_registrations')
    const linked = await act(client, 'debits.link_registration', {
      ...{ id: Number(row!.id), premise_id: Number(second!.id) },
    })
    linked.assertStatus(200)
    assert.notInclude(await list(), 'X99999999')
    const enrolled = await query(
      db,
      `select agency, bank_client, channel, state from debits_enrolments where premise_id = ?`,
      [second!.id]
    )
    assert.deepEqual(enrolled, [
      { agency: '4321', bank_client: '778899', channel: 'bank', state: 'active' },
    ])
    const again = await act(client, 'debits.link_registration', {
      ...{ id: Number(row!.id), premise_id: Number(second!.id) },
    })
    again.assertStatus(409)
  }).tags(['@TR-3.2.7.17'])

  test('what is at the bank is cancelled by a correction while there is time, and locked afterwards', async ({
    client,
    assert,
  }) => {
    const [, , , , fifth, sixth] = await orders()
    const [cause] = await query<{ code: string }>(
      db,
      'select code from billing_cancellation_reasons where is_active order by position limit 1'
    )
    const cancel = (order: OrderRow) =>
      act(
        client,
        'billing.cancel_invoice',
        { id: Number(order.invoice_id), reason_code: cause!.code, reason: 'Cobrança indevida' },
        'ana.'
      )
    // The debit was to be made yesterday: nobody knows yet whether it was.
    const late = await cancel(fifth!)
    assert.isAtLeast(late.status(), 400)
    assert.include(late.text(), 'prazo de cancelamento')
    clock.freeze(`${addDays(due, -6)}T15:00:00Z`)
    const done = await cancel(sixth!)
    done.assertStatus(200)
    await sendNow('cancelling')
    const { debits } = await lastRemittance(agreement)
    assert.deepEqual(
      debits.map(({ clientId, movement, companyUse }) => [clientId, movement, companyUse]),
      [[premises[5]!.registration, '1', `${sixth!.number} 01`]]
    )
    const returned = await bringReturn(
      agreement,
      answerRemittance(await lastRemittance(agreement), {
        ...{ sequence: ++sequence, generatedOn: addDays(due, -5), answer: () => '99' },
      })
    )
    assert.deepEqual(
      returned.lines.map(({ fate, reason }) => [fate, reason]),
      [['noted', '99 · Cancelado como pedido']]
    )
    const after = await orders()
    assert.equal(after[5]!.state, 'cancelled')
  })

  test('a change of holder ends the debit, and says so before', async ({ client, assert }) => {
    const premise = premises[4]!
    const [other] = await query<{ id: bigint }>(
      db,
      'select id from registry_customers where id <> ? order by id desc limit 1',
      [premise.holderId]
    )
    clock.freeze(`${addDays(due, 3)}T15:00:00Z`)
    const changed = await act(
      client,
      'registry.premises.change_holder',
      {
        ...{ premise_id: Number(premise.id), customer_id: Number(other!.id) },
        from_on: addDays(due, 3),
        reason: 'Venda do imóvel',
      },
      'ana.'
    )
    changed.assertStatus(200)
    const [row] = await query(
      db,
      'select state, end_cause, until_on, is_to_tell from debits_enrolments where premise_id = ?',
      [premise.id]
    )
    assert.deepEqual(row, {
      ...{ state: 'ended', end_cause: 'change_of_holder', until_on: addDays(due, 2) },
      is_to_tell: true,
    })
  })
})
