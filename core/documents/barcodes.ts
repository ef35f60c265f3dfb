import { correction, generate } from 'lean-qr'
import { DocumentError } from './errors.ts'

export interface ItfOptions {
  /** Length of the symbol from start to stop, without the quiet zones, in mm. */
  readonly width?: number
  readonly height?: number
  /** Blank space on each side, in mm, part of the drawing so that no layout can eat it. */
  readonly quiet?: number
  /** Wide to narrow. FEBRABAN accepts 2 to 3; 3 reads best on office printers. */
  readonly ratio?: 2 | 2.5 | 3
}

export interface QrOptions {
  /** Side of the symbol without the quiet zone, in mm. */
  readonly size?: number
  readonly quiet?: number
  readonly level?: 'L' | 'M' | 'Q' | 'H'
}

/**
 * Interleaved 2 of 5 as one vector path with exact size in mm. The digits are drawn as given: no check digit is added.
 * Defaults are FEBRABAN's reference for collection documents: 103 mm × 13 mm, 5 mm of quiet zone.
 */
export function itfSvg(digits: string, options: ItfOptions = {}): string {
  const { width = 103, height = 13, quiet = 5, ratio = 3 } = options
  if (!/^(\d\d){1,40}$/.test(digits)) throw refused(`ITF needs an even number of digits`, digits)
  const elements = itfElements(digits).map((wide) => (wide ? ratio : 1))
  const modules = elements.reduce((sum, element) => sum + element, 0)
  let x = 0
  let path = ''
  elements.forEach((element, index) => {
    if (index % 2 === 0) path += `M${x} 0h${element}v1h-${element}z`
    x += element
  })
  const margin = round((quiet * modules) / width)
  const box = `${-margin} 0 ${round(modules + 2 * margin)} 1`
  return svg({ css: 'barcode-itf', width: width + 2 * quiet, height, box, path, label: digits })
}

/** QR code as one vector path with exact size in mm. The quiet zone default (4 modules) is the standard's. */
export function qrSvg(text: string, options: QrOptions = {}): string {
  const { size = 30, level = 'M' } = options
  if (text.length === 0 || text.length > 1200) throw refused('QR needs 1 to 1200 characters', text)
  const { side, dark } = qrModules(text, level)
  const margin = options.quiet === undefined ? 4 : round((options.quiet * side) / size)
  let path = ''
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (!dark(x, y)) continue
      const start = x
      while (x + 1 < side && dark(x + 1, y)) x++
      path += `M${start} ${y}h${x - start + 1}v1h-${x - start + 1}z`
    }
  }
  const total = round((size * (side + 2 * margin)) / side)
  const whole = round(side + 2 * margin)
  const box = `${-margin} ${-margin} ${whole} ${whole}`
  return svg({ css: 'barcode-qr', width: total, height: total, box, path, label: 'QR Code' })
}

/** Of each digit its five elements, 1 for wide: two of them are. Source: ISO/IEC 16390, table 1. */
const ITF_DIGITS = [
  ...['00110', '10001', '01001', '11000', '00101'],
  ...['10100', '01100', '00011', '10010', '01010'],
]
const ITF_START = '0000'
const ITF_STOP = '100'

/** Bars and spaces in turn, true where wide: of each pair the first digit is in the bars, the second in the spaces. */
function itfElements(digits: string): boolean[] {
  let elements = ITF_START
  for (let at = 0; at < digits.length; at += 2) {
    const bars = ITF_DIGITS[Number(digits[at])]!
    const spaces = ITF_DIGITS[Number(digits[at + 1])]!
    for (let part = 0; part < 5; part++) elements += bars[part]! + spaces[part]!
  }
  return [...elements, ...ITF_STOP].map((element) => element === '1')
}

function qrModules(text: string, level: NonNullable<QrOptions['level']>) {
  const wanted = correction[level]
  try {
    const code = generate(text, { minCorrectionLevel: wanted, maxCorrectionLevel: wanted })
    return { side: code.size, dark: (x: number, y: number) => code.get(x, y) }
  } catch (cause) {
    throw refused(`QR refused (${(cause as Error).message})`, text)
  }
}

interface Drawing {
  readonly css: string
  readonly width: number
  readonly height: number
  readonly box: string
  readonly path: string
  readonly label: string
}

function svg({ css, width, height, box, path, label }: Drawing): string {
  const size = `width="${round(width)}mm" height="${round(height)}mm"`
  const frame = `viewBox="${box}" preserveAspectRatio="none" shape-rendering="crispEdges"`
  const name = `role="img" aria-label="${label}"`
  return `<svg class="${css}" xmlns="http://www.w3.org/2000/svg" ${size} ${frame} ${name}><path d="${path}"/></svg>`
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}

function refused(reason: string, value: string): DocumentError {
  return new DocumentError('E_DOCUMENTS_BARCODE', {
    message: `${reason}; got ${JSON.stringify(value.slice(0, 60))} (${value.length} characters)`,
    pt: 'O conteúdo do código de barras é inválido.',
  })
}
