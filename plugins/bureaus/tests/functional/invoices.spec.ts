import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { billMonth, readMonth } from '#plugins/billing/tests/functional/read_month'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import {
  act,
  bureau,
  day,
  done,
  later,
  notify,
  now,
  on,
  run,
  setTerms,
} from '../support/bureaus.ts'
import { confirm, simulate } from '../support/lots.ts'

interface Invoice {
  readonly id: bigint
  readonly premise_id: bigint
  readonly customer_id: bigint
  readonly stage: string
}

const invoiceOf = async (id: bigint): Promise<Invoice> => {
  const [row] = await query<Invoice>(
    db,
    `select i.id, i.premise_id, d.customer_id, i.stage from billing_invoices i
       join bureaus_debts d on d.origin_type = 'billing.invoice' and d.origin_id = i.id where i.id = ? order by d.id limit 1`,
    [id]
  )
  return row!
}

/** What was asked of the bureau for an invoice after its inclusion. */
const askedOf = (id: bigint) =>
  query<{ operation: string; reason: string }>(
    db,
    `select m.operation, m.reason from bureaus_movements m join bureaus_debts d on d.listing_id = m.listing_id
      where d.origin_type = 'billing.invoice' and d.origin_id = ? and m.operation <> 'inclusion' order by m.id`,
    [id]
  )

test.group('Bureaus | invoices that are listed', (group) => {
  freshDatabase(group)
  group.setup(() => () => clock.restore())
  group.each.timeout(170_000)

  let invoices: Invoice[]

  test('invoices are listed with their stage, and their pages say where; another says nothing', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-10T16:00:00Z')
    await billMonth(await readMonth('01', '2026-11' as RefMonth))
    const spc = await bureau(client, 'SPC', { name: 'SPC Brasil', layout: 'spc' })
    on(day('2027-03-01'))
    await setTerms(client, {})
    await notify(client)
    later(10)
    const lot = await simulate(client, spc)
    assert.isAbove(lot.customers, 3)
    await confirm(client, lot)
    invoices = await query<Invoice>(
      db,
      `select i.id, i.premise_id, d.customer_id, i.stage from billing_invoices i
         join bureaus_debts d on d.origin_type = 'billing.invoice' and d.origin_id = i.id and d.state = 'sent' order by i.id`
    )
    assert.isTrue(invoices.every(({ stage }) => stage === 'listed'))
    const page = await client
      .get(`/billing/invoices/${invoices[0]!.id}`)
      .loginAs(await userNamed('ana.'))
    page.assertTextIncludes('SPC Brasil')
    const [other] = await query<Invoice>(
      db,
      `select id from billing_invoices where stage = 'ordinary' order by id limit 1`
    )
    const plain = await client
      .get(`/billing/invoices/${other!.id}`)
      .loginAs(await userNamed('ana.'))
    assert.notInclude(plain.text(), 'SPC Brasil')
  })

  test('removing one of the listed invoices asks for its exclusion, by whom and when; it is no longer offered', async ({
    client,
    assert,
  }) => {
    const [first, second] = invoices as [Invoice, Invoice, ...Invoice[]]
    const debtOf = async (id: bigint) => {
      const [row] = await query<{ id: bigint }>(
        db,
        `select id from bureaus_debts where origin_type = 'billing.invoice' and origin_id = ?`,
        [id]
      )
      return row!.id
    }
    const path = `/bureaus/debts/${await debtOf(first.id)}`
    const before = await client.get(path).loginAs(await userNamed('ana.'))
    before.assertTextIncludes('Retirar do órgão')
    const input = { id: Number(await debtOf(first.id)) }
    await done(act(client, 'bureaus.exclude_debt', input, { reason: 'Pedido do cliente' }))
    const moved = await query<{ created_by: string; created_on: string; operation: string }>(
      db,
      `select created_by, created_on, operation from bureaus_movements where operation <> 'inclusion'`
    )
    assert.deepEqual(moved, [
      { created_by: 'Ana Ribeiro', created_on: now(), operation: 'cancellation' },
    ])
    const gone = await invoiceOf(first.id)
    const stays = await invoiceOf(second.id)
    assert.deepEqual([gone.stage, stays.stage], ['ordinary', 'listed'])
    const after = await client.get(path).loginAs(await userNamed('ana.'))
    assert.notInclude(after.text(), 'Retirar do órgão')
  }).tags(['@TR-3.2.13.9.19'])

  test('an invoice that a court suspends leaves by the daily run, and enters no lot', async ({
    client,
    assert,
  }) => {
    const [, , third] = invoices as [Invoice, Invoice, Invoice, ...Invoice[]]
    const [reason] = await query<{ code: string }>(
      db,
      'select code from billing_situation_reasons where is_active order by code limit 1'
    )
    const hold = { id: Number(third.id), kind: 'judicial', reason_code: reason!.code }
    await done(act(client, 'billing.hold_invoice', hold, { reason: 'Liminar' }))
    await run('bureaus.daily', { on: now() })
    assert.deepEqual(await askedOf(third.id), [{ operation: 'cancellation', reason: 'court' }])
    const { stage } = await invoiceOf(third.id)
    assert.equal(stage, 'ordinary')
    await setTerms(client, {})
    await notify(client)
    later(10)
    const lot = await simulate(
      client,
      await bureau(client, 'QUOD', { name: 'Quod', layout: 'spc' })
    )
    const [out] = await query<{ reason: string }>(
      db,
      'select reason from bureaus_left_out where lot_id = ? and customer_id = ?',
      [BigInt(lot.id), third.customer_id]
    )
    assert.equal(out!.reason, 'Em processo: suspensa enquanto se decide')
  })

  test('a change of holder ends the listing of who leaves, and says so before', async ({
    client,
    assert,
  }) => {
    const [, , , fourth, fifth] = invoices as [Invoice, Invoice, Invoice, Invoice, Invoice]
    const input = {
      ...{ premise_id: Number(fourth.premise_id), customer_id: Number(fifth.customer_id) },
      from_on: now(),
    }
    await done(act(client, 'registry.premises.change_holder', input, { reason: 'Venda do imóvel' }))
    assert.deepEqual(await askedOf(fourth.id), [{ operation: 'cancellation', reason: 'holder' }])
  })
})
