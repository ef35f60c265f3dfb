import db from '@adonisjs/lucid/services/db'
import type { DeliveredEvent, Listener } from '#core/actions/index'
import { tellProgrammed } from './programmed.ts'
import { clearAlert, raiseAlert } from './raise.ts'

const textOf = ({ payload }: DeliveredEvent, name: string) => String(payload[name] ?? '')

/** The kernel's own listeners for alerts; what each writes is written once however often it is told. */
export const alertListeners: readonly Listener[] = [
  {
    event: 'jobs.run_failed',
    name: 'alerts.run_failed',
    run: (event) =>
      db.transaction((tx) =>
        raiseAlert(tx, {
          ...{ municipalityId: event.municipalityId, topic: 'run' },
          key: `run/${textOf(event, 'run')}`,
          title: `Execução falhou: ${textOf(event, 'label')}`,
          detail: textOf(event, 'error'),
          path: `/jobs/${textOf(event, 'run')}`,
        })
      ),
  },
  {
    event: 'jobs.run_finished',
    name: 'alerts.run_finished',
    run: (event) =>
      db.transaction((tx) => clearAlert(tx, event.municipalityId, `run/${textOf(event, 'run')}`)),
  },
  {
    event: 'jobs.schedule_failed',
    name: 'alerts.schedule_failed',
    run: (event) =>
      db.transaction((tx) =>
        raiseAlert(tx, {
          ...{ municipalityId: event.municipalityId, topic: 'schedule' },
          key: `schedule/${textOf(event, 'schedule')}`,
          title: `Agendamento não começou: ${textOf(event, 'name')}`,
          detail: textOf(event, 'error'),
          path: `/jobs/schedules/${textOf(event, 'schedule')}`,
        })
      ),
  },
  { event: '*', name: 'alerts.programmed', run: tellProgrammed },
]
