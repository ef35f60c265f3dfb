import { ANY, BOOLEAN, join, joinAll, listOf, type Type } from '../check/type.ts'
import { family, type Param } from './operator.ts'

const LIST: Param = { name: 'list', title: 'Lista', accepts: 'list' }
const CONDITION: Param = { name: 'condition', title: 'Condição do elemento', accepts: 'body' }
const BODY: Param = { name: 'expression', title: 'Expressão do elemento', accepts: 'body' }
const CONDITIONS: Param = {
  name: 'conditions',
  title: 'Condições',
  accepts: 'boolean',
  repeat: 1,
}
const PER_ELEMENT = '1 + por elemento: 1 + a expressão'
const SCOPE =
  'Dentro, "var" vê só o elemento ("" é ele inteiro); dados de fora entram com "scoped".'
const FIRST_POSITIVE = { '>': [{ var: [''] }, 0] }

function ifType(args: readonly Type[]): Type {
  return joinAll(args.filter((_, index) => index % 2 === 1 || index === args.length - 1))
}

/** The operators that the evaluators themselves are made of: they have no function of their own. */
export const CORE = family(
  {
    name: 'var',
    title: 'Dado',
    doc: 'Lê um dado pelo caminho ("premise.category", "readings.0.volume"). Dado inexistente é erro; não há valor padrão.',
    params: [{ name: 'path', title: 'Caminho', accepts: 'text' }],
    types: '(caminho) → valor',
    cost: '1',
    result: ANY,
    examples: [{ rule: { var: ['a.1'] }, facts: { a: [5, 6] }, value: 6 }],
  },
  {
    name: 'lookup',
    title: 'Configuração',
    doc: 'O conteúdo de um item do pacote de configuração, pela chave "tipo/chave", ou por prefixo e expressão. Sem barra no prefixo, ela é posta entre os dois. Item inexistente é erro.',
    params: [
      { name: 'key', title: 'Chave ou prefixo', accepts: 'text' },
      { name: 'rest', title: 'Resto da chave', accepts: 'key', optional: true },
    ],
    types: '(chave) ou (prefixo, texto) → valor',
    cost: '1',
    result: ANY,
    examples: [
      { rule: { lookup: ['limit/a'] }, lookups: { 'limit/a': 3 }, value: 3 },
      { rule: { lookup: ['limit', 'a'] }, lookups: { 'limit/a': 3 }, value: 3 },
    ],
  },
  {
    name: 'literal',
    title: 'Constante',
    doc: 'Um valor escrito na regra tal como está, por exemplo uma lista de objetos.',
    params: [{ name: 'value', title: 'Valor', accepts: 'any' }],
    types: '(valor) → valor',
    cost: '0',
    result: ANY,
    examples: [{ rule: { literal: [{ a: 1 }] }, value: { a: 1 } }],
  },
  {
    name: 'let',
    title: 'Com nomes próprios',
    doc: 'Dá nomes a valores e calcula com eles: nome, valor, nome, valor… e por fim a expressão. Cada valor é calculado uma só vez, na ordem, e vê os nomes antes dele. Um nome vale até o fim desta expressão, também dentro de listas; nome repetido ou desconhecido é erro.',
    params: [{ name: 'parts', title: 'Nome, valor… e a expressão', accepts: 'any', repeat: 3 }],
    types: '(nome, valor…, expressão) → valor',
    cost: '1',
    result: (args) => args.at(-1) ?? ANY,
    examples: [
      {
        rule: { let: ['m3', { '*': [2, 15] }, { '+': [{ local: ['m3'] }, { local: ['m3'] }] }] },
        value: 60,
      },
    ],
  },
  {
    name: 'local',
    title: 'Nome próprio',
    doc: 'O valor que "let" deu a este nome.',
    params: [{ name: 'name', title: 'Nome', accepts: 'text' }],
    types: '(nome) → valor',
    cost: '1',
    result: ANY,
    examples: [
      {
        rule: { let: ['preço', '3.45', { '*': [{ local: ['preço'] }, 2] }] },
        value: '6.9',
      },
    ],
  },
  {
    name: 'if',
    title: 'Se',
    doc: 'Condição, valor, outras condições e valores, e o valor final, que é obrigatório. Só o necessário é calculado.',
    params: [
      { name: 'condition', title: 'Condição', accepts: 'boolean' },
      { name: 'then', title: 'Então', accepts: 'any' },
      { name: 'else', title: 'Senão', accepts: 'any', repeat: 1 },
    ],
    types: '(sim/não, valor…, valor) → valor',
    cost: '1',
    result: ifType,
    examples: [{ rule: { if: [false, 1, true, 2, 3] }, value: 2 }],
  },
  {
    name: 'and',
    title: 'E',
    doc: 'Se todas as condições valem; para na primeira que não vale.',
    params: [CONDITIONS],
    types: '(sim/não…) → sim/não',
    cost: '1',
    result: BOOLEAN,
    examples: [{ rule: { and: [true, false] }, value: false }],
  },
  {
    name: 'or',
    title: 'Ou',
    doc: 'Se alguma condição vale; para na primeira que vale.',
    params: [CONDITIONS],
    types: '(sim/não…) → sim/não',
    cost: '1',
    result: BOOLEAN,
    examples: [{ rule: { or: [false, true] }, value: true }],
  },
  {
    name: 'map',
    title: 'Transforma a lista',
    doc: `A expressão calculada em cada elemento. ${SCOPE}`,
    params: [LIST, BODY],
    types: '(lista, expressão) → lista',
    cost: PER_ELEMENT,
    result: ([list, body]) => listOf(body ?? ANY, list?.max),
    examples: [{ rule: { map: [[1, 2], { '*': [{ var: [''] }, 2] }] }, value: [2, 4] }],
  },
  {
    name: 'filter',
    title: 'Filtra a lista',
    doc: `Os elementos em que a condição vale. ${SCOPE}`,
    params: [LIST, CONDITION],
    types: '(lista, condição) → lista',
    cost: PER_ELEMENT,
    result: ([list]) => list ?? ANY,
    examples: [{ rule: { filter: [[-1, 2], FIRST_POSITIVE] }, value: [2] }],
  },
  {
    name: 'all',
    title: 'Todos',
    doc: `Se a condição vale em todos os elementos; numa lista vazia, não (como em JSON-Logic). ${SCOPE}`,
    params: [LIST, CONDITION],
    types: '(lista, condição) → sim/não',
    cost: PER_ELEMENT,
    result: BOOLEAN,
    examples: [{ rule: { all: [[1, 2], FIRST_POSITIVE] }, value: true }],
  },
  {
    name: 'some',
    title: 'Algum',
    doc: `Se a condição vale em algum elemento. ${SCOPE}`,
    params: [LIST, CONDITION],
    types: '(lista, condição) → sim/não',
    cost: PER_ELEMENT,
    result: BOOLEAN,
    examples: [{ rule: { some: [[-1, 2], FIRST_POSITIVE] }, value: true }],
  },
  {
    name: 'none',
    title: 'Nenhum',
    doc: `Se a condição não vale em elemento nenhum. ${SCOPE}`,
    params: [LIST, CONDITION],
    types: '(lista, condição) → sim/não',
    cost: PER_ELEMENT,
    result: BOOLEAN,
    examples: [{ rule: { none: [[-1, -2], FIRST_POSITIVE] }, value: true }],
  },
  {
    name: 'reduce',
    title: 'Acumula a lista',
    doc: 'Percorre a lista com um acumulado: dentro, "current" é o elemento e "accumulator" o acumulado, que começa no terceiro argumento.',
    params: [LIST, BODY, { name: 'initial', title: 'Valor inicial', accepts: 'any' }],
    types: '(lista, expressão, valor) → valor',
    cost: PER_ELEMENT,
    result: ([, body, initial]) => join(initial ?? ANY, body ?? ANY),
    examples: [
      {
        rule: { reduce: [[1, 2, 3], { '+': [{ var: ['current'] }, { var: ['accumulator'] }] }, 0] },
        value: 6,
      },
    ],
  }
)
