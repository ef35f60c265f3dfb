import { createInflateRaw } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const END_LENGTH = 22
const MAX_COMMENT = 65_535
const DEFLATED = 8

/** Between two parts only the sums of the first may stand: less than another part's header. */
const LOCAL_HEADER = 30

interface PackedEntry {
  /** Where its header begins. */
  readonly from: number
  /** Where its bytes end. */
  readonly until: number
  readonly method: number
  readonly bytes: Uint8Array
}

/**
 * Whether a ZIP archive (a workbook is one) unpacks into no more than `limit` bytes. What the archive says of itself is
 * not believed: each part is unpacked and counted, and left as soon as the limit is passed; parts that its directory
 * does not name are not let through.
 * @returns false as well for what is no ZIP archive, or one of the 64-bit kind
 */
export async function unpacksWithin(content: Uint8Array, limit: number): Promise<boolean> {
  const zip = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const end = endOfDirectory(zip)
  const entries = end === null ? null : directoryOf(zip, end)
  if (!entries || hidesParts(entries, zip.readUInt32LE(end! + 16))) return false
  let left = limit
  for (const { method, bytes } of entries) {
    left -= method === DEFLATED ? await inflatedSize(bytes, left) : bytes.length
    if (left < 0) return false
  }
  return true
}

/** The parts of an archive by its central directory; null when it cannot be read. */
function directoryOf(zip: Buffer, end: number): PackedEntry[] | null {
  const entries: PackedEntry[] = []
  let at = zip.readUInt32LE(end + 16)
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    if (at + 46 > end || zip.readUInt32LE(at) !== DIRECTORY_ENTRY) return null
    const entry = entryAt(zip, at)
    if (!entry) return null
    entries.push(entry)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

function endOfDirectory(zip: Buffer): number | null {
  const last = zip.length - END_LENGTH
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at
  }
  return null
}

function entryAt(zip: Buffer, at: number): PackedEntry | null {
  const header = zip.readUInt32LE(at + 42)
  if (header + LOCAL_HEADER > zip.length) return null
  const begin =
    header + LOCAL_HEADER + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
  const until = begin + zip.readUInt32LE(at + 20)
  const method = zip.readUInt16LE(at + 10)
  return { from: header, until, method, bytes: zip.subarray(begin, until) }
}

function hidesParts(entries: readonly PackedEntry[], directoryAt: number): boolean {
  const inOrder = [...entries].sort((a, b) => a.from - b.from)
  const starts = [...inOrder.map(({ from }) => from), directoryAt]
  return starts.some((start, at) => start - (inOrder[at - 1]?.until ?? 0) >= LOCAL_HEADER)
}

/** How many bytes a part unpacks into; more than `limit` is not counted to its end. */
function inflatedSize(bytes: Uint8Array, limit: number): Promise<number> {
  return new Promise((resolve) => {
    const inflate = createInflateRaw()
    let size = 0
    const leave = () => {
      inflate.destroy()
      resolve(Number.POSITIVE_INFINITY)
    }
    inflate.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) leave()
    })
    inflate.on('end', () => resolve(size))
    inflate.on('error', leave)
    inflate.end(bytes)
  })
}
