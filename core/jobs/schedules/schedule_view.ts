import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { clock, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { StatusTone } from '../view/words.ts'
import { titleOf } from '../view/run_list.ts'
import type { Job } from '../types.ts'
import { type Timing, nextOccurrences } from './occurrences.ts'
import { recurrenceText } from './recurrence.ts'
import { DAY_RULES, timingFrom, timingInput } from './schedule_input.ts'
import { type ScheduleRow, almanacOf, scheduleOf, schedulesOf } from './schedule_rows.ts'

export const OCCURRENCES_PER_PAGE = 50
const PREVIEWED = 5
const WEEKDAYS = ['dom', 'seg', 'ter', 'qua', 'qui', 'sex', 'sáb']

const STATES: Readonly<Record<string, { readonly tone: StatusTone; readonly text: string }>> = {
  started: { tone: 'good', text: 'Iniciada' },
  standing: { tone: 'neutral', text: 'Já estava feita' },
  skipped: { tone: 'attention', text: 'Pulada' },
  failed: { tone: 'bad', text: 'Não começou' },
}

/** The list of schedules. */
export async function scheduleList(municipalityId: bigint) {
  const rows = await schedulesOf(municipalityId)
  return rows.map((row) => ({ ...summaryOf(row), nextAt: row.is_active ? row.next_at : null }))
}

export const summaryOf = (row: ScheduleRow) => ({
  id: row.id,
  name: row.name,
  job: titleOf(row.job),
  when: recurrenceText(row.recurrence, row.time_of_day),
  isActive: row.is_active,
  state: row.is_active
    ? row.next_at
      ? { tone: 'good', text: 'Ativo' }
      : { tone: 'neutral', text: 'Encerrado' }
    : { tone: 'neutral', text: 'Suspenso' },
})

/** The jobs that a person may schedule, with the choices of each. */
export async function scheduleChoices({ permissions, municipalityId, scope }: Actor) {
  const jobs = registries()
    .jobs.all()
    .filter((job) => job.schedule && !job.schedule.isManaged && permissions.has(job.permission))
    .filter(({ keepsTerritory }) => keepsTerritory || !scope?.localities)
    .sort((a, b) => a.title.localeCompare(b.title, 'pt-BR'))
  return Promise.all(jobs.map((job) => choiceOf(job, municipalityId)))
}

async function choiceOf({ name, title, schedule }: Job, municipalityId: bigint) {
  const settings = await Promise.all(
    (schedule?.settings ?? []).map(async (setting) => ({
      name: setting.name,
      label: setting.label,
      help: setting.help ?? null,
      options: await setting.options(db, municipalityId),
    }))
  )
  return { name, title, settings }
}

/** The next occurrences in words, as the form shows them before anything is saved. */
export async function previewOf(municipalityId: bigint, timing: Timing) {
  const { timeZone, calendar } = await almanacOf(db, municipalityId)
  const next = nextOccurrences(timing, { after: clock.now(), count: PREVIEWED, timeZone }, calendar)
  return next.map(({ date, at }) => ({
    day: `${WEEKDAYS[new Date(`${date}T12:00Z`).getUTCDay()]}, ${formatDate(date)}`,
    at,
  }))
}

/** As `previewOf`, of a form as it is being filled in; what keeps it from having an answer is said. */
export async function previewGiven(municipalityId: bigint, given: unknown) {
  try {
    const timing = timingFrom(await timingInput.validate(given))
    return { occurrences: await previewOf(municipalityId, timing), problem: null }
  } catch (error) {
    const { people } = error as { people?: string }
    const problem = people ?? 'Complete os dias e o horário para ver as próximas vezes.'
    return { occurrences: [], problem }
  }
}

/** One page of a schedule's past, newest first. */
export async function occurrencePage(municipalityId: bigint, id: bigint, page: number) {
  const row = await scheduleOf(db, municipalityId, id)
  const [{ total } = { total: 0 }] = await query<{ total: number }>(
    db,
    'select count(*)::int as total from jobs_occurrences where schedule_id = ?',
    [id]
  )
  const rows = await query<{
    due_at: Date
    date: string
    state: string
    run_id: bigint | null
    note: string | null
    label: string | null
  }>(
    db,
    `select o.due_at, o.date, o.state, o.run_id, o.note, r.label
       from jobs_occurrences o left join jobs_runs r on r.id = o.run_id
      where o.schedule_id = ? order by o.due_at desc limit ? offset ?`,
    [id, OCCURRENCES_PER_PAGE, (page - 1) * OCCURRENCES_PER_PAGE]
  )
  return {
    row,
    total,
    dayRule: DAY_RULES[row.day_rule],
    occurrences: rows.map((one) => ({
      ...one,
      note: one.note?.split('\n')[0] ?? null,
      state: STATES[one.state]!,
    })),
  }
}
