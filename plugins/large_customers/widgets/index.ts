import type { Widget } from '#core/reports/index'
import { addDays } from '#core/calendar/index'
import { format } from '#core/web/index'
import { visitsBetween } from '../services/agenda.ts'

const DAYS = 7
/** Visits of earlier days wait for their report. */
const BACK = 30
const MOST = 8

/** One's own visits that are to be made, and those that wait for their report. */
const agenda: Widget = {
  name: 'large_customers.agenda',
  title: 'Minhas visitas comerciais',
  permission: 'large_customers.manage',
  size: 'small',
  place: 47,
  path: '/large-customers/agenda',
  async load({ tx, actor, today }) {
    const visits = await visitsBetween(tx, actor, {
      ...{ from: addDays(today, -BACK), until: addDays(today, DAYS) },
      responsibleId: actor.userId,
    })
    const waiting = visits.filter(({ status }) => status === 'scheduled')
    if (waiting.length === 0) return null
    return {
      kind: 'list',
      rows: waiting.slice(0, MOST).map((visit) => ({
        text: visit.visited,
        value: `${format.date(visit.visit_on)} ${visit.visit_time}`,
        ...{ tone: visit.visit_on < today ? ('bad' as const) : ('neutral' as const) },
        path: `/large-customers/visits/${visit.id}` as const,
      })),
      empty: 'Nenhuma visita marcada.',
    }
  },
}

export default [agenda] as readonly Widget[]
