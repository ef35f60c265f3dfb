import vine from '@vinejs/vine'
import { type CivilDate, civilDate } from '#core/calendar/index'
import type { Timing } from './occurrences.ts'
import type { DayRule, Recurrence } from './recurrence.ts'

export const RECURRENCES = {
  daily: 'Todo dia',
  weekly: 'Dias da semana',
  monthly: 'Um dia do mês',
  business_day: 'Um dia útil do mês',
  cron: 'Expressão (como no cron)',
} as const

export const DAY_RULES = {
  any: 'Fazer mesmo assim',
  skip: 'Não fazer',
  next: 'Fazer no próximo dia útil',
  previous: 'Fazer no dia útil anterior',
} as const

export const CATCH_UPS = {
  once: 'Fazer uma vez, assim que voltar',
  skip: 'Pular e esperar a próxima',
} as const

const keysOf = <T extends object>(words: T) => Object.keys(words) as (keyof T & string)[]

/** What the form asks; `settings` are the job's own. */
export interface ScheduleInput {
  readonly id?: number
  readonly name: string
  readonly job: string
  readonly settings?: Readonly<Record<string, string>>
  readonly recurrence: keyof typeof RECURRENCES
  readonly weekdays?: readonly number[]
  readonly month_day?: number
  readonly nth?: number
  readonly cron?: string
  readonly time_of_day?: string
  readonly day_rule: DayRule
  readonly catch_up: keyof typeof CATCH_UPS
  readonly starts_on: string
  readonly ends_on?: string
}

const day = () => vine.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const whole = () => vine.number().withoutDecimals()

/** When a schedule is due: part of every form that makes one. */
export const timingFields = {
  recurrence: vine.enum(keysOf(RECURRENCES)),
  weekdays: vine
    .array(whole().range([0, 6]))
    .notEmpty()
    .optional()
    .requiredWhen('recurrence', '=', 'weekly'),
  month_day: whole().range([1, 31]).optional().requiredWhen('recurrence', '=', 'monthly'),
  nth: whole().range([-10, 22]).optional().requiredWhen('recurrence', '=', 'business_day'),
  cron: vine.string().maxLength(100).optional().requiredWhen('recurrence', '=', 'cron'),
  time_of_day: vine
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional()
    .requiredWhen('recurrence', '!=', 'cron'),
  day_rule: vine.enum(keysOf(DAY_RULES)),
  starts_on: day(),
  ends_on: day().optional(),
}

/** The timing alone: the preview asks no name yet. */
export const timingInput = vine.create(timingFields)

export const scheduleInput = vine.create({
  ...timingFields,
  id: whole().positive().optional(),
  name: vine.string().trim().minLength(3).maxLength(80),
  job: vine.string().maxLength(100),
  settings: vine.record(vine.string().maxLength(200)).optional(),
  catch_up: vine.enum(keysOf(CATCH_UPS)),
})

export type TimingGiven = Omit<ScheduleInput, 'name' | 'job' | 'settings' | 'catch_up'>

export function recurrenceOf(given: TimingGiven): Recurrence {
  switch (given.recurrence) {
    case 'daily':
      return { kind: 'daily' }
    case 'weekly':
      return { kind: 'weekly', weekdays: [...given.weekdays!].sort() }
    case 'monthly':
      return { kind: 'monthly', day: given.month_day! }
    case 'business_day':
      return { kind: 'business_day', nth: given.nth || 1 }
    case 'cron':
      return { kind: 'cron', expression: given.cron!.trim() }
  }
}

/** @throws CalendarError E_CALENDAR_DATE for a day that does not exist. */
export function timingFrom(given: TimingGiven): Timing {
  const ends: CivilDate | null = given.ends_on ? civilDate(given.ends_on) : null
  return {
    recurrence: recurrenceOf(given),
    timeOfDay: given.time_of_day ?? '00:00',
    dayRule: given.day_rule,
    startsOn: civilDate(given.starts_on),
    endsOn: ends,
  }
}
