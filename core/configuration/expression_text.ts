import { type Expression, type JsonSchema, operators } from '#core/rules/index'

const INFIX: Readonly<Record<string, string>> = {
  '==': '=',
  '!=': '≠',
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
  '+': '+',
  '-': '−',
  '*': '×',
  'and': 'e',
  'or': 'ou',
  'in': 'está em',
}

const NAMES: Readonly<Record<string, string>> = {
  max: 'o maior de',
  min: 'o menor de',
  sum: 'a soma de',
  coalesce: 'o primeiro preenchido de',
  brackets: 'faixas em cascata',
  round: 'arredondar',
  days_between: 'dias entre',
}

/** Says one call: what it applies to is written already, and groups are closed where they stand inside others. */
type Phrase = (parts: readonly string[]) => string

const PHRASES: Readonly<Record<string, Phrase>> = {
  'is_null': ([value]) => `${value} está vazio`,
  '!': ([value]) => `não (${value})`,
  'decimal': ([value]) => value!,
  'to_integer': ([value]) => value!,
  'field': ([object, name]) => `${bare(name)} de ${object}`,
  'lookup': ([name, rest]) => (rest ? `tabela ${bare(name)} de ${rest}` : `tabela ${bare(name)}`),
  'muldiv': ([a, b, c, scale, mode]) => `${a} × ${b} ÷ ${c} (${scale} casas, ${bare(mode)})`,
  'divide': ([a, b, scale, mode]) => `${a} ÷ ${b} (${scale} casas, ${bare(mode)})`,
  'object': (parts) => `{ ${pairs(parts)} }`,
  'if': (parts) => `${cases(parts)}senão: ${parts.at(-1)}`,
}

const OPEN = new Set(['muldiv', 'divide', 'if', 'is_null'])

/** A rule's expression in one readable line, with the titles of the facts: `Categoria = “RES” e Consumo > 10`. */
export function expressionText(expression: Expression | unknown, facts?: JsonSchema): string {
  return new Writer(facts).write(expression, false)
}

class Writer {
  readonly #facts: JsonSchema | undefined

  constructor(facts: JsonSchema | undefined) {
    this.#facts = facts
  }

  write(value: unknown, isInside: boolean): string {
    if (value === null) return 'vazio'
    if (typeof value === 'boolean') return value ? 'sim' : 'não'
    if (typeof value === 'string') return text(value)
    if (typeof value !== 'object') return String(value)
    if (Array.isArray(value)) return `[${value.map((item) => this.write(item, false)).join('; ')}]`
    const [operator = '', args] = Object.entries(value)[0] ?? []
    return this.#call(operator, Array.isArray(args) ? args : [args], isInside)
  }

  #call(operator: string, args: readonly unknown[], isInside: boolean): string {
    if (operator === 'var') return this.#title(String(args[0]))
    if (operator === 'literal') return JSON.stringify(args[0])
    if (operator === 'local') return String(args[0])
    if (operator === 'let') return this.#named(args, isInside)
    const sign = args.length > 1 ? INFIX[operator] : undefined
    const phrase = PHRASES[operator]
    const parts = args.map((arg) => this.write(arg, sign !== undefined || OPEN.has(operator)))
    if (sign === undefined && phrase === undefined) return `${name(operator)}(${parts.join('; ')})`
    const said = phrase ? phrase(parts) : parts.join(` ${sign} `)
    return isInside && (sign !== undefined || OPEN.has(operator)) ? `(${said})` : said
  }

  /** `sendo m3 = Consumo × 2: m3 + 1`. */
  #named(args: readonly unknown[], isInside: boolean): string {
    const given: string[] = []
    for (let index = 0; index + 1 < args.length; index += 2) {
      given.push(`${String(args[index])} = ${this.write(args[index + 1], false)}`)
    }
    const said = `sendo ${given.join('; ')}: ${this.write(args.at(-1), false)}`
    return isInside ? `(${said})` : said
  }

  #title(path: string): string {
    let schema = this.#facts
    for (const step of path.split('.')) schema = schema?.properties?.[step] ?? schema?.items
    return schema?.title ?? path
  }
}

const text = (value: string) =>
  /^-?\d+(\.\d+)?$/.test(value) ? value.replace('.', ',') : `“${value}”`

const bare = (quoted: string | undefined) => quoted?.replace(/^“(.*)”$/, '$1') ?? ''

const name = (operator: string) =>
  NAMES[operator] ?? operators[operator]?.title.toLowerCase() ?? operator

function pairs(parts: readonly string[]): string {
  const texts: string[] = []
  for (let i = 0; i + 1 < parts.length; i += 2) texts.push(`${bare(parts[i])}: ${parts[i + 1]}`)
  return texts.join('; ')
}

function cases(parts: readonly string[]): string {
  let said = ''
  for (let i = 0; i + 1 < parts.length; i += 2) said += `se ${parts[i]}: ${parts[i + 1]}; `
  return said
}
