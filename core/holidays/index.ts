export {
  type CalendarKind,
  type CalendarWanted,
  type DayOff,
  daysOff,
  municipalCalendar,
  registeredHolidays,
} from './holidays_of.ts'
