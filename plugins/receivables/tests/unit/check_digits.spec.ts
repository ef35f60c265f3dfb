import { test } from '@japa/runner'
import {
  collectionCheckDigit,
  collectionMod11CheckDigit,
  mod10CheckDigit,
} from '../../domain/check_digits.ts'
import { errorCode } from './helpers.ts'

test.group('Receivables | check digits', () => {
  test('gives the digits of the official specification', ({ assert }) => {
    assert.equal(mod10CheckDigit('01230067896'), 3) // sum 37
    assert.equal(collectionMod11CheckDigit('01230067896'), 0) // sum 176, r 0
    const digits43 = '8220000215048200974123220154098290108605940'
    assert.equal(mod10CheckDigit(digits43), 1) // sum 139
    assert.equal(collectionMod11CheckDigit(digits43), 0) // sum 705, r 1
    assert.equal(collectionMod11CheckDigit('01201611227'), 3)
  })

  test('turns remainder 10 of modulus 11 into 1, not into 0', ({ assert }) => {
    // sum 417, r 10
    assert.equal(collectionMod11CheckDigit('8280000001234501232026121000012345720261101'), 1)
  })

  test('gives the line digits of a published bill', ({ assert }) => {
    const blocks = ['84670000000', '10991042202', '31231000000', '00000054321']
    assert.deepEqual(
      blocks.map((block) => collectionCheckDigit(block, 10)),
      [9, 0, 4, 5]
    )
  })

  test('does not change with zeros on the left', ({ assert }) => {
    assert.equal(mod10CheckDigit('00012345'), mod10CheckDigit('12345'))
    assert.equal(collectionMod11CheckDigit('00012345'), collectionMod11CheckDigit('12345'))
  })

  test('refuses what is not a digit', ({ assert }) => {
    const code = 'E_RECEIVABLES_DIGITS_EXPECTED'
    assert.equal(
      errorCode(() => mod10CheckDigit('12a')),
      code
    )
    assert.equal(
      errorCode(() => mod10CheckDigit('')),
      code
    )
  })
})
