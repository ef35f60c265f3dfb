import vine from '@vinejs/vine'
import type { Action, ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { errors } from './errors.ts'
import { requireReach } from './require_right.ts'
import { reopenRun } from './reopen_run.ts'
import { scheduleActions } from './schedules/actions.ts'
import type { RunRow } from './runs.ts'
import { STATUS_WORDS } from './view/words.ts'

interface Input {
  readonly id: number
}

interface Outcome {
  readonly label: string
  readonly chunks: number
}

const input = vine.create({ id: vine.number().positive().withoutDecimals() })

/** The run, for who may act on it: whole-base runs are nothing of who is limited to some localities. */
async function lockedRun(
  { tx, municipalityId, actor }: ActionContext,
  id: number
): Promise<RunRow> {
  const [run] = await query<RunRow>(
    tx,
    'select * from jobs_runs where id = ? and municipality_id = ? for update',
    [id, municipalityId]
  )
  if (!run) throw errors.E_JOBS_RUN_UNKNOWN({ id })
  const job = registries().jobs.find(run.job)
  if (job) requireReach(job, actor)
  return run
}

/** Stops a run: chunks in progress end, the others are not done, what was done stays. */
export const cancelRunAction: Action<Input, Outcome> = {
  name: 'jobs.cancel_run',
  title: 'Cancelar execução',
  permission: 'jobs.run',
  input,
  reason: 'required',
  subject: ({ id }) => ({ type: 'jobs.run', id: BigInt(id) }),
  async run(context, { id }) {
    const { tx } = context
    const run = await lockedRun(context, id)
    if (run.status !== 'planned' && run.status !== 'running') {
      throw errors.E_JOBS_OVER({ id, status: STATUS_WORDS[run.status].toLowerCase() })
    }
    await query(
      tx,
      `update jobs_runs set status = 'cancelled', finished_at = clock_timestamp() where id = ?`,
      [id]
    )
    const left = await query(
      tx,
      `select number from jobs_chunks where run_id = ? and status = 'waiting'`,
      [id]
    )
    return { label: run.label, chunks: left.length }
  },
  describe: (_, { label, chunks }) => `Execução cancelada: ${label}; ${blocks(chunks)} por fazer`,
}

/** Takes up a run that failed: its failed chunks are tried anew, those that are done stay as they are. */
export const resumeRunAction: Action<Input, Outcome> = {
  name: 'jobs.resume_run',
  title: 'Retomar execução',
  permission: 'jobs.run',
  input,
  reason: 'required',
  subject: ({ id }) => ({ type: 'jobs.run', id: BigInt(id) }),
  async run(context, { id }) {
    const { tx } = context
    const run = await lockedRun(context, id)
    if (run.status !== 'failed') {
      throw errors.E_JOBS_NOT_FAILED({ id, status: STATUS_WORDS[run.status].toLowerCase() })
    }
    const again = await query(
      tx,
      `update jobs_chunks set status = 'waiting', attempts = 0, finished_at = null
        where run_id = ? and status = 'failed' returning number`,
      [id]
    )
    await reopenRun(tx, run)
    return { label: run.label, chunks: again.length }
  },
  describe: (_, { label, chunks }) => `Execução retomada: ${label}; ${blocks(chunks)} de novo`,
}

const blocks = (count: number) => (count === 1 ? '1 bloco' : `${count} blocos`)

export const jobActions: readonly Action[] = [cancelRunAction, resumeRunAction, ...scheduleActions]
