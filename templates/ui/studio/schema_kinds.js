/* What a JSON Schema says of one value, in the words of forms: which field it is typed in, and what its bounds are. */
import { cellText, readCell } from './cells.js'

const typesOf = ({ type }) => (type === undefined ? [] : [type].flat())

export const mayBeNull = (schema) =>
  typesOf(schema).includes('null') || Boolean(schema.enum?.includes(null))

const accepts = (pattern, ...texts) => {
  const expression = new RegExp(pattern, 'u')
  return texts.every((text) => expression.test(text))
}

/** `choice`, `flag`, `integer`, `cents`, `decimal`, `date`, `time`, `month`, `email`, `text`, `object`, `map`, `list` or `json`. */
export function fieldKind(schema) {
  if (schema.enum) return 'choice'
  if (schema.unit === 'cents') return 'cents'
  const [type] = typesOf(schema).filter((one) => one !== 'null')
  if (type === 'string') return textKind(schema)
  if (type === 'object')
    return schema.properties ? 'object' : schema.additionalProperties?.type ? 'map' : 'json'
  return { boolean: 'flag', integer: 'integer', array: 'list' }[type] ?? 'json'
}

const FORMATS = {
  'date': 'date',
  'time': 'time',
  'ref-month': 'month',
  'email': 'email',
  'decimal': 'decimal',
}

function textKind({ format, pattern }) {
  if (FORMATS[format]) return FORMATS[format]
  if (!pattern) return 'text'
  if (accepts(pattern, '2026-01-31') && !accepts(pattern, 'x') && !accepts(pattern, '1'))
    return 'date'
  const isNumber = !accepts(pattern, 'x') && !accepts(pattern, '1.1.1')
  const isDecimal = isNumber && (accepts(pattern, '1.5') || accepts(pattern, '0.5'))
  return isDecimal ? 'decimal' : 'text'
}

const SCALARS = new Set(['choice', 'flag', 'integer', 'decimal', 'date', 'text'])
export const isScalar = (schema) => SCALARS.has(fieldKind(schema))

/** The choices of a schema with their titles. */
export const choicesOf = ({ enum: values, enumTitles = [] }) =>
  values
    .map((value, index) => ({
      value,
      title: enumTitles[index] ?? (value === null ? 'Nenhum' : String(value)),
    }))
    .filter(({ value }) => value !== null)

/** The column of a sheet for one scalar. */
export function columnOf(id, schema, { isRequired }) {
  const kind = fieldKind(schema)
  const isLimit = kind === 'integer' && mayBeNull(schema)
  return {
    id,
    title: schema.title ?? id,
    kind: isLimit ? 'limit' : kind,
    isOptional: !isRequired,
    isNullable: mayBeNull(schema),
    isWide: kind === 'text' && (schema.maxLength ?? 0) >= 100,
    ...(kind === 'choice'
      ? { options: choicesOf(schema).map(({ value, title }) => ({ value: String(value), title })) }
      : {}),
  }
}

/** `de 5 a 60`: what the schema bounds, in words. */
export function boundsText(schema) {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema
  if (fieldKind(schema) === 'list') return between(minItems, maxItems, 'itens')
  if (fieldKind(schema) === 'text') {
    const least = minLength === 1 ? undefined : minLength
    const most = (maxLength ?? 1000) < 1000 ? maxLength : undefined
    return between(least, most, 'caracteres')
  }
  if (fieldKind(schema) === 'cents') return between(reais(minimum), reais(maximum), '')
  return between(minimum, maximum, '')
}

const reais = (cents) => (cents === undefined ? undefined : `R$ ${shownNumber('cents', cents)}`)

function between(least, most, what) {
  const name = what ? ` ${what}` : ''
  if (least !== undefined && most !== undefined) return `de ${least} a ${most}${name}`
  if (least !== undefined) return `no mínimo ${least}${name}`
  return most === undefined ? '' : `no máximo ${most}${name}`
}

/** A value to begin with, where something has to stand: nothing is guessed but the shape. */
export function blankOf(schema) {
  if (mayBeNull(schema)) return null
  switch (fieldKind(schema)) {
    case 'choice':
      return schema.enum[0]
    case 'flag':
      return false
    case 'integer':
      return schema.minimum ?? 0
    case 'cents':
      return schema.type === 'string' ? '0' : (schema.minimum ?? 0)
    case 'list':
      return []
    case 'map':
      return {}
    case 'object': {
      const names = schema.required ?? []
      return Object.fromEntries(names.map((name) => [name, blankOf(schema.properties[name])]))
    }
    default:
      return ''
  }
}

/** A decimal or whole number as people write it. */
export const shownNumber = (kind, value) =>
  kind === 'cents' && /^\d+$/.test(String(value))
    ? String(value)
        .padStart(3, '0')
        .replace(/(\d\d)$/, ',$1')
    : cellText({ kind }, value)

/** What somebody typed as R$, in cents as the schema keeps them; what is no amount stays as it was typed. */
export function readCents(schema, typed) {
  const read = readCell({ kind: 'decimal', maxDecimals: 2 }, typed)
  if (read.problem || !/^\d/.test(read.value)) return typed
  const [whole, decimals = ''] = read.value.split('.')
  const cents = `${whole}${decimals.padEnd(2, '0')}`.replace(/^0+(?=\d)/, '')
  return schema.type === 'string' ? cents : Number(cents)
}
