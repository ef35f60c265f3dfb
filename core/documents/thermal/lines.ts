import { DocumentError } from '../errors.ts'

/*
 * The fixed-width face of a document. The template writes lines; a line that begins with `@` is a command. From the same
 * lines come the plain text and the bytes of thermal printers.
 */

export type Align = 'left' | 'center' | 'right'

export type ThermalLine =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly align: Align
      readonly bold: boolean
      readonly big: boolean
    }
  | { readonly kind: 'rule' }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut' }
  | { readonly kind: 'itf' | 'code128' | 'qr'; readonly value: string }

/** The commands, for the manual and the editor. */
export const THERMAL_COMMANDS: Readonly<Record<string, string>> = Object.freeze({
  left: 'As linhas seguintes à esquerda',
  center: 'As linhas seguintes ao centro',
  right: 'As linhas seguintes à direita',
  bold: 'As linhas seguintes em negrito',
  big: 'As linhas seguintes com o dobro do tamanho',
  normal: 'Volta ao tamanho comum, sem negrito',
  row: 'Duas colunas: @row Vencimento | {{date due_on}}',
  rule: 'Um traço de lado a lado',
  feed: 'Linhas em branco: @feed 2',
  itf: 'Código de barras 2 de 5 intercalado: @itf {{barcode}}',
  code128: 'Código de barras Code 128: @code128 {{number}}',
  qr: 'QR Code: @qr {{pix}}',
  cut: 'Corta o papel',
})

/** What stands for `@` at the beginning of a line of the template, so that no data can write a command. */
const COMMAND = '\u0001'

/** A template's text made ready for compiling: `@` at the beginning of a line is a command, `@@` an `@`. */
export const markCommands = (source: string): string =>
  source.replace(/^@(@?)/gm, (_, second: string) => (second ? '@' : COMMAND))

/** Data without the signs that would end a line or begin a command. */
export function printableData(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\p{Cc}+/gu, ' ')
  if (Array.isArray(value)) return value.map(printableData)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, printableData(one)]))
}

const MAX_LINES = 2000

/** Reads rendered lines for a paper of so many characters. @throws DocumentError E_DOCUMENTS_THERMAL */
export function readLines(text: string, columns: number): ThermalLine[] {
  const style = { align: 'left' as Align, bold: false, big: false }
  const lines: ThermalLine[] = []
  const rows = text.replace(/\r/g, '').replace(/\n+$/, '').split('\n')
  if (rows.length > MAX_LINES) throw fault(`more than ${MAX_LINES} lines`, 0)
  rows.forEach((row, index) => {
    if (!row.startsWith(COMMAND)) {
      const width = style.big ? Math.floor(columns / 2) : columns
      for (const one of wrap(row, width)) lines.push({ kind: 'text', text: one, ...style })
      return
    }
    const [, name = '', given = ''] = /^([a-z0-9]*)\s*(.*)$/u.exec(row.slice(1)) ?? []
    if (name === 'left' || name === 'center' || name === 'right') style.align = name
    else if (name === 'bold') style.bold = true
    else if (name === 'big') style.big = true
    else if (name === 'normal') Object.assign(style, { bold: false, big: false })
    else lines.push(...commandLines(name, given.trim(), { columns, style, index }))
  })
  return lines
}

interface Place {
  readonly columns: number
  readonly style: { readonly bold: boolean; readonly big: boolean }
  readonly index: number
}

function commandLines(name: string, value: string, place: Place): ThermalLine[] {
  const { columns, style, index } = place
  switch (name) {
    case 'rule':
    case 'cut':
      return [{ kind: name }]
    case 'feed':
      return [{ kind: 'feed', lines: Math.min(20, Math.max(1, Number.parseInt(value, 10) || 1)) }]
    case 'row': {
      const width = style.big ? Math.floor(columns / 2) : columns
      return rowLines(value, width).map((text) => ({ kind: 'text', text, align: 'left', ...style }))
    }
    case 'itf':
      if (!/^\d{2,80}$/.test(value) || value.length % 2) throw fault(`@itf ${value}`, index)
      return [{ kind: 'itf', value }]
    case 'code128':
      if (!/^[ -~]{1,60}$/.test(value)) throw fault(`@code128 ${value}`, index)
      return [{ kind: 'code128', value }]
    case 'qr':
      if (value === '' || value.length > 1000) throw fault('@qr', index)
      return [{ kind: 'qr', value }]
    default:
      throw fault(`@${name}`, index)
  }
}

/** `Vencimento | 10/12/2026` on one line, or on two where it does not fit. */
function rowLines(value: string, width: number): string[] {
  const at = value.lastIndexOf('|')
  const left = (at < 0 ? value : value.slice(0, at)).trim()
  const right = at < 0 ? '' : value.slice(at + 1).trim()
  const space = width - left.length - right.length
  if (space >= 1) return [left + ' '.repeat(space) + right]
  return [...wrap(left, width), ...wrap(right, width).map((one) => one.padStart(width))]
}

/** Lines of at most `width` characters, broken between words. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let rest = text.trimEnd()
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width)
    const cut = space > 0 ? space : width
    lines.push(rest.slice(0, cut))
    rest = rest.slice(cut).trimStart()
  }
  return [...lines, rest]
}

/** As plain text: drawings as their value, alignment by spaces. */
export function plainLines(lines: readonly ThermalLine[], columns: number): string {
  return lines
    .flatMap((line): string[] => {
      if (line.kind === 'rule') return ['-'.repeat(columns)]
      if (line.kind === 'feed') return Array.from({ length: line.lines }, () => '')
      if (line.kind === 'cut') return []
      if (line.kind !== 'text') return wrap(line.value, columns)
      return [aligned(line.text, line.align, columns)]
    })
    .map((line) => line.trimEnd())
    .join('\n')
}

export function aligned(text: string, align: Align, columns: number): string {
  const space = Math.max(0, columns - text.length)
  if (align === 'right') return ' '.repeat(space) + text
  return align === 'center' ? ' '.repeat(Math.floor(space / 2)) + text : text
}

/** Dots of the narrowest bar that a scanner reads from thermal paper: 0.25 mm at 203 dpi. */
export const NARROW_DOTS = 2

/** Dots across the bars of some digits, wide ones two and a half times the narrow. */
export const itfDots = (digits: string): number =>
  Math.ceil(((digits.length / 2) * 16 + 8.5) * NARROW_DOTS)

/** Without bars that the roll has no room for: a printer would leave them out, or print what nothing can read. */
export const fittingLines = (lines: readonly ThermalLine[], dots: number): ThermalLine[] =>
  lines.filter((line) => line.kind !== 'itf' || itfDots(line.value) <= dots)

function fault(what: string, index: number): DocumentError {
  return new DocumentError(
    'E_DOCUMENTS_THERMAL',
    {
      message: `The fixed-width layout cannot print ${what} (printed line ${index + 1})`,
      pt: `o texto para impressora térmica não sabe imprimir “${what.slice(0, 60)}” (linha impressa ${index + 1}).`,
    },
    {}
  )
}
