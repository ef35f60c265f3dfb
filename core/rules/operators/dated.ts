import { ANY } from '../check/type.ts'
import { Fault } from '../errors.ts'
import { isEqual, toList, toObject, toText, type Value, type ValueObject } from '../values.ts'
import { toDate } from './dates.ts'
import { family, type Param } from './operator.ts'

const LIST: Param = { name: 'list', title: 'Lista de objetos', accepts: 'list' }

/** Own field of an element; the fault names the element. */
function fieldOf(
  element: Value,
  name: string,
  index: number
): { holder: ValueObject; value: Value } {
  const holder = toObject(element, 0)
  if (Object.hasOwn(holder, name)) return { holder, value: holder[name] as Value }
  const detail = `posição ${index}: não há o campo ${JSON.stringify(name.slice(0, 40))}`
  throw new Fault('E_RULES_FIELD_MISSING', detail, 0)
}

/** The last element that begins on the date or before; the list must be in order, so that none is passed over. */
function inForceOn(list: Value, day: Value): Value {
  const elements = toList(list, 0)
  const date = toDate(day, 1)
  let found: Value = null
  let before = ''
  for (const [index, element] of elements.entries()) {
    const { holder, value } = fieldOf(element, 'from', index)
    const from = toDate(value, 0)
    if (from <= before) {
      const detail = `posição ${index}: as datas de "from" devem crescer, e ${from} vem depois de ${before}`
      throw new Fault('E_RULES_ARGUMENT', detail, 0)
    }
    before = from
    if (from <= date) found = holder
  }
  if (found !== null) return found
  throw new Fault('E_RULES_INDEX', `nada está em vigor em ${date}`, 1)
}

function findBy(list: Value, name: Value, wanted: Value): Value {
  const elements = toList(list, 0)
  const field = toText(name, 1)
  let found: Value = null
  for (const [index, element] of elements.entries()) {
    const { holder, value } = fieldOf(element, field, index)
    if (!isSame(value, wanted, index)) continue
    if (found !== null) {
      throw new Fault('E_RULES_INDEX', `mais de um elemento tem esse "${field.slice(0, 40)}"`, 2)
    }
    found = holder
  }
  if (found !== null) return found
  throw new Fault('E_RULES_INDEX', `nenhum elemento tem esse "${field.slice(0, 40)}"`, 2)
}

function isSame(value: Value, wanted: Value, index: number): boolean {
  try {
    return isEqual(value, wanted)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    throw new Fault(error.code, `posição ${index}: ${error.message}`, 2)
  }
}

const size = (_value: Value, [list]: readonly Value[]) => (list as readonly Value[]).length
const RATES = {
  literal: [
    [
      { from: '2026-01-01', percent: '1.2' },
      { from: '2026-07-01', percent: '1.1' },
    ],
  ],
}
const AREAS = {
  literal: [
    [
      { code: 'A', days: 3 },
      { code: 'B', days: 5 },
    ],
  ],
}

export const DATED = family(
  {
    name: 'in_force_on',
    title: 'Em vigor na data',
    doc: 'De uma lista de objetos com "from" em ordem crescente, o último que começa até a data: índices e valores datados da configuração. Nada em vigor é erro.',
    params: [LIST, { name: 'date', title: 'Data', accepts: 'date' }],
    types: '(lista de {from, …}, data) → objeto',
    cost: '1 + tamanho da lista',
    result: ([list]) => list?.element ?? ANY,
    weight: size,
    examples: [
      {
        rule: { field: [{ in_force_on: [RATES, '2026-06-30'] }, 'percent'] },
        value: '1.2',
      },
      {
        rule: { in_force_on: [{ lookup: ['index', 'IPCA'] }, '2026-03-01'] },
        lookups: { 'index/IPCA': [{ from: '2026-01-01', percent: '0.4' }] },
        value: { from: '2026-01-01', percent: '0.4' },
      },
    ],
    run: inForceOn,
  },
  {
    name: 'find_by',
    title: 'Elemento com o valor',
    doc: 'O único elemento cujo campo é igual ao valor. Nenhum, ou mais de um, é erro.',
    params: [
      LIST,
      { name: 'field', title: 'Nome do campo', accepts: 'text' },
      { name: 'value', title: 'Valor', accepts: 'any' },
    ],
    types: '(lista de objetos, nome, valor) → objeto',
    cost: '1 + tamanho da lista',
    result: ([list]) => list?.element ?? ANY,
    weight: size,
    examples: [{ rule: { field: [{ find_by: [AREAS, 'code', 'B'] }, 'days'] }, value: 5 }],
    run: findBy,
  }
)
