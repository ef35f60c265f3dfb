import { type Municipality, actorOfUser, municipalityOf } from '#core/access/index'
import type { Actor } from '#core/actions/index'
import { raiseAlert, tell } from '#core/alerts/index'
import { appendEntry } from '#core/audit/index'
import { type CivilDate, addDays, clock, formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { BusinessError, type Issue, registries } from '#core/kernel/index'
import { type ChunkResult, type JobContext, switchSchedule } from '#core/jobs/index'
import { writeMessage } from '#core/messaging/index'
import { format } from '#core/web/index'
import { LONGEST_MS } from '../export/rows.ts'
import { keepReportFile } from '../files/kept_files.ts'
import { makeFile } from '../files/make_file.ts'
import { ATTACHMENT_MEGABYTES, LINK_DAYS } from '../parameters.ts'
import { readRequest, refuseProblems } from '../run/asked.ts'
import { findReport } from '../run/find_report.ts'
import { reportPage } from '../run/run_report.ts'
import { filterWords } from '../view/filter_words.ts'
import { valuesOn } from './relative_values.ts'
import type { Sending } from './sending_rows.ts'
import { type Variant, variantsOf } from './variants.ts'

/** One sending on one day. */
export interface Delivery {
  readonly sending: string
  readonly name: string
  readonly date: CivilDate
  /** Tells a sending that somebody asked for now from that of the day. */
  readonly token: string
}

interface Delivering {
  readonly tx: Tx
  readonly runId: bigint
  readonly sending: Sending
  readonly delivery: Delivery
  readonly owner: Actor
  readonly place: Municipality
}

const NOTHING: ChunkResult = { done: 0, parked: 0, issues: [], figures: { sent: 0, files: 0 } }

/**
 * Makes the report as its owner may see it now, and writes a message to each recipient: in one transaction, and each message
 * under a key of its own, so that doing it again sends nothing twice. An owner who left, or may not any more, stops it.
 */
export async function deliver(context: JobContext, delivery: Delivery): Promise<ChunkResult> {
  const { tx, municipalityId, runId } = context
  await query(tx, `set local statement_timeout = ${LONGEST_MS}`)
  const [sending] = await query<Sending>(
    tx,
    'select * from reports_sendings where id = ? and municipality_id = ? for update',
    [delivery.sending, municipalityId]
  )
  if (!sending || sending.state !== 'active') {
    context.log('O envio não está mais ativo; nada foi enviado.')
    return NOTHING
  }
  const place = await municipalityOf(municipalityId, tx)
  const owner = await actorOfUser(sending.owner_id, municipalityId, tx)
  const refusal = await refusalOf(tx, sending, { owner, place })
  if (refusal !== null) return stop(tx, sending, { because: refusal, owner })
  return send({ tx, runId, sending, delivery, owner: owner!, place })
}

/** Why the owner may not send it any more, or null. */
async function refusalOf(
  tx: Tx,
  { municipality_id: municipalityId, emails, report }: Sending,
  { owner, place }: { readonly owner: Actor | null; readonly place: Municipality }
): Promise<string | null> {
  if (!owner || owner.municipalityId !== municipalityId)
    return 'quem o criou não trabalha mais aqui'
  for (const needed of [
    'reports.read',
    'reports.send',
    ...(emails.length ? ['reports.send_outside'] : []),
  ]) {
    if (owner.permissions.has(needed)) continue
    return `${owner.name} não tem mais a permissão “${registries().permissions.find(needed) ?? needed}”`
  }
  try {
    await findReport(report, { actor: owner, timeZone: place.timeZone, within: tx })
    return null
  } catch (error) {
    if (!(error instanceof BusinessError)) throw error
    return error.people
  }
}

interface Stopped {
  readonly because: string
  readonly owner: Actor | null
}

/** Nothing more goes out until somebody mends it: the people responsible are told, and the owner while they are here. */
async function stop(tx: Tx, sending: Sending, { because, owner }: Stopped): Promise<ChunkResult> {
  const { id, name, municipality_id: municipalityId, schedule_id: scheduleId } = sending
  await query(
    tx,
    `update reports_sendings set state = 'stopped', stopped_because = ? where id = ?`,
    [because, id]
  )
  await switchSchedule(tx, { municipalityId, id: scheduleId, isActive: false })
  const path = `/reports/sendings/${id}`
  const title = `Envio de relatório parou: ${name}`
  const detail = `Nada mais é enviado: ${because.replace(/\.$/, '')}. Quem precisa do relatório pode criar um envio próprio.`
  await raiseAlert(tx, {
    ...{ municipalityId, topic: 'report', key: `report-sending/${id}`, title, detail },
    path: `/jobs/schedules/${scheduleId}`,
  })
  if (owner?.userId) {
    await tell(
      tx,
      {
        ...{ municipalityId, title, path, tone: 'bad', text: detail, withEmail: false },
        key: `report-sending/${id}/${clock.now().getTime()}`,
        ...{ template: 'alerts.cause', data: {} },
      },
      [{ userId: owner.userId, name: owner.name, email: null }]
    )
  }
  const issues: Issue[] = [{ code: 'stopped', severity: 'critical', path: '', message: detail }]
  return { ...NOTHING, parked: 1, issues }
}

async function send(delivering: Delivering): Promise<ChunkResult> {
  const { tx, sending, owner, place } = delivering
  const { variants, issues } = await variantsOf({ tx, owner, timeZone: place.timeZone }, sending)
  let [sent, files] = [0, 0]
  for (const variant of variants) {
    const written = await sendVariant(delivering, variant)
    sent += written
    files += written ? 1 : 0
  }
  await appendEntry(tx, {
    ...{ municipalityId: sending.municipality_id, at: clock.now(), actor: owner },
    ...{
      action: 'reports.send',
      subject: { type: 'reports.sending', id: sending.id },
      reason: null,
    },
    description: `Enviou por e-mail: ${sending.name}, a ${sent === 1 ? '1 pessoa' : `${sent} pessoas`}`,
    payload: {
      report: sending.report,
      recipients: variants.flatMap(({ recipients }) => recipients.map(({ email }) => email)),
    },
  })
  return { done: sent, parked: issues.length, issues, figures: { sent, files } }
}

/** @returns how many messages were written. */
async function sendVariant(
  delivering: Delivering,
  { actor, recipients }: Variant
): Promise<number> {
  const { tx, runId, sending, delivery, place } = delivering
  const { timeZone } = place
  const viewer = { actor, timeZone, within: tx }
  const report = await findReport(sending.report, viewer)
  const values = valuesOn(report.filters, sending.filters, delivery.date)
  const request = readRequest(report, values, viewer)
  refuseProblems(request)
  const { count } = await reportPage(report, request.asked, { page: 1, size: 1 })
  if (!count && !sending.is_empty_sent) return 0
  const content = await makeFile(request, viewer, { format: sending.format, utility: place.name })
  const setting = (key: string) =>
    parameterWithin<number>(tx, { key, municipalityId: sending.municipality_id })
  const isAttached = content.byteLength <= (await setting(ATTACHMENT_MEGABYTES)) * 1024 * 1024
  const users = recipients.flatMap(({ userId }) => userId ?? [])
  const kept = await keepReportFile(tx, {
    ...{ municipalityId: sending.municipality_id, runId, content, rows: count },
    ...{ sendingId: sending.id, report: report.name, title: report.title, format: sending.format },
    userIds: [...new Set([...users, sending.owner_id])],
    hasLink: !isAttached && users.length < recipients.length,
    createdBy: sending.owner_id,
  })
  const until = addDays(clock.today(timeZone), await setting(LINK_DAYS))
  const words = await filterWords(request, viewer)
  const site = process.env.APP_URL ?? ''
  for (const { userId, name, email } of recipients) {
    const path = userId ? `/reports/files/${kept.id}` : `/report-links/${kept.token}`
    await writeMessage(tx, {
      ...{ municipalityId: sending.municipality_id, channel: 'email', template: 'reports.sent' },
      data: {
        ...{ name: sending.name, title: report.title, words: words.join(' · ') },
        rows: count === 1 ? '1 linha' : `${format.integer(count)} linhas`,
        ...{ note: sending.note, attached: isAttached, until: formatDate(until) },
        ...{ link: isAttached ? '' : `${site}${path}`, owner: actor.name, place: place.name },
      },
      ...{ recipient: email, recipientName: name },
      attachments: isAttached ? [kept.fileId] : [],
      dedupeKey: `report/${sending.id}/${delivery.date}/${delivery.token}/${email}`,
    })
  }
  return recipients.length
}
