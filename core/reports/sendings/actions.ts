import vine from '@vinejs/vine'
import { requirePermission } from '#core/access/index'
import { type Action, type ActionContext, rowId } from '#core/actions/index'
import { clearAlert } from '#core/alerts/index'
import { query } from '#core/database/index'
import { type TimingGiven, switchSchedule, timingFields, writeSchedule } from '#core/jobs/index'
import { readTyped } from '#core/records/index'
import { errors } from '../errors.ts'
import type { FileFormat } from '../files/make_file.ts'
import type { ReportFilter } from '../report.ts'
import { viewerWithin } from '../run/asked.ts'
import { findReport } from '../run/find_report.ts'
import { isRelative } from './relative_values.ts'
import { sendReportJob } from './send_job.ts'
import { type Sending, sendingOf } from './sending_rows.ts'

type Texts = Readonly<Record<string, string | undefined>>

interface SaveInput extends TimingGiven {
  readonly id?: number
  readonly name: string
  readonly report: string
  readonly format: FileFormat
  /** As the report's form sends them. */
  readonly filters?: Texts
  /** Values that move with the calendar, which take the place of the former. */
  readonly moving?: Texts
  readonly user_ids?: readonly number[]
  /** Addresses apart from the users', one a line. */
  readonly emails?: string
  readonly note?: string
  readonly is_empty_sent?: boolean
}

interface Outcome {
  readonly id: bigint
  readonly name: string
  readonly text: string
}

const texts = () => vine.record(vine.string().maxLength(120).optional()).optional()
const subject = (_: unknown, { id }: Outcome) => ({ type: 'reports.sending', id })
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/
const OUTSIDE = 'reports.send_outside'

function addressesOf({ actor }: ActionContext, text: string): string[] {
  const emails = [
    ...new Set(
      text
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean)
    ),
  ]
  const wrong = emails.find((one) => !EMAIL.test(one))
  if (wrong) throw errors.E_REPORTS_ADDRESS({ address: wrong })
  if (emails.length) requirePermission(actor, OUTSIDE)
  return emails
}

async function usersOf({ tx, municipalityId }: ActionContext, ids: readonly number[]) {
  const found = await query<{ id: bigint }>(
    tx,
    'select id from access_users where id = any(?::bigint[]) and municipality_id = ? and is_active',
    [ids.map(String), municipalityId]
  )
  const missing = ids.find((id) => !found.some((one) => one.id === BigInt(id)))
  if (missing) throw errors.E_REPORTS_RECIPIENT({ id: missing })
  return found.map(({ id }) => String(id))
}

/** Filters of the report alone, each one of the values that its form offers or one that can be read. */
function filtersOf(
  title: string,
  filters: readonly ReportFilter[],
  { filters: fixed = {}, moving = {} }: SaveInput
): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const filter of filters) {
    const { name, label } = filter
    const relative = moving[name] ?? ''
    const value = isRelative(filter, relative) ? relative : (fixed[name] ?? '').trim()
    kept[name] = value
    if (value === relative && value !== '') continue
    const read = value ? readTyped(filter, value, 'UTC') : { value: null }
    const problem =
      'problem' in read ? read.problem : filter.isRequired && !value ? 'escolha um valor.' : null
    if (problem) throw errors.E_REPORTS_FILTERS({ title, problems: `${label}: ${problem}` })
  }
  return kept
}

const INSERT = `insert into reports_sendings
    (name, report, filters, format, user_ids, emails, note, is_empty_sent, municipality_id, owner_id)
  values (?, ?, ?::jsonb, ?, ?::bigint[], ?::text[], ?, ?, ?, ?) returning id`
const UPDATE = `update reports_sendings
    set name = ?, report = ?, filters = ?::jsonb, format = ?, user_ids = ?::bigint[], emails = ?::text[], note = ?,
        is_empty_sent = ?
  where municipality_id = ? and owner_id = ? and id = ? returning id`

/** Writes what goes to whom and when, in the name of whoever saves it. */
export const saveSending: Action<SaveInput, Outcome> = {
  name: 'reports.save_sending',
  title: 'Salvar envio de relatório',
  permission: 'reports.send',
  input: vine.create({
    ...timingFields,
    id: rowId().optional(),
    name: vine.string().trim().minLength(3).maxLength(60),
    report: vine.string().maxLength(100),
    format: vine.enum(['pdf', 'xlsx', 'csv'] as const),
    filters: texts(),
    moving: texts(),
    user_ids: vine.array(rowId()).maxLength(100).optional(),
    emails: vine.string().maxLength(5000).optional(),
    note: vine.string().trim().maxLength(500).optional(),
    is_empty_sent: vine.boolean().optional(),
  }),
  labels: { name: 'Nome do envio', report: 'Relatório', format: 'Formato' },
  reason: 'none',
  subject,
  async run(context, given) {
    const { tx, actor, municipalityId } = context
    const known = given.id ? await sendingOf(actor, given.id, tx) : null
    if (known?.state === 'ended') throw errors.E_REPORTS_OVER({ id: known.id })
    const report = await findReport(given.report, await viewerWithin(context))
    const users = await usersOf(context, given.user_ids ?? [])
    const emails = addressesOf(context, given.emails ?? '')
    if (!users.length && !emails.length) throw errors.E_REPORTS_NOBODY()
    const [row] = await query<{ id: bigint }>(tx, known ? UPDATE : INSERT, [
      ...[given.name, report.name, JSON.stringify(filtersOf(report.title, report.filters, given))],
      ...[given.format, users, emails, given.note ?? '', given.is_empty_sent ?? false],
      ...[municipalityId, actor.userId, ...(known ? [known.id] : [])],
    ])
    return keepSchedule(context, { id: row!.id, given, known })
  },
  describe: (_, { name, text }) => `Envio de relatório salvo: ${name}, ${text}`,
}

interface Saving {
  readonly id: bigint
  readonly given: SaveInput
  readonly known: Sending | null
}

/** Saving takes up again what had stopped: whoever saved it may send it now. */
async function keepSchedule(
  { tx, municipalityId }: ActionContext,
  { id, given, known }: Saving
): Promise<Outcome> {
  const schedule = await writeSchedule(tx, municipalityId, {
    ...given,
    id: known ? Number(known.schedule_id) : undefined,
    name: `Relatório ${id}: ${given.name}`,
    job: sendReportJob.name,
    settings: { sending: String(id) },
    catch_up: 'once',
  })
  await query(
    tx,
    `update reports_sendings set schedule_id = ?, state = 'active', stopped_because = null where id = ?`,
    [schedule.id, id]
  )
  if (known?.state === 'stopped') {
    await switchSchedule(tx, { municipalityId, id: schedule.id, isActive: true })
    await clearAlert(tx, municipalityId, `report-sending/${id}`)
  }
  return { id, name: given.name, text: schedule.text }
}

interface SwitchInput {
  readonly id: number
}

/** An action that turns one of a person's own sendings on or off. */
function switching(
  { name, title, done }: { readonly name: string; readonly title: string; readonly done: string },
  act: (context: ActionContext, sending: Sending) => Promise<void>
): Action<SwitchInput, Outcome> {
  return {
    ...{ name: `reports.${name}`, title, permission: 'reports.send', reason: 'none', subject },
    input: vine.create({ id: rowId() }),
    async run(context, { id }) {
      const sending = await sendingOf(context.actor, id, context.tx)
      if (sending.state === 'ended') throw errors.E_REPORTS_OVER({ id })
      await act(context, sending)
      return { id: sending.id, name: sending.name, text: '' }
    },
    describe: (_, outcome) => `${done}: ${outcome.name}`,
  }
}

const switched = ({ tx, municipalityId }: ActionContext, sending: Sending, isActive: boolean) =>
  switchSchedule(tx, { municipalityId, id: sending.schedule_id, isActive })

export const pauseSending = switching(
  { name: 'pause_sending', title: 'Suspender envio', done: 'Envio suspenso' },
  (context, sending) => switched(context, sending, false)
)

export const resumeSending = switching(
  { name: 'resume_sending', title: 'Retomar envio', done: 'Envio retomado' },
  async (context, sending) => {
    const { tx, municipalityId } = context
    await findReport(sending.report, await viewerWithin(context))
    await query(
      tx,
      `update reports_sendings set state = 'active', stopped_because = null where id = ?`,
      [sending.id]
    )
    await switched(context, sending, true)
    await clearAlert(tx, municipalityId, `report-sending/${sending.id}`)
  }
)

export const endSending = switching(
  { name: 'end_sending', title: 'Encerrar envio', done: 'Envio encerrado' },
  async (context, sending) => {
    const { tx, municipalityId } = context
    await query(tx, `update reports_sendings set state = 'ended' where id = ?`, [sending.id])
    await switched(context, sending, false)
    await clearAlert(tx, municipalityId, `report-sending/${sending.id}`)
  }
)

export const sendingActions: readonly Action[] = [
  saveSending,
  pauseSending,
  resumeSending,
  endSending,
]
