import { test } from '@japa/runner'
import { civilDate } from '#core/calendar/index'
import { HEADER_LAYOUT, RECEIPT_LAYOUT } from '../../domain/collection_return_layout.ts'
import { LINE_LENGTH, TRAILER_LAYOUT } from '../../domain/envelope_layout.ts'
import {
  type RecordLayout,
  checkRecordLayout,
  readRecord,
  writeRecord,
} from '../../domain/fixed_width.ts'
import { FormatError } from '../../domain/format_error.ts'

const LAYOUT = [
  { id: 'X.1', start: 1, length: 1, type: 'constant', value: 'X' },
  { id: 'X.2', name: 'on', start: 2, length: 8, type: 'date' },
  { id: 'X.3', name: 'cents', start: 10, length: 5, type: 'cents', blankAs: '0' },
  { id: 'X.4', name: 'name', start: 15, length: 4, type: 'text', isFolded: true },
  { id: 'X.5', name: 'code', start: 19, length: 3, type: 'digits' },
] as const satisfies RecordLayout

const RECORD = { on: civilDate('2026-12-10'), cents: 150n, name: 'ÁGUA E', code: '007' }

function errorCode(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof FormatError) return error.code
    throw error
  }
  throw new Error('Expected a FormatError, nothing was thrown')
}

test.group('Payments | fixed-width records', () => {
  test('describes all 150 positions of the collection return', () => {
    for (const layout of [HEADER_LAYOUT, RECEIPT_LAYOUT, TRAILER_LAYOUT]) {
      checkRecordLayout(layout, LINE_LENGTH)
    }
  })

  test('refuses a layout with a gap, an overlap or another total', ({ assert }) => {
    const code = (layout: RecordLayout) => errorCode(() => checkRecordLayout(layout, 4))
    const field = (start: number, length: number) =>
      ({ id: `X.${start}`, start, length, type: 'constant', value: '' }) as const
    assert.equal(code([field(1, 2), field(4, 1)]), 'E_PAYMENTS_RECORD_LAYOUT')
    assert.equal(code([field(1, 2), field(2, 3)]), 'E_PAYMENTS_RECORD_LAYOUT')
    assert.equal(code([field(1, 2)]), 'E_PAYMENTS_RECORD_LAYOUT')
  })

  test('writes and reads values by their type', ({ assert }) => {
    const line = writeRecord(LAYOUT, RECORD)
    assert.equal(line, 'X2026121000150AGUA007')
    const { record, problems } = readRecord(LAYOUT, line)
    assert.deepEqual(record, { ...RECORD, name: 'AGUA' })
    assert.isEmpty(problems)
  })

  test('reads a blank field as the layout says', ({ assert }) => {
    assert.equal(readRecord(LAYOUT, 'X20261210     AGUA007').record?.cents, 0n)
  })

  test('reports every field that cannot be read and gives the others', ({ assert }) => {
    const { record, found, problems } = readRecord(LAYOUT, 'X2026023000150AGUA0A7')
    assert.isNull(record)
    assert.equal(found.cents, 150n)
    assert.deepEqual(problems, [
      { id: 'X.2', start: 2, end: 9, content: '20260230' },
      { id: 'X.5', start: 19, end: 21, content: '0A7' },
    ])
  })

  test('refuses values that do not fit', ({ assert }) => {
    for (const change of [{ cents: 100_000n }, { cents: -1n }, { code: '1234' }, { code: 'ABC' }]) {
      const code = errorCode(() => writeRecord(LAYOUT, { ...RECORD, ...change }))
      assert.equal(code, 'E_PAYMENTS_RECORD_VALUE')
    }
  })
})
