import { isValidBoleto } from '@brazilian-utils/brazilian-utils'
import { test } from '@japa/runner'
import fc from 'fast-check'
import {
  type CollectionBarcodeInput,
  type ValueId,
  buildCollectionBarcode,
  lineBlocks,
  parseCollectionBarcode,
} from '../../domain/febraban_barcode.ts'
import { errorCode, formatError } from './helpers.ts'

const FREE_FIELD = '2026121000012345720261101'
const BILL: CollectionBarcodeInput = {
  valueId: '6',
  amountCents: 12345n,
  companyCode: '0123',
  freeField: FREE_FIELD,
}

/** Due 2026-12-10, registration 000123457, reference 2026-11, sequence 01; facts checked by three other validators. */
const VECTORS: { valueId: ValueId; value: bigint; barcode: string; formattedLine: string }[] = [
  {
    valueId: '6',
    value: 12345n,
    barcode: '82610000001234501232026121000012345720261101',
    formattedLine: '82610000001-5 23450123202-4 61210000123-1 45720261101-0',
  },
  {
    valueId: '8',
    value: 12345n,
    barcode: '82810000001234501232026121000012345720261101',
    formattedLine: '82810000001-1 23450123202-5 61210000123-0 45720261101-8',
  },
  {
    valueId: '7',
    value: 4115n,
    barcode: '82740000000411501232026121000012345720261101',
    formattedLine: '82740000000-2 41150123202-8 61210000123-1 45720261101-0',
  },
  {
    valueId: '9',
    value: 4115n,
    barcode: '82970000000411501232026121000012345720261101',
    formattedLine: '82970000000-2 41150123202-9 61210000123-0 45720261101-8',
  },
]

const digits = (length: number) =>
  fc
    .stringMatching(/^\d+$/, { size: 'small' })
    .map((text) => text.padStart(length, '7').slice(-length))

const barcodes = fc.record({
  segment: fc.constantFrom('1', '2', '3', '4', '5', '7', '9'),
  valueId: fc.constantFrom('6', '7', '8', '9'),
  amountCents: fc.bigInt(1n, 99_999_999_999n),
  companyCode: digits(4),
  freeField: digits(25),
})

test.group('Receivables | buildCollectionBarcode', () => {
  test('writes the worked bill with value identifier {valueId}')
    .with(VECTORS)
    .run(({ assert }, { valueId, value, barcode, formattedLine }) => {
      const built = buildCollectionBarcode({ ...BILL, valueId, amountCents: value })
      assert.equal(built.barcode, barcode)
      assert.equal(built.formattedLine, formattedLine)
      assert.equal(built.line, formattedLine.replace(/\D/g, ''))
    })

  test('refuses an amount of zero where the amount is in reais')
    .with<ValueId[]>(['6', '8'])
    .run(({ assert }, valueId) => {
      const code = errorCode(() => buildCollectionBarcode({ ...BILL, valueId, amountCents: 0n }))
      assert.equal(code, 'E_RECEIVABLES_BARCODE_AMOUNT')
    })

  test('accepts a quantity of zero, that the payer will type', ({ assert }) => {
    const built = buildCollectionBarcode({ ...BILL, valueId: '7', amountCents: 0n })
    assert.equal(built.barcode.slice(4, 15), '00000000000')
  })

  test('takes the largest amount and refuses one cent more', ({ assert }) => {
    const largest = buildCollectionBarcode({ ...BILL, amountCents: 99_999_999_999n })
    assert.equal(largest.barcode.slice(4, 15), '99999999999')
    assert.equal(
      errorCode(() => buildCollectionBarcode({ ...BILL, amountCents: 100_000_000_000n })),
      'E_RECEIVABLES_BARCODE_AMOUNT'
    )
    assert.equal(
      errorCode(() => buildCollectionBarcode({ ...BILL, valueId: '7', amountCents: -1n })),
      'E_RECEIVABLES_BARCODE_AMOUNT'
    )
  })

  test('refuses a company code or free field of another length or with letters', ({ assert }) => {
    const company = 'E_RECEIVABLES_BARCODE_COMPANY'
    const freeField = 'E_RECEIVABLES_BARCODE_FREE_FIELD'
    const code = (change: Partial<CollectionBarcodeInput>) =>
      errorCode(() => buildCollectionBarcode({ ...BILL, ...change }))
    assert.equal(code({ companyCode: '123' }), company)
    assert.equal(code({ companyCode: '12A4' }), company)
    assert.equal(code({ freeField: FREE_FIELD.slice(1) }), freeField)
    assert.equal(code({ freeField: `${FREE_FIELD}0` }), freeField)
  })

  test('writes the CNPJ root in segment 6', ({ assert }) => {
    const built = buildCollectionBarcode({
      ...BILL,
      segment: '6',
      companyCode: '12345678',
      freeField: FREE_FIELD.slice(4),
    })
    const parsed = parseCollectionBarcode(built.barcode)
    assert.equal(parsed.companyCode, '12345678')
    assert.equal(parsed.freeField, FREE_FIELD.slice(4))
  })
})

test.group('Receivables | parseCollectionBarcode', () => {
  test('reads bars, typed line and printed line alike', ({ assert }) => {
    for (const { barcode, formattedLine, valueId, value } of VECTORS) {
      const fromBars = parseCollectionBarcode(barcode)
      assert.deepEqual(parseCollectionBarcode(formattedLine), fromBars)
      assert.deepEqual(parseCollectionBarcode(formattedLine.replace(/\D/g, '')), fromBars)
      const isMoney = valueId === '6' || valueId === '8'
      assert.equal(fromBars.amountCents, isMoney ? value : null)
      assert.equal(fromBars.quantity, isMoney ? null : value)
      assert.equal(fromBars.companyCode, '0123')
      assert.equal(fromBars.freeField, FREE_FIELD)
      assert.equal(fromBars.segment, '2')
    }
  })

  test('gives the line in the four blocks of its printed spelling', ({ assert }) => {
    for (const { formattedLine } of VECTORS) {
      assert.deepEqual(lineBlocks(formattedLine.replace(/\D/g, '')), formattedLine.split(' '))
    }
  })

  test('tells which block of the line was mistyped', ({ assert }) => {
    const line = VECTORS[0]!.formattedLine.replace(/\D/g, '')
    for (const [block, at] of [12, 24, 36, 48].entries()) {
      const wrong = (Number.parseInt(line[at - 2]!, 10) + 1) % 10
      const error = formatError(() =>
        parseCollectionBarcode(line.slice(0, at - 2) + wrong + line.slice(at - 1))
      )
      assert.equal(error.code, 'E_RECEIVABLES_LINE_CHECK_DIGIT')
      assert.equal(error.position, at)
      assert.include(error.people, `${block + 1}º bloco`)
    }
  })

  test('verifies the general digit of the bars', ({ assert }) => {
    const error = formatError(() =>
      parseCollectionBarcode('82610000001234601232026121000012345720261101')
    )
    assert.equal(error.code, 'E_RECEIVABLES_BARCODE_CHECK_DIGIT')
    assert.equal(error.position, 4)
  })

  test('refuses what is no collection barcode', ({ assert }) => {
    const { barcode } = VECTORS[0]!
    const code = (text: string) => errorCode(() => parseCollectionBarcode(text))
    assert.equal(code(''), 'E_RECEIVABLES_BARCODE_LENGTH')
    assert.equal(code(barcode.slice(1)), 'E_RECEIVABLES_BARCODE_LENGTH')
    assert.equal(code('0'.repeat(47)), 'E_RECEIVABLES_BARCODE_LENGTH')
    assert.equal(code(`0${barcode.slice(1)}`), 'E_RECEIVABLES_BARCODE_PRODUCT')
    assert.equal(code(`88${barcode.slice(2)}`), 'E_RECEIVABLES_BARCODE_SEGMENT')
    assert.equal(code(`825${barcode.slice(3)}`), 'E_RECEIVABLES_BARCODE_VALUE_ID')
  })

  test('reads back whatever was built', ({ assert }) => {
    fc.assert(
      fc.property(barcodes, (input) => {
        const built = buildCollectionBarcode(input)
        for (const text of [built.barcode, built.line, built.formattedLine]) {
          const parsed = parseCollectionBarcode(text)
          assert.equal(parsed.amountCents ?? parsed.quantity, input.amountCents)
          assert.equal(parsed.barcode, built.barcode)
          assert.equal(parsed.companyCode, input.companyCode)
          assert.equal(parsed.freeField, input.freeField)
        }
      }),
      { numRuns: 100 }
    )
  })

  test('catches every single wrong digit of a line', ({ assert }) => {
    const anyError = (text: string) => errorCode(() => parseCollectionBarcode(text))
    fc.assert(
      fc.property(
        barcodes.filter(({ valueId }) => valueId === '6' || valueId === '7'),
        fc.nat(47),
        fc.integer({ min: 1, max: 9 }),
        (input, at, shift) => {
          const { line } = buildCollectionBarcode(input)
          const wrong = (Number.parseInt(line[at]!, 10) + shift) % 10
          assert.isString(anyError(line.slice(0, at) + wrong + line.slice(at + 1)))
        }
      ),
      { numRuns: 200 }
    )
  })

  test('agrees with an independent validator', ({ assert }) => {
    assert.isFalse(isValidBoleto(VECTORS[0]!.formattedLine.replace('8261', '8271')))
    fc.assert(
      fc.property(barcodes, (input) => {
        assert.isTrue(isValidBoleto(buildCollectionBarcode(input).line))
      }),
      { numRuns: 200 }
    )
  })
})
