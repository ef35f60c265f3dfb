import { matchKey } from './compose_file.ts'
import { rawField, readField } from './compose_line.ts'
import {
  type AnswerCode,
  type Fate,
  type Layout,
  type LineKind,
  LINES,
  fieldsOf,
  markOf,
} from './layout.ts'

/** What makes a whole file unusable; nothing of it is applied. */
export type FileProblem = 'empty' | 'foreign' | 'sequence' | 'no_trailer' | 'count'
/** What makes one line unusable; the others are applied. */
export type LineProblem = 'width' | 'kind' | 'after_trailer'

export interface ReturnedLine {
  readonly number: number
  readonly raw: string
  readonly kind: LineKind | null
  /** Of a line of debt: what it answers. */
  readonly matchKey: string | null
  readonly codes: readonly string[]
  readonly problem: LineProblem | null
}

export interface ReadReturn {
  readonly problem: FileProblem | null
  /** Of the header: the file that it answers, or its own number, as the bureau does. */
  readonly sequence: number | null
  readonly lines: readonly ReturnedLine[]
}

/** Reads a returned file by its layout. It refuses nothing by throwing: what is wrong is told, whole file or line. */
export function readReturn(layout: Layout, text: string): ReadReturn {
  const raws = linesOf(text)
  if (raws.length === 0) return { problem: 'empty', sequence: null, lines: [] }
  const sequence = sequenceOf(layout, raws[0]!)
  const whole = { sequence, lines: readLines(layout, raws) }
  const [first] = whole.lines
  if (first!.kind !== 'header' || first!.problem) return { problem: 'foreign', ...whole }
  if (sequence === null) return { problem: 'sequence', ...whole }
  const last = whole.lines.findIndex(({ kind }) => kind === 'trailer')
  if (last === -1) return { problem: 'no_trailer', ...whole }
  const told = countIn(layout, whole.lines[last]!.raw)
  return { problem: told === null || told === last + 1 ? null : 'count', ...whole }
}

/** Some senders end a file with this mark of DOS. */
const END_OF_FILE = String.fromCharCode(0x1a)

/** Without a mark of order, an end-of-file mark and what follows the last break. */
function linesOf(text: string): string[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll(END_OF_FILE, '')
    .split(/\r\n|\n|\r/)
  while (lines.length && lines.at(-1)!.trim() === '') lines.pop()
  return lines
}

function readLines(layout: Layout, raws: readonly string[]): ReturnedLine[] {
  let ofDebtor: readonly string[] = []
  let isEnded = false
  return raws.map((raw, index) => {
    const kind = kindOf(layout, raw)
    const problem = problemOf(layout, { raw, kind, isEnded })
    if (kind === 'trailer') isEnded = true
    const own =
      problem === null && (kind === 'debt' || kind === 'debtor') ? codesOf(layout, raw) : []
    // What is wrong with a debtor is wrong with the debts that follow.
    if (kind === 'debtor') ofDebtor = own
    const codes = kind === 'debt' ? [...new Set([...ofDebtor, ...own])] : own
    const key = problem === null && kind === 'debt' ? matchKey(layout, raw) : null
    return { number: index + 1, raw, kind, matchKey: key, codes, problem }
  })
}

interface Seen {
  readonly raw: string
  readonly kind: LineKind | null
  readonly isEnded: boolean
}

function problemOf({ width }: Layout, { raw, kind, isEnded }: Seen): LineProblem | null {
  if (isEnded) return 'after_trailer'
  if (kind === null) return 'kind'
  return raw.length === width ? null : 'width'
}

const kindOf = (layout: Layout, raw: string): LineKind | null =>
  LINES.find(
    (line) =>
      fieldsOf(layout, line).length > 0 && markOf(layout, line) === raw.slice(0, layout.mark_length)
  ) ?? null

const sequenceOf = ({ header }: Layout, raw: string): number | null => {
  const field = header.find(({ source }) => source === 'file.sequence')
  const value = field && readField({ ...field, kind: 'number' }, raw)
  return typeof value === 'bigint' && value > 0n && value < 1_000_000_000n ? Number(value) : null
}

const countIn = ({ trailer }: Layout, raw: string): number | null => {
  const field = trailer.find(({ source }) => source === 'file.lines')
  const value = field && readField({ ...field, kind: 'number' }, raw)
  return typeof value === 'bigint' && value < 1_000_000_000n ? Number(value) : null
}

/** The codes of a line that say something: neither blank nor zeros. */
function codesOf({ answer }: Layout, raw: string): string[] {
  const text = rawField(answer, raw)
  const codes = Array.from({ length: answer.length / answer.each }, (_, index) =>
    text.slice(index * answer.each, (index + 1) * answer.each)
  )
  return codes.filter((code) => !/^[0 ]*$/.test(code))
}

export interface Judged {
  readonly fate: Fate
  readonly message: string | null
}

/** Of several codes the one that says most is what happened. */
const WEIGHT: readonly Fate[] = ['rejected', 'ended', 'published', 'accepted', 'informed']

/** What the codes of an answer mean: none is acceptance; one that the layout does not know is a rejection to be looked at. */
export function judgeAnswer({ answer }: Layout, codes: readonly string[]): Judged {
  if (codes.length === 0) return { fate: 'accepted', message: null }
  const known = codes.map(
    (code): AnswerCode =>
      answer.codes.find((one) => one.code === code) ?? {
        ...{ code, title: 'código que não está no leiaute', fate: 'rejected' },
      }
  )
  const fates = new Set(known.map(({ fate }) => fate))
  return {
    fate: WEIGHT.find((fate) => fates.has(fate))!,
    message: known.map(({ code, title }) => `${code} ${title}`).join('; '),
  }
}
