import { Dec, type RoundingMode } from '#core/money/index'
import { DECIMAL, listOf, objectOf, type Type } from '../check/type.ts'
import { Fault } from '../errors.ts'
import { toDec, type Value, type ValueObject } from '../values.ts'
import { MODE, SCALE, toMode, toOption, toScale } from './arguments.ts'
import { readBlocks, type Block } from './blocks.ts'
import { family, type OperatorExample, type Param } from './operator.ts'

const ROUNDINGS = ['per_bracket', 'total'] as const

const PARAMS: readonly Param[] = [
  { name: 'volume', title: 'Volume (m³)', accepts: 'number' },
  { name: 'economies', title: 'Economias (multiplica os limites)', accepts: 'number' },
  { name: 'blocks', title: 'Faixas por economia: {over, to, price}', accepts: 'list' },
  SCALE,
  MODE,
]

const ROUNDING: Param = {
  name: 'rounding',
  title: 'Onde se arredonda',
  accepts: 'text',
  options: ROUNDINGS,
}

/** What the checker knows of a line. */
const LINE: Type = objectOf({
  from: { ...DECIMAL, unit: 'm3' },
  to: { ...DECIMAL, unit: 'm3', nullable: true },
  m3: { ...DECIMAL, unit: 'm3' },
  price: DECIMAL,
  amount: { ...DECIMAL, unit: 'BRL' },
})

const EXAMPLE_BLOCKS = {
  literal: [
    [
      { over: 0, to: 10, price: '3.457' },
      { over: 10, to: null, price: '4.149' },
    ],
  ],
}

interface Charge {
  readonly volume: Dec
  readonly economies: Dec
  readonly blocks: readonly Block[]
  readonly scale: number
  readonly mode: RoundingMode
}

function toCharge(args: readonly Value[]): Charge {
  const [volume, economies, blocks, scale, mode] = args as [Value, Value, Value, Value, Value]
  const charge = {
    volume: toDec(volume, 0),
    economies: toDec(economies, 1),
    blocks: readBlocks(blocks, 2),
    scale: toScale(scale, 3),
    mode: toMode(mode, 4),
  }
  if (charge.volume.isNegative()) {
    throw new Fault('E_RULES_ARGUMENT', `o volume ${charge.volume} é negativo`, 0)
  }
  if (charge.economies.sign() <= 0) {
    const detail = `o número de economias deve ser maior que zero, veio ${charge.economies}`
    throw new Fault('E_RULES_ARGUMENT', detail, 1)
  }
  return charge
}

/** Limits of one block for all economies: limits are multiplied, the volume is never divided. */
function limits(block: Block, economies: Dec): { from: Dec; to: Dec | null } {
  return {
    from: block.over.times(economies),
    to: block.to === null ? null : block.to.times(economies),
  }
}

function beyond(volume: Dec): Fault {
  return new Fault('E_RULES_ARGUMENT', `o volume ${volume} passa da última faixa`, 2)
}

/**
 * `per_bracket` rounds each bracket; `total` rounds the running total, so that every printed line has the scale asked for
 * and the lines still sum exactly to the rounded total.
 */
function brackets(...args: Value[]): Value {
  const { volume, economies, blocks, scale, mode } = toCharge(args)
  const rounding = toOption(args[5] as Value, ROUNDINGS, 5)
  const lines: ValueObject[] = []
  let exact = Dec.ZERO
  let amount = Dec.ZERO
  let reached = volume.isZero()
  for (const block of blocks) {
    if (reached) break
    const { from, to } = limits(block, economies)
    reached = to === null || volume.lte(to)
    const m3 = (reached ? volume : (to as Dec)).minus(from)
    const charge = m3.times(block.price)
    exact = exact.plus(charge)
    const after =
      rounding === 'per_bracket' ? amount.plus(charge.round(scale, mode)) : exact.round(scale, mode)
    lines.push({ from, to, m3, price: block.price, amount: after.minus(amount) })
    amount = after
  }
  if (!reached) throw beyond(volume)
  return { amount, lines }
}

function flatByRange(...args: Value[]): Value {
  const { volume, economies, blocks, scale, mode } = toCharge(args)
  if (volume.isZero()) return { amount: Dec.ZERO, lines: [] }
  for (const block of blocks) {
    const { from, to } = limits(block, economies)
    if (to !== null && volume.gt(to)) continue
    const amount = volume.times(block.price).round(scale, mode)
    return { amount, lines: [{ from, to, m3: volume, price: block.price, amount }] }
  }
  throw beyond(volume)
}

function chargeType(max?: number): Type {
  return objectOf({ amount: { ...DECIMAL, unit: 'BRL' }, lines: listOf(LINE, max) })
}

const lineCount = (value: Value) => ((value as ValueObject).lines as readonly Value[]).length

const BRACKETS_EXAMPLE: OperatorExample = {
  rule: { brackets: [15, 1, EXAMPLE_BLOCKS, 2, 'half-up', 'per_bracket'] },
  value: {
    amount: '55.32',
    lines: [
      { from: '0', to: '10', m3: '10', price: '3.457', amount: '34.57' },
      { from: '10', to: null, m3: '5', price: '4.149', amount: '20.75' },
    ],
  },
}

const FLAT_EXAMPLE: OperatorExample = {
  rule: { flat_by_range: [15, 1, EXAMPLE_BLOCKS, 2, 'half-up'] },
  value: {
    amount: '62.24',
    lines: [{ from: '10', to: null, m3: '15', price: '4.149', amount: '62.24' }],
  },
}

export const BRACKETS = family(
  {
    name: 'brackets',
    title: 'Faixas de consumo em cascata',
    doc: 'Cada parte do volume ao preço da sua faixa. Os limites das faixas são por economia e são multiplicados pelas economias; o volume nunca é dividido. "per_bracket" arredonda cada faixa; "total" arredonda só o total, e as linhas somam exatamente o total.',
    params: [...PARAMS, ROUNDING],
    types:
      '(volume, economias, faixas, casas, modo, onde) → {amount, lines: [{from, to, m3, price, amount}]}',
    cost: '1 + 2 por faixa',
    result: ([, , blocks]) => chargeType(blocks?.max),
    weight: (value) => 2 * lineCount(value),
    examples: [BRACKETS_EXAMPLE],
    run: brackets,
  },
  {
    name: 'flat_by_range',
    title: 'Preço único pela faixa atingida',
    doc: 'Todo o volume ao preço da faixa em que ele cai. Os limites são multiplicados pelas economias.',
    params: PARAMS,
    types:
      '(volume, economias, faixas, casas, modo) → {amount, lines: [{from, to, m3, price, amount}]}',
    cost: '1 + 2 por faixa',
    result: chargeType(1),
    weight: (value) => 2 * lineCount(value),
    examples: [FLAT_EXAMPLE],
    run: flatByRange,
  }
)
