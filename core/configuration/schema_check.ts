import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { isCivilDate, isRefMonth } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import type { Issue } from '#core/kernel/index'

const ajv = new Ajv2020({
  allErrors: true,
  allowUnionTypes: true,
  ownProperties: true,
  strictRequired: false,
  strictTuples: false,
  strictTypes: false,
})
const WORDS = [
  ...['unit', 'enumTitles', 'keyedBy', 'namedBy', 'keysNamedBy', 'whole', 'choicesFrom'],
  'condition',
]
ajv.addVocabulary(WORDS)
ajv.addFormat('decimal', /^-?\d{1,14}(\.\d{1,12})?$/)
ajv.addFormat('date', isCivilDate)
ajv.addFormat('ref-month', isRefMonth)
ajv.addFormat('time', /^([01]\d|2[0-3]):[0-5]\d$/)
ajv.addFormat('email', /^[^\s@]+@[^\s@]+\.[^\s@]+$/)
ajv.addFormat('uri', /^https?:\/\/\S+$/)

type Schema = Readonly<Record<string, unknown>>

/** Validators by schema; each is compiled when it is first asked for. */
const validators = new WeakMap<Schema, ValidateFunction>()

/** Findings on a value that does not satisfy a JSON Schema (2020-12); paths are JSON Pointers under `at`. */
export function checkSchema(schema: Schema, value: Json, at = ''): Issue[] {
  let validate = validators.get(schema)
  if (!validate) {
    validate = ajv.compile(schema)
    validators.set(schema, validate)
  }
  if (validate(value)) return []
  const found = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if')
  return found.map((error) => ({
    code: 'schema',
    severity: 'critical',
    path: `${at}${error.instancePath}`,
    message: describe(error),
  }))
}

const TYPES: Readonly<Record<string, string>> = {
  null: 'vazio (null)',
  boolean: 'verdadeiro ou falso',
  integer: 'um número inteiro',
  number: 'um número',
  string: 'um texto',
  array: 'uma lista',
  object: 'um objeto',
}

const FORMATS: Readonly<Record<string, string>> = {
  'decimal': 'um decimal em texto, como "1234.56"',
  'date': 'uma data que existe, AAAA-MM-DD',
  'ref-month': 'um mês de referência, AAAA-MM',
  'time': 'uma hora, HH:MM',
  'email': 'um endereço de e-mail',
  'uri': 'um endereço que começa com http',
}

type Params = ErrorObject['params']
const list = (values: unknown) => (values as unknown[]).map((one) => JSON.stringify(one)).join(', ')

const TEXTS: Readonly<Record<string, (params: Params) => string>> = {
  required: ({ missingProperty }) => `Falta “${missingProperty}”.`,
  additionalProperties: ({ additionalProperty }) =>
    `“${additionalProperty}” não é um campo conhecido aqui; confira o nome ou remova.`,
  unevaluatedProperties: ({ unevaluatedProperty }) =>
    `“${unevaluatedProperty}” não é um campo conhecido aqui; confira o nome ou remova.`,
  propertyNames: ({ propertyName }) => `“${propertyName}” não serve como nome aqui.`,
  type: ({ type }) =>
    `Deve ser ${[type]
      .flat()
      .map((one) => TYPES[one] ?? one)
      .join(' ou ')}.`,
  format: ({ format }) => `Deve ser ${FORMATS[format] ?? `do formato ${format}`}.`,
  pattern: ({ pattern }) => `O texto não tem o formato esperado (${pattern}).`,
  enum: ({ allowedValues }) => `Deve ser uma das opções: ${list(allowedValues)}.`,
  const: ({ allowedValue }) => `Deve ser ${JSON.stringify(allowedValue)}.`,
  minimum: ({ limit }) => `Deve ser no mínimo ${limit}.`,
  maximum: ({ limit }) => `Deve ser no máximo ${limit}.`,
  exclusiveMinimum: ({ limit }) => `Deve ser maior que ${limit}.`,
  exclusiveMaximum: ({ limit }) => `Deve ser menor que ${limit}.`,
  multipleOf: ({ multipleOf }) => `Deve ser múltiplo de ${multipleOf}.`,
  minLength: ({ limit }) => `Deve ter pelo menos ${limit} caracteres.`,
  maxLength: ({ limit }) => `Deve ter no máximo ${limit} caracteres.`,
  minItems: ({ limit }) => `A lista deve ter pelo menos ${limit} itens.`,
  maxItems: ({ limit }) => `A lista deve ter no máximo ${limit} itens.`,
  uniqueItems: ({ i, j }) => `Os itens ${j + 1} e ${i + 1} da lista são iguais.`,
  minProperties: ({ limit }) => `Deve ter pelo menos ${limit} campos.`,
  maxProperties: ({ limit }) => `Deve ter no máximo ${limit} campos.`,
  contains: () => 'A lista não tem nenhum item do tipo exigido.',
  anyOf: () => 'Não é de nenhuma das formas aceitas aqui.',
  oneOf: () => 'Deve ser de exatamente uma das formas aceitas aqui.',
  not: () => 'É de uma forma que não é aceita aqui.',
}

function describe({ keyword, params, message }: ErrorObject): string {
  return TEXTS[keyword]?.(params) ?? `Não satisfaz o esquema (${message ?? keyword}).`
}
