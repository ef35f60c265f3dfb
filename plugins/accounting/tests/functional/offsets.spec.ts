import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type Invoice,
  type World,
  issueInvoices,
  openWorld,
} from '#plugins/payments/tests/support/fixtures'
import { freshDatabase } from '#tests/support/database'
import { ana, bruno } from '#tests/support/people'
import { act, codeOf } from '#tests/support/requests'
import { photograph } from '#tests/support/pictures'
import { bridges, postings, tellIssued } from '../support/books.ts'

const OFFSET = '2.1.8.9.1.03'
const CLIENTS = '1.1.2.2.1.01'

test.group('Accounting | settlement without cash', (group) => {
  let world: World
  let invoices: Invoice[]
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-10-14T15:00:00Z')
    const whole = await openWorld()
    world = { ...whole, premises: whole.premises.slice(0, 1) }
    invoices = await issueInvoices(world, [{ waterCents: 7000n }, { waterCents: 5000n }])
    await tellIssued(world, invoices)
  })
  group.teardown(() => clock.restore())

  const states = async () => {
    const rows = await query<{ state: string }>(
      db,
      'select state from receivables_documents where id = any(?::bigint[]) order by id',
      [invoices.map(({ documentId }) => documentId)]
    )
    return rows.map(({ state }) => state)
  }
  const unclosed = async () => {
    const found = await bridges(world, 'accounting.')
    return found
      .filter(({ isClosed, name }) => !isClosed && name !== 'accounting.revenue')
      .map(({ name, remainder }) => [name, remainder])
  }

  test('what the utility owes a body pays its bills by a signed term, with entries of their own and no bank; undone, both are owed again', async ({
    assert,
    client,
  }) => {
    const asked = {
      ...{ customer_id: Number(world.premises[0]!.holderId), on_day: '2026-10-14' },
      ...{ amount_cents: '12000', obligation: 'Cessão de máquinas, empenho 2026NE00123' },
      legal_basis: 'Código Civil, art. 368; Lei municipal 1.234/2020',
    }
    const unknown = await act(client, 'receivables.propose_offset', {
      ...{ ...asked, documents: '000000000019' },
    })
    assert.equal(codeOf(unknown), 'E_RECEIVABLES_OFFSET_DOCUMENT')
    const proposed = await act(client, 'receivables.propose_offset', {
      ...{ ...asked, documents: invoices.map(({ number }) => number).join('\n') },
    })
    proposed.assertStatus(200)
    const id = Number((proposed.body() as { output: { id: string } }).output.id)
    assert.deepEqual(await states(), ['live', 'live'])
    const bare = await act(client, 'receivables.settle_offset', { id }, bruno())
    assert.equal(codeOf(bare), 'E_RECEIVABLES_OFFSET_TERM')
    const sent = await client
      .post(`/receivables/offsets/${id}/attachments`)
      .field('kind', 'signed_term')
      .file('file', await photograph(), { filename: 'termo.jpg' })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await ana())
    sent.assertStatus(302)
    const own = await act(client, 'receivables.settle_offset', { id })
    assert.equal(codeOf(own), 'E_RECEIVABLES_OFFSET_SAME_PERSON')
    const settled = await act(client, 'receivables.settle_offset', { id }, bruno())
    settled.assertStatus(200)
    assert.deepEqual(await states(), ['covered', 'covered'])
    const all = await postings()
    const paid = all.filter(({ event }) => event === 'receipt_settled')
    assert.deepEqual(
      paid.map((one) => [one.debit_account, one.credit_account, one.amount_cents]),
      [
        [OFFSET, CLIENTS, 7000n],
        [OFFSET, CLIENTS, 5000n],
      ]
    )
    assert.deepEqual(await unclosed(), [])
    const [cash] = await bridges(world, 'accounting.cash')
    assert.deepInclude(
      cash!.terms.find(({ name }) => name === 'offset'),
      { value: 12_000n }
    )

    const [receipt] = await query<{ id: bigint }>(
      db,
      `select id from receivables_receipts where channel = 'offset'`
    )
    const undoing = { reason_code: 'other', reason: 'Empenho anulado' }
    const around = await act(client, 'receivables.reverse_receipt', {
      ...{ id: Number(receipt!.id), ...undoing },
    })
    assert.equal(codeOf(around), 'E_RECEIVABLES_OFFSET_RECEIPT')
    const [reason] = await query<{ code: string }>(
      db,
      'select code from receivables_reversal_reasons where is_active order by id limit 1'
    )
    const undone = await act(client, 'receivables.reverse_offset', {
      ...{ id, ...undoing, reason_code: reason!.code },
    })
    undone.assertStatus(200)
    assert.deepEqual(await states(), ['live', 'live'])
    assert.deepEqual(await unclosed(), [])
    const page = await client.get(`/receivables/offsets/${id}`).loginAs(await ana())
    page.assertTextIncludes('Estornado')
  })
})
