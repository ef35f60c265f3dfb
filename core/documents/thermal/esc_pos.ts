import type { Paper } from '../layouts.ts'
import { inCodePage850 } from './code_page.ts'
import type { Align, ThermalLine } from './lines.ts'

const ESC = 0x1b
const GS = 0x1d
const ALIGN: Readonly<Record<Align, number>> = { left: 0, center: 1, right: 2 }
const BARCODE_DOTS = 96
const QR_MODULE_DOTS = 5

/**
 * The bytes of an ESC/POS printer (Epson and the many that follow it): code page 850, bars by the printer itself.
 * Source: Epson ESC/POS application programming guide.
 */
export function escPos(lines: readonly ThermalLine[], paper: Paper): Buffer {
  const start = [bytes(ESC, 0x40), bytes(ESC, 0x74, 2)]
  return Buffer.concat([...start, ...lines.map((line) => lineBytes(line, paper))])
}

const bytes = (...values: readonly number[]) => Buffer.from(values)
const NEW_LINE = bytes(0x0a)

function lineBytes(line: ThermalLine, { columns }: Paper): Buffer {
  switch (line.kind) {
    case 'text': {
      const size = line.big ? 0x11 : 0
      return Buffer.concat([
        bytes(ESC, 0x61, ALIGN[line.align]),
        bytes(ESC, 0x45, line.bold ? 1 : 0),
        bytes(GS, 0x21, size),
        inCodePage850(line.text),
        NEW_LINE,
      ])
    }
    case 'rule':
      return Buffer.concat([PLAIN, inCodePage850('-'.repeat(columns)), NEW_LINE])
    case 'feed':
      return bytes(ESC, 0x64, line.lines)
    case 'cut':
      return bytes(GS, 0x56, 66, 0)
    case 'qr':
      return qrBytes(line.value)
    default:
      return barcodeBytes(line.kind, line.value)
  }
}

const PLAIN = bytes(ESC, 0x61, 0, ESC, 0x45, 0, GS, 0x21, 0)
const CENTRE = bytes(ESC, 0x61, ALIGN.center)

/** Function B of `GS k`, with the length before the data; in Code 128, set B is chosen by `{B`. */
function barcodeBytes(kind: 'itf' | 'code128', value: string): Buffer {
  const data = kind === 'itf' ? value : `{B${value.replaceAll('{', '{{')}`
  return Buffer.concat([
    CENTRE,
    bytes(GS, 0x68, BARCODE_DOTS, GS, 0x77, 2, GS, 0x48, 0),
    bytes(GS, 0x6b, kind === 'itf' ? 70 : 73, data.length),
    Buffer.from(data, 'latin1'),
    NEW_LINE,
  ])
}

/** Model 2, error correction M, printed by the printer's own QR command. */
function qrBytes(value: string): Buffer {
  const data = Buffer.from(value, 'utf8')
  const length = data.length + 3
  return Buffer.concat([
    CENTRE,
    bytes(GS, 0x28, 0x6b, 4, 0, 49, 65, 50, 0),
    bytes(GS, 0x28, 0x6b, 3, 0, 49, 67, QR_MODULE_DOTS),
    bytes(GS, 0x28, 0x6b, 3, 0, 49, 69, 49),
    bytes(GS, 0x28, 0x6b, length & 0xff, length >> 8, 49, 80, 48),
    data,
    bytes(GS, 0x28, 0x6b, 3, 0, 49, 81, 48),
    NEW_LINE,
  ])
}
