import { ANY, INTEGER, joinAll, listOf, objectOf, type Type } from '../check/type.ts'
import { Fault } from '../errors.ts'
import {
  admit,
  isForbiddenName,
  toInteger,
  toList,
  toObject,
  toText,
  type Value,
  type ValueObject,
} from '../values.ts'
import { family, type Param } from './operator.ts'

const LIST: Param = { name: 'list', title: 'Lista', accepts: 'list' }

function field(holderValue: Value, name: Value): Value {
  const holder = toObject(holderValue, 0)
  const key = toText(name, 1)
  if (Object.hasOwn(holder, key) && !isForbiddenName(key)) return admit(holder[key])
  throw new Fault('E_RULES_FIELD_MISSING', `não há o campo ${JSON.stringify(key.slice(0, 40))}`, 1)
}

function makeObject(...parts: readonly Value[]): Value {
  const made: Record<string, Value> = {}
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const name = toText(parts[index] as Value, index)
    if (isForbiddenName(name) || Object.hasOwn(made, name)) {
      throw new Fault('E_RULES_ARGUMENT', `nome de campo repetido ou proibido: "${name}"`, index)
    }
    made[name] = parts[index + 1] as Value
  }
  return made
}

function at(list: Value, position: Value): Value {
  const elements = toList(list, 0)
  const index = toInteger(position, 1)
  if (index >= 0 && index < elements.length) return admit(elements[index])
  const detail = `não há posição ${index} numa lista de ${elements.length} (a primeira é 0)`
  throw new Fault('E_RULES_INDEX', detail, 1)
}

function scopedType([list, facts]: readonly Type[]): Type {
  return listOf(objectOf({ it: list?.element ?? ANY, facts: facts ?? ANY }), list?.max)
}

function flattenType([lists]: readonly Type[]): Type {
  const inner = lists?.element
  const isBounded = lists?.max !== undefined && inner?.max !== undefined
  return listOf(inner?.element ?? ANY, isBounded ? lists.max * inner.max : undefined)
}

const size = (value: Value) => (value as readonly Value[]).length

export const STRUCTURES = family(
  {
    name: 'object',
    title: 'Objeto',
    doc: 'Monta um objeto de nomes e valores alternados.',
    params: [{ name: 'parts', title: 'Nome, valor, nome, valor…', accepts: 'any', repeat: 2 }],
    types: '(nome, valor…) → objeto',
    cost: '1',
    result: (args) => {
      const fields: [string, Type][] = []
      for (let index = 0; index + 1 < args.length; index += 2) {
        fields.push([String(args[index]?.values?.[0]), args[index + 1] ?? ANY])
      }
      return objectOf(Object.fromEntries(fields))
    },
    examples: [{ rule: { object: ['code', 'A', 'days', 3] }, value: { code: 'A', days: 3 } }],
    run: makeObject,
  },
  {
    name: 'field',
    title: 'Campo de um objeto',
    doc: 'O valor de um campo. Campo inexistente é erro.',
    params: [
      { name: 'object', title: 'Objeto', accepts: 'object' },
      { name: 'name', title: 'Nome do campo', accepts: 'text' },
    ],
    types: '(objeto, nome) → valor',
    cost: '1',
    result: ([holder, name]) => {
      const only = name?.values?.length === 1 ? String(name.values[0]) : undefined
      const fields = holder?.fields
      return only !== undefined && fields !== undefined && Object.hasOwn(fields, only)
        ? (fields[only] ?? ANY)
        : ANY
    },
    examples: [{ rule: { field: [{ object: ['price', '3.45'] }, 'price'] }, value: '3.45' }],
    run: field,
  },
  {
    name: 'scoped',
    title: 'Lista com dados de fora',
    doc: 'Cada elemento vira {it, facts}, para que map, filter e os outros vejam também dados de fora da lista.',
    params: [LIST, { name: 'facts', title: 'Dados de fora', accepts: 'any' }],
    types: '(lista, valor) → lista de {it, facts}',
    cost: '1 + tamanho da lista',
    result: scopedType,
    weight: size,
    examples: [
      {
        rule: {
          map: [{ scoped: [[1, 2], 10] }, { '+': [{ var: ['it'] }, { var: ['facts'] }] }],
        },
        value: [11, 12],
      },
    ],
    run: (list: Value, facts: Value): Value =>
      toList(list, 0).map((it): ValueObject => ({ it, facts })),
  },
  {
    name: 'length',
    title: 'Tamanho da lista',
    doc: 'Quantos elementos a lista tem.',
    params: [LIST],
    types: '(lista) → inteiro',
    cost: '1',
    result: INTEGER,
    examples: [{ rule: { length: [[4, 5, 6]] }, value: 3 }],
    run: (list: Value) => toList(list, 0).length,
  },
  {
    name: 'at',
    title: 'Elemento da lista',
    doc: 'O elemento de uma posição; a primeira é 0. Posição inexistente é erro.',
    params: [LIST, { name: 'position', title: 'Posição', accepts: 'integer' }],
    types: '(lista, inteiro) → valor',
    cost: '1',
    result: ([list]) => list?.element ?? ANY,
    examples: [{ rule: { at: [['a', 'b'], 1] }, value: 'b' }],
    run: at,
  },
  {
    name: 'flatten',
    title: 'Junta listas',
    doc: 'Uma só lista com os elementos de uma lista de listas, na ordem.',
    params: [{ name: 'lists', title: 'Lista de listas', accepts: 'lists' }],
    types: '(lista de listas) → lista',
    cost: '1 + tamanho do resultado',
    result: flattenType,
    weight: (value, [lists]) => size(value) + size(lists as Value),
    examples: [{ rule: { flatten: [[[1, 2], [], [3]]] }, value: [1, 2, 3] }],
    run: (lists: Value): Value => toList(lists, 0).flatMap((list) => toList(list, 0)),
  }
)

/** The join of the elements' types; used for lists written in a rule. */
export function literalListType(elements: readonly Type[]): Type {
  return listOf(joinAll(elements), elements.length, elements.length)
}
