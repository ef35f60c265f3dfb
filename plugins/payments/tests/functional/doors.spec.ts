import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import User from '#core/access/models/user'
import { systemActor } from '#core/access/index'
import { runAction } from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { simulateReturnFile } from '#database/demo/bank_simulator'
import { freshDatabase } from '#tests/support/database'
import { type RenewedToken } from '../../actions/renew_pix_token.ts'
import {
  type Invoice,
  type World,
  fileOf,
  importContent,
  issueInvoices,
  openWorld,
} from '../support/fixtures.ts'

let world: World
let invoices: Invoice[]
let token: string

const E2E = 'E00000000202610141530abcdef12345'

const notice = (invoice: Invoice, endToEndId = E2E) => ({
  pix: [
    {
      endToEndId,
      txid: invoice.txid,
      valor: `${invoice.amountCents / 100n}.${String(invoice.amountCents % 100n).padStart(2, '0')}`,
      // 23h30 of the 14th in Cuiabá.
      horario: '2026-10-15T03:30:12.000Z',
      chave: '99900100000100',
    },
  ],
})

test.group('Payments | doors', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-10-30T12:00:00-04:00')
    world = await openWorld()
    invoices = await issueInvoices(
      world,
      Array.from({ length: 6 }, (_, i) => ({ waterCents: 12_345n + BigInt(i), garbageCents: 850n }))
    )
    const renewed = await runAction<{ id: bigint }, RenewedToken>('payments.renew_pix_token', {
      actor: systemActor(world.municipalityId),
      input: { id: String(world.agreementId) },
    })
    token = renewed.token
  })
  group.teardown(() => clock.restore())

  const loginAs = (email: string) => User.findByOrFail('email', email)

  test('the upload screen lists the agreements and the upload starts the run', async ({
    assert,
    client,
  }) => {
    const user = await loginAs('bruno.faturamento@demo.aqueduto')
    const page = await client.get('/payments/files/new').loginAs(user)
    page.assertStatus(200)
    assert.include(page.text(), '001 Banco do Brasil · convênio 123456')
    const file = await db.transaction((tx) =>
      simulateReturnFile(tx, {
        ...world,
        documents: [{ number: invoices[0]!.number, behaviour: 'on_time' }],
        generatedOn: '2026-10-29' as CivilDate,
        companyName: 'SAAE',
        seed: 'upload',
      })
    )
    const sent = await client
      .post('/payments/files')
      .loginAs(user)
      .withCsrfToken()
      .header('accept', 'application/json')
      .field('agreement_id', String(world.agreementId))
      .file('file', Buffer.from(file.content), { filename: file.name })
    sent.assertStatus(202)
    const [run] = await query<{ args: string }>(db, 'select args from jobs_runs where id = ?', [
      sent.body().run,
    ])
    const args = JSON.parse(run!.args, (_k, v) => (v?.$bigint ? BigInt(v.$bigint) : v))
    const done = await runInline('payments.import', args, systemActor(world.municipalityId))
    assert.equal(done.status, 'done')
    const { id } = await fileOf(done)
    const shown = await client.get(`/payments/files/${id}`).loginAs(user)
    shown.assertStatus(200)
    assert.include(shown.text(), 'Conferência dos valores')
    assert.include(shown.text(), 'Confere')
    assert.include(shown.text(), 'Baixada')
  })

  test('who may not import gets 403', async ({ client }) => {
    const user = await loginAs('carla.atendimento@demo.aqueduto')
    const sent = await client
      .post('/payments/files')
      .loginAs(user)
      .withCsrfToken()
      .header('accept', 'application/json')
      .field('agreement_id', String(world.agreementId))
    sent.assertStatus(403)
  })

  test('a Pix notice settles its document, and its repetition changes nothing', async ({
    assert,
    client,
  }) => {
    const first = await client.post(`/api/payments/pix/${token}/pix`).json(notice(invoices[1]!))
    first.assertStatus(200)
    assert.deepEqual(first.body(), { received: 1, repeated: 0, refused: [] })
    const again = await client.post(`/api/payments/pix/${token}/pix`).json(notice(invoices[1]!))
    assert.deepEqual(again.body(), { received: 0, repeated: 1, refused: [] })
    const receipts = await query(
      db,
      'select paid_on, credited_on, amount_cents, class, channel, agent_code from receivables_receipts where document_id = ?',
      [invoices[1]!.documentId]
    )
    assert.deepEqual(receipts, [
      {
        paid_on: '2026-10-14',
        credited_on: '2026-10-14',
        amount_cents: invoices[1]!.amountCents,
        class: 'exact',
        channel: 'pix_notice',
        agent_code: '001',
      },
    ])
  })

  test('the bank file that repeats a notified Pix confirms it, with no second receipt', async ({
    assert,
    client,
  }) => {
    const endToEndId = 'E00000000202610141531zyxwvu54321'
    await client.post(`/api/payments/pix/${token}`).json(notice(invoices[2]!, endToEndId))
    const file = await db.transaction((tx) =>
      simulateReturnFile(tx, {
        ...world,
        documents: [
          {
            number: invoices[2]!.number,
            behaviour: 'notified_pix',
            paidOn: '2026-10-14' as CivilDate,
          },
        ],
        generatedOn: '2026-10-29' as CivilDate,
        companyName: 'SAAE',
        seed: 'pix',
      })
    )
    const stored = await fileOf(await importContent(world, file.content))
    assert.equal(stored.lines[0]!.fate, 'joined')
    const receipts = await query(
      db,
      'select id, class from receivables_receipts where document_id = ?',
      [invoices[2]!.documentId]
    )
    assert.deepEqual(receipts, [{ id: stored.lines[0]!.receipt_id, class: 'exact' }])
    const credits = await query(db, 'select 1 from receivables_credits where receipt_id = ?', [
      stored.lines[0]!.receipt_id!,
    ])
    assert.lengthOf(credits, 0)
  })

  test('a notice with another token, or with a wrong amount, is refused and leaves nothing', async ({
    assert,
    client,
  }) => {
    const stranger = await client
      .post(`/api/payments/pix/${'0'.repeat(48)}`)
      .header('accept', 'application/json')
      .json(notice(invoices[3]!))
    stranger.assertStatus(403)
    const wrong = notice(invoices[3]!, 'E00000000202610141532aaaaaa11111')
    wrong.pix[0]!.valor = '0.00'
    const refused = await client
      .post(`/api/payments/pix/${token}`)
      .header('accept', 'application/json')
      .json(wrong)
    refused.assertStatus(422)
    assert.equal(refused.body().code, 'E_PAYMENTS_PIX_AMOUNT')
    const receipts = await query(db, 'select 1 from receivables_receipts where document_id = ?', [
      invoices[3]!.documentId,
    ])
    assert.lengthOf(receipts, 0)
  })

  test('the token is kept only as a hash and the trail does not hold it', async ({ assert }) => {
    const [agreement] = await query<{ pix_token_hash: string }>(
      db,
      'select pix_token_hash from payments_agreements where id = ?',
      [world.agreementId]
    )
    assert.notEqual(agreement!.pix_token_hash, token)
    const leaked = await query(
      db,
      `select 1 from audit_entries where payload like ? or description like ?`,
      [`%${token}%`, `%${token}%`]
    )
    assert.lengthOf(leaked, 0)
  })

  test('agents and agreements are registered through their generated form', async ({
    assert,
    client,
  }) => {
    const user = await loginAs('bruno.faturamento@demo.aqueduto')
    const send = (path: string, body: object) =>
      client
        .post(path)
        .loginAs(user)
        .withCsrfToken()
        .header('accept', 'application/json')
        .json(body)
    const agent = await send('/api/payments/agents', { code: '756', name: 'Sicoob' })
    agent.assertStatus(201)
    const agreement = await send('/api/payments/agreements', {
      agent_id: agent.body().id,
      code: 'COOP-1',
      kind: 'collection_return',
      layout_version: '07',
      account: '756 3001 1234-5',
      fee_cents: '120',
      float_days: 2,
      ...{ fee_mode: 'deducted', file_rule: 'none', file_days: 1, file_by: '10:00' },
    })
    agreement.assertStatus(201)
    const [stored] = await query(
      db,
      'select code, fee_cents, float_days, last_sequence from payments_agreements where id = ?',
      [agreement.body().id]
    )
    assert.deepEqual(stored, { code: 'COOP-1', fee_cents: 120n, float_days: 2, last_sequence: 0 })
    const again = await send('/api/payments/agents', { code: '756', name: 'Outro' })
    assert.isAbove(again.status(), 399)
    assert.isBelow(again.status(), 500)
  })
})
