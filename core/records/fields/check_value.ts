import { isValidCnpj, isValidCpf } from '@brazilian-utils/brazilian-utils'
import { isCivilDate, isRefMonth } from '#core/calendar/index'
import { Dec, formatDecimal } from '#core/money/index'
import type { FieldType, RecordField } from '../types.ts'

type Check = (value: unknown, field: RecordField) => string | null

const MAX_TEXT = 255
const MAX_LONG_TEXT = 20_000
const WHOLE_LIMIT = 2_147_483_647
const PLAIN_DECIMAL = /^-?\d{1,14}(\.\d{1,12})?$/
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/

const isWholeNumber = (value: unknown) =>
  Number.isInteger(value) && Math.abs(value as number) <= WHOLE_LIMIT
const isWholeText = (value: unknown) =>
  typeof value === 'bigint' ||
  Number.isSafeInteger(value) ||
  (typeof value === 'string' && /^-?\d{1,18}$/.test(value))

const text =
  (limit: number): Check =>
  (value, { maxLength = limit }) => {
    if (typeof value !== 'string') return 'Escreva um texto.'
    return value.length > maxLength
      ? `Escreva no máximo ${maxLength} caracteres (há ${value.length}).`
      : null
  }
const unless =
  (isGood: (value: unknown) => boolean, problem: string): Check =>
  (value) =>
    isGood(value) ? null : problem

const decimal = unless(
  (v) => typeof v === 'string' && PLAIN_DECIMAL.test(v),
  'Escreva um número como 1.234,56.'
)

const CHECKS: Record<FieldType, Check> = {
  text: text(MAX_TEXT),
  longtext: text(MAX_LONG_TEXT),
  email: (value, field) =>
    text(MAX_TEXT)(value, field) ??
    (EMAIL.test(value as string) ? null : 'Escreva um e-mail como nome@exemplo.com.br.'),
  integer: unless(isWholeNumber, 'Escreva um número inteiro.'),
  decimal,
  volume: decimal,
  money: unless(isWholeText, 'Escreva um valor como 1.234,56.'),
  date: unless(isCivilDate, 'Escreva uma data que exista, como 31/12/2026.'),
  refmonth: unless(isRefMonth, 'Escreva um mês como 11/2026.'),
  datetime: unless((v) => !Number.isNaN(new Date(v as string).getTime()), 'Escreva data e hora.'),
  boolean: unless((v) => typeof v === 'boolean', 'Responda sim ou não.'),
  enum: (value, { options = [] }) =>
    options.some((option) => option.value === value) ? null : 'Escolha uma das opções da lista.',
  reference: unless(isWholeText, 'Escolha um item da lista.'),
  lookup: unless(
    (v) => typeof v === 'string' && v.length <= 40,
    'Escolha um item da lista pelo seu código.'
  ),
  registration: unless(
    (v) => typeof v === 'string' && /^\d{1,20}$/.test(v),
    'Escreva só os algarismos da matrícula.'
  ),
  phone: unless(
    (v) => typeof v === 'string' && /^\d{10,11}$/.test(v),
    'Escreva o telefone com DDD, como (66) 99999-1234.'
  ),
  taxpayer: (value) => {
    if (typeof value !== 'string') return 'Escreva um CPF ou CNPJ.'
    if (value.length === 11)
      return isValidCpf(value) ? null : 'O CPF não confere: verifique os algarismos.'
    if (value.length === 14)
      return isValidCnpj(value, { version: 2 })
        ? null
        : 'O CNPJ não confere: verifique os algarismos.'
    return 'Um CPF tem 11 algarismos e um CNPJ tem 14 caracteres.'
  },
}

/** Why a value may not be kept in a field, in Portuguese; `null` when it may. */
export function problemOf(field: RecordField, value: unknown): string | null {
  if (value === null || value === undefined || value === '') {
    return field.isRequired ? 'Preencha este campo.' : null
  }
  return CHECKS[field.type](value, field) ?? limitProblem(field, value)
}

function limitProblem(field: RecordField, value: unknown): string | null {
  const { type, minimum, maximum } = field
  if (minimum === undefined && maximum === undefined) return null
  const isMoney = type === 'money'
  const number = isMoney ? Dec.ofCents(BigInt(String(value))) : Dec.of(String(value))
  const words = (limit: string) =>
    isMoney ? `R$ ${formatDecimal(Dec.of(limit), 2)}` : formatDecimal(Dec.of(limit))
  if (minimum !== undefined && number.cmp(Dec.of(minimum)) < 0)
    return `Deve ser no mínimo ${words(minimum)}.`
  if (maximum !== undefined && number.cmp(Dec.of(maximum)) > 0)
    return `Deve ser no máximo ${words(maximum)}.`
  return null
}
