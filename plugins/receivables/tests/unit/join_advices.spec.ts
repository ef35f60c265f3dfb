import { test } from '@japa/runner'
import { type CivilDate } from '#core/calendar/index'
import type { Advice } from '../../domain/advice.ts'
import { type KnownAdvice, joinAdvices } from '../../domain/join_advices.ts'

let messages = 0

const told = (documentId: bigint | null, change: Partial<Advice> = {}): KnownAdvice => ({
  documentId,
  advice: {
    identity: `unit/${++messages}`,
    channel: 'collection_return',
    sourceType: 'unit',
    sourceId: null,
    batch: 'file/1',
    agentCode: '001',
    paidOn: '2026-11-10' as CivilDate,
    creditedOn: null,
    amountCents: 3457n,
    feeCents: 0n,
    barcode: null,
    endToEndId: null,
    txid: null,
    authentication: null,
    ...change,
  },
})

const receiptsOf = (advices: readonly KnownAdvice[]) =>
  new Set(joinAdvices(advices, []).map(({ receipt }) => receipt)).size

test.group('Receivables | joinAdvices', () => {
  test('one authentication for six documents is six payments', ({ assert }) => {
    const authentication = '0'.repeat(23)
    const six = [1n, 2n, 3n, 4n, 5n, 6n].map((id) => told(id, { authentication }))
    assert.equal(receiptsOf(six), 6)
    // Nor are those of two files, or of two channels, one payment.
    assert.equal(
      receiptsOf([1n, 2n].map((id) => told(id, { authentication, batch: `file/${id}` }))),
      2
    )
    const pix = told(2n, { authentication, channel: 'statement' })
    assert.equal(receiptsOf([told(1n, { authentication }), pix]), 2)
  })

  test('two lines of one file are two payments, though all of them is equal', ({ assert }) => {
    const line = { authentication: 'A1' }
    assert.equal(receiptsOf([told(1n, line), told(1n, line)]), 2)
    assert.equal(receiptsOf([told(null, line), told(null, line)]), 2)
    assert.equal(receiptsOf([told(1n), told(1n)]), 2)
  })

  test('another file or channel that tells of the same authentication confirms it', ({
    assert,
  }) => {
    const line = { authentication: 'A1' }
    assert.equal(receiptsOf([told(1n, line), told(1n, { ...line, batch: 'file/2' })]), 1)
    assert.equal(receiptsOf([told(1n, line), told(null, { ...line, channel: 'statement' })]), 1)
    assert.equal(receiptsOf([told(1n, line), told(1n, { authentication: 'A2' })]), 2)
  })

  test('a receipt that learned its document takes no other document in', ({ assert }) => {
    const authentication = 'A1'
    const joinings = joinAdvices(
      [
        told(null, { authentication }),
        told(1n, { authentication, channel: 'statement', batch: null }),
        told(2n, { authentication, channel: 'manual', batch: null }),
      ],
      []
    )
    assert.deepEqual(
      joinings.map(({ isJoined }) => isJoined),
      [false, true, false]
    )
  })
})
