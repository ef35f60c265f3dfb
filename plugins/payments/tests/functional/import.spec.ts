import { todayIn } from '#core/access/index'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { closeBridges } from '#core/reports/index'
import {
  type PaymentBehaviour,
  type SimulatedDocument,
  simulateReturnFile,
} from '#database/demo/bank_simulator'
import { issueSecondCopy } from '#plugins/receivables/api'
import { freshDatabase } from '#tests/support/database'
import {
  type Invoice,
  REFERENCE,
  type World,
  fileOf,
  importContent,
  issueInvoices,
  openWorld,
} from '../support/fixtures.ts'

const NOW = '2026-10-30T12:00:00-04:00'

let world: World
let invoices: Invoice[]

async function simulate(documents: readonly SimulatedDocument[], sequence?: number) {
  return db.transaction((tx) =>
    simulateReturnFile(tx, {
      ...world,
      documents,
      generatedOn: '2026-10-29' as CivilDate,
      companyName: 'SAAE AGUAS CLARAS',
      seed: 'spec',
      ...(sequence === undefined ? {} : { sequence }),
    })
  )
}

const paid = (invoice: Invoice, behaviour: PaymentBehaviour): SimulatedDocument => ({
  number: invoice.number,
  behaviour,
})

test.group('Payments | import of a collection return', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze(NOW)
    world = await openWorld()
    invoices = await issueInvoices(
      world,
      Array.from({ length: 20 }, (_, i) => ({
        waterCents: 10_000n + BigInt(i),
        garbageCents: 850n,
      }))
    )
  })
  group.teardown(() => clock.restore())

  test('every line gets its fate and the file closes in cents and lines', async ({ assert }) => {
    const [a, b, c, d, e, f] = invoices as [Invoice, Invoice, Invoice, Invoice, Invoice, Invoice]
    const file = await simulate([
      paid(a, 'on_time'),
      paid(b, 'late'),
      paid(c, 'duplicate'),
      paid(d, 'overpaid'),
      paid(e, 'underpaid'),
      paid(f, 'unknown'),
    ])
    const run = await importContent(world, file.content)
    assert.equal(run.status, 'done')
    assert.equal(run.parked, 1)
    const stored = await fileOf(run)
    assert.equal(stored.status, 'imported')
    assert.equal(stored.sequence, 1)
    assert.deepEqual(
      stored.lines.map(({ fate }) => fate),
      ['settled', 'settled', 'settled', 'duplicate', 'settled', 'settled', 'unidentified']
    )
    assert.isNull(stored.lines[0]!.reason)
    assert.match(stored.lines[1]!.reason!, /depois do vencimento/)
    assert.match(stored.lines[3]!.reason!, /já estava pago/)
    assert.match(stored.lines[4]!.reason!, /a maior/)
    assert.match(stored.lines[5]!.reason!, /a menor/)
    assert.match(stored.lines[6]!.reason!, /a identificar/)
    assert.equal(stored.lines[3]!.credit_cents, c.amountCents)
    assert.equal(stored.lines[4]!.credit_cents, file.payments[4]!.amountCents - d.amountCents)
    assert.isTrue(
      stored.lines.every(({ advice_id: advice, receipt_id: receipt }) => advice && receipt)
    )
    const total = stored.lines.reduce((sum, { amount_cents: cents }) => sum + cents!, 0n)
    assert.equal(total, stored.total_cents)
  })

  test('the bridges of the files close in cents and in lines', async ({ assert }) => {
    const [first] = await query<{ id: bigint }>(
      db,
      'select id from registry_billing_groups order by id'
    )
    const results = await db.transaction((tx) =>
      closeBridges(tx, { ...world, billingGroupId: first!.id, reference: REFERENCE })
    )
    const own = results.filter(({ name }) => name.startsWith('payments.'))
    assert.lengthOf(own, 3)
    for (const bridge of own) {
      assert.isTrue(bridge.isClosed, bridge.name)
      assert.isTrue(Number(bridge.terms[0]!.value) > 0, bridge.name)
    }
  })

  test('two lines of one file on one receipt open the bridge of lines and receipts', async ({
    assert,
  }) => {
    const [first] = await query<{ id: bigint }>(
      db,
      'select id from registry_billing_groups limit 1'
    )
    const scope = { ...world, billingGroupId: first!.id, reference: REFERENCE }
    const tx = await db.transaction()
    const [line] = await query<{ cents: bigint }>(
      tx,
      `update payments_file_lines set fate = 'joined', receipt_id =
              (select min(receipt_id) from payments_file_lines where amount_cents > 0)
        where id = (select max(id) from payments_file_lines where fate = 'settled') returning amount_cents as cents`
    )
    const results = await closeBridges(tx, scope)
    const bridge = results.find(({ name }) => name === 'payments.file_receipts')!
    assert.isFalse(bridge.isClosed)
    assert.equal(BigInt(bridge.remainder), line!.cents)
    await tx.rollback()
  })

  test('the receipt keeps payment date, credit date, amount, fee and bank', async ({ assert }) => {
    const file = await simulate([paid(invoices[6]!, 'on_time')])
    const { lines } = await fileOf(await importContent(world, file.content))
    const [receipt] = await query(db, 'select * from receivables_receipts where id = ?', [
      lines[0]!.receipt_id,
    ])
    const { paidOn } = file.payments[0]!
    assert.equal(receipt!.paid_on, paidOn)
    assert.isTrue(String(receipt!.credited_on) > paidOn)
    assert.equal(receipt!.amount_cents, invoices[6]!.amountCents)
    assert.equal(receipt!.fee_cents, 180n)
    assert.equal(receipt!.agent_code, '001')
    const open = await query(
      db,
      `select i.open_cents from receivables_items i join receivables_document_items d on d.item_id = i.id
        where d.document_id = ?`,
      [invoices[6]!.documentId]
    )
    assert.deepEqual(
      open.map((row) => row.open_cents),
      [0n, 0n]
    )
  })

  test('the same bytes again are recognised and nothing is done twice', async ({ assert }) => {
    const file = await simulate([paid(invoices[7]!, 'on_time')])
    await importContent(world, file.content)
    const before = await query(db, 'select count(*) as n from receivables_receipts')
    const again = await importContent(world, file.content)
    assert.equal(again.total, 0)
    const stored = await fileOf(again)
    assert.equal(stored.status, 'repeated')
    assert.equal(
      stored.reason,
      `Este arquivo já foi importado em 30/10/2026 como NSA ${file.sequence} (importado). Nada foi feito de novo.`
    )
    assert.isNotNull(stored.other_file_id)
    assert.deepEqual(await query(db, 'select count(*) as n from receivables_receipts'), before)
  })

  test('a known sequence with other content is set apart', async ({ assert }) => {
    const first = await simulate([paid(invoices[8]!, 'on_time')])
    await importContent(world, first.content)
    const other = await simulate([paid(invoices[9]!, 'on_time')], first.sequence)
    const stored = await fileOf(await importContent(world, other.content))
    assert.equal(stored.status, 'quarantined')
    assert.match(stored.reason!, /já foi recebido com outro conteúdo/)
    assert.deepEqual(
      stored.lines.map(({ fate, receipt_id: receipt }) => [fate, receipt]),
      [['rejected', null]]
    )
  })

  test('wrong totals reject the whole file, its lines listed', async ({ assert }) => {
    const file = await simulate([paid(invoices[10]!, 'on_time'), paid(invoices[11]!, 'on_time')])
    const text = new TextDecoder().decode(file.content)
    const wrong = text.replace(/^(Z\d{6})\d{17}/m, '$100000000000000001')
    const stored = await fileOf(await importContent(world, wrong))
    assert.equal(stored.status, 'rejected')
    assert.match(stored.reason!, /O registro Z informa R\$ 0,01 e as linhas somam/)
    assert.deepEqual(
      stored.lines.map(({ fate, receipt_id: receipt }) => [fate, receipt]),
      [
        ['rejected', null],
        ['rejected', null],
      ]
    )
    const right = await fileOf(await importContent(world, file.content))
    assert.equal(right.status, 'imported')
  })

  test('a broken line is kept with its reason and the good ones go through', async ({ assert }) => {
    const file = await simulate([paid(invoices[12]!, 'on_time'), paid(invoices[13]!, 'on_time')])
    const lines = new TextDecoder().decode(file.content).split('\r\n')
    lines[1] = `${lines[1]!.slice(0, 21)}20269999${lines[1]!.slice(29)}`
    const stored = await fileOf(await importContent(world, lines.join('\r\n')))
    assert.equal(stored.status, 'imported')
    assert.deepEqual(
      stored.lines.map(({ fate }) => fate),
      ['rejected', 'settled']
    )
    assert.match(stored.lines[0]!.reason!, /G\.03/)
    assert.equal(stored.lines[0]!.amount_cents, invoices[12]!.amountCents)
  })

  test('a file of another agreement is refused with both names', async ({ assert }) => {
    const file = await simulate([paid(invoices[14]!, 'on_time')])
    const text = new TextDecoder().decode(file.content).replace('A2123456 ', 'A2999999 ')
    const stored = await fileOf(await importContent(world, text))
    assert.equal(stored.status, 'rejected')
    assert.match(stored.reason!, /convênio 999999 do banco 001; o escolhido é o convênio 123456/)
  })

  test('an expired second copy settles the debts that it covered', async ({ assert }) => {
    const copy = await db.transaction((tx) =>
      issueSecondCopy(tx, {
        municipalityId: world.municipalityId,
        documentId: invoices[15]!.documentId,
        dueOn: '2026-10-16' as CivilDate,
        validUntil: '2026-10-18' as CivilDate,
      })
    )
    const file = await simulate([{ number: copy.number, behaviour: 'expired' }])
    const stored = await fileOf(await importContent(world, file.content))
    assert.deepEqual(
      stored.lines.map(({ fate }) => fate),
      ['settled']
    )
    assert.match(stored.lines[0]!.reason!, /já não valia/)
  })

  test('a gap in the sequence is told and stops nothing', async ({ assert }) => {
    const [{ last }] = (await query<{ last: number }>(
      db,
      'select last_sequence as last from payments_agreements where id = ?',
      [world.agreementId]
    )) as [{ last: number }]
    const file = await simulate([paid(invoices[16]!, 'on_time')], last + 3)
    const run = await importContent(world, file.content)
    const stored = await fileOf(run)
    assert.equal(stored.status, 'imported')
    const log = await query<{ text: string }>(db, 'select text from jobs_log where run_id = ?', [
      run.id,
    ])
    assert.include(
      log.map(({ text }) => text),
      `Faltam os arquivos NSA ${last + 1} a ${last + 2} deste convênio.`
    )
    assert.equal(await db.transaction((tx) => todayIn(tx, world.municipalityId)), '2026-10-30')
  })
})
