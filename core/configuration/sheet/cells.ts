/** What a cell of a sheet may hold. Decimals are texts with a point, as contents hold them. */
export type Cell = string | number | boolean | null | undefined | readonly string[]

/** `limit`: a whole number, or null for “sem limite”; `codes`: a list of codes between commas. */
export type CellKind =
  'decimal' | 'integer' | 'limit' | 'text' | 'date' | 'choice' | 'codes' | 'flag'

export interface SheetColumn {
  readonly id: string
  readonly title: string
  readonly kind: CellKind
  /** An empty cell means that the field is absent; without it an empty cell is a mistake (or no limit). */
  readonly isOptional?: boolean
  /** An empty cell means null. */
  readonly isNullable?: boolean
  /** Shown and pasted, but it follows from other cells. */
  readonly isDerived?: boolean
  readonly maxDecimals?: number
  readonly options?: readonly { readonly value: string; readonly title: string }[]
}

/** What a text says as a cell, or what is wrong with it, in words. */
export type CellRead = { readonly value: Cell } | { readonly problem: string }

export const NO_LIMIT = 'sem limite'

const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/
const NO_LIMIT_WORDS = /^(sem limite|∞|acima|em diante|-|–|—|inf)$/i

/** A cell as people read and write it; a text that is no cell of its kind stays as it was typed. */
export function cellText({ kind, isOptional }: SheetColumn, value: Cell): string {
  if (value === undefined) return ''
  if (value === null) return kind === 'limit' && isOptional ? NO_LIMIT : ''
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'boolean') return value ? 'sim' : 'não'
  if (kind === 'decimal' && PLAIN_DECIMAL.test(String(value)))
    return String(value).replace('.', ',')
  return String(value).trimEnd()
}

/** Reads one cell. Spaces, `R$`, `%` and `m³` around numbers do not count. */
export function readCell(column: SheetColumn, text: string): CellRead {
  const typed = text.trim()
  if (typed === '' && column.kind !== 'limit' && column.kind !== 'text') {
    if (column.isNullable) return { value: null }
    return column.isOptional ? { value: undefined } : { problem: 'está vazia' }
  }
  return READERS[column.kind](column, typed)
}

/** What a text becomes in the content: its cell, or itself where it is none, so that nothing typed is lost and nothing wrong passes. */
export function cellOf(column: SheetColumn, text: string): Cell {
  const read = readCell(column, text)
  if ('value' in read) return read.value
  // A text that would pass for another number keeps a space, which no number has.
  return PLAIN_DECIMAL.test(text.trim()) ? `${text.trim()} ` : text
}

type Reader = (column: SheetColumn, typed: string) => CellRead

const READERS: Readonly<Record<CellKind, Reader>> = {
  decimal: readDecimal,
  integer: (_column, typed) => readInteger(typed),
  limit: ({ isOptional }, typed) => {
    if (typed === '') return { value: isOptional ? undefined : null }
    return NO_LIMIT_WORDS.test(typed) ? { value: null } : readInteger(typed)
  },
  text: ({ isOptional }, typed) => ({ value: typed === '' && isOptional ? undefined : typed }),
  date: (_column, typed) => readDate(typed),
  choice: readChoice,
  codes: (_column, typed) => ({
    value: typed
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
  }),
  flag: (_column, typed) => readFlag(typed),
}

const bare = (typed: string) =>
  typed
    .replace(/[\s\u00A0\u202F]/g, '')
    .replace(/^(-?)R\$/i, '$1')
    .replace(/(%|m³|m3)$/i, '')
    .replace('\u2212', '-')

const shown = (text: string) => (text.length > 24 ? `${text.slice(0, 24)}…` : text)

function readDecimal({ maxDecimals }: SheetColumn, typed: string): CellRead {
  const text = plainDecimal(bare(typed))
  if (text === null) {
    return { problem: `“${shown(typed)}” não é um número; escreva como 1.234,56` }
  }
  if (text === 'ambiguous') {
    const [whole, decimals] = bare(typed).split('.')
    return {
      problem: `“${shown(typed)}” pode ser ${whole}${decimals} ou ${whole},${decimals}; escreva com vírgula`,
    }
  }
  const decimals = text.split('.')[1]?.length ?? 0
  return maxDecimals !== undefined && decimals > maxDecimals
    ? { problem: `“${shown(typed)}” tem ${decimals} casas; o máximo é ${maxDecimals}` }
    : { value: text }
}

/** A decimal text with a point; null for what is none; `ambiguous` for one point before three digits. */
function plainDecimal(text: string): string | null {
  if (/^-?\d+$/.test(text)) return text
  if (/^-?(\d+|\d{1,3}(\.\d{3})+),\d+$/.test(text))
    return text.replaceAll('.', '').replace(',', '.')
  if (/^-?\d{1,3}(\.\d{3}){2,}$/.test(text)) return text.replaceAll('.', '')
  if (/^-?[1-9]\d{0,2}\.\d{3}$/.test(text)) return 'ambiguous'
  return PLAIN_DECIMAL.test(text) ? text : null
}

function readInteger(typed: string): CellRead {
  const text = bare(typed).replace(/(,|\.)0+$/, (end) => (end === '.000' ? end : ''))
  if (/^-?\d{1,9}$/.test(text)) return { value: Number(text) }
  if (/^-?\d{1,3}(\.\d{3}){1,2}$/.test(text)) return { value: Number(text.replaceAll('.', '')) }
  return { problem: `“${shown(typed)}” não é um número inteiro` }
}

function readDate(typed: string): CellRead {
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(typed) ?? []
  const text = year ? `${year}-${month}-${day}` : typed
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { value: text }
  return { problem: `“${shown(typed)}” não é uma data; escreva como 31/12/2026` }
}

function readChoice({ options = [] }: SheetColumn, typed: string): CellRead {
  const wanted = typed.toLowerCase()
  const found = options.find(
    ({ value, title }) => value.toLowerCase() === wanted || title.toLowerCase() === wanted
  )
  if (found) return { value: found.value }
  const titles = options.map(({ title }) => title).join(', ')
  return { problem: `“${shown(typed)}” não é uma das opções: ${titles}` }
}

function readFlag(typed: string): CellRead {
  if (/^(sim|s|true|1|x)$/i.test(typed)) return { value: true }
  if (/^(não|nao|n|false|0)$/i.test(typed)) return { value: false }
  return { problem: `“${shown(typed)}” não é sim nem não` }
}
