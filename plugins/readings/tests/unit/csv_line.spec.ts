import { test } from '@japa/runner'
import fc from 'fast-check'
import { joinColumns, splitColumns } from '../../domain/csv_line.ts'

test.group('Readings | CSV line', () => {
  test('splits plain and quoted columns', ({ assert }) => {
    assert.deepEqual(splitColumns('D;1;;"Rua A; nº 5";"o ""Bar"""'), [
      'D',
      '1',
      '',
      'Rua A; nº 5',
      'o "Bar"',
    ])
    assert.deepEqual(splitColumns(''), [''])
    assert.deepEqual(splitColumns(';'), ['', ''])
    assert.deepEqual(splitColumns('a"b'), ['a"b'])
  })

  test('refuses open quotes and text after closing ones', ({ assert }) => {
    for (const line of ['D;"abc', 'D;"abc"d;1', '"', 'D;"a""']) {
      assert.isNull(splitColumns(line))
    }
  })

  test('keeps a record on one line', ({ assert }) => {
    assert.equal(joinColumns(['D', 'Rua A\r\nfundos', null, 7n]), 'D;Rua A fundos;;7')
  })

  test('splits back whatever it joined', ({ assert }) => {
    const column = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, ' '))
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 6 }), (columns) => {
        assert.deepEqual(splitColumns(joinColumns(columns)), columns)
      }),
      { numRuns: 200 }
    )
  })
})
