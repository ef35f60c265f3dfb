import type { FieldType, RecordField } from '../types.ts'

type Typed = Pick<RecordField, 'type'>

const NUMBERS: ReadonlySet<FieldType> = new Set(['integer', 'decimal', 'money', 'volume'])
const RANGES: ReadonlySet<FieldType> = new Set([...NUMBERS, 'date', 'datetime', 'refmonth'])
const TEXTS: ReadonlySet<FieldType> = new Set([
  ...(['text', 'longtext', 'email', 'phone', 'taxpayer', 'registration'] as const),
])

/** Whether values add up, and stand to the right in a table. */
export const isNumber = ({ type }: Typed): boolean => NUMBERS.has(type)
/** Whether a list may be narrowed to values between two bounds. */
export const isRange = ({ type }: Typed): boolean => RANGES.has(type)
export const isText = ({ type }: Typed): boolean => TEXTS.has(type)
export const isDated = ({ type }: Typed): boolean => type === 'date' || type === 'datetime'
