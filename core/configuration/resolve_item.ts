import { type CivilDate, civilDate, clock, isCivilDate } from '#core/calendar/index'
import { errors } from './errors.ts'
import { type Reader, queryOne } from './query.ts'
import { pickVersion } from './timeline.ts'
import { type Version, versionsOf } from './versions.ts'
import { approvedTimeline } from './view/state_text.ts'

export interface Resolution {
  readonly date: CivilDate
  readonly knownAt: Date
  /** Null: nothing was in force. */
  readonly version: Version | null
}

export interface Asking {
  readonly kind: string
  readonly key: string
  readonly municipalityId: bigint
  readonly timeZone: string
  /** `AAAA-MM-DD`; today when not said. */
  readonly date?: string | undefined
  /** A day (its end), or an instant with its offset; now when not said. */
  readonly knownAt?: string | undefined
}

/** Which version of an item was in force on a date, as was known at an instant. @throws E_CONFIGURATION_MOMENT */
export async function resolveItem(reader: Reader, asking: Asking): Promise<Resolution> {
  const date = dayOf(asking)
  const knownAt = await instantOf(reader, asking)
  const all = await versionsOf(reader, asking)
  const picked = pickVersion(approvedTimeline(all), date, knownAt)
  return { date, knownAt, version: all.find(({ id }) => id === picked?.id) ?? null }
}

function dayOf({ date, timeZone }: Asking): CivilDate {
  if (date === undefined || date === '') return clock.today(timeZone)
  if (!isCivilDate(date)) throw errors.E_CONFIGURATION_MOMENT({ given: date })
  return civilDate(date)
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/

async function instantOf(reader: Reader, { knownAt, timeZone }: Asking): Promise<Date> {
  if (knownAt === undefined || knownAt === '') return clock.now()
  if (isCivilDate(knownAt)) {
    const end = await queryOne<{ at: Date }>(
      reader,
      `select (?::date + 1)::timestamp at time zone ? - interval '1 microsecond' as at`,
      [knownAt, timeZone]
    )
    return end!.at
  }
  const at = new Date(INSTANT.test(knownAt) ? knownAt : Number.NaN)
  if (Number.isNaN(at.getTime())) throw errors.E_CONFIGURATION_MOMENT({ given: knownAt })
  return at
}
