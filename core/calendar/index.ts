export {
  createBusinessCalendar,
  type BusinessCalendar,
  type BusinessCalendarOptions,
} from './business_days.ts'
export {
  addDays,
  addMonths,
  civilDate,
  dateOf,
  dayOfWeek,
  daysBetween,
  febrabanDate,
  formatDate,
  fromFebrabanDate,
  isCivilDate,
  maxDate,
  minDate,
  parts,
  type CivilDate,
} from './civil_date.ts'
export { clock, createClock, dateAt, type Clock } from './clock.ts'
export { daysInMonth, type DateParts } from './day_number.ts'
export { CalendarError, type CalendarErrorCode } from './errors.ts'
export { easterSunday, nationalHolidays, type Holiday, type HolidayKind } from './holidays.ts'
export { intersectPeriods, period, splitPeriod, type Period, type Segment } from './period.ts'
export {
  addRefMonths,
  firstDay,
  formatRefMonth,
  isRefMonth,
  lastDay,
  monthOf,
  monthsBetween,
  nextMonth,
  previousMonth,
  refMonth,
  type RefMonth,
} from './ref_month.ts'
