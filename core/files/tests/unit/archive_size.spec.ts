import { deflateRawSync } from 'node:zlib'
import { test } from '@japa/runner'
import exceljs from 'exceljs'
import { unpacksWithin } from '#core/files/index'

const HEADER = 30

/** A ZIP archive of one deflated part, which its directory may tell of or not. */
function archive(text: Buffer, { isNamed = true } = {}): Buffer {
  const packed = deflateRawSync(text)
  const local = Buffer.alloc(HEADER)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(isNamed ? 1 : 0, 10)
  end.writeUInt32LE(HEADER + packed.length, 16)
  return Buffer.concat([local, packed, ...(isNamed ? [entry] : []), end])
}

test.group('Files | what an archive unpacks into', () => {
  test('is counted part by part, whatever the archive says of itself', async ({ assert }) => {
    const bomb = archive(Buffer.alloc(5_000_000, 'a'))
    assert.isBelow(bomb.length, 10_000)
    assert.isTrue(await unpacksWithin(bomb, 5_000_000))
    assert.isFalse(await unpacksWithin(bomb, 4_999_999))
  })

  test('parts that the directory does not name are not let through', async ({ assert }) => {
    assert.isFalse(await unpacksWithin(archive(Buffer.alloc(100), { isNamed: false }), 1_000))
  })

  test('a workbook as a spreadsheet writes it passes; other bytes do not', async ({ assert }) => {
    const workbook = new exceljs.Workbook()
    workbook.addWorksheet('Dados').addRows([
      ['Nome', 'Valor'],
      ['Água', 1],
    ])
    const content = Buffer.from(await workbook.xlsx.writeBuffer())
    assert.isTrue(await unpacksWithin(content, 1_000_000))
    assert.isFalse(await unpacksWithin(content.subarray(0, content.length - 30), 1_000_000))
    assert.isFalse(await unpacksWithin(Buffer.from('Nome;Valor'), 1_000_000))
  })
})
