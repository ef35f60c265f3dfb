import { itfSvg, qrSvg } from '../barcodes.ts'
import type { Paper } from '../layouts.ts'
import { type ThermalLine, aligned, itfDots } from './lines.ts'

const DOTS_PER_MM = 203 / 25.4
const QR_MM = 30

/** The lines as they come out of a thermal printer, drawn to scale for a screen. */
export function rollPage(lines: readonly ThermalLine[], paper: Paper): string {
  const body = lines.map((line) => drawn(line, paper)).join('')
  const character = paper.dots / DOTS_PER_MM / paper.columns
  const style =
    'body{margin:0;padding:4mm;background:#e9edf1}' +
    `.roll{width:${paper.width}mm;margin:0 auto;padding:4mm 0;background:#fff;color:#000;box-shadow:0 1px 6px rgb(20 40 60/.18)}` +
    `.roll>*{width:${mm(paper.dots / DOTS_PER_MM)}mm;margin:0 auto}svg{display:block;margin:1mm auto}` +
    `pre{font:${mm(character / 0.6)}mm/1.3 "Courier New",Courier,monospace;letter-spacing:0;white-space:pre;overflow:hidden}` +
    `.big{font-size:${mm(character / 0.3)}mm}hr{border:0;border-top:.3mm solid #000}.cut{border-top:.3mm dashed #8a97a5}` +
    '.code{text-align:center;border:.2mm solid #000}'
  return `<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><title>Bobina</title><style>${style}</style></head><body><main class="roll">${body}</main></body></html>`
}

function drawn(line: ThermalLine, { columns }: Paper): string {
  switch (line.kind) {
    case 'rule':
      return '<hr>'
    case 'cut':
      return '<div class="cut"></div>'
    case 'feed':
      return `<pre>${' \n'.repeat(line.lines)}</pre>`
    case 'itf':
      return `<div>${itfSvg(line.value, { width: itfDots(line.value) / DOTS_PER_MM, height: 12, quiet: 1, ratio: 2.5 })}</div>`
    case 'qr':
      return `<div>${qrSvg(line.value, { size: QR_MM, quiet: 1 })}</div>`
    case 'code128':
      return `<pre class="code">${escaped(line.value)}</pre>`
    default: {
      const width = line.big ? Math.floor(columns / 2) : columns
      const text = escaped(aligned(line.text, line.align, width)) || ' '
      return `<pre${line.big ? ' class="big"' : ''}>${line.bold ? `<b>${text}</b>` : text}</pre>`
    }
  }
}

const mm = (value: number) => Math.round(value * 1000) / 1000
const escaped = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
