import type { Paper } from '../layouts.ts'
import { inCodePage850 } from './code_page.ts'
import { NARROW_DOTS, type ThermalLine, aligned, itfDots } from './lines.ts'

const DPI = 200
const LINE_DOTS = 26
const BIG_LINE_DOTS = 52
const BARCODE_DOTS = 80
const QR_MODULE_DOTS = 5
/** Font 7 in size 0: 12 × 24 dots a character. */
const CHARACTER_DOTS = 12
const MARGIN_DOTS = 16
/** Smallest QR version whose modules are counted on; the printer centres nothing, so the place is reckoned. */
const qrDots = (length: number) => (17 + 4 * Math.ceil(3 + length / 24)) * QR_MODULE_DOTS

/**
 * A CPCL label as long as its lines (Zebra's mobile printers and the many that follow them), code page 850.
 * Source: Zebra CPCL programming manual.
 */
export function cpcl(lines: readonly ThermalLine[], paper: Paper): Buffer {
  const body: Buffer[] = []
  let y = MARGIN_DOTS
  const put = (command: string) => body.push(inCodePage850(command), NEW_LINE)
  for (const line of lines) y += draw(line, { y, paper, put })
  const head = [
    `! 0 ${DPI} ${DPI} ${y + MARGIN_DOTS} 1`,
    'COUNTRY CP850',
    `PAGE-WIDTH ${paper.dots}`,
    'JOURNAL',
  ]
  const start = Buffer.from(head.map((one) => `${one}\r\n`).join(''), 'latin1')
  return Buffer.concat([start, ...body, Buffer.from('PRINT\r\n', 'latin1')])
}

const NEW_LINE = Buffer.from('\r\n', 'latin1')

interface Pen {
  readonly y: number
  readonly paper: Paper
  put(command: string): void
}

/** @returns how many dots the line takes. */
function draw(line: ThermalLine, { y, paper, put }: Pen): number {
  const { columns, dots } = paper
  const centre = (width: number) => Math.max(0, Math.floor((dots - width) / 2))
  switch (line.kind) {
    case 'text': {
      if (line.text === '') return LINE_DOTS
      const text = aligned(line.text, line.align, line.big ? Math.floor(columns / 2) : columns)
      const indent = text.length - text.trimStart().length
      const scale = line.big ? 2 : 1
      if (line.big) put('SETMAG 2 2')
      if (line.bold) put('SETBOLD 2')
      put(`TEXT 7 0 ${indent * CHARACTER_DOTS * scale} ${y} ${text.trimStart()}`)
      if (line.bold) put('SETBOLD 0')
      if (line.big) put('SETMAG 0 0')
      return line.big ? BIG_LINE_DOTS : LINE_DOTS
    }
    case 'rule':
      put(`LINE 0 ${y + LINE_DOTS / 2} ${dots} ${y + LINE_DOTS / 2} 2`)
      return LINE_DOTS
    case 'feed':
      return line.lines * LINE_DOTS
    case 'cut':
      return 0
    case 'qr': {
      const size = qrDots(line.value.length)
      put(`BARCODE QR ${centre(size)} ${y} M 2 U ${QR_MODULE_DOTS}`)
      put(`MA,${line.value}`)
      put('ENDQR')
      return size + LINE_DOTS
    }
    default: {
      const name = line.kind === 'itf' ? 'I2OF5' : '128'
      const isItf = line.kind === 'itf'
      const width = isItf ? itfDots(line.value) : (line.value.length + 3) * 11
      put(
        `BARCODE ${name} ${isItf ? NARROW_DOTS : 1} 2 ${BARCODE_DOTS} ${centre(width)} ${y} ${line.value}`
      )
      return BARCODE_DOTS + LINE_DOTS
    }
  }
}
