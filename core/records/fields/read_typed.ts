import { DateTime } from 'luxon'
import { MoneyError, parseMoney } from '#core/money/index'
import type { FieldType, RecordField } from '../types.ts'

/** What a person typed, as the system keeps it, or why it could not be read. */
export type Typed = { readonly value: unknown } | { readonly problem: string }

type Reader = (text: string, timeZone: string) => Typed

const WHOLE = /^[-−]?(\d+|\d{1,3}(\.\d{3})+)$/
const DECIMAL = /^([-−]?)(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,12}))?$/
const DAY = /^(\d{2})\/(\d{2})\/(\d{4})$/
const MONTH = /^(\d{2})\/(\d{4})$/

const asIs: Reader = (text) => ({ value: text })
const withoutPunctuation: Reader = (text) => ({
  value: text.replace(/[\s.\-/()]/g, '').toUpperCase(),
})

const decimal: Reader = (text) => {
  const match = DECIMAL.exec(text)
  if (!match) return { problem: 'Escreva um número como 1.234,56 (vírgula nos decimais).' }
  const [, sign, whole = '', decimals] = match
  const plain = whole.replaceAll('.', '') + (decimals ? `.${decimals}` : '')
  return { value: sign ? `-${plain}` : plain }
}

const READERS: Record<FieldType, Reader> = {
  text: asIs,
  longtext: asIs,
  email: asIs,
  enum: asIs,
  integer: (text) => {
    if (!WHOLE.test(text)) return { problem: 'Escreva um número inteiro.' }
    return { value: Number(text.replaceAll('.', '').replace('−', '-')) }
  },
  decimal,
  volume: decimal,
  money: (text) => {
    try {
      return { value: parseMoney(text) }
    } catch (error) {
      if (error instanceof MoneyError) return { problem: error.people }
      throw error
    }
  },
  date: (text) => ({ value: text.replace(DAY, '$3-$2-$1') }),
  refmonth: (text) => ({ value: text.replace(MONTH, '$2-$1') }),
  datetime: (text, zone) => {
    const instant = DateTime.fromISO(text, { zone })
    return instant.isValid ? { value: instant.toJSDate() } : { problem: 'Escreva data e hora.' }
  },
  boolean: (text) => ({ value: ['true', '1', 'on', 'sim'].includes(text.toLowerCase()) }),
  reference: (text) =>
    /^\d{1,18}$/.test(text)
      ? { value: BigInt(text) }
      : { problem: 'Escolha um item da lista que aparece ao digitar.' },
  lookup: asIs,
  taxpayer: withoutPunctuation,
  registration: withoutPunctuation,
  phone: (text) => ({ value: text.replace(/[\s.\-/()+]/g, '').replace(/^55(?=\d{10,11}$)/, '') }),
}

/** Reads what a form holds for one field; an empty box is `null`. */
export function readTyped(field: RecordField, typed: unknown, timeZone: string): Typed {
  const text = typeof typed === 'string' ? typed.trim() : ''
  if (field.type === 'boolean') return READERS.boolean(text, timeZone)
  return text === '' ? { value: null } : READERS[field.type](text, timeZone)
}
