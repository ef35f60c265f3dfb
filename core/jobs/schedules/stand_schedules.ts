import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { JobSchedule } from '../types.ts'
import { type Timing, nextOccurrences } from './occurrences.ts'
import { almanacOf } from './schedule_rows.ts'

/**
 * Gives every municipality the schedules that jobs declare as standing, once: one that an administrator changed or
 * suspended stays as it was left.
 * @returns schedules written.
 */
export async function standSchedules(): Promise<number> {
  let written = 0
  for (const { name, title, schedule } of registries().jobs.all()) {
    if (!schedule?.standing) continue
    const timing = timingOf(schedule.standing)
    const without = await query<{ id: bigint }>(
      db,
      'select id from access_municipalities m where not exists (select from jobs_schedules s where s.municipality_id = m.id and s.job = ?)',
      [name]
    )
    for (const { id } of without) written += await stand(id, { name, title, ...timing })
  }
  return written
}

interface Standing extends Pick<Timing, 'recurrence' | 'timeOfDay'> {
  readonly name: string
  readonly title: string
}

/** A cron expression has its own times; the column is filled all the same. */
const timingOf = (
  standing: NonNullable<JobSchedule['standing']>
): Omit<Standing, 'name' | 'title'> =>
  'cron' in standing
    ? { recurrence: { kind: 'cron', expression: standing.cron }, timeOfDay: '00:00' }
    : { recurrence: { kind: 'daily' }, timeOfDay: standing.timeOfDay }

async function stand(municipalityId: bigint, job: Standing): Promise<number> {
  const { timeZone, calendar } = await almanacOf(db, municipalityId)
  const startsOn = clock.today(timeZone)
  const { recurrence, timeOfDay } = job
  const [first] = nextOccurrences(
    { recurrence, timeOfDay, dayRule: 'any', startsOn, endsOn: null },
    { after: clock.now(), count: 1, timeZone },
    calendar
  )
  const rows = await query(
    db,
    `insert into jobs_schedules (municipality_id, name, job, recurrence, time_of_day, day_rule, catch_up, starts_on, next_at)
     values (?, ?, ?, ?::jsonb, ?, 'any', 'once', ?, ?) on conflict do nothing returning id`,
    [
      ...[municipalityId, job.title, job.name, JSON.stringify(recurrence), timeOfDay],
      ...[startsOn, first?.at ?? null],
    ]
  )
  return rows.length
}
