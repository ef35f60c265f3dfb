import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import { workRun } from '#core/jobs/work_run'

/** The nightly run of a day, as the worker finds it when its hour comes. */
export async function nightOf(day: string): Promise<void> {
  clock.freeze(`${day}T07:11:00Z`)
  await runSchedules()
  const runs = await query<{ id: bigint }>(
    db,
    `select id from jobs_runs where job = 'accounting.export' and status = 'planned' order by id`
  )
  for (const { id } of runs) await workRun(id)
}
