import { type CivilDate, addDays, addMonths, minDate } from '#core/calendar/index'

/** Months for which Lei 14.898/2024, art. 2º, § 2º, keeps the benefit of who no longer meets its criteria. */
export const LEAST_KEPT_MONTHS = 3

/** Content of parameter `registry.social_loss`. */
export interface LossPolicy {
  readonly kept_months: number
  /** Days before the end of the validity in which bills tell of it. */
  readonly warning_days: number
  /** What bills tell the family to do. */
  readonly what_to_do: string
}

export const DEFAULT_LOSS_POLICY: LossPolicy = {
  kept_months: LEAST_KEPT_MONTHS,
  warning_days: 60,
  what_to_do:
    'Para continuar com o desconto, atualize o Cadastro Único no CRAS ou apresente em nosso atendimento o comprovante do CadÚnico ou do BPC.',
}

/** Art. 3º ends it at once, and so does the family's own request; who no longer meets the criteria keeps it for some months. */
export type EndCause = 'criteria' | 'irregularity' | 'asked'

/** The last day of so many months that begin on a day: 5 December and three months give 4 March. */
export const lastOfMonths = (from: CivilDate, months: number): CivilDate =>
  addDays(addMonths(from, months), -1)

/** Until when a benefit is kept when its validity ends without renewal. */
export const keptAfterValidity = (until: CivilDate, { kept_months: months }: LossPolicy) =>
  addMonths(until, months)

interface Losing {
  readonly cause: EndCause
  /** The day of the loss; the last day of what ends at once. */
  readonly on: CivilDate
  /** Until when the validity itself would keep it; null where nothing says so. */
  readonly keptUntil: CivilDate | null
}

/** The last day of a benefit that somebody ends. The months of a validity that is over already run. */
export function lastDayOf({ cause, on, keptUntil }: Losing, policy: LossPolicy): CivilDate {
  if (cause !== 'criteria') return on
  const kept = lastOfMonths(on, policy.kept_months)
  return keptUntil === null ? kept : minDate(kept, keptUntil)
}
