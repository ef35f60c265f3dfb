/** Formats that the system takes, each known by its content and never by its name. */
export type FileFormat = 'jpeg' | 'png' | 'webp' | 'pdf' | 'docx' | 'xlsx' | 'odt' | 'ods' | 'text'

interface FormatFacts {
  readonly mediaType: string
  readonly extension: string
  /** As people call it. */
  readonly title: string
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const OPEN = 'application/vnd.oasis.opendocument'

export const FORMATS: Readonly<Record<FileFormat, FormatFacts>> = {
  jpeg: { mediaType: 'image/jpeg', extension: 'jpg', title: 'JPEG' },
  png: { mediaType: 'image/png', extension: 'png', title: 'PNG' },
  webp: { mediaType: 'image/webp', extension: 'webp', title: 'WebP' },
  pdf: { mediaType: 'application/pdf', extension: 'pdf', title: 'PDF' },
  docx: { mediaType: `${OFFICE}.wordprocessingml.document`, extension: 'docx', title: 'Word' },
  xlsx: { mediaType: `${OFFICE}.spreadsheetml.sheet`, extension: 'xlsx', title: 'Excel' },
  odt: { mediaType: `${OPEN}.text`, extension: 'odt', title: 'ODT' },
  ods: { mediaType: `${OPEN}.spreadsheet`, extension: 'ods', title: 'ODS' },
  text: { mediaType: 'text/plain', extension: 'txt', title: 'texto' },
}

export const IMAGE_FORMATS = ['jpeg', 'png', 'webp'] as const satisfies readonly FileFormat[]

export const isImage = (format: FileFormat): boolean =>
  (IMAGE_FORMATS as readonly FileFormat[]).includes(format)

const startsWith = (content: Uint8Array, bytes: readonly number[], at = 0) =>
  bytes.every((byte, index) => content[at + index] === byte)
const ascii = (content: Uint8Array, from: number, length: number) =>
  Buffer.from(content.subarray(from, from + length)).toString('latin1')

const ZIP = [0x50, 0x4b, 0x03, 0x04]

/** The format of some bytes, or `null` when it is none that the system takes: programs, pages, drawings with script. */
export function formatOf(content: Uint8Array): FileFormat | null {
  if (startsWith(content, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(content, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (ascii(content, 0, 4) === 'RIFF' && ascii(content, 8, 4) === 'WEBP') return 'webp'
  if (ascii(content, 0, 5) === '%PDF-') return 'pdf'
  if (startsWith(content, ZIP)) return packedFormat(content)
  return isPlainText(content) ? 'text' : null
}

/** Office documents are archives: what is in one tells which it is. A macro makes it a program. */
function packedFormat(content: Uint8Array): FileFormat | null {
  const names = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  if (names.includes('vbaProject.bin')) return null
  const head = ascii(content, 30, 100)
  if (head.startsWith(`mimetype${FORMATS.odt.mediaType}`)) {
    return ascii(content, 30 + 8 + FORMATS.odt.mediaType.length, 2) === 'PK' ? 'odt' : null
  }
  if (head.startsWith(`mimetype${FORMATS.ods.mediaType}`)) return 'ods'
  if (!names.includes('[Content_Types].xml')) return null
  if (names.includes('word/document.xml')) return 'docx'
  return names.includes('xl/workbook.xml') ? 'xlsx' : null
}

const TEXT_CONTROLS = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1a])
const PAGE = /^\uFEFF?\s*(<[!?a-z/]|#!)|<(script|svg|html|iframe)\b/i

/** Letters and line ends only, and not a page, a drawing or a script, whatever its name. */
function isPlainText(content: Uint8Array): boolean {
  if (!content.length) return false
  if (content.some((byte) => byte < 0x20 && !TEXT_CONTROLS.has(byte))) return false
  return !PAGE.test(ascii(content, 0, 64 * 1024).replace(/^ï»¿/, ''))
}
