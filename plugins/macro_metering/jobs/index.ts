import { type CivilDate, formatDate } from '#core/calendar/index'
import type { Job } from '#core/jobs/index'
import { tellOverdue } from '../services/calibration_alerts.ts'

interface OverdueArgs {
  readonly on: CivilDate
}

/** Each morning, who is responsible is told of the macro meters whose calibration is overdue (AC-075). */
const overdueJob: Job<OverdueArgs, CivilDate, object> = {
  name: 'macro_metering.overdue',
  title: 'Calibrações vencidas de macromedidores',
  permission: 'macro_metering.write',
  figures: { overdue: 'Macromedidores com a calibração vencida' },
  key: ({ on }) => on,
  label: ({ on }) => `Dia ${formatDate(on)}`,
  schedule: { standing: { timeOfDay: '06:10' }, args: ({ date }) => ({ on: date }) },
  plan: async (_, { on }) => ({ chunks: [on], total: 1, state: {} }),
  async perform({ tx, municipalityId }, on) {
    const overdue = await tellOverdue(tx, { municipalityId, on })
    return { done: 1, parked: 0, issues: [], figures: { overdue } }
  },
}

export default [overdueJob] as readonly Job[]
