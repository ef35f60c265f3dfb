import { operatorNamed } from '../operators/index.ts'
import { ITERATORS } from '../operators/flow.ts'
import type { ExplainedNode } from '../types.ts'
import { formatNumber, formatValue } from './format.ts'

const MAX_DEPTH = 4

/** Operators written between their arguments. */
const INFIX: Readonly<Record<string, string>> = {
  '+': '+',
  '-': '−',
  '*': '×',
  '==': 'é igual a',
  '!=': 'é diferente de',
  '<': 'é menor que',
  '<=': 'é no máximo',
  '>': 'é maior que',
  '>=': 'é no mínimo',
  'in': 'está em',
  'and': 'e',
  'or': 'ou',
  'starts_with': 'começa com',
  'date_before': 'é antes de',
  'date_on_or_before': 'é até',
  'date_after': 'é depois de',
  'date_on_or_after': 'é a partir de',
}

type Write = (args: readonly string[], node: ExplainedNode) => string

const WRITTEN: Readonly<Record<string, Write>> = {
  '!': ([condition]) => `não (${condition})`,
  'is_null': ([value], { args: [read] }) =>
    `${read?.value === null && read.fact ? read.fact.title : value} está vazio`,
  'divide': ([a, b, scale, mode]) => `${a} ÷ ${b} (${places(scale, mode)})`,
  'muldiv': ([a, b, c, scale, mode]) => `${a} × ${b} ÷ ${c} (${places(scale, mode)})`,
  'round': ([a, scale, mode]) => `${a} arredondado (${places(scale, mode)})`,
  'days_between': ([from, to]) => `dias de ${from} a ${to}`,
  'add_days': ([date, days]) => `${date} mais ${days} dias`,
  'months_between': ([from, to]) => `meses de ${from} a ${to}`,
  'add_months': ([date, months]) => `${date} mais ${months} meses`,
  'field': ([, name], { value, decimal }) => `${bare(name)} (${formatValue(value, decimal)})`,
  'lookup': (args, { value, decimal }) =>
    `configuração ${args.map(bare).join('/')} (${formatValue(value, decimal)})`,
  'let': (parts) => String(parts.at(-1)),
  'decimal': ([value]) => String(value),
  'to_integer': ([value]) => String(value),
  'text': ([value]) => String(value),
  'brackets': ([volume, economies]) =>
    `faixas de consumo, volume em m³: ${volume}; limites multiplicados por: ${economies}`,
  'flat_by_range': ([volume, economies]) =>
    `preço único da faixa, volume em m³: ${volume}; limites multiplicados por: ${economies}`,
}

const MODES: Readonly<Record<string, string>> = {
  'half-up': 'meio para cima',
  'half-even': 'meio para o par',
  'half-down': 'meio para baixo',
  'up': 'para cima',
  'down': 'truncado',
  'ceiling': 'para o maior',
  'floor': 'para o menor',
}

/** That a condition does not hold, with what is the case instead: `Consumo (20) não é maior que 100`. */
export function refusal(node: ExplainedNode): string {
  const { op, args } = node
  const [inner] = args
  if (op === '!' && inner) return affirmed(inner)
  if (op === 'var') return `${node.fact?.title ?? 'elemento'}: não`
  if (op === 'is_null' && inner) return `${phrase(inner)} está preenchido`
  const infix = op === 'and' || op === 'or' ? undefined : INFIX[op]
  if (infix === undefined) return `não vale que ${phrase(node)}`
  return args.map((arg, index) => operand(node, arg, { index, depth: 0 })).join(` não ${infix} `)
}

function affirmed(node: ExplainedNode): string {
  if (node.op === 'var') return `${node.fact?.title ?? 'elemento'}: sim`
  return node.op === 'is_null' ? phrase(node) : `vale que ${phrase(node)}`
}

/** How a node was computed, in one phrase: `Volume (12) é maior que 10`. */
export function phrase(node: ExplainedNode, depth = 0): string {
  const { op, args } = node
  if (op === 'literal' || op === 'list') return formatValue(node.value, node.decimal)
  if (op === 'var' || op === 'local')
    return `${node.fact?.title || 'elemento'} (${valueText(node)})`
  if (op === 'if') return chosen(node, depth)
  if (depth >= MAX_DEPTH) return formatValue(node.value, node.decimal)
  if (ITERATORS.has(op)) return overList(node, depth)
  const parts = args.map((arg, index) => operand(node, arg, { index, depth }))
  const infix = INFIX[op]
  if (infix !== undefined) return parts.join(` ${infix} `)
  const write = WRITTEN[op]
  if (write !== undefined) return write(parts, node)
  return `${operatorNamed(op)?.title ?? op} (${parts.join('; ')})`
}

type Names = NonNullable<ExplainedNode['fact']>['names']

/** A value in words: codes by what they are called, where the fact that is asked about says so. */
function valueText({ value, decimal, fact }: ExplainedNode, names: Names = fact?.names): string {
  const named = (one: unknown) => names?.find((name) => name.value === one)?.title
  if (Array.isArray(value) && names) {
    return value.map((one) => named(one) ?? formatValue(one)).join(', ')
  }
  return named(value) ?? formatValue(value, decimal)
}

/** Names of what a constant is compared with. */
const namesBeside = ({ args }: ExplainedNode): Names =>
  args.find(({ fact }) => fact?.names !== undefined)?.fact?.names

/** An argument; in brackets when it has an operator of its own between its arguments. */
function operand(
  parent: ExplainedNode,
  arg: ExplainedNode,
  { index, depth }: { readonly index: number; readonly depth: number }
): string {
  const params = operatorNamed(parent.op)?.params ?? []
  const accepts = params[Math.min(index, params.length - 1)]?.accepts
  if (arg.op === 'literal' && (accepts === 'number' || accepts === 'printable')) {
    return accepts === 'number' ? formatNumber(arg.value) : formatValue(arg.value)
  }
  const names = arg.op === 'literal' ? namesBeside(parent) : undefined
  if (names) return valueText(arg, names)
  const text = phrase(arg, depth + 1)
  const isOpen = INFIX[arg.op] !== undefined && INFIX[parent.op] !== undefined && depth < MAX_DEPTH
  return isOpen ? `(${text})` : text
}

function chosen({ args, value, decimal }: ExplainedNode, depth: number): string {
  const last = args.at(-1)
  const condition = args.at(-2)
  if (last === undefined || depth >= MAX_DEPTH) return formatValue(value, decimal)
  const result = phrase(last, depth + 1)
  if (condition === undefined) return result
  const isHeld = condition.value === true
  return `${result}, porque ${isHeld ? '' : 'não vale que '}${phrase(condition, depth + 1)}`
}

function overList({ op, args, value, decimal }: ExplainedNode, depth: number): string {
  const [list] = args
  const source = list === undefined ? 'lista' : phrase(list, depth + 1)
  return `${operatorNamed(op)?.title ?? op}: ${source} → ${formatValue(value, decimal)}`
}

function places(scale: string | undefined, mode: string | undefined): string {
  const name = bare(mode ?? '')
  return `${scale} casas, ${MODES[name] ?? name}`
}

function bare(text: string | undefined): string {
  return (text ?? '').replace(/^"|"$/g, '')
}
