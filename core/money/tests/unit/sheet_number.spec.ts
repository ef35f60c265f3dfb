import { test } from '@japa/runner'
import fc from 'fast-check'
import { Dec } from '../../dec.ts'
import { sheetNumber } from '../../sheet_number.ts'

test.group('Money | numbers of spreadsheets', () => {
  test('{0} stands in a sheet as {1}')
    .with([
      ['1234.56', 1234.56],
      ['-0.07', -0.07],
      ['0', 0],
      ['9999999999999.99', 9_999_999_999_999.99],
      ['90071992547409.93', '90071992547409,93'],
      ['-9007199254740993', '-9007199254740993'],
      ['100000000000000.00', 100_000_000_000_000],
      // What is not shown may be rounded.
      ['0.333333333333333333', 0.333_333_333_333_333_3],
    ] as const)
    .run(({ assert }, [exact, cell]) => {
      assert.strictEqual(sheetNumber(exact), cell)
    })

  test('an amount of any size is the same to the cent when it is read back', ({ assert }) => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), (cents) => {
        const cell = sheetNumber(Dec.ofCents(cents).toFixed(2))
        assert.equal(Dec.of(String(cell).replace(',', '.')).toCents(), cents)
      })
    )
  })
})
