import type { CivilDate } from '#core/calendar/index'
import { type Preset, PRESETS, presetSpanOn } from '#core/records/index'
import type { ReportFilter } from '../report.ts'

/** A value that moves with the calendar: `@last_month.from` is the first day of the month before. */
const RELATIVE = /^@([a-z0-9_]+)\.(from|to)$/

/** What the filter starts with on the day: the report's own choice. */
export const INITIAL = '@initial'

export interface RelativeChoice {
  readonly value: string
  readonly label: string
}

const DAYS: readonly RelativeChoice[] = [
  { value: '@today.from', label: 'Hoje' },
  { value: '@yesterday.from', label: 'Ontem' },
  { value: '@last_7_days.from', label: 'Início dos últimos 7 dias' },
  { value: '@last_30_days.from', label: 'Início dos últimos 30 dias' },
  { value: '@this_month.from', label: 'Primeiro dia deste mês' },
  { value: '@this_month.to', label: 'Último dia deste mês' },
  { value: '@last_month.from', label: 'Primeiro dia do mês anterior' },
  { value: '@last_month.to', label: 'Último dia do mês anterior' },
  { value: '@this_year.from', label: 'Primeiro dia deste ano' },
  { value: '@last_year.from', label: 'Primeiro dia do ano anterior' },
  { value: '@last_year.to', label: 'Último dia do ano anterior' },
]
const MONTHS: readonly RelativeChoice[] = [
  { value: '@this_month.from', label: 'Este mês' },
  { value: '@last_month.from', label: 'Mês anterior' },
  { value: '@next_month.from', label: 'Mês que vem' },
  { value: '@this_year.from', label: 'Janeiro deste ano' },
  { value: '@last_year.from', label: 'Janeiro do ano anterior' },
  { value: '@last_year.to', label: 'Dezembro do ano anterior' },
]

/** What a filter may be that moves with the calendar; nothing for a filter that is no date. */
export function relativeChoices({ type, initial }: ReportFilter): readonly RelativeChoice[] {
  const own = initial ? [{ value: INITIAL, label: 'Como o relatório começa' }] : []
  if (type === 'date' || type === 'datetime') return [...own, ...DAYS]
  return type === 'refmonth' ? [...own, ...MONTHS] : []
}

/** Whether a value is one that a form offers, so that no other text of that shape is kept. */
export const isRelative = (filter: ReportFilter, value: string): boolean =>
  relativeChoices(filter).some((choice) => choice.value === value)

/** The filters as an address of the report would say them on a day. */
export function valuesOn(
  filters: readonly ReportFilter[],
  kept: Readonly<Record<string, string>>,
  day: CivilDate
): Record<string, string> {
  const values: Record<string, string> = {}
  for (const { name, type, initial } of filters) {
    const value = kept[name] ?? ''
    const [, preset, side] = RELATIVE.exec(value) ?? []
    if (value === INITIAL) values[name] = initial?.({ today: day }) ?? ''
    else if (preset && preset in PRESETS) {
      const found = presetSpanOn(preset as Preset, day)[side as 'from' | 'to']
      values[name] = type === 'refmonth' ? found.slice(0, 7) : found
    } else values[name] = value
  }
  return values
}
