import { test } from '@japa/runner'
import fc from 'fast-check'
import { canonicalJson, sha256 } from '../../index.ts'

const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true })
  ),
})).value

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, shuffled(item)])
  )
}

test.group('Database | canonicalJson', () => {
  test('the same value gives the same bytes, whatever the order of its keys', ({ assert }) => {
    fc.assert(
      fc.property(values, (value) => {
        const text = canonicalJson(value)
        assert.equal(canonicalJson(shuffled(value)), text)
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
      }),
      { numRuns: 1000 }
    )
  })

  test('bigints are digits, undefined is left out, floats are refused', ({ assert }) => {
    assert.equal(canonicalJson({ b: 12n, a: undefined }), '{"b":"12"}')
    assert.throws(() => canonicalJson({ a: { b: 0.1 } }), /\$\.a\.b is not a safe integer/)
  })

  test('sha256 is of the bytes', ({ assert }) => {
    assert.equal(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})
