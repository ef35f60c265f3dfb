import {
  type CivilDate,
  type RefMonth,
  addDays,
  addRefMonths,
  clock,
  firstDay,
  lastDay,
  monthOf,
} from '#core/calendar/index'
import type { FieldType } from '../types.ts'

/** Spans of time that move with the calendar: a saved view with “este mês” is right next month too. */
export const PRESETS = {
  today: 'Hoje',
  yesterday: 'Ontem',
  last_7_days: 'Últimos 7 dias',
  last_30_days: 'Últimos 30 dias',
  this_month: 'Este mês',
  last_month: 'Mês passado',
  next_month: 'Mês que vem',
  this_year: 'Este ano',
  last_year: 'Ano passado',
} as const

export type Preset = keyof typeof PRESETS

const OF_MONTHS: readonly Preset[] = [
  ...(['this_month', 'last_month', 'next_month', 'this_year', 'last_year'] as const),
]

/** What may be chosen for a type of field. */
export function presetsOf(type: FieldType): readonly Preset[] {
  if (type === 'refmonth') return OF_MONTHS
  return type === 'date' || type === 'datetime' ? (Object.keys(PRESETS) as Preset[]) : []
}

interface Span {
  readonly from: CivilDate
  readonly to: CivilDate
}

const monthSpan = (month: RefMonth): Span => ({ from: firstDay(month), to: lastDay(month) })
const yearSpan = (year: number): Span => ({
  from: `${year}-01-01` as CivilDate,
  to: `${year}-12-31` as CivilDate,
})

const SPANS: Readonly<Record<Preset, (today: CivilDate) => Span>> = {
  today: (today) => ({ from: today, to: today }),
  yesterday: (today) => ({ from: addDays(today, -1), to: addDays(today, -1) }),
  last_7_days: (today) => ({ from: addDays(today, -6), to: today }),
  last_30_days: (today) => ({ from: addDays(today, -29), to: today }),
  this_month: (today) => monthSpan(monthOf(today)),
  last_month: (today) => monthSpan(addRefMonths(monthOf(today), -1)),
  next_month: (today) => monthSpan(addRefMonths(monthOf(today), 1)),
  this_year: (today) => yearSpan(Number(today.slice(0, 4))),
  last_year: (today) => yearSpan(Number(today.slice(0, 4)) - 1),
}

/** Both days of a preset, inclusive, as the calendar of the municipality stands now. */
export function presetSpan(preset: Preset, timeZone: string): Span {
  return presetSpanOn(preset, clock.today(timeZone))
}

/** As `presetSpan`, as the calendar stood on a day. */
export const presetSpanOn = (preset: Preset, day: CivilDate): Span => SPANS[preset](day)
