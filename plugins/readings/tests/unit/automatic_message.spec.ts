import { test } from '@japa/runner'
import { readMessage, readMessages } from '../../domain/automatic_message.ts'

test.group('Readings | messages of automatic meters', () => {
  test('columns are found by their names and JSON by its keys', ({ assert }) => {
    const one = { meter: 'A1', reading: '12', at: '2026-10-04T08:00:00' }
    assert.deepEqual(
      readMessages('data_hora;hidrometro;leitura\r\n2026-10-04T08:00:00;A1;12\r\n'),
      [one]
    )
    assert.deepEqual(readMessages(JSON.stringify([{ ...one, reading: 12 }])), [one])
    assert.deepEqual(readMessages(JSON.stringify({ messages: [one, 7] })), [
      one,
      { meter: '', reading: '', at: '' },
    ])
    assert.isNull(readMessages('a;b;c\n1;2;3'))
    assert.isNull(readMessages('{"a": 1'))
  })

  test('fractions of a cubic metre are left out and what cannot be is said by code', ({
    assert,
  }) => {
    const read = (reading: string, at = '2026-10-04 08:00') =>
      readMessage({ meter: 'A1', reading, at })
    assert.deepEqual(read('12,99'), { meter: 'A1', reading: 12, at: '2026-10-04T08:00' })
    const codeOf = (one: ReturnType<typeof readMessage>) => ('code' in one ? one.code : null)
    assert.equal(codeOf(read('-1')), 'reading_not_numeric')
    assert.equal(codeOf(read('12', '2026-13-04T08:00:00')), 'read_at_invalid')
    assert.equal(codeOf(readMessage({ meter: '', reading: '1', at: '' })), 'meter_invalid')
  })
})
