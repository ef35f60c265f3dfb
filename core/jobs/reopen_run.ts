import { type Tx, isUniqueViolation, query } from '#core/database/index'
import { errors } from './errors.ts'
import { openQueue } from './queue.ts'
import type { RunRow } from './runs.ts'

/**
 * Opens a failed run again, to be planned when it has no plan yet, and wakes the workers.
 * @throws BusinessError E_JOBS_KEY_TAKEN when a later run of the same key stands.
 */
export async function reopenRun(tx: Tx, run: RunRow): Promise<void> {
  try {
    await query(
      tx,
      `update jobs_runs
          set status = case when state is null then 'planned' else 'running' end,
              error = null, finished_at = null
        where id = ?`,
      [run.id]
    )
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw errors.E_JOBS_KEY_TAKEN({ id: run.id }, { cause: error })
  }
  const queue = await openQueue()
  await queue.wake(run.id, { tx })
  await queue.close()
}
