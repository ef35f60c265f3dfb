import { Dec } from '#core/money/index'
import { DECIMAL, INTEGER, NUMBER, type Type } from '../check/type.ts'
import { Fault } from '../errors.ts'
import { compareNumbers, isDecimalText, nameOf, toDec, toList, type Value } from '../values.ts'
import { safe, safeSum, toNumber } from './arguments.ts'
import { family, type Param } from './operator.ts'

const NUMBERS: Param = { name: 'numbers', title: 'Números', accepts: 'number', repeat: 2 }
const A: Param = { name: 'a', title: 'Número', accepts: 'number' }
const B: Param = { name: 'b', title: 'Número', accepts: 'number' }
const RULE = 'Só inteiros dão inteiro; com um decimal, o resultado é decimal exato.'

/** Integers give an integer; any decimal among them gives a decimal. */
export function arithmeticType(args: readonly Type[]): Type {
  if (args.every(({ kind }) => kind === 'integer')) return INTEGER
  return args.some(({ kind }) => kind === 'decimal' || kind === 'text') ? DECIMAL : NUMBER
}

function times(left: number | Dec, right: number | Dec): number | Dec {
  if (typeof left === 'number' && typeof right === 'number') return safe(left * right)
  return Dec.of(left).times(Dec.of(right))
}

function fold(
  values: readonly Value[],
  combine: (left: number | Dec, right: number | Dec) => number | Dec
): number | Dec {
  let result = toNumber(values[0] as Value, 0)
  for (let index = 1; index < values.length; index++) {
    result = combine(result, toNumber(values[index] as Value, index))
  }
  return result
}

function pick(values: readonly Value[], wanted: -1 | 1): number | Dec {
  const best = fold(values, (left, right) =>
    compareNumbers(right, left) * wanted > 0 ? right : left
  )
  return values.every((value) => typeof value === 'number') ? best : Dec.of(best)
}

/** Adds the numbers of a list; an empty list gives the integer 0. */
function sum(list: Value): Value {
  let total: number | Dec = 0
  for (const [index, element] of toList(list, 0).entries()) {
    try {
      total = safeSum(total, toNumber(element, 0))
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      throw new Fault(error.code, `posição ${index}: ${error.message}`, 0)
    }
  }
  return total
}

function readDecimal(value: Value): Dec {
  if (typeof value !== 'string' || isDecimalText(value)) return toDec(value, 0)
  throw new Fault('E_RULES_ARGUMENT', `${nameOf(value)} não é um decimal`, 0)
}

export const ARITHMETIC = family(
  {
    name: '+',
    title: 'Soma',
    doc: `Soma dois ou mais números. ${RULE}`,
    params: [NUMBERS],
    types: '(número, número…) → número',
    cost: '1',
    result: arithmeticType,
    examples: [
      { rule: { '+': [1, 2, 3] }, value: 6 },
      { rule: { '+': ['0.1', '0.2'] }, value: '0.3' },
    ],
    run: (...values: Value[]) => fold(values, safeSum),
  },
  {
    name: '-',
    title: 'Subtração',
    doc: `Primeiro número menos o segundo. ${RULE}`,
    params: [A, B],
    types: '(número, número) → número',
    cost: '1',
    result: arithmeticType,
    examples: [{ rule: { '-': ['10.50', 3] }, value: '7.5' }],
    run: (a: Value, b: Value) => {
      const left = toNumber(a, 0)
      const right = toNumber(b, 1)
      if (typeof left === 'number' && typeof right === 'number') return safe(left - right)
      return Dec.of(left).minus(Dec.of(right))
    },
  },
  {
    name: '*',
    title: 'Multiplicação',
    doc: `Multiplica dois ou mais números, sem arredondar. ${RULE}`,
    params: [NUMBERS],
    types: '(número, número…) → número',
    cost: '1',
    result: arithmeticType,
    examples: [{ rule: { '*': [10, '3.457'] }, value: '34.57' }],
    run: (...values: Value[]) => fold(values, times),
  },
  {
    name: 'min',
    title: 'Menor',
    doc: `O menor dos números. ${RULE}`,
    params: [NUMBERS],
    types: '(número, número…) → número',
    cost: '1',
    result: arithmeticType,
    examples: [{ rule: { min: [3, '2.50'] }, value: '2.5' }],
    run: (...values: Value[]) => pick(values, -1),
  },
  {
    name: 'max',
    title: 'Maior',
    doc: `O maior dos números. ${RULE}`,
    params: [NUMBERS],
    types: '(número, número…) → número',
    cost: '1',
    result: arithmeticType,
    examples: [{ rule: { max: [3, 10] }, value: 10 }],
    run: (...values: Value[]) => pick(values, 1),
  },
  {
    name: 'abs',
    title: 'Valor absoluto',
    doc: 'O número sem o sinal.',
    params: [A],
    types: '(número) → número',
    cost: '1',
    result: arithmeticType,
    examples: [{ rule: { abs: [-4] }, value: 4 }],
    run: (a: Value) => {
      const number = toNumber(a, 0)
      return typeof number === 'number' ? Math.abs(number) : number.abs()
    },
  },
  {
    name: 'neg',
    title: 'Troca de sinal',
    doc: 'O número com o sinal trocado.',
    params: [A],
    types: '(número) → número',
    cost: '1',
    result: arithmeticType,
    examples: [{ rule: { neg: ['4.20'] }, value: '-4.2' }],
    run: (a: Value) => {
      const number = toNumber(a, 0)
      return typeof number === 'number' ? 0 - number : number.negated()
    },
  },
  {
    name: 'sum',
    title: 'Soma de uma lista',
    doc: 'Soma os números de uma lista; a lista vazia soma 0.',
    params: [{ name: 'list', title: 'Lista de números', accepts: 'numbers' }],
    types: '(lista de números) → número',
    cost: '1 + tamanho da lista',
    result: ([list]) => {
      const element = list?.element
      return element === undefined || element.kind === 'integer' ? (element ?? NUMBER) : NUMBER
    },
    weight: (_value, [list]) => (list as readonly Value[]).length,
    examples: [{ rule: { sum: [['1.5', 2, 3]] }, value: '6.5' }],
    run: sum,
  },
  {
    name: 'decimal',
    title: 'Converte em decimal',
    doc: 'Lê um inteiro ou o texto de um decimal como decimal, para comparar com "==".',
    params: [{ name: 'value', title: 'Valor', accepts: 'readable' }],
    types: '(número ou texto) → decimal',
    cost: '1',
    result: DECIMAL,
    examples: [{ rule: { decimal: ['010.50'] }, value: '10.5' }],
    run: readDecimal,
  },
  {
    name: 'to_integer',
    title: 'Converte em inteiro',
    doc: 'O mesmo número como inteiro. Com casas decimais é erro: arredonde antes.',
    params: [A],
    types: '(número) → inteiro',
    cost: '1',
    result: INTEGER,
    examples: [{ rule: { to_integer: ['12.00'] }, value: 12 }],
    run: (a: Value) => {
      const number = toDec(a, 0)
      if (number.scale > 0) {
        throw new Fault('E_RULES_ARGUMENT', `${number} tem casas decimais; arredonde antes`, 0)
      }
      return safe(Number(number.toString()))
    },
  }
)
