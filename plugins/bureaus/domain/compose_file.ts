import { FieldRefusal, composeLine, plainUpper, rawField } from './compose_line.ts'
import { type Layout, type LineKind, type SourceValues, fieldsOf } from './layout.ts'

/** What is written of one movement, by the id that it is known by. */
export interface FileEntry {
  readonly id: bigint
  readonly amountCents: bigint
  readonly values: SourceValues
}

/** The line of the debt of a movement, and how its answer is recognised. */
export interface WrittenEntry {
  readonly id: bigint
  readonly number: number
  readonly raw: string
  readonly matchKey: string
}

export interface ComposedFile {
  readonly content: string
  readonly lines: number
  readonly amountCents: bigint
  readonly entries: readonly WrittenEntry[]
  /** Movements that the layout cannot hold, with the field and what was to stand there. */
  readonly refused: readonly { readonly id: bigint; readonly message: string }[]
}

/** Titles and indications of a file of protests count once each, with the records: what its security sum adds up. */
const SECURITY_PARTS = 3

/**
 * The file of some movements: header, for each the lines of debtor and debt, trailer. What a movement cannot say in the layout
 * leaves it out, with the reason; the rest is written.
 */
export function composeFile(
  layout: Layout,
  shared: SourceValues,
  entries: readonly FileEntry[]
): ComposedFile {
  const { sound, refused } = sift(layout, shared, entries)
  const each = layout.debtor.length ? 2 : 1
  const blocks = blocksOf(layout, sound)
  const around = (['office', 'office_end'] as const).filter((one) => fieldsOf(layout, one).length)
  const amountCents = sound.reduce((sum, { amountCents: cents }) => sum + cents, 0n)
  const lines = sound.length * each + blocks.length * around.length + 2
  const totals = {
    ...shared,
    ...{ 'file.lines': lines, 'file.debts': sound.length, 'file.amount': amountCents },
    'file.security_sum': sound.length * SECURITY_PARTS,
  }
  const write = (kind: LineKind, number: number, values: SourceValues = {}) =>
    composeLine(fieldsOf(layout, kind), layout.width, {
      ...totals,
      ...values,
      'line.number': number,
    })
  const written: WrittenEntry[] = []
  let last = 1
  const edge = (kind: 'office' | 'office_end', { code, some }: Block): string[] =>
    around.includes(kind)
      ? [write(kind, ++last, { 'office.code': code, 'office.titles': some.length })]
      : []
  const titleLines = ({ id, values }: FileEntry): string[] => {
    const debtor = each === 2 ? [write('debtor', ++last, values)] : []
    const number = ++last
    const raw = write('debt', number, values)
    written.push({ id, number, raw, matchKey: matchKey(layout, raw) })
    return [...debtor, raw]
  }
  const body = blocks.flatMap((block) => [
    ...edge('office', block),
    ...block.some.flatMap(titleLines),
    ...edge('office_end', block),
  ])
  const all = [write('header', 1), ...body, write('trailer', lines)]
  return {
    content: all.map((line) => `${line}\r\n`).join(''),
    ...{ lines, amountCents, entries: written, refused },
  }
}

/** Titles that stand together: those of one notary's office, or all. */
interface Block {
  readonly code: string | null
  readonly some: readonly FileEntry[]
}

function blocksOf(layout: Layout, entries: readonly FileEntry[]): readonly Block[] {
  if (!layout.office?.length) return [{ code: null, some: entries }]
  const groups = Map.groupBy(entries, ({ values }) => String(values['debt.notary'] ?? ''))
  return [...groups].map(([code, some]) => ({ code: code || null, some }))
}

function sift(layout: Layout, shared: SourceValues, entries: readonly FileEntry[]) {
  const refused: { id: bigint; message: string }[] = []
  const sound = entries.filter(({ id, values }) => {
    try {
      for (const kind of ['debtor', 'debt'] as const) {
        composeLine(layout[kind], layout.width, { ...shared, ...values })
      }
      return true
    } catch (error) {
      if (!(error instanceof FieldRefusal)) throw error
      const { field, value, length } = error
      refused.push({
        id,
        message: `O campo “${field}” tem ${length} posições e não guarda “${value}”.`,
      })
      return false
    }
  })
  return { sound, refused }
}

/** How the answer to a line is recognised: the fields that the layout names, as they stand in it. */
export const matchKey = (layout: Layout, line: string): string =>
  layout.debt
    .filter(({ name }) => layout.answer.match.includes(name))
    .map((field) => rawField(field, line).trim())
    .join('|')

/** The name of a file, from the pattern of its layout: `{sequence}`, `{presenter}`, `{day}`, `{month}`, `{year}`. */
export function fileName(layout: Layout, { date, sequence, presenter }: NamedFile): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const parts: Readonly<Record<string, string>> = {
    ...{ year: year.slice(2), month, day, presenter: presenter ?? '' },
    ...{ sequence: String(sequence).padStart(6, '0'), digit: String(((sequence - 1) % 9) + 1) },
  }
  return plainUpper(layout.file_name.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? ''))
}

interface NamedFile {
  readonly date: string
  readonly sequence: number
  readonly presenter: string | null
}
