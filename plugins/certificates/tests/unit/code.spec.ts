import { test } from '@japa/runner'
import { codeOf, codeText, maskedName, maskedNumber, readCode } from '../../domain/code.ts'
import { kindOf } from '../../domain/kind.ts'

test.group('Certificates | code and kind', () => {
  test('a code is read as it was printed, with what people mistake', ({ assert }) => {
    const code = codeOf(Uint8Array.from({ length: 16 }, (_, index) => index * 17))
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{16}$/)
    assert.equal(readCode(codeText(code).toLowerCase()), code)
    assert.equal(readCode('oi23-4567-89ab-cdef'), '0123456789ABCDEF')
    assert.isNull(readCode('0123-4567-89AB-CDE'))
    assert.isNull(readCode('0123456789ABCDEU'))
  })

  test('a name is told by its initials', ({ assert }) => {
    assert.equal(maskedName('Maria A. dos  Santos'), 'M**** A* d** S*****')
    assert.equal(maskedNumber('000000027'), '******02-7')
  })

  test('what is overdue, or waits for its down payment, leaves a certificate positive', ({
    assert,
  }) => {
    assert.equal(kindOf([]), 'negative')
    assert.equal(kindOf(['due', 'plan', 'suspended']), 'positive_effect')
    assert.equal(kindOf(['due', 'overdue']), 'positive')
    assert.equal(kindOf(['plan_awaiting']), 'positive')
  })
})
