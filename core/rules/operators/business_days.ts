import {
  type BusinessCalendar,
  type CivilDate,
  addDays,
  createBusinessCalendar,
  daysBetween,
} from '#core/calendar/index'
import { BOOLEAN, DATE, INTEGER, UNKNOWN_LENGTH, type Type } from '../check/type.ts'
import { Fault } from '../errors.ts'
import { nameOf, toInteger, toList, toObject, type Value, type ValueObject } from '../values.ts'
import { toDate } from './dates.ts'
import { family, type Operator, type Param } from './operator.ts'

/** Two years of business days, five of days between: a larger term is a mistake, and would only take time. */
const MAX_BUSINESS_DAYS = 520
const MAX_SPAN_DAYS = 1830

const ON: Param = { name: 'date', title: 'Data', accepts: 'date' }
const CALENDAR: Param = { name: 'calendar', title: 'Calendário', accepts: 'object' }

const DOC =
  'O calendário é {first, last, weekend, holidays}, de um dado ou da configuração; uma data fora dele é erro, nunca um dia útil suposto.'

const YEAR_2026 = {
  first: '2026-01-01',
  last: '2026-12-31',
  weekend: [0, 6],
  holidays: ['2026-11-20', '2026-12-25'],
}
const EXAMPLE_CALENDAR = { literal: [YEAR_2026] }

interface ReadCalendar {
  readonly days: BusinessCalendar
  readonly first: CivilDate
  readonly last: CivilDate
}

/** Calendars of the pack are frozen and asked for at every bill: each is read once. */
const known = new WeakMap<ValueObject, ReadCalendar>()

function readCalendar(value: Value, arg: number): ReadCalendar {
  const content = toObject(value, arg)
  const before = known.get(content)
  if (before !== undefined) return before
  const calendar = parse(content, arg)
  if (isFixed(content)) known.set(content, calendar)
  return calendar
}

const isFixed = (content: ValueObject) =>
  Object.isFrozen(content) && Object.isFrozen(content.holidays) && Object.isFrozen(content.weekend)

function parse(content: ValueObject, arg: number): ReadCalendar {
  const part = (name: string): Value => {
    if (Object.hasOwn(content, name)) return content[name] as Value
    throw new Fault('E_RULES_FIELD_MISSING', `falta "${name}" no calendário`, arg)
  }
  const [first, last] = [toDate(part('first'), arg), toDate(part('last'), arg)]
  const weekend = toList(part('weekend'), arg).map((day) => toInteger(day, arg))
  const holidays = toList(part('holidays'), arg).map((day) => toDate(day, arg))
  try {
    return { first, last, days: createBusinessCalendar({ weekend, holidays }) }
  } catch {
    throw new Fault('E_RULES_ARGUMENT', 'o fim de semana do calendário não deixa dia útil', arg)
  }
}

/** The date, which the calendar must know. */
function within({ first, last }: ReadCalendar, date: CivilDate, arg: number): CivilDate {
  if (date >= first && date <= last) return date
  const detail = `${nameOf(date)} está fora do calendário, que vai de ${first} a ${last}`
  throw new Fault('E_RULES_ARGUMENT', detail, arg)
}

function move(
  seek: (days: BusinessCalendar, date: CivilDate) => CivilDate
): (date: Value, calendar: Value) => Value {
  return (date, calendar) => {
    const from = toDate(date, 0)
    const read = readCalendar(calendar, 1)
    return within(
      read,
      bounded(() => seek(read.days, within(read, from, 0))),
      0
    )
  }
}

/** Past year 9999 there is no calendar either. */
function bounded(seek: () => CivilDate): CivilDate {
  try {
    return seek()
  } catch {
    throw new Fault('E_RULES_RANGE', 'a data sai dos anos 1 a 9999', 0)
  }
}

function add(date: Value, count: Value, calendar: Value): Value {
  const from = toDate(date, 0)
  const by = toInteger(count, 1)
  const read = readCalendar(calendar, 2)
  if (Math.abs(by) > MAX_BUSINESS_DAYS) {
    throw new Fault('E_RULES_RANGE', `são mais de ${MAX_BUSINESS_DAYS} dias úteis`, 1)
  }
  within(read, from, 0)
  return within(
    read,
    bounded(() => read.days.addBusinessDays(from, by)),
    1
  )
}

function between(start: Value, end: Value, calendar: Value): Value {
  const [from, to] = [toDate(start, 0), toDate(end, 1)]
  const read = readCalendar(calendar, 2)
  within(read, from, 0)
  within(read, to, 1)
  const span = daysBetween(from, to)
  if (Math.abs(span) > MAX_SPAN_DAYS) {
    throw new Fault('E_RULES_RANGE', `são mais de ${MAX_SPAN_DAYS} dias`, 1)
  }
  let count = 0
  for (let step = 1; step <= Math.abs(span); step++) {
    const day = addDays(from, span < 0 ? -step : step)
    if (read.days.isBusinessDay(day)) count++
  }
  return span < 0 ? 0 - count : count
}

/** Steps of reading a calendar. */
const holidaysOf = (calendar: Value | undefined) =>
  (calendar as { readonly holidays: readonly Value[] }).holidays.length

const mostHolidays = (calendar: Type | undefined) =>
  calendar?.fields?.holidays?.max ?? UNKNOWN_LENGTH

/** Steps of walking so many days: what is written, or the most that is allowed. */
function mostDays(days: Type | undefined): number {
  const only = days?.values?.length === 1 ? days.values[0] : undefined
  return typeof only === 'number' ? Math.abs(only) : MAX_BUSINESS_DAYS
}

const ONE_DAY: Pick<Operator, 'cost' | 'weight' | 'bound'> = {
  cost: '1 + feriados do calendário',
  weight: (_value, [, calendar]) => holidaysOf(calendar),
  bound: ([, calendar]) => mostHolidays(calendar),
}

const EXAMPLE_DAY = '2026-11-20'

export const BUSINESS_DAYS = family(
  {
    name: 'is_business_day',
    title: 'É dia útil',
    doc: `Se a data é dia útil. ${DOC}`,
    params: [ON, CALENDAR],
    types: '(data, calendário) → sim/não',
    ...ONE_DAY,
    result: BOOLEAN,
    examples: [{ rule: { is_business_day: [EXAMPLE_DAY, EXAMPLE_CALENDAR] }, value: false }],
    run: (date: Value, calendar: Value) => {
      const on = toDate(date, 0)
      const read = readCalendar(calendar, 1)
      return read.days.isBusinessDay(within(read, on, 0))
    },
  },
  {
    name: 'next_business_day',
    title: 'Próximo dia útil',
    doc: `A própria data, se é dia útil; senão o primeiro depois dela. ${DOC}`,
    params: [ON, CALENDAR],
    types: '(data, calendário) → data',
    ...ONE_DAY,
    result: DATE,
    examples: [
      { rule: { next_business_day: [EXAMPLE_DAY, EXAMPLE_CALENDAR] }, value: '2026-11-23' },
    ],
    run: move((days, date) => days.nextBusinessDay(date)),
  },
  {
    name: 'previous_business_day',
    title: 'Dia útil anterior',
    doc: `A própria data, se é dia útil; senão o último antes dela. ${DOC}`,
    params: [ON, CALENDAR],
    types: '(data, calendário) → data',
    ...ONE_DAY,
    result: DATE,
    examples: [
      { rule: { previous_business_day: [EXAMPLE_DAY, EXAMPLE_CALENDAR] }, value: '2026-11-19' },
    ],
    run: move((days, date) => days.previousBusinessDay(date)),
  },
  {
    name: 'add_business_days',
    title: 'Soma dias úteis',
    doc: `O enésimo dia útil depois da data (antes, se negativo); a própria data não conta. Zero dá o próximo dia útil. ${DOC}`,
    params: [ON, { name: 'days', title: 'Dias úteis', accepts: 'integer' }, CALENDAR],
    types: '(data, inteiro, calendário) → data',
    cost: '1 + feriados do calendário + dias úteis somados',
    result: DATE,
    weight: (_value, [, days, calendar]) => holidaysOf(calendar) + Math.abs(days as number),
    bound: ([, days, calendar]) => mostHolidays(calendar) + mostDays(days),
    examples: [
      { rule: { add_business_days: ['2026-11-19', 2, EXAMPLE_CALENDAR] }, value: '2026-11-24' },
    ],
    run: add,
  },
  {
    name: 'business_days_between',
    title: 'Dias úteis entre datas',
    doc: `Dias úteis da primeira data (excluída) à segunda (incluída); negativo se a segunda vem antes. ${DOC}`,
    params: [
      { name: 'from', title: 'Data inicial', accepts: 'date' },
      { name: 'to', title: 'Data final', accepts: 'date' },
      CALENDAR,
    ],
    types: '(data, data, calendário) → inteiro',
    cost: '1 + feriados do calendário + dias úteis contados',
    result: { ...INTEGER, unit: 'days' },
    weight: (value, [, , calendar]) => holidaysOf(calendar) + Math.abs(value as number),
    bound: ([, , calendar]) => mostHolidays(calendar) + MAX_SPAN_DAYS,
    examples: [
      {
        rule: { business_days_between: ['2026-11-19', '2026-11-24', EXAMPLE_CALENDAR] },
        value: 2,
      },
    ],
    run: between,
  }
)
