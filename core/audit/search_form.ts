import db from '@adonisjs/lucid/services/db'
import { civilDate, isCivilDate } from '#core/calendar/index'
import { addDays } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { type TrailFilter, namesOf } from './read.ts'

/** The filters as the address holds them; nothing that is not understood. */
export interface Asked {
  readonly from: string | null
  readonly until: string | null
  readonly actor: string | null
  readonly action: string | null
  readonly subject: string | null
  readonly record: string | null
  readonly text: string | null
  readonly channel: 'screen' | 'api' | 'system' | null
  readonly address: string | null
  readonly services: '1' | null
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() ? value.trim().slice(0, 200) : null
const dateOf = (value: unknown) => (isCivilDate(value) ? value : null)
const CHANNELS = ['screen', 'api', 'system'] as const

export function askedOf(given: Readonly<Record<string, unknown>>): Asked {
  return {
    from: dateOf(given.from),
    until: dateOf(given.until),
    actor: textOf(given.actor),
    action: textOf(given.action),
    subject: textOf(given.subject),
    record: textOf(given.record) ?? textOf(given.id),
    text: textOf(given.text),
    channel: CHANNELS.find((channel) => channel === given.channel) ?? null,
    address: textOf(given.address),
    services: given.services === '1' ? '1' : null,
  }
}

/** Only what was asked, for addresses of other pages. */
export const keptOf = (asked: Asked): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value)) as Record<string, string>

/** The filter that the trail is read with. Days are the municipality's own. */
export async function filterOf(
  asked: Asked,
  municipality: { readonly id: bigint; readonly timeZone: string }
): Promise<TrailFilter> {
  return {
    municipalityId: municipality.id,
    from: asked.from ? await startOf(asked.from, municipality.timeZone) : null,
    until: asked.until
      ? await startOf(addDays(civilDate(asked.until), 1), municipality.timeZone)
      : null,
    action: asked.action,
    actors: asked.actor ? await namesOf(municipality.id, asked.actor) : null,
    subjectType: asked.subject,
    subjectIds: asked.record ? await recordsCalled(asked, municipality.id) : null,
    text: asked.text,
    channel: asked.channel,
    address: asked.address,
    isService: asked.services === '1',
  }
}

/** The first instant of a day. */
async function startOf(day: string, timeZone: string): Promise<Date> {
  const [row] = await query<{ at: Date }>(
    db,
    'select ?::date::timestamp at time zone ?::text as at',
    [day, timeZone]
  )
  return row!.at
}

const DIGITS = /^\d{1,18}$/

/** Records with that number, as people know it (the value of the label) or the system's own. */
async function recordsCalled({ subject, record }: Asked, municipalityId: bigint) {
  const own = DIGITS.test(record!) ? [BigInt(record!)] : []
  const type = subject ? registries().records.find(subject) : undefined
  const label = type?.fields.find(({ name }) => name === type.label)
  if (!type || !label || !['text', 'registration'].includes(label.type)) return own
  const plain = label.type === 'registration' ? record!.replace(/\D/g, '') : record!
  const rows = await query<{ id: bigint }>(
    db,
    `select id from ${type.table} where municipality_id = ? and ${type.label}::text = ? limit 50`,
    [municipalityId, plain]
  )
  return [...rows.map(({ id }) => id), ...own]
}
