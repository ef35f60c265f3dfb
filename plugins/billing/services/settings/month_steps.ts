import { type CivilDate, type RefMonth, monthOf, parts, previousMonth } from '#core/calendar/index'

/** The days that the calendar has for a month. */
export interface MonthDays {
  readonly reference: RefMonth
  readonly load_on: CivilDate
  readonly read_from_on: CivilDate
  readonly read_until_on: CivilDate
  readonly bill_on: CivilDate
  readonly deliver_on: CivilDate | null
  readonly due_on: CivilDate | null
}

/** How far a month has come. */
export interface MonthProgress {
  readonly loadState: string | null
  readonly isBilled: boolean
}

/** One step as a desk reads it: `Leitura`, `05–08/01`. */
export interface MonthStep {
  readonly title: string
  readonly days: string
}

/** The steps of a month, in their order. */
export const stepsOf = (row: MonthDays): readonly MonthStep[] => [
  { title: 'Carga', days: dayOf(row.load_on) },
  { title: 'Leitura', days: spanOf(row.read_from_on, row.read_until_on) },
  { title: 'Faturamento', days: dayOf(row.bill_on) },
  ...(row.deliver_on ? [{ title: 'Entrega', days: dayOf(row.deliver_on) }] : []),
  ...(row.due_on ? [{ title: 'Vencimento', days: dayOf(row.due_on) }] : []),
]

const DONE = new Set(['processed', 'billed'])

/** What should have happened and did not; null when the month is on time. */
export function lateOf(
  row: MonthDays,
  { loadState, isBilled }: MonthProgress,
  today: CivilDate
): string | null {
  // Months of before the system began to bill are nobody's delay.
  if (isBilled || row.reference < previousMonth(monthOf(today))) return null
  if (row.bill_on < today) return 'Faturamento atrasado'
  if (row.read_until_on < today && !DONE.has(loadState ?? '')) return 'Leitura atrasada'
  return row.load_on < today && loadState === null ? 'Carga atrasada' : null
}

/** `03/11`: the month says the year. */
function dayOf(date: CivilDate): string {
  const { month, day } = parts(date)
  return `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}`
}

/** `05–08/11`, or `28/10–02/11`. */
function spanOf(from: CivilDate, until: CivilDate): string {
  const [first, last] = [dayOf(from), dayOf(until)]
  return first.slice(3) === last.slice(3) ? `${first.slice(0, 2)}–${last}` : `${first}–${last}`
}
