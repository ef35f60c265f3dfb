import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { writeEvents } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors, explainFailure } from '../errors.ts'
import { type OpenQueue, openQueue } from '../queue.ts'
import { findJob } from '../runs.ts'
import { startRunWithin } from '../start_run.ts'
import { type Occurrence, nextOccurrences } from './occurrences.ts'
import { type Almanac, type ScheduleRow, almanacOf, timingOf } from './schedule_rows.ts'

/** An occurrence that is decided later than this was missed: the system was stopped. */
const GRACE_MS = 10 * 60_000
/** A schedule that missed more than this is brought up to date in steps. */
const MOST_AT_ONCE = 200

/**
 * Decides on every occurrence whose time has come: started, or skipped by the schedule's own choice. The schedule's row
 * is locked while it is decided on and each occurrence has a unique key, so any number of processes may ask at once.
 * @returns how many occurrences were decided on.
 */
export async function runSchedules(): Promise<number> {
  const due = await query<{ id: bigint; municipality_id: bigint }>(
    db,
    'select id, municipality_id from jobs_schedules where is_active and next_at <= ? order by next_at',
    [clock.now()]
  )
  if (!due.length) return 0
  const queue = await openQueue()
  let decided = 0
  try {
    for (const { id, municipality_id: municipalityId } of due) {
      const almanac = await almanacOf(db, municipalityId)
      decided += await db.transaction((tx) => decide(tx, { id, almanac, queue }))
    }
  } finally {
    await queue.close()
  }
  return decided
}

interface Deciding {
  readonly id: bigint
  readonly almanac: Almanac
  readonly queue: OpenQueue
}

async function decide(tx: Tx, { id, almanac, queue }: Deciding): Promise<number> {
  const now = clock.now()
  const [row] = await query<ScheduleRow>(
    tx,
    `select * from jobs_schedules where id = ? and is_active and next_at <= ? for update skip locked`,
    [id, now]
  )
  if (!row) return 0
  const from = new Date(row.next_at!.getTime() - 1)
  const ahead = nextOccurrences(
    timingOf(row),
    // One more than is decided on: where the next round begins.
    { after: from, count: MOST_AT_ONCE + 1, timeZone: almanac.timeZone },
    almanac.calendar
  )
  const past = ahead.filter(({ at }) => at <= now)
  const due = past.slice(0, MOST_AT_ONCE)
  const isBehind = past.length > due.length
  const started = isBehind ? null : choose(row, due, now)
  for (const occurrence of due) {
    if (occurrence === started) await start(tx, { row, occurrence, now, queue })
    else await record(tx, row, { occurrence, now, state: 'skipped', note: noteOf(row) })
  }
  await query(tx, 'update jobs_schedules set next_at = ? where id = ?', [
    ahead[due.length]?.at ?? null,
    id,
  ])
  return due.length
}

/** The occurrence to start: of those missed while the system was stopped, the last one or none. */
function choose(row: ScheduleRow, due: readonly Occurrence[], now: Date): Occurrence | null {
  const last = due.at(-1)
  if (!last) return null
  const isOnTime = now.getTime() - last.at.getTime() <= GRACE_MS
  return isOnTime || row.catch_up === 'once' ? last : null
}

function noteOf(row: ScheduleRow): string {
  return row.catch_up === 'once'
    ? 'Perdida com o sistema parado; uma só foi feita no lugar das que se perderam.'
    : 'Perdida com o sistema parado; o agendamento manda pular.'
}

interface Starting {
  readonly row: ScheduleRow
  readonly occurrence: Occurrence
  readonly now: Date
  readonly queue: OpenQueue
}

/** What cannot be started is told, and the schedule goes on with its next occurrence. */
async function start(tx: Tx, { row, occurrence, now, queue }: Starting): Promise<void> {
  const savepoint = await tx.transaction()
  try {
    const args = await argsOf(savepoint, row, occurrence)
    if (args === null) return void (await savepoint.commit())
    const { id, isNew } = await startRunWithin(
      savepoint,
      {
        ...{ job: findJob(row.job), args },
        actor: systemActor(row.municipality_id, `Agendamento: ${row.name}`),
      },
      queue
    )
    await savepoint.commit()
    const state = isNew ? 'started' : 'standing'
    const note = isNew
      ? null
      : 'O mesmo trabalho já estava feito ou em andamento; nada novo começou.'
    await record(tx, row, { occurrence, now, state, note, runId: id })
  } catch (error) {
    await savepoint.rollback()
    const note = explainFailure(error)
    await record(tx, row, { occurrence, now, state: 'failed', note })
    await writeEvents(tx, row.municipality_id, [
      {
        event: 'jobs.schedule_failed',
        payload: {
          schedule: String(row.id),
          name: row.name,
          job: row.job,
          due_at: occurrence.at.toISOString(),
          error: note,
        },
      },
    ])
  }
}

/** The arguments of a job for an occurrence; null: nothing to do then. @throws BusinessError E_JOBS_NOT_SCHEDULABLE */
export async function argsOf(
  tx: Tx,
  row: Pick<ScheduleRow, 'job' | 'settings' | 'municipality_id'>,
  { date, timeOfDay }: Pick<Occurrence, 'date' | 'timeOfDay'>
): Promise<unknown> {
  const job = findJob(row.job)
  if (!job.schedule) throw errors.E_JOBS_NOT_SCHEDULABLE({ job: job.title })
  return job.schedule.args({
    ...{ tx, date, timeOfDay },
    settings: row.settings,
    municipalityId: row.municipality_id,
  })
}

interface Decision {
  readonly occurrence: Occurrence
  readonly now: Date
  readonly state: 'started' | 'standing' | 'skipped' | 'failed'
  readonly note: string | null
  readonly runId?: bigint
}

async function record(tx: Tx, row: ScheduleRow, decision: Decision): Promise<void> {
  const { occurrence, now, state, note, runId = null } = decision
  await query(
    tx,
    `insert into jobs_occurrences (municipality_id, schedule_id, due_at, date, state, run_id, note, decided_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    [row.municipality_id, row.id, occurrence.at, occurrence.date, state, runId, note, now]
  )
}
