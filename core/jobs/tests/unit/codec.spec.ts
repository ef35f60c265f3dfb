import { test } from '@japa/runner'
import fc from 'fast-check'
import { decode, encode } from '#core/jobs/index'

test.group('Jobs | codec', () => {
  test('brings any plan back as it was, bigints and instants included', ({ assert }) => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.bigInt(),
        fc.date({ noInvalidDate: true }),
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(
          fc.string({ maxLength: 5 }).filter((key) => key !== '__proto__' && !key.startsWith('$')),
          tie('value'),
          { maxKeys: 4 }
        )
      ),
    }))
    fc.assert(
      fc.property(value, (original) => assert.deepEqual(decode(encode(original)), plain(original)))
    )
  })
})

/** fast-check's dictionaries may have no prototype; what is read from text has one. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(plain)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
}
