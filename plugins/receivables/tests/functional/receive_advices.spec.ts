import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { identifyReceipt } from '../../services/identify_receipt.ts'
import { issueSecondCopy } from '../../services/issue_second_copy.ts'
import {
  POSTED_ON,
  advice,
  creditsOf,
  issue,
  itemsOf,
  municipality,
  pendingOf,
  receive,
} from './issued.ts'

const PIX = 'E00000000202611101200abcdefghijk'
const on = (date: string) => date as CivilDate

test.group('Receivables | receiveAdvices', (group) => {
  freshDatabase(group)

  test('settles an exact payment on the due date, with no charge and no credit', async ({
    assert,
  }) => {
    const one = await issue([
      ['water', 5000n],
      ['sewage', 2500n],
    ])
    const { outcomes, told } = await receive([advice(one.document)])
    assert.deepInclude(outcomes[0]!, { outcome: 'new', class: 'exact' })
    assert.deepEqual(await itemsOf(one.itemIds), [
      { open_cents: 0n, state: 'settled' },
      { open_cents: 0n, state: 'settled' },
    ])
    assert.lengthOf(told, 1)
    assert.deepEqual(
      told[0]!.settlements.map(({ amountCents }) => amountCents),
      [5000n, 2500n]
    )
    assert.deepEqual(await pendingOf(outcomes[0]!.receiptId), [])
  })

  test('charges fine and interest of a late payment, only on what is the utility’s', async ({
    assert,
  }) => {
    const one = await issue([
      ['water', 10_000n],
      ['garbage', 3000n],
    ])
    const { outcomes } = await receive([advice(one.document, { paidOn: on('2026-11-20') })])
    assert.equal(outcomes[0]!.class, 'late')
    // 2 % of 100.00; 100.00 × 1 % ÷ 30 × 10 days = 0.33
    assert.deepEqual(await pendingOf(outcomes[0]!.receiptId), [
      { charge_type: 'late_fine', amount_cents: 200n, cause: 'late' },
      { charge_type: 'late_interest', amount_cents: 33n, cause: 'late' },
    ])
  })

  test('charges 2 % one day late and nothing on the due date', async ({ assert }) => {
    const [late, onTime] = [await issue([['water', 10_000n]]), await issue([['water', 10_000n]])]
    const { outcomes } = await receive([
      advice(late.document, { paidOn: on('2026-11-11') }),
      advice(onTime.document),
    ])
    const [fine] = await pendingOf(outcomes[0]!.receiptId)
    assert.deepEqual(fine, { charge_type: 'late_fine', amount_cents: 200n, cause: 'late' })
    assert.deepEqual(await pendingOf(outcomes[1]!.receiptId), [])
  }).tags(['@TR-3.2.7.12.1'])

  test('holds a credit for a second payment, in one batch or another', async ({ assert }) => {
    const one = await issue([['water', 8000n]])
    const { outcomes } = await receive([
      advice(one.document, { authentication: 'A1' }),
      advice(one.document, { authentication: 'A2' }),
    ])
    assert.deepEqual(
      outcomes.map((outcome) => outcome.class),
      ['exact', 'duplicate']
    )
    const again = await receive([advice(one.document, { agentCode: '104' })])
    assert.equal(again.outcomes[0]!.class, 'duplicate')
    const [credit] = await creditsOf(again.outcomes[0]!.receiptId)
    // Three bank days after Thursday 12/11: 13, 16 and 17 (the 15th is a holiday on a Sunday)
    assert.deepEqual(credit, {
      cause: 'duplicate',
      amount_cents: 8000n,
      held_until: on('2026-11-17'),
    })
  })

  test('turns a wrong amount into a credit or a charge for the next invoice', async ({
    assert,
  }) => {
    const [over, under] = [await issue([['water', 10_000n]]), await issue([['water', 10_000n]])]
    const { outcomes } = await receive([
      advice(over.document, { amountCents: 10_800n }),
      advice(under.document, { amountCents: 9500n }),
    ])
    assert.deepEqual(
      outcomes.map((outcome) => outcome.class),
      ['overpaid', 'underpaid']
    )
    const [credit] = await creditsOf(outcomes[0]!.receiptId)
    assert.deepInclude(credit!, { cause: 'overpayment', amount_cents: 800n })
    assert.deepEqual(await pendingOf(outcomes[1]!.receiptId), [
      { charge_type: 'underpayment', amount_cents: 500n, cause: 'underpayment' },
    ])
    assert.deepEqual(await itemsOf(under.itemIds), [{ open_cents: 0n, state: 'settled' }])
  }).tags(['@TR-3.2.8.6'])

  test('joins what several channels tell of one payment and recognises repeats', async ({
    assert,
  }) => {
    const one = await issue([['water', 7000n]])
    const pix = advice(one.document, {
      channel: 'pix_notice',
      endToEndId: PIX,
      txid: `A${one.document.number}`,
      barcode: null,
    })
    const first = await receive([pix])
    assert.equal(first.outcomes[0]!.outcome, 'new')
    const repeated = await receive([pix, advice(one.document), { ...pix, identity: 'test/other' }])
    assert.deepEqual(
      repeated.outcomes.map(({ outcome }) => outcome),
      ['repeated', 'joined', 'joined']
    )
    assert.equal(new Set(repeated.outcomes.map(({ receiptId }) => receiptId)).size, 1)
    assert.lengthOf(repeated.told, 0)
    const other = PIX.replace('abc', 'xyz')
    const second = await receive([{ ...pix, identity: 'test/second', endToEndId: other }])
    assert.deepInclude(second.outcomes[0]!, { outcome: 'new', class: 'duplicate' })
  })

  test('keeps unknown money until someone identifies it', async ({ assert }) => {
    const one = await issue([['water', 4000n]])
    const unknown = advice(null, {
      barcode: '8'.repeat(44),
      amountCents: 4000n,
      paidOn: on('2026-11-09'),
    })
    const { outcomes, told } = await receive([unknown])
    const { receiptId } = outcomes[0]!
    assert.deepInclude(outcomes[0]!, { outcome: 'unidentified', class: 'unidentified' })
    assert.equal(told[0]!.receipts[0]!.class, 'unidentified')
    const municipalityId = await municipality()
    const payloads: unknown[] = []
    const identified = await db.transaction((tx) =>
      identifyReceipt(
        tx,
        {
          municipalityId,
          postedOn: POSTED_ON,
          async participate(_point, payload) {
            payloads.push(payload)
            return []
          },
        },
        { receiptId, documentId: one.document.id }
      )
    )
    assert.equal(identified.class, 'exact')
    assert.lengthOf(payloads, 1)
    const [settlement] = await query<{ settled_on: CivilDate }>(
      db,
      'select settled_on from receivables_settlements where receipt_id = ?',
      [receiptId]
    )
    assert.equal(settlement!.settled_on, '2026-11-09')
  })

  test('settles the items of an expired document and of either copy', async ({ assert }) => {
    const one = await issue([['water', 6000n]], { validUntil: '2026-11-30' })
    const municipalityId = await municipality()
    const copy = await db.transaction((tx) =>
      issueSecondCopy(tx, {
        municipalityId,
        documentId: one.document.id,
        dueOn: on('2026-12-05'),
        validUntil: on('2026-12-20'),
      })
    )
    assert.notEqual(copy.barcode, one.document.barcode)
    assert.equal(copy.amountCents, 6000n)
    const late = await receive([advice(one.document, { paidOn: on('2026-12-01') })])
    assert.equal(late.outcomes[0]!.class, 'expired_document')
    const again = await receive([advice(copy, { paidOn: on('2026-12-02') })])
    assert.equal(again.outcomes[0]!.class, 'duplicate')
  })

  test('takes as many statements for 300 advices as for 3', async ({ assert }) => {
    const documents = await Promise.all(Array.from({ length: 6 }, () => issue([['water', 1000n]])))
    const unknown = Array.from({ length: 300 }, (_, index) =>
      advice(null, { barcode: String(index).padStart(44, '8') })
    )
    const known = documents.map(({ document }) => advice(document, { paidOn: on('2026-11-25') }))
    const few = await statements(() => receive([...known.slice(0, 3), ...unknown.slice(0, 3)]))
    const many = await statements(() => receive([...known.slice(3), ...unknown.slice(3)]))
    assert.equal(many, few)
    assert.isBelow(few, 40)
  })
})

async function statements(work: () => Promise<unknown>): Promise<number> {
  let count = 0
  const knex = db.connection().getWriteClient()
  const listen = () => void count++
  knex.on('query', listen)
  await work()
  knex.removeListener('query', listen)
  return count
}
