import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { issueSecondCopy } from '../../services/issue_second_copy.ts'
import { advice, issue, itemsOf, municipality, receive } from './issued.ts'

const on = (date: string) => date as CivilDate

const stateOf = async (id: bigint) => {
  const [row] = await query<{ state: string }>(
    db,
    'select state from receivables_documents where id = ?',
    [id]
  )
  return row!.state
}

/** Marks a document as replaced by others, as an extract or a revision does. */
const replace = (id: bigint, successors: readonly bigint[]) =>
  db.transaction(async (tx) => {
    await query(tx, `update receivables_documents set state = 'replaced' where id = ?`, [id])
    await query(
      tx,
      'update receivables_documents set replaces_id = ? where id = any(?::bigint[])',
      [id, successors]
    )
  })

test.group('Receivables | what payments leave of documents', (group) => {
  freshDatabase(group)

  test('a payment covers every document that asks for nothing more', async ({ assert }) => {
    const one = await issue([
      ['water', 6000n],
      ['garbage', 850n],
    ])
    const other = await issue([['water', 1000n]])
    const copy = await db.transaction(async (tx) =>
      issueSecondCopy(tx, {
        municipalityId: await municipality(),
        documentId: one.document.id,
        dueOn: on('2026-12-05'),
        validUntil: on('2026-12-20'),
      })
    )
    await receive([advice(copy)])
    assert.equal(await stateOf(one.document.id), 'covered')
    assert.equal(await stateOf(copy.id), 'covered')
    assert.equal(await stateOf(other.document.id), 'live')
    const again = await receive([advice(one.document)])
    assert.equal(again.outcomes[0]!.class, 'duplicate')
  })

  test('money for a replaced document settles its own items where nothing replaced it', async ({
    assert,
  }) => {
    const one = await issue([['water', 5100n]])
    await replace(one.document.id, [])
    const { outcomes } = await receive([advice(one.document)])
    assert.equal(outcomes[0]!.class, 'expired_document')
    assert.deepEqual(await itemsOf(one.itemIds), [{ open_cents: 0n, state: 'settled' }])
  })

  test('money for a document replaced by two settles the items of both', async ({ assert }) => {
    const old = await issue([['water', 9000n]])
    const [a, b] = [await issue([['water', 4000n]]), await issue([['water', 5000n]])]
    await replace(old.document.id, [a.document.id, b.document.id])
    const { outcomes, told } = await receive([advice(old.document)])
    assert.equal(outcomes[0]!.class, 'expired_document')
    assert.lengthOf(told[0]!.settlements, 2)
    assert.deepEqual(await itemsOf([...a.itemIds, ...b.itemIds]), [
      { open_cents: 0n, state: 'settled' },
      { open_cents: 0n, state: 'settled' },
    ])
    assert.equal(await stateOf(a.document.id), 'covered')
  })

  test('an unpaid fine waits as a fine, and unpaid interest as interest', async ({ assert }) => {
    const one = await issue([
      ['water', 10_000n],
      ['late_fine', 200n],
      ['late_interest', 100n],
    ])
    for (const [place, component] of [
      [1, 'fine'],
      [2, 'interest'],
    ] as const) {
      await query(db, 'update receivables_items set component = ? where id = ?', [
        component,
        one.itemIds[place]!,
      ])
    }
    // Half is missing: 50.00 of water, 1.00 of fine, 0.50 of interest.
    const { outcomes } = await receive([advice(one.document, { amountCents: 5150n })])
    const pending = await query(
      db,
      `select component, amount_cents from receivables_pending_charges where source_receipt_id = ? order by id`,
      [outcomes[0]!.receiptId]
    )
    assert.deepEqual(pending, [
      { component: 'principal', amount_cents: 5000n },
      { component: 'fine', amount_cents: 100n },
      { component: 'interest', amount_cents: 50n },
    ])
  })
})
