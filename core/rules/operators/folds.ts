import { INTEGER, type Type } from '../check/type.ts'
import { Fault } from '../errors.ts'
import type { Dec } from '#core/money/index'
import { compareNumbers, toList, type Value } from '../values.ts'
import { safeSum, toNumber } from './arguments.ts'
import { arithmeticType } from './arithmetic.ts'
import { family, type Param } from './operator.ts'

const LIST: Param = { name: 'list', title: 'Lista', accepts: 'list' }
const VALUE: Param = { name: 'value', title: 'Valor do elemento', accepts: 'body' }
const COST = '1 + por elemento: 1 + a expressão'
const SCOPE =
  'Dentro, "var" vê só o elemento ("" é ele inteiro); dados de fora entram com "scoped".'

/** The values of the expression on each element, as numbers; the fault is the expression's. */
function numbers(list: Value): (number | Dec)[] {
  return toList(list, 0).map((value, index) => {
    try {
      return toNumber(value, 1)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      throw new Fault(error.code, `posição ${index}: ${error.message}`, 1)
    }
  })
}

function extreme(wanted: -1 | 1): (list: Value) => Value {
  return (list) => {
    const [first, ...others] = numbers(list)
    if (first === undefined) {
      const detail = 'a lista está vazia; teste antes o seu tamanho com "length"'
      throw new Fault('E_RULES_ARGUMENT', detail, 0)
    }
    return others.reduce(
      (best, value) => (compareNumbers(value, best) * wanted > 0 ? value : best),
      first
    )
  }
}

const bodyType = ([, body]: readonly Type[]): Type =>
  body === undefined ? INTEGER : arithmeticType([body])
const ROWS = { literal: [[{ m3: '10.5' }, { m3: '4' }]] }

/**
 * Operators that compute an expression on each element and put the values together: `run` takes the list of values
 * (`sum_of`, `max_of`, `min_of`), or of the elements for which the condition holds (`count`).
 */
export const LIST_FOLDS = family(
  {
    name: 'count',
    title: 'Conta',
    doc: `Em quantos elementos a condição vale. ${SCOPE}`,
    params: [LIST, { name: 'condition', title: 'Condição do elemento', accepts: 'body' }],
    types: '(lista, condição) → inteiro',
    cost: COST,
    result: INTEGER,
    examples: [{ rule: { count: [[-1, 2, 3], { '>': [{ var: [''] }, 0] }] }, value: 2 }],
    run: (list: Value) => toList(list, 0).length,
  },
  {
    name: 'sum_of',
    title: 'Soma dos elementos',
    doc: `A soma da expressão em todos os elementos; numa lista vazia, o inteiro 0. ${SCOPE}`,
    params: [LIST, VALUE],
    types: '(lista, expressão) → número',
    cost: COST,
    result: bodyType,
    examples: [{ rule: { sum_of: [ROWS, { var: ['m3'] }] }, value: '14.5' }],
    run: (list: Value) => numbers(list).reduce(safeSum, 0),
  },
  {
    name: 'max_of',
    title: 'Maior dos elementos',
    doc: `O maior valor da expressão entre os elementos. Lista vazia é erro. ${SCOPE}`,
    params: [LIST, VALUE],
    types: '(lista, expressão) → número',
    cost: COST,
    result: bodyType,
    examples: [{ rule: { max_of: [ROWS, { var: ['m3'] }] }, value: '10.5' }],
    run: extreme(1),
  },
  {
    name: 'min_of',
    title: 'Menor dos elementos',
    doc: `O menor valor da expressão entre os elementos. Lista vazia é erro. ${SCOPE}`,
    params: [LIST, VALUE],
    types: '(lista, expressão) → número',
    cost: COST,
    result: bodyType,
    examples: [{ rule: { min_of: [ROWS, { var: ['m3'] }] }, value: '4' }],
    run: extreme(-1),
  }
)
