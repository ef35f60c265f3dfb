import { crc32 } from 'node:zlib'

export interface ZipPart {
  /** ASCII. */
  readonly name: string
  readonly content: Uint8Array
}

interface Written {
  readonly name: Buffer
  readonly crc: number
  readonly size: number
  readonly offset: number
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const VERSION = 20
/** 1980-01-01: the same parts always give the same bytes. */
const DATE = 0x21

/**
 * One ZIP file of some parts, stored and not compressed: what goes in (PDF, images) is compressed already. Parts are held in
 * memory one at a time. No more than 4 GiB in all and 65,535 parts, as the plain format has it (PKWARE APPNOTE 6.3, §4.3).
 */
export async function* zipStream(parts: AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  let offset = 0
  for await (const { name, content } of parts) {
    const one = {
      ...{ name: Buffer.from(name, 'ascii'), crc: crc32(content) },
      ...{ size: content.byteLength, offset },
    }
    written.push(one)
    const head = headOf(one)
    yield head
    yield content
    offset += head.byteLength + content.byteLength
  }
  const directory = Buffer.concat(written.map(entryOf))
  yield directory
  yield endOf(written.length, directory.byteLength, offset)
}

/** Fields that the local head and the directory share: version, flags, method, time, date, checksum, sizes, lengths. */
function commonOf({ name, crc, size }: Written): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(VERSION, 0)
  fields.writeUInt16LE(DATE, 8)
  fields.writeUInt32LE(crc, 10)
  fields.writeUInt32LE(size, 14)
  fields.writeUInt32LE(size, 18)
  fields.writeUInt16LE(name.byteLength, 22)
  return fields
}

function headOf(part: Written): Buffer {
  const signature = Buffer.alloc(4)
  signature.writeUInt32LE(LOCAL)
  return Buffer.concat([signature, commonOf(part), part.name])
}

function entryOf(part: Written): Buffer {
  const start = Buffer.alloc(6)
  start.writeUInt32LE(CENTRAL, 0)
  start.writeUInt16LE(VERSION, 4)
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(part.offset, 10)
  return Buffer.concat([start, commonOf(part), rest, part.name])
}

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
