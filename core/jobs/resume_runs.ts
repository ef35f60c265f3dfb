import db from '@adonisjs/lucid/services/db'
import { registries } from '#core/kernel/index'

/**
 * Runs that are not over and that nobody has worked on for a while: left by a process that died, or started by a command
 * that was interrupted. Runs of jobs whose plugin is off wait for it.
 */
export async function idleRuns(idleSeconds: number): Promise<bigint[]> {
  const { rows } = await db.rawQuery(
    `select id, job from jobs_runs
      where status in ('planned', 'running')
        and coalesce(heartbeat_at, created_at) <= clock_timestamp() - make_interval(secs => ?)
      order by id`,
    [idleSeconds]
  )
  return (rows as { id: bigint; job: string }[])
    .filter(({ job }) => registries().jobs.find(job))
    .map(({ id }) => id)
}
