import { splitPath, schemaAt } from '../facts.ts'
import { argPath, pointer } from '../run.ts'
import type { Expression, JsonSchema } from '../types.ts'
import { isDecimalText, isForbiddenName } from '../values.ts'

/** Places and rounding for divisions, which plain JSON-Logic does not state. */
export interface Rounding {
  readonly scale: number
  readonly mode: string
}

/** What could not be translated. `path` is a JSON Pointer into what was read; `reason` is in Portuguese. */
export interface Untranslated {
  readonly path: string
  readonly reason: string
}

/** Operators that mean the same where both dialects give a value, once their arguments are in a list. */
const SAME: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ['<', [2, 3]],
  ['<=', [2, 3]],
  ['>', [2, 2]],
  ['>=', [2, 2]],
  ['and', [1, Infinity]],
  ['or', [1, Infinity]],
  ['!', [1, 1]],
  ['+', [2, Infinity]],
  ['*', [2, Infinity]],
  ['-', [2, 2]],
  ['min', [2, Infinity]],
  ['max', [2, Infinity]],
  ['in', [2, 2]],
  ['map', [2, 2]],
  ['filter', [2, 2]],
  ['all', [2, 2]],
  ['some', [2, 2]],
  ['none', [2, 2]],
  ['reduce', [3, 3]],
])
/** Of other names; equality of the same types only. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['===', '=='],
  ['!==', '!='],
  ['==', '=='],
  ['!=', '!='],
  ['cat', 'concat'],
])
const WITH_BODY: ReadonlySet<string> = new Set(['map', 'filter', 'all', 'some', 'none', 'reduce'])

const REASONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '==': 'compara valores de tipos diferentes como iguais ("10" com 10); escreva "===" se os tipos são os mesmos',
    '!=': 'compara valores de tipos diferentes como iguais ("10" com 10); escreva "!==" se os tipos são os mesmos',
    '!!': 'toma textos, listas e números por sim ou não; escreva a comparação',
    '%': 'não há resto de divisão neste dialeto',
    '?:': 'escreva "if"',
    'missing': 'todo dado existe, e o que falta é vazio; use "is_null"',
    'missing_some': 'todo dado existe, e o que falta é vazio; use "is_null"',
    'merge': 'junta listas e valores soltos; use "flatten", com listas só',
    'substr': 'não há partes de texto neste dialeto; "starts_with" compara o começo',
    'log': 'uma regra não escreve em lugar nenhum',
    'method': 'uma regra não chama código',
  })
)

/** Translates plain JSON-Logic to the strict dialect; whatever could change its meaning is named instead. */
export class Translation {
  readonly problems: Untranslated[] = []
  readonly #facts: JsonSchema
  readonly #rounding: Rounding | null

  constructor(facts: JsonSchema, rounding: Rounding | null) {
    this.#facts = facts
    this.#rounding = rounding
  }

  /** @param isRoot whether `var` reads the facts, and not an element of a list */
  expression(value: unknown, path: string, isRoot = true): Expression {
    if (path.split('/').length > 120) return this.#refuse(path, 'há níveis demais')
    if (typeof value === 'number') return this.#number(value, path)
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (Array.isArray(value)) {
      return value.map((part, index) => this.expression(part, `${path}/${index}`, isRoot))
    }
    if (typeof value !== 'object') return this.#refuse(path, 'não é JSON')
    const entries = Object.entries(value) as [string, unknown][]
    const [entry] = entries
    if (entry === undefined || entries.length > 1) {
      return this.#refuse(path, 'um objeto que não é operador; constantes vão em "literal"')
    }
    return this.#operator(entry[0], entry[1], { path, isRoot })
  }

  #operator(op: string, given: unknown, { path, isRoot }: Place): Expression {
    const args: readonly unknown[] = Array.isArray(given) ? given : [given]
    const at = (index: number) =>
      Array.isArray(given) ? argPath(path, op, index) : `${path}/${pointer(op)}`
    if (op === 'var') return this.#variable(args, { path, isRoot })
    if (op === 'if') return this.#choice(args, at, { path, isRoot })
    if (op === '/') return this.#division(args, at, { path, isRoot })
    const problem = misfit(op, args)
    if (problem !== null) return this.#refuse(path, problem)
    const parts = args.map((arg, index) =>
      this.expression(arg, at(index), isRoot && !(WITH_BODY.has(op) && index === 1))
    )
    return { [RENAMED.get(op) ?? op]: parts }
  }

  #variable([name, fallback]: readonly unknown[], { path, isRoot }: Place): Expression {
    if (fallback !== undefined) {
      return this.#refuse(
        path,
        '"var" com valor padrão: aqui dado inexistente é erro; use "coalesce"'
      )
    }
    const text = typeof name === 'number' ? String(name) : (name ?? '')
    if (typeof text !== 'string')
      return this.#refuse(path, 'o caminho de "var" deve ser um texto fixo')
    const segments = splitPath(text)
    if (segments.some(isForbiddenName)) return this.#refuse(path, `o nome "${text}" é reservado`)
    if (isRoot && segments.length > 0 && schemaAt(this.#facts, segments) === null) {
      return this.#refuse(path, `a decisão não tem o dado "${text}"`)
    }
    return { var: [text] }
  }

  #choice(
    args: readonly unknown[],
    at: (index: number) => string,
    { path, isRoot }: Place
  ): Expression {
    if (args.length < 3 || args.length % 2 === 0) {
      return this.#refuse(path, '"if" sem o valor final daria vazio em silêncio; escreva o "senão"')
    }
    return { if: args.map((arg, index) => this.expression(arg, at(index), isRoot)) }
  }

  #division(
    args: readonly unknown[],
    at: (index: number) => string,
    { path, isRoot }: Place
  ): Expression {
    if (args.length !== 2) return this.#refuse(path, '"/" recebe dois números')
    if (this.#rounding === null) {
      return this.#refuse(
        path,
        '"/" não diz casas nem arredondamento; informe os dois (--scale e --mode)'
      )
    }
    const { scale, mode } = this.#rounding
    const parts = args.map((arg, index) => this.expression(arg, at(index), isRoot))
    return { divide: [...parts, scale, mode] }
  }

  /** Decimals become texts of exactly what was written. */
  #number(value: number, path: string): Expression {
    if (Number.isSafeInteger(value)) return value
    const text = String(value)
    if (isDecimalText(text)) return text
    return this.#refuse(path, `o número ${text} não cabe num decimal de 14 + 12 casas`)
  }

  #refuse(path: string, reason: string): null {
    this.problems.push({ path, reason })
    return null
  }
}

interface Place {
  readonly path: string
  readonly isRoot: boolean
}

/** Why a call cannot mean the same in both dialects, or null. */
function misfit(op: string, args: readonly unknown[]): string | null {
  const isLoose = (op === '==' || op === '!=') && !args.includes(null)
  const counts = countsOf(op)
  if (counts === undefined || isLoose) {
    return `"${op.slice(0, 40)}": ${REASONS.get(op) ?? 'este operador não existe em JSON-Logic'}`
  }
  const [least, most] = counts
  if (args.length >= least && args.length <= most) return null
  return `"${op}" tem ${args.length} argumentos, o que aqui não tem sentido certo`
}

function countsOf(op: string): readonly [number, number] | undefined {
  if (op === 'cat') return [1, Infinity]
  return RENAMED.has(op) ? [2, 2] : SAME.get(op)
}
