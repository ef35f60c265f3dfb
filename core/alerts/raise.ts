import { municipalityOf } from '#core/access/index'
import { clock } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { format } from '#core/web/index'
import { REPEAT_MINUTES } from './parameters.ts'
import { responsiblesFor } from './recipients.ts'
import { tell } from './tell.ts'
import { TOPICS, type Topic } from './topics.ts'

export interface Cause {
  readonly municipalityId: bigint
  readonly topic: Topic
  /** The same key is the same cause: told once, and again when it lasts. */
  readonly key: string
  readonly title: string
  readonly detail: string
  readonly path: string | null
}

interface OpenCause {
  readonly id: bigint
  readonly topic: Topic
  readonly title: string
  readonly path: string | null
  readonly opened_at: Date
  readonly told_at: Date
  readonly times_told: number
}

/**
 * Tells the people responsible that something is wrong: at once when the cause is new, and again after the interval while
 * it lasts.
 */
export async function raiseAlert(tx: Tx, cause: Cause): Promise<void> {
  const now = clock.now()
  const [isNew] = await query<OpenCause>(
    tx,
    `insert into alerts_causes (municipality_id, topic, key, title, detail, path, opened_at, told_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (municipality_id, key) where closed_at is null do nothing returning *`,
    [
      ...[cause.municipalityId, cause.topic, cause.key, cause.title, cause.detail, cause.path],
      ...[now, now],
    ]
  )
  const open = isNew ?? (await due(tx, cause, now))
  if (open) await tellCause(tx, cause, open)
}

/** The open cause, when it is time to tell of it again. */
async function due(tx: Tx, cause: Cause, now: Date): Promise<OpenCause | undefined> {
  const minutes = await parameterWithin<number>(tx, {
    ...{ key: REPEAT_MINUTES, municipalityId: cause.municipalityId },
  })
  const before = new Date(now.getTime() - minutes * 60_000)
  const [row] = await query<OpenCause>(
    tx,
    `update alerts_causes set told_at = ?, times_told = times_told + 1, detail = ?
      where municipality_id = ? and key = ? and closed_at is null and told_at <= ? returning *`,
    [now, cause.detail, cause.municipalityId, cause.key, before]
  )
  return row
}

async function tellCause(tx: Tx, cause: Cause, open: OpenCause): Promise<void> {
  const { municipalityId, topic, title, detail, path } = cause
  const { timeZone } = await municipalityOf(municipalityId, tx)
  const since = format.datetime(open.opened_at, timeZone)
  await tell(
    tx,
    {
      ...{ municipalityId, title, path, tone: 'bad', text: detail, withEmail: true },
      key: `cause/${open.id}/${open.times_told}`,
      template: 'alerts.cause',
      data: { topic: TOPICS[topic], detail, since },
    },
    await responsiblesFor(tx, municipalityId, topic)
  )
}

/** Tells that a cause is over; nothing happens when it was not told of. */
export async function clearAlert(tx: Tx, municipalityId: bigint, key: string): Promise<void> {
  const now = clock.now()
  const [open] = await query<OpenCause>(
    tx,
    `update alerts_causes set closed_at = ? where municipality_id = ? and key = ? and closed_at is null returning *`,
    [now, municipalityId, key]
  )
  if (!open) return
  const { timeZone } = await municipalityOf(municipalityId, tx)
  const since = format.datetime(open.opened_at, timeZone)
  const until = format.datetime(now, timeZone)
  await tell(
    tx,
    {
      ...{ municipalityId, path: open.path, tone: 'good', withEmail: true },
      title: `Voltou ao normal: ${open.title}`,
      text: `De ${since} a ${until}.`,
      key: `cause/${open.id}/over`,
      template: 'alerts.recovered',
      data: { topic: TOPICS[open.topic], detail: '', since, until },
    },
    await responsiblesFor(tx, municipalityId, open.topic)
  )
}
