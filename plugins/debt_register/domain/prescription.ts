import {
  type CivilDate,
  addDays,
  addMonths,
  daysBetween,
  maxDate,
  minDate,
} from '#core/calendar/index'

/** What makes the term run anew, or stand still. */
export interface PrescriptionEvent {
  readonly kind: 'interruption' | 'suspension'
  readonly fromOn: CivilDate
  /** Last day of a suspension; null: it still lasts. */
  readonly untilOn: CivilDate | null
}

export interface Prescribing {
  readonly dueOn: CivilDate
  readonly years: number
  readonly nature: 'tariff' | 'tax'
  readonly inscribedOn: CivilDate | null
  /** The filing ends the suspension of the inscription. */
  readonly filedOn: CivilDate | null
  readonly events: readonly PrescriptionEvent[]
  /** Until when a suspension that still lasts is counted. */
  readonly today: CivilDate
}

/** Days for which inscription suspends the term of a debt that is no tax. @see Lei 6.830/1980, art. 2º, § 3º */
export const INSCRIPTION_SUSPENSION_DAYS = 180

/**
 * The day from which a debt can no longer be asked for: the years of its nature from its due date or from its interruption,
 * later by the days for which the term stood still. A debt of a tariff is interrupted once only.
 * @see Código Civil, arts. 202 e 205; CTN, art. 174; Lei 6.830/1980, art. 2º, § 3º
 */
export function prescribesOn(one: Prescribing): CivilDate {
  const start = startOf(one)
  let end = addMonths(start, one.years * 12)
  for (const { from, until } of suspensions(one)) {
    const first = maxDate(from, start)
    if (first >= end || until < first) continue
    end = addDays(end, daysBetween(first, until) + 1)
  }
  return end
}

/** Of a tariff only the first interruption counts; of a tax the last one. */
function startOf({ dueOn, nature, events }: Prescribing): CivilDate {
  const interruptions = events
    .filter(({ kind }) => kind === 'interruption')
    .map(({ fromOn }) => fromOn)
    .filter((on) => on > dueOn)
    .sort()
  return (nature === 'tariff' ? interruptions[0] : interruptions.at(-1)) ?? dueOn
}

interface Span {
  readonly from: CivilDate
  readonly until: CivilDate
}

/** When the term stood still, in order; spans that touch are one, so that no day counts twice. */
function suspensions(one: Prescribing): Span[] {
  const spans = [...ofInscription(one), ...entered(one)].sort((a, b) => (a.from < b.from ? -1 : 1))
  const joined: Span[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && span.from <= addDays(last.until, 1)) {
      joined[joined.length - 1] = { from: last.from, until: maxDate(last.until, span.until) }
    } else joined.push(span)
  }
  return joined
}

function ofInscription({ nature, inscribedOn, filedOn }: Prescribing): Span[] {
  if (nature === 'tax' || inscribedOn === null) return []
  const whole = addDays(inscribedOn, INSCRIPTION_SUSPENSION_DAYS - 1)
  const until = filedOn === null ? whole : minDate(whole, addDays(filedOn, -1))
  return until < inscribedOn ? [] : [{ from: inscribedOn, until }]
}

const entered = ({ events, today }: Prescribing): Span[] =>
  events
    .filter(({ kind }) => kind === 'suspension')
    .map(({ fromOn, untilOn }) => ({ from: fromOn, until: untilOn ?? maxDate(today, fromOn) }))
