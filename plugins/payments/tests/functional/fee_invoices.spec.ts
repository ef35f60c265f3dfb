import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { send } from '#tests/scenarios/support/people'
import { type World, importContent, issueInvoices, openWorld } from '../support/fixtures.ts'
import { returnFile } from '../support/return_files.ts'

const RECEIPTS = 1000
let world: World

const invoice = async (number: string) => {
  const [row] = await query<{
    id: bigint
    state: string
    difference_cents: bigint
    receipts: number
  }>(
    db,
    'select id, state, difference_cents, receipts from payments_fee_invoices where number = ?',
    [number]
  )
  return row!
}

test.group('Payments | invoices of bank fees', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-03T12:00:00-04:00')
    world = await openWorld()
  })
  group.teardown(() => clock.restore())

  test('the invoice of a bank is compared with the receipts that it processed, approved and paid', async ({
    client,
    assert,
  }) => {
    const fee = await send(client, 'ana', '/payments/fees', {
      ...{ agreement_id: String(world.agreementId), capture: '', fee_cents: '1,20' },
      from_on: '2026-01-01',
    })
    fee.assertStatus(302)
    const invoices = await issueInvoices(
      world,
      Array.from({ length: RECEIPTS }, () => ({ waterCents: 5000n }))
    )
    await importContent(
      world,
      await returnFile(world, {
        ...{ sequence: 1, generatedOn: '2026-10-15' },
        payments: invoices.map(({ barcode }) => ({
          ...{ barcode, cents: 5000n, paidOn: '2026-10-14', creditedOn: '2026-10-15' },
        })),
      })
    )
    const [agent] = await query<{ id: bigint }>(
      db,
      `select id from payments_agents where code = '001'`
    )
    const register = (number: string, amount: string) =>
      send(client, 'ana', '/payments/fee-invoices', {
        ...{ agent_id: String(agent!.id), number, amount_cents: amount, due_on: '2026-11-10' },
        ...{ from_on: '2026-10-01', until_on: '2026-10-31' },
      })
    const good = await register('F-1', '1.200,00')
    good.assertStatus(302)
    assert.deepInclude(await invoice('F-1'), {
      ...{ state: 'matching', difference_cents: 0n, receipts: RECEIPTS },
    })
    await register('F-2', '1.260,00')
    const odd = await invoice('F-2')
    assert.deepInclude(odd, { state: 'differing', difference_cents: 6000n })
    const decide = (id: bigint, operation: string, form: object = {}) =>
      send(client, 'ana', `/payments/fee-invoices/${id}/change/${operation}`, form)
    const unapproved = await decide(odd.id, 'pay', { paid_on: '2026-11-10' })
    assert.isAbove(unapproved.status(), 399)
    const unexplained = await decide(odd.id, 'approve')
    assert.isAbove(unexplained.status(), 399)
    await decide(odd.id, 'contest', { reason: 'Cobraram 50 documentos a mais' })
    const contested = await invoice('F-2')
    assert.equal(contested.state, 'contested')
    const { id } = await invoice('F-1')
    await decide(id, 'approve')
    await decide(id, 'pay', { paid_on: '2026-11-10' })
    const paid = await invoice('F-1')
    assert.equal(paid.state, 'paid')
  }).tags(['@CM-18'])
})
