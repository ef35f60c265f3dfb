import { type CivilDate, dayOfWeek, parts } from '#core/calendar/index'
import { errors } from '../errors.ts'

/** When a cron-like expression asks for something: days, and times of those days. */
export interface Cron {
  isOn(date: CivilDate): boolean
  /** `HH:MM`, in order. */
  readonly times: readonly string[]
}

const FIELDS = [
  { name: 'minuto', min: 0, max: 59 },
  { name: 'hora', min: 0, max: 23 },
  { name: 'dia', min: 1, max: 31 },
  { name: 'mês', min: 1, max: 12 },
  { name: 'dia da semana', min: 0, max: 7 },
] as const
type Field = (typeof FIELDS)[number]

/** More times a day than this is a queue's work, not a schedule's. */
const MOST_TIMES = 288

/**
 * Reads `minute hour day month weekday`, each `*`, a number, a range `1-5`, a list `1,15` or a step (`0-30/10`, or a star
 * with one). As in cron, a day matches by day of the month or of the week when both are narrowed. Sunday is 0 or 7.
 * @throws BusinessError E_JOBS_CRON
 */
export function parseCron(expression: string): Cron {
  const texts = expression.trim().split(/\s+/)
  if (texts.length !== FIELDS.length) {
    throw refused(expression, 'são cinco campos: minuto, hora, dia, mês e dia da semana')
  }
  const sets = FIELDS.map((field, index) => valuesOf(texts[index]!, field, expression))
  const [minutes, hours, days, months, weekdays] = sets as [Set, Set, Set, Set, Set]
  const times = [...hours].flatMap((hour) => [...minutes].map((minute) => clockText(hour, minute)))
  if (times.length > MOST_TIMES) throw refused(expression, `são mais de ${MOST_TIMES} vezes ao dia`)
  const [anyDay, anyWeekday] = [texts[2] === '*', texts[4] === '*']
  return {
    times: times.sort(),
    isOn(date) {
      const { month, day } = parts(date)
      if (!months.has(month)) return false
      const weekday = dayOfWeek(date)
      const byDay = days.has(day)
      const byWeekday = weekdays.has(weekday) || (weekday === 0 && weekdays.has(7))
      if (anyDay) return byWeekday
      return anyWeekday ? byDay : byDay || byWeekday
    },
  }
}

type Set = ReadonlySet<number>

function valuesOf(text: string, field: Field, expression: string): Set {
  const values = text.split(',').flatMap((part) => rangeOf(part, field, expression))
  return new Set(values.sort((a, b) => a - b))
}

function rangeOf(part: string, { name, min, max }: Field, expression: string): number[] {
  const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part)
  if (!match) throw refused(expression, `“${part}” não é um valor de ${name}`)
  const [, first, last, every] = match
  const step = every === undefined ? 1 : Number(every)
  const from = first === undefined ? min : Number(first)
  const until = lastOf({ first, last, every }, from, max)
  if (step < 1 || from < min || until > max || from > until) {
    throw refused(expression, `${name} vai de ${min} a ${max}; recebemos “${part}”`)
  }
  const values: number[] = []
  for (let value = from; value <= until; value += step) values.push(value)
  return values
}

interface Given {
  readonly first?: string
  readonly last?: string
  readonly every?: string
}

function lastOf({ first, last, every }: Given, from: number, max: number): number {
  if (last !== undefined) return Number(last)
  return first === undefined || every !== undefined ? max : from
}

export const clockText = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

const refused = (expression: string, why: string) => errors.E_JOBS_CRON({ expression, why })
