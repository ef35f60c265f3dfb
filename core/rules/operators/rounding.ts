import { Dec, LEFTOVERS, split } from '#core/money/index'
import { DECIMAL, listOf } from '../check/type.ts'
import { Fault } from '../errors.ts'
import { toDec, toList, type Value } from '../values.ts'
import { MODE, SCALE, toMode, toOption, toScale } from './arguments.ts'
import { family, type Param } from './operator.ts'

const MAX_SCALE = 12

const A: Param = { name: 'a', title: 'Número', accepts: 'number' }
const B: Param = { name: 'b', title: 'Fator', accepts: 'number' }
const DIVISOR: Param = { name: 'divisor', title: 'Divisor', accepts: 'number' }

function toDivisor(value: Value, arg: number): Dec {
  const divisor = toDec(value, arg)
  if (divisor.isZero()) throw new Fault('E_RULES_DIVISION_BY_ZERO', 'o divisor é zero', arg)
  return divisor
}

/** Shares a total out; everything that `split` would refuse is refused here with its place. */
function share(total: Value, weights: Value, places: Value, leftover: Value): Value {
  const amount = toDec(total, 0)
  const parts = toList(weights, 1).map((weight) => toDec(weight, 1))
  const scale = toScale(places, 2)
  const choice = toOption(leftover, LEFTOVERS, 3)
  if (amount.scale > scale) {
    throw new Fault('E_RULES_ARGUMENT', `${amount} tem mais de ${scale} casas; arredonde antes`, 0)
  }
  if (parts.some((part) => part.isNegative() || part.scale > MAX_SCALE)) {
    throw new Fault(
      'E_RULES_ARGUMENT',
      'os pesos não podem ser negativos nem ter mais de 12 casas',
      1
    )
  }
  if (parts.every((part) => part.isZero())) {
    throw new Fault('E_RULES_DIVISION_BY_ZERO', 'a soma dos pesos é zero', 1)
  }
  return split(amount, parts, scale, choice)
}

export const ROUNDING = family(
  {
    name: 'divide',
    title: 'Divisão',
    doc: 'Divide e arredonda uma vez, com as casas e o modo declarados. Dividir por zero é erro.',
    params: [A, DIVISOR, SCALE, MODE],
    types: '(número, número, casas, modo) → decimal',
    cost: '1',
    result: DECIMAL,
    examples: [
      { rule: { divide: [10, 3, 2, 'half-up'] }, value: '3.33' },
      { rule: { divide: ['1', 8, 2, 'half-even'] }, value: '0.12' },
    ],
    run: (a: Value, b: Value, scale: Value, mode: Value) =>
      toDec(a, 0).divide(toDivisor(b, 1), toScale(scale, 2), toMode(mode, 3)),
  },
  {
    name: 'muldiv',
    title: 'Multiplica e divide',
    doc: 'a × b ÷ c, exato até o fim e arredondado uma vez: rateios e frações como 1%/30 ao dia.',
    params: [A, B, DIVISOR, SCALE, MODE],
    types: '(número, número, número, casas, modo) → decimal',
    cost: '1',
    result: DECIMAL,
    examples: [{ rule: { muldiv: ['100.00', 20, 31, 2, 'half-up'] }, value: '64.52' }],
    run: (a: Value, b: Value, c: Value, scale: Value, mode: Value) =>
      Dec.muldiv(toDec(a, 0), toDec(b, 1), toDivisor(c, 2), toScale(scale, 3), toMode(mode, 4)),
  },
  {
    name: 'round',
    title: 'Arredonda',
    doc: 'Arredonda para as casas e com o modo declarados.',
    params: [A, SCALE, MODE],
    types: '(número, casas, modo) → decimal',
    cost: '1',
    result: DECIMAL,
    examples: [
      { rule: { round: ['2.675', 2, 'half-up'] }, value: '2.68' },
      { rule: { round: ['2.679', 2, 'down'] }, value: '2.67' },
    ],
    run: (a: Value, scale: Value, mode: Value) =>
      toDec(a, 0).round(toScale(scale, 1), toMode(mode, 2)),
  },
  {
    name: 'split',
    title: 'Rateio',
    doc: 'Divide um total em proporção aos pesos; as partes somam exatamente o total e a sobra vai para quem se declara.',
    params: [
      { name: 'total', title: 'Total', accepts: 'number' },
      { name: 'weights', title: 'Pesos', accepts: 'numbers' },
      SCALE,
      { name: 'leftover', title: 'Sobra', accepts: 'text', options: LEFTOVERS },
    ],
    types: '(número, lista de números, casas, sobra) → lista de decimais',
    cost: '1 + tamanho da lista',
    result: ([, weights]) => listOf(DECIMAL, weights?.max, weights?.min),
    weight: (_value, [, weights]) => (weights as readonly Value[]).length,
    examples: [
      {
        rule: { split: ['100.00', [1, 1, 1], 2, 'largest-remainder'] },
        value: ['33.34', '33.33', '33.33'],
      },
    ],
    run: share,
  }
)
