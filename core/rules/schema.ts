import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { isCivilDate } from '#core/calendar/index'
import type { Decision, Issue, JsonSchema } from './types.ts'
import { isDecimalText } from './values.ts'

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, ownProperties: true })
ajv.addVocabulary(['unit', 'enumTitles', 'namedBy', 'names', 'tables'])
ajv.addFormat('decimal', isDecimalText)
ajv.addFormat('date', isCivilDate)

/** Validators by schema; each is compiled when it is first asked for. */
const validators = new WeakMap<JsonSchema, ValidateFunction>()

/** Findings on facts that do not satisfy the decision's schema; none when they do. Paths point into the facts. */
export function checkFacts(decision: Decision, facts: unknown): Issue[] {
  return checkAgainst(decision.facts, facts)
}

/** Findings on one outcome that does not satisfy the decision's schema. */
export function checkOutcome(decision: Decision, outcome: unknown): Issue[] {
  return checkAgainst(decision.outcome, outcome)
}

function checkAgainst(schema: JsonSchema, value: unknown): Issue[] {
  const validate = validators.get(schema) ?? compileValidator(schema)
  return validate(value) ? [] : (validate.errors ?? []).map(toIssue)
}

function compileValidator(schema: JsonSchema): ValidateFunction {
  const validate = ajv.compile(schema)
  validators.set(schema, validate)
  return validate
}

function toIssue(error: ErrorObject): Issue {
  const { code, message } = describe(error)
  return { code, severity: 'critical', path: error.instancePath, message }
}

interface Text {
  readonly code: string
  readonly message: string
}

const KINDS: Readonly<Record<string, string>> = {
  null: 'vazio',
  boolean: 'sim ou não',
  integer: 'um inteiro',
  string: 'um texto',
  array: 'uma lista',
  object: 'um objeto',
}

const TEXTS: Readonly<Record<string, (params: ErrorObject['params']) => Text>> = {
  required: ({ missingProperty }) => ({
    code: 'missing',
    message: `Falta "${missingProperty}"; se não há valor, escreva null.`,
  }),
  additionalProperties: ({ additionalProperty }) => ({
    code: 'unknown',
    message: `"${additionalProperty}" não faz parte dos dados; remova.`,
  }),
  type: ({ type }) => ({ code: 'wrong_type', message: `Deve ser ${kindNames(type)}.` }),
  format: ({ format }) => ({
    code: 'wrong_format',
    message:
      format === 'decimal'
        ? 'Deve ser um decimal em texto, como "1234.56".'
        : 'Deve ser uma data que existe, AAAA-MM-DD.',
  }),
  enum: ({ allowedValues }) => ({
    code: 'unknown_option',
    message: `Deve ser uma das opções: ${(allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(', ')}.`,
  }),
  minimum: ({ limit }) => ({ code: 'too_small', message: `Deve ser pelo menos ${limit}.` }),
  maximum: ({ limit }) => ({ code: 'too_large', message: `Deve ser no máximo ${limit}.` }),
  minItems: ({ limit }) => ({
    code: 'too_few',
    message: `Deve ter pelo menos ${limit} elementos.`,
  }),
  maxItems: ({ limit }) => ({
    code: 'too_many',
    message: `Deve ter no máximo ${limit} elementos.`,
  }),
  maxLength: ({ limit }) => ({ code: 'too_long', message: `Deve ter no máximo ${limit} letras.` }),
}

function describe({ keyword, params }: ErrorObject): Text {
  const text = TEXTS[keyword]
  if (text !== undefined) return text(params)
  return { code: 'wrong_value', message: `Não satisfaz "${keyword}" do esquema.` }
}

function kindNames(kinds: string | readonly string[]): string {
  return [kinds]
    .flat()
    .map((kind) => KINDS[kind] ?? kind)
    .join(' ou ')
}
