import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { participate, runAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { type RenewedToken } from '../../actions/renew_pix_token.ts'
import { agreementOfToken, receivePix } from '../../services/receive_pix.ts'
import { type Invoice, type World, issueInvoices, openWorld } from '../support/fixtures.ts'

let world: World
let invoices: Invoice[]
let token: string

const pixOf = ({ txid, amountCents }: Invoice, place: number, change: object = {}) => ({
  endToEndId: `E00000000202610141530${String(place).padStart(11, '0')}`,
  txid,
  valor: `${amountCents / 100n}.${String(amountCents % 100n).padStart(2, '0')}`,
  horario: '2026-10-14T15:30:12.000Z',
  ...change,
})

const classes = (documents: readonly Invoice[]) =>
  query<{ class: string }>(
    db,
    'select class from receivables_receipts where document_id = any(?::bigint[]) order by document_id',
    [documents.map(({ documentId }) => documentId)]
  )

test.group('Payments | Pix notices', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-10-30T12:00:00-04:00')
    world = await openWorld()
    invoices = await issueInvoices(
      world,
      Array.from({ length: 70 }, (_, i) => ({ waterCents: 5000n + BigInt(i) }))
    )
    const renewed = await runAction<{ id: bigint }, RenewedToken>('payments.renew_pix_token', {
      actor: systemActor(world.municipalityId),
      input: { id: String(world.agreementId) },
    })
    token = renewed.token
  })
  group.teardown(() => clock.restore())

  test('thirty transactions at once settle, though each waits for its turn with its one connection', async ({
    assert,
  }) => {
    const agreement = await agreementOfToken(db, token)
    const actor = systemActor(world.municipalityId)
    const { municipalityId } = world
    const thirty = invoices.slice(0, 30)
    await Promise.all(
      thirty.map((invoice, place) =>
        db.transaction((tx) => {
          const around = { tx, municipalityId, actor, now: clock.now() }
          const ctx = {
            municipalityId,
            participate: <P>(point: string, payload: P) => participate(point, payload, around),
          }
          return receivePix(tx, ctx, { agreement, payments: [pixOf(invoice, place)] })
        })
      )
    )
    const found = await classes(thirty)
    assert.lengthOf(found, 30)
    assert.isTrue(found.every((row) => row.class === 'exact'))
    const [posted] = await query<{ n: bigint }>(
      db,
      `select count(*) as n from accounting_postings where event = 'receipt_settled'`
    )
    assert.equal(posted!.n, 30n)
  }).timeout(20_000)

  test('thirty notices at once are all received', async ({ assert, client }) => {
    const thirty = invoices.slice(30, 60)
    const answers = await Promise.all(
      thirty.map((invoice, place) =>
        client
          .post(`/api/payments/pix/${token}`)
          .json({ pix: [pixOf(invoice, 100 + place)] })
          .send()
      )
    )
    for (const answer of answers) {
      answer.assertStatus(200)
      assert.deepEqual(answer.body(), { received: 1, repeated: 0, refused: [] })
    }
    assert.lengthOf(await classes(thirty), 30)
  }).timeout(20_000)

  test('one payment that cannot be received stops none of the others, and is told', async ({
    assert,
    client,
  }) => {
    const [first, zero, odd, century, last] = invoices.slice(60) as [
      Invoice,
      Invoice,
      Invoice,
      Invoice,
      Invoice,
    ]
    const answer = await client.post(`/api/payments/pix/${token}`).json({
      pix: [
        pixOf(first, 201),
        pixOf(zero, 202, { valor: '0.00' }),
        pixOf(odd, 203, { horario: 'ontem' }),
        pixOf(century, 204, { horario: '9999-12-31T23:59:59Z' }),
        pixOf(last, 205, { valor: 12.5 }),
        pixOf(last, 206),
        null,
      ],
    })
    answer.assertStatus(200)
    const { received, refused } = answer.body() as {
      received: number
      refused: { endToEndId: string; reason: string }[]
    }
    assert.equal(received, 2)
    assert.deepEqual(
      refused.map(({ endToEndId }) => endToEndId.slice(-3)),
      ['202', '203', '204', '205', '']
    )
    assert.match(refused[0]!.reason, /maior que zero/)
    assert.match(refused[2]!.reason, /perto de hoje/)
    assert.lengthOf(await classes([first, zero, odd, century, last]), 2)
    const [entry] = await query<{ description: string; payload: string }>(
      db,
      `select description, payload from audit_entries where action = 'payments.pix_notice' order by id desc limit 1`
    )
    assert.match(entry!.description, /2 pagamentos, R\$\s101,24, 5 recusados/)
    assert.include(entry!.payload, '9999-12-31')
  })
})
