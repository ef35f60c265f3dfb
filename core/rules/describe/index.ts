import { Dec, formatDecimal } from '#core/money/index'
import type { ExplainedNode, ExplainedRule, Explanation } from '../types.ts'
import { formatNumber, formatValue } from './format.ts'
import { phrase, refusal } from './phrase.ts'

export { phrase, refusal } from './phrase.ts'

/** An explanation as lines in Portuguese for a clerk: which rules applied, by what law, and how each amount came about. */
export function describeExplanation(explanation: Explanation): string[] {
  const lines = [explanation.title]
  for (const rule of explanation.rules) {
    if (rule.state === 'hit') lines.push(...describeHit(rule, explanation))
    else lines.push(describeOther(rule))
  }
  if (explanation.hits.length === 0) lines.push('Nenhuma regra se aplica: vale o resultado padrão.')
  return lines
}

function describeHit(rule: ExplainedRule, { fields }: Explanation): string[] {
  const lines = [`Regra "${rule.title}": aplicada. Fundamento: ${rule.because}.`]
  if (rule.when !== null) lines.push(`  Condição: ${condition(rule.when)}.`)
  for (const [name, node] of Object.entries(rule.then)) {
    lines.push(...resultLines(fields[name] ?? name, node, '  '))
  }
  return lines
}

/** One answer: what it is and how it came about; the parts of an object each by themselves. */
function resultLines(title: string, node: ExplainedNode, indent: string): string[] {
  if (node.op === 'let') return namedLines(title, node, indent)
  if (node.op !== 'object') {
    const charges = chargesIn(node).flatMap((charge) => bracketLines(charge, `${indent}  `))
    return [`${indent}${title}: ${result(node)}`, ...charges]
  }
  const lines = [`${indent}${title}:`]
  for (let index = 0; index + 1 < node.args.length; index += 2) {
    const name = String(node.args[index]?.value)
    lines.push(...resultLines(name, node.args[index + 1] as ExplainedNode, `${indent}  `))
  }
  return lines
}

/** What the names stand for, each once, and then the answer that is made of them. */
function namedLines(title: string, { args }: ExplainedNode, indent: string): string[] {
  const lines: string[] = []
  for (let index = 0; index + 1 < args.length; index += 2) {
    const name = `Sendo ${String(args[index]?.value)}`
    lines.push(...resultLines(name, args[index + 1] as ExplainedNode, indent))
  }
  return [...lines, ...resultLines(title, args.at(-1) as ExplainedNode, indent)]
}

function describeOther({ title, state, when }: ExplainedRule): string {
  if (state === 'skipped' || when === null) {
    return `Regra "${title}": não foi tentada, porque uma regra anterior já respondeu.`
  }
  if (when.op === 'literal') return `Regra "${title}": não se aplica; a condição é sempre falsa.`
  return `Regra "${title}": não se aplica, porque ${refusal(failing(when))}.`
}

function condition(node: ExplainedNode): string {
  return node.op === 'literal' ? 'sempre' : phrase(node)
}

/** The condition that decided: in a chain of "e", the one that failed. */
function failing(node: ExplainedNode): ExplainedNode {
  const last = node.args.at(-1)
  const goesOn = node.op === 'and' || node.op === 'let'
  return goesOn && last !== undefined ? failing(last) : node
}

function result(node: ExplainedNode): string {
  const value = formatValue(node.value, node.decimal)
  if (node.op === 'literal' || node.op === 'var') return value
  if (node.op === 'let') return result(node.args.at(-1) as ExplainedNode)
  if (isCharge(node)) return phrase(node)
  const text = phrase(node)
  return text === value ? value : `${value}, de ${text}`
}

/** Bracket calculations inside a node, each once. */
function chargesIn(node: ExplainedNode): ExplainedNode[] {
  return isCharge(node) ? [node] : node.args.flatMap(chargesIn)
}

function isCharge({ op }: ExplainedNode): boolean {
  return op === 'brackets' || op === 'flat_by_range'
}

interface Charge {
  readonly amount: string
  readonly lines: readonly {
    readonly from: string
    readonly to: string | null
    readonly m3: string
    readonly price: string
    readonly amount: string
  }[]
}

function bracketLines({ value }: ExplainedNode, indent: string): string[] {
  const { amount, lines } = value as Charge
  const written = lines.map(({ from, to, m3, price, amount: part }) => {
    const range =
      to === null
        ? `acima de ${formatNumber(from)}`
        : `de ${formatNumber(from)} a ${formatNumber(to)}`
    return `${indent}${range} m³: ${formatNumber(m3)} m³ × R$ ${formatNumber(price)} = R$ ${money(part)}`
  })
  return [...written, `${indent}Soma: R$ ${money(amount)}`]
}

/** Amounts with at least the two decimals of cents. */
function money(text: string): string {
  return formatDecimal(Dec.of(text), 2)
}
