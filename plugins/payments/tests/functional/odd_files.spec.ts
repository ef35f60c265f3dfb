import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type SimulatedDocument, simulateReturnFile } from '#database/demo/bank_simulator'
import { freshDatabase } from '#tests/support/database'
import {
  type Invoice,
  type World,
  fileOf,
  importContent,
  issueInvoices,
  openWorld,
} from '../support/fixtures.ts'

let world: World

async function simulate(documents: readonly SimulatedDocument[]): Promise<string[]> {
  const file = await db.transaction((tx) =>
    simulateReturnFile(tx, {
      ...world,
      documents,
      generatedOn: '2026-10-29' as CivilDate,
      companyName: 'SAAE',
      seed: 'odd',
    })
  )
  return new TextDecoder().decode(file.content).split('\r\n')
}

const onTime = ({ number }: Invoice): SimulatedDocument => ({ number, behaviour: 'on_time' })

/** The line with `text` written over it from a 1-based position. */
const over = (line: string, position: number, text: string) =>
  line.slice(0, position - 1) + text + line.slice(position - 1 + text.length)

const openOf = async (invoice: Invoice) => {
  const [row] = await query<{ open: bigint }>(
    db,
    `select sum(i.open_cents)::bigint as open from receivables_items i
       join receivables_document_items d on d.item_id = i.id where d.document_id = ?`,
    [invoice.documentId]
  )
  return row!.open
}

test.group('Payments | files of odd banks', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-10-30T12:00:00-04:00')
    world = await openWorld()
  })
  group.teardown(() => clock.restore())

  test('a bank that fills the authentication with zeros settles each of six equal invoices', async ({
    assert,
  }) => {
    const paidOn = '2026-10-14' as CivilDate
    // Zeros identify nothing; a constant word identifies no single payment either.
    for (const word of ['0'.repeat(23), 'AUTENTICADO'.padEnd(23)]) {
      const copy = await issueInvoices(
        world,
        Array.from({ length: 6 }, () => ({ waterCents: 3457n }))
      )
      const file = await simulate(copy.map((one) => ({ ...onTime(one), paidOn })))
      const stored = await fileOf(
        await importContent(
          world,
          file.map((line) => (line.startsWith('G') ? over(line, 118, word) : line)).join('\r\n')
        )
      )
      assert.deepEqual(
        stored.lines.map(({ fate }) => fate),
        Array.from({ length: 6 }, () => 'settled')
      )
      assert.deepEqual(await Promise.all(copy.map(openOf)), [0n, 0n, 0n, 0n, 0n, 0n])
    }
  })

  test('a line dated centuries away is rejected with its reason and stops no other', async ({
    assert,
  }) => {
    const invoices = await issueInvoices(
      world,
      Array.from({ length: 4 }, (_, i) => ({ waterCents: 7100n + BigInt(i) }))
    )
    const file = await simulate(invoices.map(onTime))
    file[1] = over(file[1]!, 22, '19261014')
    file[2] = over(file[2]!, 22, '99991231')
    file[3] = over(file[3]!, 30, '99991231')
    const run = await importContent(world, file.join('\r\n'))
    assert.equal(run.status, 'done')
    const { lines } = await fileOf(run)
    assert.deepEqual(
      lines.map(({ fate }) => fate),
      ['rejected', 'rejected', 'rejected', 'settled']
    )
    assert.match(lines[0]!.reason!, /data de pagamento \(14\/10\/1926\) .*29\/10\/2026/)
    assert.match(lines[2]!.reason!, /data de crédito \(31\/12\/9999\)/)
    assert.deepEqual(
      lines.map(({ amount_cents: cents }) => cents),
      [7100n, 7101n, 7102n, 7103n]
    )
    assert.deepEqual(await Promise.all(invoices.map(openOf)), [7100n, 7101n, 7102n, 0n])
  })

  test('a rejected file is judged anew when what stood in its way is gone', async ({ assert }) => {
    const [invoice] = (await issueInvoices(world, [{ waterCents: 6900n }])) as [Invoice]
    const file = await simulate([onTime(invoice)])
    const code = (text: string) =>
      db.rawQuery('update payments_agreements set code = ? where id = ?', [text, world.agreementId])
    await code('777777')
    const refused = await fileOf(await importContent(world, file.join('\r\n')))
    assert.equal(refused.status, 'rejected')
    const still = await fileOf(await importContent(world, file.join('\r\n')))
    assert.equal(still.status, 'rejected')
    await code('123456')
    const taken = await fileOf(await importContent(world, file.join('\r\n')))
    assert.equal(taken.status, 'imported')
    assert.equal(await openOf(invoice), 0n)
    const again = await fileOf(await importContent(world, file.join('\r\n')))
    assert.equal(again.status, 'repeated')
  })
})
