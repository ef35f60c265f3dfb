import { test } from '@japa/runner'
import { decodeText, textLines } from '#core/text/index'

test.group('Text | files from outside', () => {
  test('UTF-8 with and without mark, and the letters of old systems', ({ assert }) => {
    const utf8 = Buffer.from('\ufeffÁgua', 'utf8')
    assert.deepEqual(decodeText(utf8), { text: 'Água', encoding: 'UTF-8' })
    assert.deepEqual(decodeText(utf8.subarray(3)), { text: 'Água', encoding: 'UTF-8' })
    const old = Buffer.from([0xc1, 0x67, 0x75, 0x61])
    assert.deepEqual(decodeText(old), { text: 'Água', encoding: 'Windows-1252' })
  })

  test('lines keep their numbers over blank ones, whatever ends them', ({ assert }) => {
    const raw = (text: string) => textLines(text).map((one) => `${one.number}:${one.raw}`)
    assert.deepEqual(raw('a\r\nb\r\r\n\r\nc\rd\ne'), ['1:a', '2:b', '4:c', '5:d', '6:e'])
    assert.deepEqual(raw('a\n b \n\u001a\0\0'), ['1:a', '2: b '])
    assert.deepEqual(raw('a\0b\n\0'), ['1:a\ufffdb'])
    assert.deepEqual(textLines(Buffer.from([0xc9, 0x0d, 0x0a])), [{ number: 1, raw: 'É' }])
  })
})
