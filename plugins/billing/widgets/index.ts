import type { Widget } from '#core/reports/index'
import { monthExceptions } from './exceptions.ts'
import { billedMonths } from './month.ts'
import { overdueByAge } from './overdue.ts'
import { parkedSets } from './parked.ts'
import { monthTimetable } from './timetable.ts'

export default [
  billedMonths,
  monthTimetable,
  parkedSets,
  monthExceptions,
  overdueByAge,
] as readonly Widget[]
