import { type BusinessCalendar, type CivilDate, addDays, dayOfWeek } from '#core/calendar/index'

/** Days between the delivery of the notice and the cut, at least. @see Lei 11.445/2007, art. 40, § 2º */
export const NOTICE_DAYS = 30

/** Why water may not be cut on a day, or at an hour. */
export type CutObstacle =
  'weekday' | 'holiday' | 'eve' | 'undelivered' | 'term' | 'announced' | 'hour'

/** Each obstacle in words, with the article that says so. */
export const OBSTACLES: Readonly<Record<CutObstacle, { text: string; article: string }>> = {
  weekday: {
    text: 'sexta-feira, sábado ou domingo',
    article: 'Lei 8.987/1995, art. 6º, § 4º, incluído pela Lei 14.015/2020',
  },
  holiday: {
    text: 'feriado',
    article: 'Lei 8.987/1995, art. 6º, § 4º, incluído pela Lei 14.015/2020',
  },
  eve: {
    text: 'véspera de feriado',
    article: 'Lei 8.987/1995, art. 6º, § 4º, incluído pela Lei 14.015/2020',
  },
  undelivered: {
    text: 'a notificação não foi entregue',
    article: 'Lei 11.445/2007, art. 40, V; Lei 13.460/2017, art. 5º, XVI',
  },
  term: {
    text: `menos de ${NOTICE_DAYS} dias desde a entrega da notificação`,
    article: 'Lei 11.445/2007, art. 40, § 2º',
  },
  announced: {
    text: 'antes do dia anunciado na notificação',
    article: 'Lei 13.460/2017, art. 5º, XVI, incluído pela Lei 14.015/2020',
  },
  hour: {
    text: 'fora do horário comercial',
    article: 'Lei 13.460/2017, art. 5º, XVI, incluído pela Lei 14.015/2020',
  },
}

/** Municipal, state and national holidays of the calendar `legal`. */
export type LegalCalendar = Pick<BusinessCalendar, 'isBusinessDay'>

/** Whether a cut for default may begin on a day, whatever the notice: Monday to Thursday, no holiday and no eve of one. */
export function dayObstacle(on: CivilDate, calendar: LegalCalendar): CutObstacle | null {
  if (![1, 2, 3, 4].includes(dayOfWeek(on))) return 'weekday'
  if (!calendar.isBusinessDay(on)) return 'holiday'
  return calendar.isBusinessDay(addDays(on, 1)) ? null : 'eve'
}

/** What was told to the customer, and when. */
export interface NoticeTerm {
  readonly deliveredOn: CivilDate | null
  /** Last day to pay that the notice names: the cut may follow it. */
  readonly dueOn: CivilDate
}

/** Hours as `HH:MM`, both included. */
export interface BusinessHours {
  readonly first: string
  readonly last: string
}

export interface CutMoment {
  readonly on: CivilDate
  /** `HH:MM` on the municipality's clocks; null where only the day is asked. */
  readonly time: string | null
}

export interface CutTerms {
  readonly calendar: LegalCalendar
  readonly notice: NoticeTerm
  readonly hours: BusinessHours
}

/** What the law holds against a cut at a moment, the first that does; null: it may be made. */
export function cutObstacle(
  { on, time }: CutMoment,
  { calendar, notice, hours }: CutTerms
): CutObstacle | null {
  const { deliveredOn, dueOn } = notice
  if (deliveredOn === null) return 'undelivered'
  if (on < addDays(deliveredOn, NOTICE_DAYS)) return 'term'
  if (on <= dueOn) return 'announced'
  const day = dayObstacle(on, calendar)
  if (day !== null) return day
  return time !== null && (time < hours.first || time > hours.last) ? 'hour' : null
}

/** No chain of weekends and holidays is longer. */
const LONGEST = 31

/** The first day from a day on, that day included, on which a cut may begin. */
export function firstCutDay(from: CivilDate, calendar: LegalCalendar): CivilDate {
  for (let day = from, left = LONGEST; left > 0; day = addDays(day, 1), left--) {
    if (dayObstacle(day, calendar) === null) return day
  }
  throw new RangeError(`No day for a cut in the ${LONGEST} days from ${from}`)
}

/** The first day on which a notice allows the cut; null: it was not delivered. */
export function cutFrom(
  { deliveredOn, dueOn }: NoticeTerm,
  calendar: LegalCalendar
): CivilDate | null {
  if (deliveredOn === null) return null
  const byTerm = addDays(deliveredOn, NOTICE_DAYS)
  const announced = addDays(dueOn, 1)
  return firstCutDay(byTerm > announced ? byTerm : announced, calendar)
}
