import { Dec } from '#core/money/index'
import { BOOLEAN, TEXT, type Type } from '../check/type.ts'
import { Fault } from '../errors.ts'
import { toDec, toText, typeFault, type Value } from '../values.ts'
import { SCALE, toScale } from './arguments.ts'
import { family } from './operator.ts'

/** Characters that cost one step, so that joining a text to itself over and over ends. */
export const CHARACTERS_PER_STEP = 16

function textOf(value: Value, arg: number): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || value instanceof Dec) return toDec(value, arg).toString()
  throw typeFault('um texto ou número', value, arg)
}

/** Letters of a number, or of a text that states no limit, when cost is estimated. */
const USUAL_LENGTH = 100

function joinedType(args: readonly Type[]): Type {
  return { kind: 'text', max: args.reduce((sum, { max }) => sum + (max ?? USUAL_LENGTH), 0) }
}

export const TEXTS = family(
  {
    name: 'concat',
    title: 'Junta textos',
    doc: 'Junta textos e números num só texto.',
    params: [{ name: 'parts', title: 'Partes', accepts: 'printable', repeat: 1 }],
    types: '(texto ou número…) → texto',
    cost: '1 + 1 a cada 16 letras',
    result: joinedType,
    weight: (value) => Math.floor((value as string).length / CHARACTERS_PER_STEP),
    examples: [{ rule: { concat: ['Faixa ', 2] }, value: 'Faixa 2' }],
    run: (...values: Value[]) => values.map(textOf).join(''),
  },
  {
    name: 'text',
    title: 'Converte em texto',
    doc: 'O número como texto, sem zeros à direita; um texto fica como está.',
    params: [{ name: 'value', title: 'Valor', accepts: 'printable' }],
    types: '(texto ou número) → texto',
    cost: '1',
    result: TEXT,
    examples: [{ rule: { text: [{ '+': ['1.50', 1] }] }, value: '2.5' }],
    run: (value: Value) => textOf(value, 0),
  },
  {
    name: 'fixed',
    title: 'Texto com casas fixas',
    doc: 'O número como texto com exatamente essas casas. Se perderia casas é erro: arredonde antes.',
    params: [{ name: 'value', title: 'Número', accepts: 'number' }, SCALE],
    types: '(número, casas) → texto',
    cost: '1',
    result: TEXT,
    examples: [{ rule: { fixed: ['3.5', 2] }, value: '3.50' }],
    run: (value: Value, places: Value) => {
      const number = toDec(value, 0)
      const scale = toScale(places, 1)
      if (number.scale <= scale) return number.toFixed(scale)
      throw new Fault(
        'E_RULES_ARGUMENT',
        `${number} não cabe em ${scale} casas; arredonde antes`,
        0
      )
    },
  },
  {
    name: 'starts_with',
    title: 'Começa com',
    doc: 'Se o texto começa com o outro, letra por letra.',
    params: [
      { name: 'text', title: 'Texto', accepts: 'text' },
      { name: 'start', title: 'Começo', accepts: 'text' },
    ],
    types: '(texto, texto) → sim/não',
    cost: '1',
    result: BOOLEAN,
    examples: [{ rule: { starts_with: ['RES-SOCIAL', 'RES'] }, value: true }],
    run: (text: Value, start: Value) => toText(text, 0).startsWith(toText(start, 1)),
  }
)
