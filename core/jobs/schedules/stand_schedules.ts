import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { nextOccurrences } from './occurrences.ts'
import { almanacOf } from './schedule_rows.ts'

/**
 * Gives every municipality the daily schedules that jobs declare as standing, once: one that an administrator changed or
 * suspended stays as it was left.
 * @returns schedules written.
 */
export async function standSchedules(): Promise<number> {
  let written = 0
  for (const { name, title, schedule } of registries().jobs.all()) {
    if (!schedule?.standing) continue
    const { timeOfDay } = schedule.standing
    const without = await query<{ id: bigint }>(
      db,
      'select id from access_municipalities m where not exists (select from jobs_schedules s where s.municipality_id = m.id and s.job = ?)',
      [name]
    )
    for (const { id } of without) written += await stand(id, { name, title, timeOfDay })
  }
  return written
}

interface Standing {
  readonly name: string
  readonly title: string
  readonly timeOfDay: string
}

async function stand(municipalityId: bigint, job: Standing): Promise<number> {
  const { timeZone, calendar } = await almanacOf(db, municipalityId)
  const startsOn = clock.today(timeZone)
  const recurrence = { kind: 'daily' } as const
  const [first] = nextOccurrences(
    { recurrence, timeOfDay: job.timeOfDay, dayRule: 'any', startsOn, endsOn: null },
    { after: clock.now(), count: 1, timeZone },
    calendar
  )
  const rows = await query(
    db,
    `insert into jobs_schedules (municipality_id, name, job, recurrence, time_of_day, day_rule, catch_up, starts_on, next_at)
     values (?, ?, ?, ?::jsonb, ?, 'any', 'once', ?, ?) on conflict do nothing returning id`,
    [
      ...[municipalityId, job.title, job.name, JSON.stringify(recurrence), job.timeOfDay],
      ...[startsOn, first?.at ?? null],
    ]
  )
  return rows.length
}
