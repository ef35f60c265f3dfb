import { test } from '@japa/runner'
import { isCollectionBarcode } from '../../domain/barcode_check.ts'

const VALID = [
  '82610000001234501232026121000012345720261101',
  '82810000001234501232026121000012345720261101', // remainder 10 gives digit 1
  '82740000000411501232026121000012345720261101',
  '82970000000411501232026121000012345720261101',
  '84670000000109910422023123100000000000054321',
]

test.group('Payments | isCollectionBarcode', () => {
  test('accepts {$self}')
    .with(VALID)
    .run(({ assert }, barcode) => {
      assert.isTrue(isCollectionBarcode(barcode))
    })

  test('refuses every other general digit', ({ assert }) => {
    for (const barcode of VALID) {
      for (const digit of '0123456789') {
        const changed = barcode.slice(0, 3) + digit + barcode.slice(4)
        assert.equal(isCollectionBarcode(changed), digit === barcode[3])
      }
    }
  })

  test('refuses what is no collection barcode')
    .with(['', VALID[0]!.slice(1), `${VALID[0]}0`, '1'.repeat(44), ` ${VALID[0]!.slice(1)}`])
    .run(({ assert }, text) => {
      assert.isFalse(isCollectionBarcode(text))
    })
})
