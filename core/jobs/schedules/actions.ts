import vine from '@vinejs/vine'
import type { Action, Actor } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { type Tx, isUniqueViolation, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { requireReach, requireRight } from '../require_right.ts'
import { findJob } from '../runs.ts'
import type { Job } from '../types.ts'
import { nextOccurrences } from './occurrences.ts'
import { recurrenceText } from './recurrence.ts'
import { type ScheduleInput, scheduleInput, timingFrom } from './schedule_input.ts'
import { type ScheduleRow, almanacOf, scheduleOf, timingOf } from './schedule_rows.ts'

interface Outcome {
  readonly id: bigint
  readonly name: string
  readonly text: string
}

const subject = (_: unknown, { id }: Outcome) => ({ type: 'jobs.schedule', id })

/** The job, when it may be scheduled and the person may start it. */
function schedulable(name: string, actor: Actor): Job {
  const job = findJob(name)
  if (!job.schedule || job.schedule.isManaged)
    throw errors.E_JOBS_NOT_SCHEDULABLE({ job: job.title })
  requireRight(job, actor)
  return job
}

async function checkedSettings(tx: Tx, actor: Actor, job: Job, given: ScheduleInput['settings']) {
  const settings: Record<string, string> = {}
  for (const { name, label, otherwise, options } of job.schedule?.settings ?? []) {
    const value = given?.[name] ?? otherwise ?? ''
    const known = await options(tx, actor.municipalityId)
    if (!known.some((option) => option.value === value)) {
      throw errors.E_JOBS_SCHEDULE_SETTING({ setting: label, value })
    }
    settings[name] = value
  }
  return settings
}

/** When it is due first. @throws BusinessError E_JOBS_SCHEDULE_NEVER */
async function nextAt(tx: Tx, row: ScheduleInput, municipalityId: bigint): Promise<Date> {
  const { timeZone, calendar } = await almanacOf(tx, municipalityId)
  const [first] = nextOccurrences(
    timingFrom(row),
    { after: clock.now(), count: 1, timeZone },
    calendar
  )
  if (!first) throw errors.E_JOBS_SCHEDULE_NEVER()
  return first.at
}

/** Writes a schedule whose job and settings the caller has checked. @throws BusinessError E_JOBS_SCHEDULE_NAME, …_NEVER */
export async function writeSchedule(
  tx: Tx,
  municipalityId: bigint,
  given: ScheduleInput
): Promise<Outcome> {
  const timing = timingFrom(given)
  if (given.id) await scheduleOf(tx, municipalityId, given.id)
  const { name, job, settings = {} } = given
  const values = [
    ...[name, job, JSON.stringify(settings), JSON.stringify(timing.recurrence)],
    ...[timing.timeOfDay, timing.dayRule, given.catch_up, timing.startsOn, timing.endsOn],
    ...[await nextAt(tx, given, municipalityId), municipalityId],
  ]
  try {
    const [row] = await query<{ id: bigint }>(
      tx,
      given.id ? UPDATE : INSERT,
      given.id ? [...values, given.id] : values
    )
    return { id: row!.id, name, text: recurrenceText(timing.recurrence, timing.timeOfDay) }
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw errors.E_JOBS_SCHEDULE_NAME({ name }, { cause: error })
  }
}

/** Stops a schedule, or takes it up again from now on. */
export async function switchSchedule(
  tx: Tx,
  { municipalityId, id, isActive }: Switching
): Promise<void> {
  const row = await scheduleOf(tx, municipalityId, id)
  const { timeZone, calendar } = await almanacOf(tx, municipalityId)
  const after = { after: clock.now(), count: 1, timeZone }
  const [first] = isActive ? nextOccurrences(timingOf(row), after, calendar) : []
  await query(tx, 'update jobs_schedules set is_active = ?, next_at = ? where id = ?', [
    ...[isActive, isActive ? (first?.at ?? null) : row.next_at, row.id],
  ])
}

interface Switching {
  readonly municipalityId: bigint
  readonly id: bigint
  readonly isActive: boolean
}

/** Writes a schedule, new or changed: from now on, what was due before is not made up for. */
export const saveScheduleAction: Action<ScheduleInput, Outcome> = {
  name: 'jobs.save_schedule',
  title: 'Salvar agendamento',
  permission: 'jobs.schedule',
  input: scheduleInput,
  reason: 'none',
  subject,
  async run({ tx, actor, municipalityId }, given) {
    const job = schedulable(given.job, actor)
    const settings = await checkedSettings(tx, actor, job, given.settings)
    return writeSchedule(tx, municipalityId, { ...given, settings })
  },
  describe: (_, { name, text }) => `Agendamento salvo: ${name}, ${text}`,
}

const INSERT = `insert into jobs_schedules
    (name, job, settings, recurrence, time_of_day, day_rule, catch_up, starts_on, ends_on, next_at, municipality_id)
  values (?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?) returning id`
const UPDATE = `update jobs_schedules
    set name = ?, job = ?, settings = ?::jsonb, recurrence = ?::jsonb, time_of_day = ?, day_rule = ?, catch_up = ?,
        starts_on = ?, ends_on = ?, next_at = ?
  where municipality_id = ? and id = ? returning id`

interface SwitchInput {
  readonly id: number
}

const switchInput = vine.create({ id: vine.number().positive().withoutDecimals() })

/** Stops a schedule: nothing starts by itself until it is taken up again. */
export const pauseScheduleAction: Action<SwitchInput, Outcome> = {
  name: 'jobs.pause_schedule',
  title: 'Suspender agendamento',
  permission: 'jobs.schedule',
  input: switchInput,
  reason: 'required',
  subject,
  async run({ tx, actor, municipalityId }, { id }) {
    const row = await scheduleOf(tx, municipalityId, id)
    requireReach(findJob(row.job), actor)
    await switchSchedule(tx, { municipalityId, id: row.id, isActive: false })
    return outcomeOf(row)
  },
  describe: (_, { name }) => `Agendamento suspenso: ${name}`,
}

/** Takes a schedule up again from now on; what fell in the pause is not made up for. */
export const resumeScheduleAction: Action<SwitchInput, Outcome> = {
  name: 'jobs.resume_schedule',
  title: 'Reativar agendamento',
  permission: 'jobs.schedule',
  input: switchInput,
  reason: 'none',
  subject,
  async run({ tx, actor, municipalityId }, { id }) {
    const row = await scheduleOf(tx, municipalityId, id)
    schedulable(row.job, actor)
    await switchSchedule(tx, { municipalityId, id: row.id, isActive: true })
    return outcomeOf(row)
  },
  describe: (_, { name }) => `Agendamento reativado: ${name}`,
}

const outcomeOf = (row: ScheduleRow): Outcome => ({
  id: row.id,
  name: row.name,
  text: recurrenceText(row.recurrence, row.time_of_day),
})

export const scheduleActions: readonly Action[] = [
  saveScheduleAction,
  pauseScheduleAction,
  resumeScheduleAction,
]
