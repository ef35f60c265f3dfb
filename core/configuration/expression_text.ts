import type { Expression, JsonSchema } from '#core/rules/index'

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

/** A rule's expression in one readable line, with the titles of the facts: `Categoria = “RES” e Consumo > 10`. */
export function expressionText(expression: Expression | unknown, facts?: JsonSchema): string {
  return write(expression, facts, false)
}

function write(value: unknown, facts: JsonSchema | undefined, isInside: boolean): string {
  if (value === null) return 'vazio'
  if (value === true) return 'sim'
  if (value === false) return 'não'
  if (typeof value === 'string') {
    return /^-?\d+(\.\d+)?$/.test(value) ? value.replace('.', ',') : `“${value}”`
  }
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return `[${value.map((item) => write(item, facts, false)).join('; ')}]`
  const [operator = '', args] = Object.entries(value as Record<string, unknown>)[0] ?? []
  return writeCall(operator, Array.isArray(args) ? args : [args], facts, isInside)
}

function writeCall(
  operator: string,
  args: readonly unknown[],
  facts: JsonSchema | undefined,
  isInside: boolean
): string {
  if (operator === 'var' && typeof args[0] === 'string') return factTitle(args[0], facts)
  if (operator === 'literal') return JSON.stringify(args[0])
  if (operator === 'not' || operator === '!') return `não (${write(args[0], facts, false)})`
  if (operator === 'if') return writeIf(args, facts)
  const parts = args.map((arg) => write(arg, facts, true))
  const sign = INFIX[operator]
  if (sign === undefined || parts.length < 2) return `${operator}(${parts.join('; ')})`
  const text = parts.join(` ${sign} `)
  return isInside ? `(${text})` : text
}

function writeIf(args: readonly unknown[], facts: JsonSchema | undefined): string {
  const parts = args.map((arg) => write(arg, facts, false))
  const cases: string[] = []
  for (let i = 0; i + 1 < parts.length; i += 2) cases.push(`se ${parts[i]}: ${parts[i + 1]}`)
  return `${cases.join('; senão ')}; senão: ${parts.at(-1)}`
}

function factTitle(path: string, facts: JsonSchema | undefined): string {
  let schema = facts
  for (const segment of path.split('.')) schema = schema?.properties?.[segment] ?? schema?.items
  return schema?.title ?? path
}
