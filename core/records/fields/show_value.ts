import { format } from '#core/web/index'
import { isNumber } from './families.ts'
import type { RecordField, Tone } from '../types.ts'

/** A value as a screen shows it. */
export interface Shown {
  readonly text: string
  readonly isNumber: boolean
  readonly tone?: Tone
  readonly path?: string
}

export interface ShowContext {
  readonly timeZone: string
  readonly seesPersonal: boolean
  /** Label and address of what a reference points to. */
  reference(
    record: string,
    id: bigint | string
  ): { readonly text: string; readonly path?: string } | undefined
}

/** How people read a value; personal data is masked for who may not see it. */
export function showValue(field: RecordField, value: unknown, context: ShowContext): Shown {
  const base = { isNumber: isNumber(field) }
  if (value === null || value === undefined || value === '')
    return { ...base, text: format.NOTHING }
  if (field.isPersonal && !context.seesPersonal)
    return { ...base, text: mask(field, String(value)) }
  if (field.type === 'enum') return { ...base, ...optionShown(field, value) }
  if (field.type === 'reference') {
    const target = context.reference(field.record!, BigInt(value as string))
    return { ...base, text: `${value as string}`, ...target }
  }
  if (field.type === 'lookup') {
    const row = context.reference(field.lookup!, value as string)
    return { ...base, text: row?.text ?? (value as string) }
  }
  return { ...base, text: plainText(field, value, context.timeZone) }
}

/** Options with a tone show as states, and then so do the others of the same field. */
function optionShown({ options = [] }: RecordField, value: unknown): Pick<Shown, 'text' | 'tone'> {
  const option = options.find((candidate) => candidate.value === value)
  const text = option?.label ?? String(value)
  return options.some(({ tone }) => tone) ? { text, tone: option?.tone ?? 'neutral' } : { text }
}

/** Units that are words, for one of them. */
const ONE: Readonly<Record<string, string>> = {
  'dias úteis': 'dia útil',
  'dias': 'dia',
  'meses': 'mês',
  'anos': 'ano',
}

const unitOf = (text: string, unit: string) => (text === '1' ? (ONE[unit] ?? unit) : unit)

function plainText(field: RecordField, value: unknown, timeZone: string): string {
  const withUnit = (text: string) =>
    field.unit ? `${text}\u202F${unitOf(text, field.unit)}` : text
  switch (field.type) {
    case 'integer':
      return withUnit(isYear(field) ? String(value) : format.integer(value as string))
    case 'decimal':
      return withUnit(format.decimal(value as string))
    case 'volume':
      return format.volume(value as string)
    case 'money':
      return format.money(value as bigint)
    case 'date':
      return format.date(value as string)
    case 'refmonth':
      return format.refMonth(value as string)
    case 'datetime':
      return format.datetime(value as Date, timeZone)
    case 'boolean':
      return value ? 'Sim' : 'Não'
    case 'taxpayer':
      return format.taxpayer(value as string)
    case 'registration':
      return format.registration(value as string)
    case 'phone':
      return format.phone(value as string)
    default:
      return String(value)
  }
}

/** A year has no point between its thousands. */
const isYear = ({ name }: RecordField) => /(^|_)year$/.test(name)

/** What is left of personal data for who may not see it. */
export function mask(field: RecordField, value: string): string {
  if (field.type === 'taxpayer') return format.maskedTaxpayer(value)
  if (field.type === 'phone') return format.phone(value).replace(/\d(?=\d*-)/g, '*')
  if (field.type === 'email') return value.replace(/^(.).*(@.*)$/, '$1•••$2')
  return '•••'
}
