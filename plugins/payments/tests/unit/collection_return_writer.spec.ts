import { test } from '@japa/runner'
import fc from 'fast-check'
import { addDays, civilDate } from '#core/calendar/index'
import { parseCollectionReturn } from '../../domain/collection_return.ts'
import { CAPTURE_CHANNELS, PAYMENT_FORMS } from '../../domain/collection_return_layout.ts'
import { writeCollectionReturn } from '../../domain/collection_return_writer.ts'
import {
  EXAMPLE_LINES,
  HEADER,
  INTERNET_RECEIPT,
  PIX_RECEIPT,
  fileOf,
} from './collection_return_fixture.ts'

const dates = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => civilDate(date.toISOString().slice(0, 10)))
const text = (maxLength: number) => fc.stringMatching(new RegExp(`^[A-Z0-9 ]{0,${maxLength}}$`))

const headers = fc.record({
  agreementCode: text(20),
  companyName: text(20),
  bankCode: fc.constantFrom('001', '104', '237', '756'),
  bankName: text(20),
  generatedOn: dates,
  fileSequence: fc.integer({ min: 1, max: 999_999 }),
  version: fc.constantFrom('04', '05', '06', '07'),
})

const receipts = fc.record({
  creditedAccount: text(20),
  paidDaysBefore: fc.integer({ min: -10, max: 366 }),
  creditedDaysBefore: fc.integer({ min: -90, max: 366 }),
  barcode: fc.constantFrom(INTERNET_RECEIPT.barcode, PIX_RECEIPT.barcode, '1'.repeat(44), ''),
  amountCents: fc.bigInt(0n, 999_999_999_999n),
  feeCents: fc.bigInt(0n, 9_999_999n),
  agency: text(8),
  channel: fc.constantFrom(...Object.keys(CAPTURE_CHANNELS)),
  authentication: text(23),
  paymentForm: fc.constantFrom(...Object.keys(PAYMENT_FORMS)),
})

test.group('Payments | writeCollectionReturn', () => {
  test('writes the worked example byte by byte', ({ assert }) => {
    const written = writeCollectionReturn({
      header: HEADER,
      receipts: [INTERNET_RECEIPT, PIX_RECEIPT],
    })
    assert.equal(written, fileOf(EXAMPLE_LINES))
  })

  test('numbers receipts that have no sequence', ({ assert }) => {
    const one = { ...INTERNET_RECEIPT, sequence: undefined }
    const two = { ...PIX_RECEIPT, sequence: undefined }
    assert.equal(
      writeCollectionReturn({ header: HEADER, receipts: [one, two] }),
      fileOf(EXAMPLE_LINES)
    )
  })

  test('writes a file with no movement', ({ assert }) => {
    const read = parseCollectionReturn(writeCollectionReturn({ header: HEADER, receipts: [] }))
    assert.isTrue(read.fileAccepted)
    assert.deepEqual(read.trailer, { recordCount: 2, totalCents: 0n })
  })

  test('writes back byte by byte what was read from what it wrote', ({ assert }) => {
    fc.assert(
      fc.property(headers, fc.array(receipts, { maxLength: 6 }), (header, drawn) => {
        const given = drawn.map((one) => ({
          ...one,
          paidOn: addDays(header.generatedOn, -one.paidDaysBefore),
          creditedOn: addDays(header.generatedOn, -one.creditedDaysBefore),
        }))
        const written = writeCollectionReturn({ header, receipts: given })
        const read = parseCollectionReturn(new TextEncoder().encode(written))
        assert.isTrue(read.fileAccepted)
        assert.equal(
          writeCollectionReturn({
            header: read.header!,
            receipts: read.lines.map(({ record }) => record!),
          }),
          written
        )
      }),
      { numRuns: 100 }
    )
  })
})
