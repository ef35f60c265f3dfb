import { operatorNamed } from '../operators/index.ts'
import type { JsonSchema } from '../types.ts'
import { type Piece, closed, joined, word } from './pieces.ts'
import type { Value } from './types.ts'

type Call = Extract<Value, { readonly kind: 'call' }>

const SIGNS: Readonly<Record<string, string>> = { '+': '+', '-': '−', '*': '×' }

type Said = (parts: Piece[][], call: Call, facts: JsonSchema) => Piece[]

/** A constant without its quotes. */
const bare = (pieces: readonly Piece[] | undefined) =>
  pieces?.map(({ text }) => text.replace(/^“(.*)”$/, '$1')).join('') ?? ''

const brackets: Said = ([volume, economies, blocks], { op }) => [
  word(`${operatorNamed(op)!.title.toLowerCase()} de `),
  ...volume!,
  word(', por '),
  ...economies!,
  word(', com '),
  ...blocks!,
]

/** Operators with words of their own. */
const PHRASES: Readonly<Record<string, Said>> = {
  muldiv: ([a, b, c]) => [...a!, word(' × '), ...b!, word(' ÷ '), ...c!],
  divide: ([a, b]) => [...a!, word(' ÷ '), ...b!],
  round: ([value, places]) => [...value!, word(` com ${bare(places)} casas`)],
  decimal: ([value]) => value!,
  to_integer: ([value]) => value!,
  local: ([name]) => [{ text: bare(name), as: 'fact' }],
  field: ([object, name], { args }, facts) => [
    { text: fieldTitle(args[0]!, bare(name), facts), as: 'fact' },
    word(' de '),
    ...object!,
  ],
  lookup: ([name, rest], _call, { tables }) => [
    { text: tables?.[bare(name)]?.title ?? `tabela ${bare(name)}`, as: 'fact' },
    ...(rest ? [word(' de '), ...rest] : []),
  ],
}

/** Those whose words must be kept together where they stand between others. */
const LOOSE: Readonly<Record<string, Said>> = {
  let: (parts) => namedPieces(parts),
  brackets,
  flat_by_range: brackets,
}

/** An operator with its arguments, said already, in words: `Consumo × 2`, `tarifa de Categoria`. */
export function callWords(
  call: Call,
  parts: Piece[][],
  { facts, isInside }: { readonly facts: JsonSchema; readonly isInside: boolean }
): Piece[] {
  const { op } = call
  const sign = SIGNS[op]
  if (sign !== undefined && parts.length > 1) return closed(joined(parts, ` ${sign} `), isInside)
  const loose = LOOSE[op]
  if (loose) return closed(loose(parts, call, facts), isInside)
  const phrase = PHRASES[op]
  if (phrase) return phrase(parts, call, facts)
  const title = operatorNamed(op)?.title.toLowerCase() ?? op
  return [word(`${title} (`), ...joined(parts, '; '), word(')')]
}

const BRACKETS: ReadonlySet<string> = new Set(['brackets', 'flat_by_range'])

/** What brackets come to. */
const BRACKET_FIELDS: Readonly<Record<string, string>> = { amount: 'valor', lines: 'faixas' }

function fieldTitle(object: Value, name: string, { tables }: JsonSchema): string {
  if (object.kind !== 'call') return name
  if (BRACKETS.has(object.op)) return BRACKET_FIELDS[name] ?? name
  const [table] = object.args
  const key = object.op === 'lookup' && table?.kind === 'constant' ? String(table.value) : ''
  return tables?.[key]?.fields?.[name] ?? name
}

/** `sendo m3 = Consumo × 2: m3 + 1`. */
function namedPieces(parts: readonly (readonly Piece[])[]): Piece[] {
  const names = Array.from({ length: (parts.length - 1) / 2 }, (_, index) => [
    { text: bare(parts[2 * index]), as: 'fact' } as const,
    word(' = '),
    ...parts[2 * index + 1]!,
  ])
  return [word('sendo '), ...joined(names, '; '), word(': '), ...parts.at(-1)!]
}
