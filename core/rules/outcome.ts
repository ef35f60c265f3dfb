import { Dec } from '#core/money/index'
import { Fault } from './errors.ts'
import { spend, type Run } from './run.ts'
import type { JsonSchema } from './types.ts'
import { isDecimalText, isForbiddenName, isObject, nameOf, toDec, type Value } from './values.ts'

/** Levels that an outcome may have. */
const MAX_DEPTH = 32

/** Characters of text in which neither 15 integer digits nor 13 decimals have room. */
const ALWAYS_FITS = 14

/** Turns a value into plain, deep-frozen JSON of its schema. Throws E_RULES_OUTCOME, _RANGE, _BUDGET. */
export type Finish = (value: Value, run: Run) => unknown

/** Finisher of one schema: decimals become canonical text, kinds are verified, objects hold what the schema says. */
export function finisherOf(schema: JsonSchema | undefined): Finish {
  const kinds = schema?.type === undefined ? undefined : [schema.type].flat()
  if (schema === undefined || kinds === undefined) return finishAny
  const finish = finisherOfKinds(
    schema,
    kinds.filter((kind) => kind !== 'null')
  )
  if (!kinds.includes('null')) return finish
  return (value, run) => (value === null ? null : finish(value, run))
}

function finisherOfKinds(schema: JsonSchema, kinds: readonly string[]): Finish {
  if (kinds.length > 1) return finishAny
  switch (kinds[0]) {
    case 'string':
      return schema.format === 'decimal' ? finishDecimal : finishText
    case 'integer':
      return finishInteger
    case 'boolean':
      return finishBoolean
    case 'array':
      return listFinisher(finisherOf(schema.items))
    case 'object':
      return objectFinisher(schema)
    default:
      return finishNull
  }
}

function refuse(expected: string, value: unknown): Fault {
  return new Fault('E_RULES_OUTCOME', `era esperado ${expected}, veio ${nameOf(value)}`)
}

function finishDecimal(value: Value): string {
  if (value instanceof Dec) return decimalText(value)
  const isRead = typeof value === 'string' ? isDecimalText(value) : typeof value === 'number'
  if (!isRead) throw refuse('um decimal', value)
  return decimalText(toDec(value))
}

/** Canonical text of a decimal that fits the dialect; so short a text always does. */
function decimalText(value: Dec): string {
  const text = value.toString()
  if (text.length <= ALWAYS_FITS || isDecimalText(text)) return text
  const detail = `${text.slice(0, 40)} tem mais de 14 algarismos inteiros ou 12 casas; arredonde`
  throw new Fault('E_RULES_RANGE', detail)
}

function finishText(value: Value): string {
  if (typeof value === 'string') return value
  throw refuse('um texto (converta com "text")', value)
}

function finishInteger(value: Value): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw refuse('um inteiro (converta com "to_integer")', value)
}

function finishBoolean(value: Value): boolean {
  if (typeof value === 'boolean') return value
  throw refuse('sim ou não', value)
}

function finishNull(value: Value): null {
  if (value === null) return null
  throw refuse('vazio', value)
}

function listFinisher(finish: Finish): Finish {
  return (value, run) => {
    if (!Array.isArray(value)) throw refuse('uma lista', value)
    spend(run, value.length)
    return Object.freeze(value.map((element: Value) => finish(element, run)))
  }
}

function objectFinisher(schema: JsonSchema): Finish {
  const properties = schema.properties
  if (properties === undefined) return finishAny
  const fields = Object.entries(properties).map(([name, place]) => ({
    name,
    finish: finisherOf(place),
    required: schema.required?.includes(name) ?? false,
  }))
  return (value, run) => {
    if (!isObject(value)) throw refuse('um objeto', value)
    spend(run, 1)
    const made: Record<string, unknown> = {}
    let found = 0
    for (const { name, finish, required } of fields) {
      if (Object.hasOwn(value, name)) {
        made[name] = finish(value[name] as Value, run)
        found++
      } else if (required) throw new Fault('E_RULES_OUTCOME', `falta o campo "${name}"`)
    }
    if (found !== Object.keys(value).length) throw extraField(value, properties)
    return Object.freeze(made)
  }
}

function extraField(value: object, properties: object): Fault {
  const extra = Object.keys(value).find((name) => !Object.hasOwn(properties, name))
  return new Fault('E_RULES_OUTCOME', `o campo "${extra}" não existe no resultado`)
}

function finishAny(value: Value, run: Run): unknown {
  return finishLevel(value, run, 0)
}

function finishLevel(value: Value, run: Run, depth: number): unknown {
  if (value instanceof Dec) return decimalText(value)
  if (typeof value !== 'object' || value === null) return finishScalar(value)
  if (depth === MAX_DEPTH) throw new Fault('E_RULES_OUTCOME', 'o resultado tem níveis demais')
  if (Array.isArray(value)) {
    spend(run, value.length)
    return Object.freeze(value.map((element: Value) => finishLevel(element, run, depth + 1)))
  }
  const made: Record<string, unknown> = {}
  const entries = Object.entries(value)
  spend(run, entries.length)
  for (const [name, part] of entries) {
    if (isForbiddenName(name)) throw new Fault('E_RULES_OUTCOME', `nome proibido: "${name}"`)
    made[name] = finishLevel(part as Value, run, depth + 1)
  }
  return Object.freeze(made)
}

function finishScalar(value: unknown): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (Number.isSafeInteger(value)) return value
  throw refuse('um valor permitido', value)
}
