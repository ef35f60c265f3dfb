import { isCivilDate } from '#core/calendar/index'
import type { Accepts } from '../operators/operator.ts'
import { isDecimalWritten, isEveryValue, isNumeric, isText, type Type } from './type.ts'

/** Whether values of a type fit what a parameter takes: surely, perhaps (known only at run time), or never. */
export type Fit = 'yes' | 'maybe' | 'no'

export function fitOf(accepts: Accepts, type: Type): Fit {
  if (accepts === 'any' || accepts === 'body') return 'yes'
  if (type.kind === 'any') return 'maybe'
  if (type.kind === 'null') return 'no'
  switch (accepts) {
    case 'printable':
      return sure(isNumeric(type) || isText(type))
    case 'readable':
      return sure(isNumeric(type) || isReadable(type))
    case 'key':
      return isText(type) ? 'yes' : fitInteger(type)
    case 'number':
      return sure(isNumeric(type) || isDecimalWritten(type))
    case 'integer':
      return fitInteger(type)
    case 'text':
      return sure(isText(type))
    case 'date':
      return fitDate(type)
    case 'numbers':
      return fitElements('number', type)
    case 'lists':
      return fitElements('list', type)
    case 'boolean':
    case 'list':
    case 'object':
      return sure(type.kind === accepts)
  }
}

function sure(fits: boolean): Fit {
  return fits ? 'yes' : 'no'
}

function isReadable(type: Type): boolean {
  return type.kind === 'text' && (type.values === undefined || isDecimalWritten(type))
}

function fitElements(accepts: Accepts, { kind, element, max }: Type): Fit {
  if (kind !== 'list') return 'no'
  return element === undefined || max === 0 ? 'maybe' : fitOf(accepts, element)
}

function fitInteger({ kind }: Type): Fit {
  if (kind === 'integer') return 'yes'
  return kind === 'number' ? 'maybe' : 'no'
}

function fitDate(type: Type): Fit {
  if (type.kind === 'date') return 'yes'
  if (type.kind !== 'text') return 'no'
  return type.values === undefined ? 'maybe' : sure(isEveryValue(type, isCivilDate))
}

const WANTED: Readonly<Record<Accepts, string>> = {
  any: 'um valor',
  body: 'uma expressão',
  printable: 'um texto ou número',
  readable: 'um número, ou um texto que seja um número',
  key: 'um texto ou inteiro',
  boolean: 'sim ou não',
  number: 'um número',
  integer: 'um inteiro',
  text: 'um texto',
  date: 'uma data',
  list: 'uma lista',
  numbers: 'uma lista de números',
  lists: 'uma lista de listas',
  object: 'um objeto',
}

export function wanted(accepts: Accepts): string {
  return WANTED[accepts]
}

const NAMES: Readonly<Record<Type['kind'], string>> = {
  any: 'um valor de tipo desconhecido',
  null: 'vazio',
  boolean: 'sim ou não',
  integer: 'um inteiro',
  decimal: 'um decimal',
  number: 'um número',
  text: 'um texto',
  date: 'uma data',
  list: 'uma lista',
  object: 'um objeto',
}

/** A type in words: `o texto "RES"`, `um decimal`. */
export function typeName(type: Type): string {
  const only = type.values?.length === 1 ? type.values[0] : undefined
  if (only === undefined) return NAMES[type.kind]
  return `${type.kind === 'text' ? 'o texto' : 'o número'} ${JSON.stringify(only)}`
}
