import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { registries } from '#core/kernel/index'
import { errors } from '../errors.ts'
import type { Reader } from '../query.ts'
import type { Version } from '../versions.ts'
import type { ClosedPeriod } from './types.ts'

export interface Starting {
  readonly kind: string
  readonly key: string
  readonly municipalityId: bigint
  readonly from: CivilDate
}

/** The closed periods that a version starting on a day would reach into, the latest first. */
export async function closedPeriods(
  reader: Reader,
  { kind, key, municipalityId, from }: Starting
): Promise<ClosedPeriod[]> {
  const found: ClosedPeriod[] = []
  for (const closing of registries().closings.all()) {
    if (!closing.concerns({ kind, key })) continue
    const periods = await closing.closedFrom(reader, { municipalityId, from })
    found.push(...periods.filter(({ until }) => until >= from))
  }
  return found.sort((a, b) => (a.until < b.until ? 1 : -1))
}

/** `Faturamento do grupo 03, referência 10/2026 (até 31/10/2026, por Bruno Matos)`. */
export function periodText({ title, until, by }: ClosedPeriod): string {
  return `${title} (até ${formatDate(until)}${by ? `, por ${by}` : ''})`
}

/**
 * A version does not start in a closed period, unless it says that it is a correction and names the law it rests on.
 * @returns the closed periods that a correction reaches, in words; null when there is none.
 * @throws E_CONFIGURATION_CLOSED_PERIOD, E_CONFIGURATION_CORRECTION_BASIS
 */
export async function requireOpenPeriod(
  reader: Reader,
  version: Pick<Version, 'id' | 'kind' | 'key' | 'legalBasis' | 'isCorrection'>,
  { municipalityId, from }: Pick<Starting, 'municipalityId' | 'from'>
): Promise<string | null> {
  const { id, kind, key, isCorrection, legalBasis } = version
  const periods = await closedPeriods(reader, { kind, key, municipalityId, from })
  const [latest] = periods
  if (!latest) return null
  const values = {
    id,
    from: formatDate(from),
    periods: periods.slice(0, 3).map(periodText).join('; '),
  }
  if (!isCorrection) {
    throw errors.E_CONFIGURATION_CLOSED_PERIOD({
      ...values,
      earliest: formatDate(addDays(latest.until, 1)),
      remedy: latest.remedy,
    })
  }
  if (!legalBasis) throw errors.E_CONFIGURATION_CORRECTION_BASIS(values)
  const more = periods.length > 20 ? `; e mais ${periods.length - 20}` : ''
  return `${periods.slice(0, 20).map(periodText).join('; ')}${more}`
}
