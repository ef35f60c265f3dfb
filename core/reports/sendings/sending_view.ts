import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { type RunStatus, scheduleOf, scheduleSummary } from '#core/jobs/index'
import { FORMATS } from '../files/make_file.ts'
import type { Viewer } from '../run/asked.ts'
import { chooseFilters } from '../run/filter_values.ts'
import { findReport } from '../run/find_report.ts'
import { filterBoxes } from '../view/filter_view.ts'
import { INITIAL, isRelative, relativeChoices } from './relative_values.ts'
import type { Sending } from './sending_rows.ts'

const STATES = {
  active: { tone: 'good', text: 'Ativo' },
  paused: { tone: 'neutral', text: 'Suspenso' },
  stopped: { tone: 'bad', text: 'Parado' },
  ended: { tone: 'neutral', text: 'Encerrado' },
} as const

/** A sending as lists and its page show it. */
export async function summaryOf(sending: Sending, titles: ReadonlyMap<string, string>) {
  const schedule = await scheduleOf(db, sending.municipality_id, sending.schedule_id)
  const isPaused = sending.state === 'active' && !schedule.is_active
  const key = isPaused ? 'paused' : sending.state
  const { when } = scheduleSummary(schedule)
  const count = sending.user_ids.length + sending.emails.length
  return {
    ...{ id: sending.id, name: sending.name, key, state: STATES[key], when },
    report: titles.get(sending.report) ?? sending.report,
    format: FORMATS[sending.format],
    recipients: count === 1 ? '1 pessoa' : `${count} pessoas`,
    nextAt: key === 'active' ? schedule.next_at : null,
    schedule,
  }
}

/** What went out, newest first. */
export const sentFiles = (id: bigint) =>
  query<{
    id: bigint
    run_id: bigint
    created_at: Date
    rows: number
    bytes: bigint
    title: string
    is_open: boolean
  }>(
    db,
    `select id, run_id, created_at, rows, bytes, title, expires_at > now() as is_open
       from reports_files where sending_id = ? order by id desc limit 50`,
    [id]
  )

/** Runs that sent nothing or something, with what was said of each. */
export const sendingRuns = (id: bigint) =>
  query<{
    id: bigint
    status: RunStatus
    created_at: Date
    figures: Record<string, string>
    note: string | null
  }>(
    db,
    `select r.id, r.status, r.created_at, r.figures,
            coalesce(split_part(r.error, E'\\n', 1), (select string_agg(i.message, ' ') from jobs_issues i where i.run_id = r.id)) as note
       from jobs_runs r
      where r.job = 'reports.send' and (r.key like ? or r.key = ?) order by r.id desc limit 50`,
    [`${id}/%`, String(id)]
  )

export const recipientNames = ({ user_ids: ids }: Sending) =>
  query<{ id: bigint; name: string; email: string | null; is_active: boolean }>(
    db,
    'select id, full_name as name, email, is_active from access_users where id = any(?::bigint[]) order by full_name',
    [ids.map(String)]
  )

/** Everybody who may be chosen. */
export const possibleRecipients = (municipalityId: bigint) =>
  query<{ id: bigint; name: string; area: string | null; email: string | null }>(
    db,
    `select id, full_name as name, area, email from access_users
      where municipality_id = ? and is_active order by full_name`,
    [municipalityId]
  )

/** The filters of a report as the form of a sending asks them: fixed, or moving with the calendar. */
export async function sendingBoxes(
  name: string,
  given: Readonly<Record<string, string>>,
  viewer: Viewer
) {
  const report = await findReport(name, viewer)
  const boxes = await filterBoxes(chooseFilters(report, given, viewer.timeZone), viewer)
  return {
    report,
    boxes: boxes.map((box, index) => {
      const filter = report.filters[index]!
      const kept = given[box.name]
      const moving = kept !== undefined && isRelative(filter, kept) ? kept : ''
      const isUntouched = kept === undefined && filter.initial !== undefined
      const choices = relativeChoices(filter)
      return {
        ...box,
        problem: null,
        choices,
        moving: isUntouched && choices.length ? INITIAL : moving,
        typed: moving ? '' : box.typed,
      }
    }),
  }
}
