import { BOOLEAN, joinAll, type Type } from '../check/type.ts'
import { compareNumbers, isEqual, toBoolean, toList, type Value } from '../values.ts'
import { Fault } from '../errors.ts'
import { family, type Operator, type Param } from './operator.ts'

const A: Param = { name: 'a', title: 'Número', accepts: 'number' }
const B: Param = { name: 'b', title: 'Número', accepts: 'number' }
const C: Param = { name: 'c', title: 'Limite superior', accepts: 'number', optional: true }
const LEFT: Param = { name: 'left', title: 'Valor', accepts: 'any' }
const RIGHT: Param = { name: 'right', title: 'Valor', accepts: 'any' }
const ANYTHING: Param = { name: 'value', title: 'Valor', accepts: 'any' }

const EQUALITY =
  'Números e decimais comparam pelo valor, textos letra por letra, vazio só é igual a vazio; tipos diferentes são erro.'

function isIn(value: Value, list: Value): boolean {
  for (const [index, element] of toList(list, 1).entries()) {
    try {
      if (isEqual(value, element)) return true
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      throw new Fault(error.code, `posição ${index}: ${error.message}`, 1)
    }
  }
  return false
}

function ordering(
  name: string,
  title: string,
  holds: (order: number) => boolean,
  example: { readonly rule: Operator['examples'][number]['rule']; readonly value: boolean }
): Operator {
  return {
    name,
    title,
    doc: `${title}: compara dois números ou textos de decimais pelo valor.`,
    params: [A, B],
    types: '(número, número) → sim/não',
    cost: '1',
    result: BOOLEAN,
    examples: [example],
    run: (a: Value, b: Value) => holds(compareNumbers(a, b)),
  }
}

/** With a third number, `a < b` and `b < c`: all three are read. */
function between(operator: Operator, holds: (order: number) => boolean): Operator {
  return {
    ...operator,
    doc: `${operator.doc} Com três, o do meio fica entre os outros.`,
    params: [A, B, C],
    types: '(número, número, número?) → sim/não',
    run: (a: Value, b: Value, ...rest: Value[]) => {
      const low = holds(compareNumbers(a, b))
      if (rest.length === 0) return low
      const high = holds(compareUpper(b, rest[0] as Value))
      return low && high
    },
  }
}

function compareUpper(middle: Value, upper: Value): number {
  try {
    return compareNumbers(middle, upper)
  } catch (error) {
    if (error instanceof Fault) throw new Fault(error.code, error.message, (error.arg ?? 0) + 1)
    throw error
  }
}

export const COMPARISON = family(
  {
    name: '==',
    title: 'É igual a',
    doc: `Se os dois valores são iguais. ${EQUALITY}`,
    params: [LEFT, RIGHT],
    types: '(valor, valor) → sim/não',
    cost: '1',
    result: BOOLEAN,
    examples: [
      { rule: { '==': ['RES', 'RES'] }, value: true },
      { rule: { '==': [{ decimal: ['10.0'] }, 10] }, value: true },
    ],
    run: (left: Value, right: Value) => isEqual(left, right),
  },
  {
    name: '!=',
    title: 'É diferente de',
    doc: `Se os dois valores são diferentes. ${EQUALITY}`,
    params: [LEFT, RIGHT],
    types: '(valor, valor) → sim/não',
    cost: '1',
    result: BOOLEAN,
    examples: [{ rule: { '!=': [1, 2] }, value: true }],
    run: (left: Value, right: Value) => !isEqual(left, right),
  },
  between(
    ordering('<', 'É menor que', (order) => order < 0, {
      rule: { '<': [1, '1.5', 2] },
      value: true,
    }),
    (order) => order < 0
  ),
  between(
    ordering('<=', 'É menor ou igual a', (order) => order <= 0, {
      rule: { '<=': ['2.0', 2] },
      value: true,
    }),
    (order) => order <= 0
  ),
  ordering('>', 'É maior que', (order) => order > 0, { rule: { '>': [2, '10'] }, value: false }),
  ordering('>=', 'É maior ou igual a', (order) => order >= 0, {
    rule: { '>=': [2, 2] },
    value: true,
  }),
  {
    name: 'in',
    title: 'Está na lista',
    doc: `Se o valor é igual a um dos elementos da lista. ${EQUALITY}`,
    params: [LEFT, { name: 'list', title: 'Lista', accepts: 'list' }],
    types: '(valor, lista) → sim/não',
    cost: '1 + tamanho da lista',
    result: BOOLEAN,
    weight: (_value, [, list]) => (list as readonly Value[]).length,
    examples: [{ rule: { in: ['COM', ['RES', 'COM']] }, value: true }],
    run: isIn,
  },
  {
    name: '!',
    title: 'Não',
    doc: 'O contrário de uma condição.',
    params: [{ name: 'condition', title: 'Condição', accepts: 'boolean' }],
    types: '(sim/não) → sim/não',
    cost: '1',
    result: BOOLEAN,
    examples: [{ rule: { '!': [false] }, value: true }],
    run: (condition: Value) => !toBoolean(condition, 0),
  },
  {
    name: 'is_null',
    title: 'Está vazio',
    doc: 'Se o valor está vazio (null).',
    params: [ANYTHING],
    types: '(valor) → sim/não',
    cost: '1',
    result: BOOLEAN,
    examples: [{ rule: { is_null: [null] }, value: true }],
    run: (value: Value) => value === null,
  },
  {
    name: 'coalesce',
    title: 'Primeiro preenchido',
    doc: 'O primeiro dos valores que não está vazio; vazio se todos estão. Todos são calculados.',
    params: [{ ...ANYTHING, repeat: 2 }],
    types: '(valor, valor…) → valor',
    cost: '1',
    result: coalesceType,
    examples: [{ rule: { coalesce: [null, 7] }, value: 7 }],
    run: (...values: Value[]) => values.find((value) => value !== null) ?? null,
  }
)

function coalesceType(args: readonly Type[]): Type {
  const filled = args.filter(({ kind }) => kind !== 'null')
  const type = joinAll(filled)
  return args.some(({ kind, nullable }) => kind !== 'null' && nullable !== true)
    ? { ...type, nullable: false }
    : { ...type, nullable: true }
}
