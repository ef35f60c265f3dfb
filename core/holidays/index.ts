export {
  type CalendarKind,
  type CalendarWanted,
  municipalCalendar,
  registeredHolidays,
} from './holidays_of.ts'
