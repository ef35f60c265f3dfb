import { participate } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import type { LiveRun } from './runs.ts'
import type { JobContext } from './types.ts'

/** The context of one step of a run, and the log lines that the step wrote. */
export interface Step {
  readonly context: JobContext
  /** The instant of the step, one for all that it writes. */
  readonly now: Date
  saveLog(): Promise<void>
}

export function openStep(tx: Tx, run: LiveRun): Step {
  const now = clock.now()
  const lines: { at: Date; text: string }[] = []
  const { actor } = run
  const municipalityId = run.row.municipality_id
  return {
    now,
    context: {
      tx,
      runId: run.row.id,
      actor,
      municipalityId,
      log: (text) => void lines.push({ at: clock.now(), text }),
      participate: (point, payload) =>
        participate(point, payload, { tx, municipalityId, actor, now }),
    },
    async saveLog() {
      if (!lines.length) return
      await tx
        .insertQuery()
        .table('jobs_log')
        .multiInsert(lines.map((line) => ({ run_id: run.row.id, ...line })))
    },
  }
}
